"""How everything is: the word for each provider, and the one word for the whole, by precedence."""

from dataclasses import replace
from typing import Any

import pytest
from tests.core.fakes import catalogue, exo_reading, row
from tests.core.loud import names_in

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState
from traybridge.core.config import EMBEDDED, Config, ProviderConfig, from_preset
from traybridge.core.errors import AuthenticationFailed, ProviderFailed, Unreachable
from traybridge.core.health import Health, HealthState
from traybridge.core.i18n import Text
from traybridge.core.planning import KeyState, ProviderFacts, plan
from traybridge.core.presentation.status import (
    ANY_QUESTION,
    ProviderStatus,
    Snapshot,
    describe,
    overall,
    stale,
    words_of_cluster,
)
from traybridge.core.presets import preset
from traybridge.core.probe import Reading
from traybridge.core.provenance import Skip

NOW = 1000.0
S = HealthState
READY = exo_reading(("m", ModelState.READY))
FAILED = ProviderFailed("HTTP 503")


def of(preset_name: str, **values: Any) -> ProviderConfig:
    known = preset(preset_name)
    assert known is not None
    return from_preset(known, **values)


CLOUD = row("a", base_url="https://a.example/v1")


def skip_of(one: ProviderFacts, *others: ProviderFacts, **routing: Any) -> Skip | None:
    """Why a question for Auto would not go to one of them."""
    chosen = plan(ANY_QUESTION, Config().with_routing(**routing), (*others, one), NOW)
    return next((skip for skip in chosen.skipped if skip.provider == one.provider.id), None)


def cluster(state: ClusterState, *models: LoadedModel, detail: str = "") -> Health:
    return Health(S.OK, reading=Reading(0.1, Cluster(state, "1.x", (), models, detail)), read_at=NOW)


LOADING = LoadedModel("x/m", ModelState.LOADING, progress=0.4)
REFUSED = Unreachable("Nothing answers", refused=True)
NO_MODEL = row("a", model="")
BROKEN = LoadedModel("m", ModelState.FAILED, error="no memory")
NOT_INSTALLED = Health(S.OK, reading=Reading(0, installed=False))
SPENT = Health(S.QUOTA, retry_at=NOW + 600)


@pytest.mark.parametrize(
    ("facts", "health", "reason", "usable", "attention"),
    [
        # what stands until somebody changes something
        (ProviderFacts(row("a", enabled=False), Health(S.AUTH)), "off", "switched off", False, False),
        (ProviderFacts(EMBEDDED, NOT_INSTALLED), "off", "not installed", False, False),
        (
            ProviderFacts(EMBEDDED, Health(S.OK, reading=Reading(0, installed=False, detail="no model file"))),
            "off",
            "no model file",
            False,
            False,
        ),
        (ProviderFacts(of("openrouter")), "no_key", "no key", False, False),
        (ProviderFacts(of("openrouter"), key=KeyState.LOCKED), "no_key", "keyring locked", False, True),
        (ProviderFacts(of("openrouter"), key=KeyState.OTHER_ORIGIN), "no_key", "no key for this address", False, False),
        (
            ProviderFacts(row("a", monthly_cap=5.0), Health(S.OK), spent=5.0),
            "quota",
            "monthly cap reached ($5.00 of $5.00)",
            False,
            True,
        ),
        # what passes
        (ProviderFacts(CLOUD), "unknown", "not looked at yet", False, False),
        (ProviderFacts(EMBEDDED), "unknown", "not looked at yet", True, False),
        (ProviderFacts(CLOUD, Health(S.OK)), "ok", "", True, False),
        (ProviderFacts(CLOUD, Health(S.FAILING, error=FAILED)), "failing", "HTTP 503", True, False),
        (ProviderFacts(CLOUD, Health(S.OPEN, error=FAILED, retry_at=NOW + 9)), "open", "HTTP 503", False, False),
        (ProviderFacts(CLOUD, Health(S.OPEN)), "open", "not reachable", False, False),
        (ProviderFacts(CLOUD, Health(S.AUTH, error=AuthenticationFailed("no"))), "auth", "key rejected", False, True),
        (ProviderFacts(CLOUD, SPENT), "quota", "quota used up, again in 10 min", False, True),
        (ProviderFacts(CLOUD, Health(S.QUOTA, retry_at=NOW)), "ok", "", True, False),
        (
            ProviderFacts(CLOUD, Health(S.COOLING, retry_at=NOW + 41, error=FAILED)),
            "cooling",
            "cooling down 41 s: HTTP 503",
            False,
            False,
        ),
        (ProviderFacts(CLOUD, Health(S.COOLING, retry_at=NOW + 41)), "cooling", "cooling down 41 s", False, False),
        (ProviderFacts(CLOUD, Health(S.COOLING, retry_at=NOW)), "ok", "", True, False),
        (ProviderFacts(CLOUD, Health(S.OK, probe_error=FAILED)), "failing", "HTTP 503", True, False),
        # nothing is there to answer, though nobody has given it up yet
        (ProviderFacts(CLOUD, Health(S.FAILING, error=REFUSED)), "failing", "Nothing answers", False, False),
        (ProviderFacts(CLOUD, Health(S.OK, probe_error=REFUSED)), "failing", "Nothing answers", False, False),
        # Exo
        (ProviderFacts(of("exo"), Health(S.OK, reading=READY)), "ok", "", True, False),
        (
            ProviderFacts(of("exo"), Health(S.OK, reading=READY, probe_error=FAILED)),
            "failing",
            "HTTP 503",
            False,
            False,
        ),
        (
            ProviderFacts(of("exo"), Health(S.OPEN, error=REFUSED)),
            "open",
            "Nothing answers",
            False,
            False,
        ),
        (ProviderFacts(of("exo"), cluster(ClusterState.UP)), "ok", "no model is loaded", False, False),
        (ProviderFacts(of("exo"), cluster(ClusterState.LOADING, LOADING)), "ok", "loading m 40%", False, False),
        (ProviderFacts(of("exo"), cluster(ClusterState.FAILED, BROKEN)), "ok", "failed: no memory", False, True),
        (
            ProviderFacts(of("exo"), cluster(ClusterState.DEGRADED, detail="b not seen")),
            "ok",
            "b not seen",
            False,
            False,
        ),
    ],
)
def test_how_one_provider_is(facts, health, reason, usable, attention):
    found = describe(facts, NOW)
    assert (found.health, found.reason, found.usable, found.attention) == (health, reason, usable, attention)
    own = (BROKEN.error, "no model file", "b not seen")  # what the test itself wrote as plain words
    assert not any(" " in name and name not in own for name in names_in(found.reason))


def test_a_row_tells_what_surfaces_show():
    facts = ProviderFacts(
        of("exo", name="Mine"),
        Health(S.COOLING, retry_at=NOW + 9, reading=READY, read_at=NOW),
        catalogue("m", "n"),
        KeyState.MISSING,
    )
    found = describe(facts, NOW)
    assert (found.id, found.label, found.kind, found.enabled, found.local) == ("exo", "Mine", "exo", True, True)
    assert (found.retry_in, found.latency, found.models) == (9, 0.004, ("m", "n"))
    assert found.cluster is READY.cluster
    assert describe(replace(facts, health=Health()), NOW).retry_in is None
    hangs = replace(facts, health=Health(S.OK, reading=READY, probe_error=FAILED))
    assert describe(hangs, NOW).cluster is None


@pytest.mark.parametrize(
    ("one", "usable"),
    [
        (ProviderFacts(CLOUD, Health(S.OK)), False),
        (ProviderFacts(row("lan", base_url="http://10.0.0.1/v1"), Health(S.OK)), True),
        (ProviderFacts(row("lan", base_url="http://studio.local/v1"), Health(S.OK)), True),
        (ProviderFacts(EMBEDDED, Health(S.OK)), True),
    ],
)
def test_under_local_only_nobody_elsewhere_can_answer(one, usable):
    """Local only (beats everything): what cannot be asked is not shown as able to answer."""
    found = describe(one, NOW, skip_of(one, local_only=True))
    assert found.usable is usable
    assert found.reason == ("" if usable else "local only")
    assert describe(one, NOW, skip_of(one)).usable


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (ProviderFacts(NO_MODEL, Health(S.OK), catalogue=catalogue("a", "b")), "no model chosen"),
        (ProviderFacts(NO_MODEL, Health(S.OK), catalogue=catalogue("a")), ""),
        (ProviderFacts(NO_MODEL, Health(S.OK)), ""),
        (ProviderFacts(NO_MODEL, Health(S.OK), list_error=FAILED), "HTTP 503"),
    ],
)
def test_who_is_well_and_has_no_model_to_ask_cannot_answer(one, reason):
    found = describe(one, NOW, skip_of(one))
    assert (found.health, found.reason, found.usable) == ("ok", reason, not reason)


@pytest.mark.parametrize(
    ("routing", "others", "usable"),
    [
        ({}, [], True),
        ({}, [ProviderFacts(row("off", enabled=False), Health(S.OK))], True),
        ({}, [ProviderFacts(CLOUD, Health(S.COOLING, retry_at=NOW + 9))], False),
        ({"starter_fallback": True}, [ProviderFacts(CLOUD, Health(S.COOLING, retry_at=NOW + 9))], True),
        ({"local_only": True}, [ProviderFacts(CLOUD, Health(S.COOLING, retry_at=NOW + 9))], True),
    ],
)
def test_the_starter_model_answers_only_where_it_would_be_asked(routing, others, usable):
    tiny = ProviderFacts(EMBEDDED, Health(S.OK))
    found = describe(tiny, NOW, skip_of(tiny, *others, **routing))
    assert found.usable is usable
    assert found.reason == ("" if usable else "no fallback while another provider is set up")


def shown(kind: str = "openai", *, usable: bool = True, local: bool = False, **values: Any) -> ProviderStatus:
    usual: dict[str, Any] = {"id": "x", "label": "X", "kind": kind, "enabled": True, "health": "ok", "reason": ""}
    return ProviderStatus(**usual | {"usable": usable, "local": local} | values)


EXO = shown("exo", local=True)
LOADING_EXO = shown("exo", usable=False, local=True, cluster=Cluster(ClusterState.LOADING))
OLLAMA, CLOUDY, TINY = shown(local=True), shown(), shown("embedded", local=True)
UNSEEN = shown(usable=False, health="unknown")


@pytest.mark.parametrize(
    ("statuses", "started", "word"),
    [
        ([UNSEEN, shown(usable=False, health="off")], False, "starting"),
        ([UNSEEN], True, "offline"),
        ([], False, "starting"),
        ([], True, "offline"),
        ([TINY, CLOUDY, OLLAMA, LOADING_EXO, EXO], True, "exo"),
        ([TINY, CLOUDY, OLLAMA, LOADING_EXO], True, "loading"),
        ([shown("exo", usable=False, cluster=Cluster(ClusterState.DOWNLOADING))], True, "loading"),
        ([replace(LOADING_EXO, enabled=False)], True, "offline"),
        ([TINY, CLOUDY, OLLAMA], True, "local"),
        ([TINY, CLOUDY], True, "cloud"),
        ([TINY, shown(usable=False)], True, "embedded"),
        ([shown(usable=False)], True, "offline"),
        ([CLOUDY, UNSEEN], False, "cloud"),
        ([TINY, UNSEEN], False, "starting"),
        ([replace(CLOUDY, health="unknown")], False, "starting"),
    ],
)
def test_the_one_word_by_precedence(statuses, started, word):
    """Starting, offline, exo, loading, (local,) cloud, embedded."""
    assert overall(statuses, started=started) == word


def test_what_somebody_should_do_something_about():
    snapshot = Snapshot(
        "offline", (shown(attention=True, reason="key rejected"), CLOUDY), keyring="The keyring is locked"
    )
    assert snapshot.attention == ("X: key rejected", "The keyring is locked")
    assert isinstance(snapshot.attention[0], Text)
    assert snapshot.provider("x") is snapshot.providers[0]
    assert snapshot.provider("nobody") is None


@pytest.mark.parametrize(
    ("state", "models", "words"),
    [
        (ClusterState.OFFLINE, (), "not running"),
        (ClusterState.ELECTING, (), "nodes are finding each other"),
        (ClusterState.UP, (), "no model is loaded"),
        (ClusterState.FAILED, (BROKEN,), "failed: no memory"),
        (ClusterState.FAILED, (), "failed"),
        (ClusterState.LOADING, (LOADING,), "loading m 40%"),
        (ClusterState.DOWNLOADING, (LoadedModel("x/m", ModelState.DOWNLOADING),), "downloading m"),
        (ClusterState.READY, (LoadedModel("x/m", ModelState.READY),), "ready m"),
        (ClusterState.LOADING, (LoadedModel("x/m", ModelState.LOADING, 1.0, warming_up=True),), "warming up m"),
    ],
)
def test_one_phrase_for_a_cluster(state, models, words):
    assert words_of_cluster(Cluster(state, "1.x", (), models)) == words


def test_before_a_state_is_shown_ones_own_servers_are_looked_at_again_and_nobody_who_costs():
    def seen(name: str, ago: float | None, url: str = "http://127.0.0.1:1/v1", **more: Any) -> ProviderFacts:
        health = Health(S.OK, read_at=None if ago is None else NOW - ago)
        return ProviderFacts(row(name, base_url=url, **more), health)

    facts = [
        seen("old", 3),
        seen("fresh", 1),
        seen("unknown", None),
        seen("far", 3, "https://a.example/v1"),
        seen("off", 3, enabled=False),
        seen("exo", 3, "http://mac.lan:52415", kind="exo"),
    ]
    assert stale(facts, NOW) == ["old", "exo"]
