"""Who is asked, in which order, and why somebody is left out: one table, and what holds for every plan."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.fakes import STEADY, catalogue, cluster, exo_reading, row, say
from tests.core.loud import loud, names_in

from traybridge.core.chat import ChatRequest, Message, RequestPolicy
from traybridge.core.cluster import ClusterState, LoadedModel, ModelState
from traybridge.core.config import EMBEDDED, Config, ProviderConfig, RoutingConfig, from_preset
from traybridge.core.errors import AuthenticationFailed, ProviderError, ProviderFailed, TimedOut, Unreachable
from traybridge.core.health import Health, HealthState
from traybridge.core.i18n import Text, marked
from traybridge.core.models import Catalogue
from traybridge.core.planning import KeyState, Plan, ProviderFacts, Route, plan
from traybridge.core.presets import preset
from traybridge.core.probe import Reading

NOW = 1000.0
LLAMA = "mlx-community/Llama-3.2-3B-Instruct-4bit"
QWEN = "mlx-community/Qwen3-0.6B-4bit"
READY = (LLAMA, ModelState.READY)
ELECTING = marked("electing a master")
DOWN = Unreachable("Nothing answers there", refused=True)


def of(name: str, **values: Any) -> ProviderConfig:
    """A provider made from a preset."""
    known = preset(name)
    assert known is not None
    return from_preset(known, **values)


def exo(*models: tuple[str, ModelState], **values: Any) -> ProviderFacts:
    health = Health(HealthState.OK, reading=exo_reading(*models), read_at=NOW)
    return ProviderFacts(of("exo", **values), health)


def cloud(provider_id: str = "cloud", **values: Any) -> ProviderFacts:
    return ProviderFacts(row(provider_id, base_url=f"https://{provider_id}.example/v1", **values))


def near(provider_id: str) -> ProviderFacts:
    return ProviderFacts(row(provider_id, base_url="http://192.168.1.7:8080/v1"))


def keyed(provider_id: str, key: KeyState) -> ProviderFacts:
    """A host that needs no key, and was given one."""
    return replace(cloud(provider_id, key_origin=f"https://{provider_id}.example:443"), key=key)


def router(**values: Any) -> ProviderFacts:
    """OpenRouter with a key and a catalogue that has prices."""
    settings: dict[str, Any] = {"provider": of("openrouter"), "key": KeyState.PRESENT, "catalogue": PRICED} | values
    return ProviderFacts(**settings)


PRICED = Catalogue(
    (
        *catalogue("openrouter/auto").models,
        *catalogue("openrouter/free", prompt_price=0.0, completion_price=0.0).models,
        *catalogue("openai/gpt-4o", prompt_price=2.5e-6, completion_price=1e-5, context=8_000).models,
    ),
    fetched_at=1.0,
)
TINY = ProviderFacts(EMBEDDED, Health(HealthState.OK, read_at=NOW), catalogue("smollm2-135m"))


def in_state(state: HealthState, retry_at: float = NOW + 41, **values: Any) -> Health:
    return Health(state, retry_at=retry_at, error=values.pop("error", None), **values)


def ailing(state: HealthState, retry_at: float = NOW + 41, **values: Any) -> list[ProviderFacts]:
    """The first of two clouds in this state."""
    return [replace(cloud("a"), health=in_state(state, retry_at, **values)), cloud("b")]


@dataclass(frozen=True)
class Case:
    """What stands, what was asked, and what comes of it: routes as "provider:model", skips as (provider, reason)."""

    why: str
    facts: Sequence[ProviderFacts]
    routes: Sequence[str]
    skipped: Sequence[tuple[str, str]] = ()
    model: str = "auto"
    text: str = "Hello?"
    policy: RequestPolicy = RequestPolicy()
    routing: dict[str, Any] = field(default_factory=dict)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pending: Sequence[str] = ()
    later: Sequence[str] = ()
    bypassed: bool = False
    substituted: bool = False
    nearest: Sequence[str] = ()

    @property
    def plan(self) -> Plan:
        config = Config(
            routing=RoutingConfig(**{"starter_fallback": True, **self.routing}),
            providers=tuple(one.provider for one in self.facts),
            aliases=self.aliases,
        )
        return plan(say(self.text, model=self.model, policy=self.policy), config, self.facts, NOW)


OFF = replace(cloud("off", model="gpt-4o"), provider=row("off", enabled=False))
BUSY_ERROR = ProviderFailed("Failed with status 503")

CASES = [
    # order
    Case("in the order of priority", [exo(READY), cloud(), TINY], [f"exo:{LLAMA}", "cloud:m", "embedded:smollm2-135m"]),
    Case("the order is the config's", [cloud(), exo(READY)], ["cloud:m", f"exo:{LLAMA}"]),
    Case("nobody at all", [], []),
    # switches
    Case("switched off", [OFF, cloud()], ["cloud:m"], [("off", "switched off")]),
    Case("no key", [router(key=KeyState.MISSING)], [], [("openrouter", "no key")]),
    Case("keyring locked", [router(key=KeyState.LOCKED)], [], [("openrouter", "keyring locked")]),
    Case(
        "a key for another address stays at home",
        [router(key=KeyState.OTHER_ORIGIN)],
        [],
        [("openrouter", "no key for this address")],
    ),
    Case(
        "a host that needs no key is asked without one",
        [cloud("a"), replace(cloud("c"), key=KeyState.OTHER_ORIGIN)],
        ["a:m", "c:m"],
    ),
    Case(
        "a host of which nobody knows whether it has a key is asked after all others",
        [replace(cloud("b"), key=KeyState.LOCKED), replace(cloud("d"), key=KeyState.UNREADABLE), cloud("c")],
        ["c:m", "b:m", "d:m"],
    ),
    Case(
        "a server of one's own keeps its place",
        [replace(near("b"), key=KeyState.LOCKED), cloud("c")],
        ["b:m", "c:m"],
    ),
    Case(
        "a host that was given a key is not asked while that cannot be read",
        [keyed("b", KeyState.LOCKED), keyed("c", KeyState.UNREADABLE), keyed("d", KeyState.PRESENT)],
        ["d:m"],
        [("b", "keyring locked"), ("c", "its key cannot be read")],
    ),
    Case(
        "the starter model may not be installed",
        [replace(TINY, health=Health(HealthState.OK, reading=Reading(0.0, installed=False), read_at=NOW))],
        [],
        [("embedded", "not installed")],
    ),
    Case(
        "pinned",
        [exo(READY), cloud()],
        ["cloud:m"],
        [("exo", "pinned to cloud")],
        routing={"pin": "cloud"},
    ),
    Case(
        "a pin to somebody switched off is no answer, and says so",
        [OFF, cloud()],
        [],
        [("off", "switched off"), ("cloud", "pinned to off")],
        routing={"pin": "off"},
    ),
    Case(
        "this request's own provider beats the pin",
        [exo(READY), cloud()],
        [f"exo:{LLAMA}"],
        [("cloud", "only exo was asked for")],
        policy=RequestPolicy(provider="exo"),
        routing={"pin": "cloud"},
    ),
    Case(
        "a provider that does not exist",
        [cloud()],
        [],
        [("cloud", "only nobody was asked for")],
        policy=RequestPolicy(provider="nobody"),
    ),
    Case(
        "local only",
        [exo(READY), cloud(), TINY],
        [f"exo:{LLAMA}", "embedded:smollm2-135m"],
        [("cloud", "local only")],
        routing={"local_only": True},
    ),
    Case(
        "local only for this request",
        [cloud(), ProviderFacts(row("lan", base_url="http://192.168.1.7/v1"))],
        ["lan:m"],
        [("cloud", "local only")],
        policy=RequestPolicy(local_only=True),
    ),
    Case(
        "local only beats this request's own provider",
        [exo(READY), cloud()],
        [],
        [("exo", "only cloud was asked for"), ("cloud", "local only")],
        policy=RequestPolicy(provider="cloud"),
        routing={"local_only": True},
    ),
    Case(
        "a name that only a lookup could judge is judged at the choke point",
        [ProviderFacts(row("studio", base_url="http://studio.local:52415"))],
        ["studio:m"],
        routing={"local_only": True},
    ),
    Case(
        "the same name, when only this request wants it: nobody stands at the choke point",
        [ProviderFacts(row("studio", base_url="http://studio.local:52415"))],
        [],
        [("studio", "local only")],
        policy=RequestPolicy(local_only=True),
    ),
    Case(
        "failover off: the first that the settings allow is the only one",
        [OFF, exo(READY), cloud()],
        [f"exo:{LLAMA}"],
        [("off", "switched off"), ("cloud", "failover is off")],
        routing={"failover": False},
    ),
    Case(
        "failover off: whatever its health",
        [exo(), cloud()],
        [],
        [("exo", "model not loaded (nothing is loaded)"), ("cloud", "failover is off")],
        routing={"failover": False},
    ),
    Case(
        "failover off: an open breaker is no reason to ask somebody else",
        ailing(HealthState.OPEN),
        ["a:m"],
        [("b", "failover is off")],
        routing={"failover": False},
        bypassed=True,
    ),
    Case(
        "failover off: who does not have the model was never meant",
        [replace(cloud("a"), catalogue=catalogue("x")), cloud("b", models=("y",)), cloud("c", models=("y",))],
        ["b:y"],
        [("a", "has no model “y”"), ("c", "failover is off")],
        model="y",
        routing={"failover": False},
    ),
    # money
    Case(
        "monthly cap reached",
        [router(provider=of("openrouter", monthly_cap=5.0), spent=5.0), cloud()],
        ["cloud:m"],
        [("openrouter", "monthly cap reached ($5.00 of $5.00)")],
    ),
    Case(
        "monthly cap not reached yet",
        [router(provider=of("openrouter", monthly_cap=5.0), spent=4.99)],
        ["openrouter:openrouter/auto"],
    ),
    Case(
        "free only takes the first free one of the preset's list",
        [router()],
        ["openrouter:openrouter/free"],
        routing={"free_only": True},
    ),
    Case(
        "free only: a model that costs money",
        [router(provider=of("openrouter", model="openai/gpt-4o"))],
        [],
        [("openrouter", "free only: openai/gpt-4o costs money")],
        policy=RequestPolicy(free_only=True),
    ),
    Case(
        "free only: an unknown price counts as paid",
        [replace(cloud(), catalogue=catalogue("m"))],
        [],
        [("cloud", "free only: m has an unknown price")],
        routing={"free_only": True},
    ),
    Case(
        "free only: a named model of unknown price",
        [router()],
        [],
        [("openrouter", "free only: openrouter/auto has an unknown price")],
        model="openrouter/openrouter/auto",
        routing={"free_only": True},
    ),
    Case(
        "free only for one provider",
        [router(provider=of("openrouter", free_only=True)), cloud()],
        ["openrouter:openrouter/free", "cloud:m"],
    ),
    Case(
        "free only before any list of prices is there",
        [router(provider=of("openrouter", model="openai/gpt-4o"), catalogue=Catalogue())],
        [],
        [("openrouter", "not looked at yet")],
        routing={"free_only": True},
        pending=["openrouter"],
    ),
    Case(
        "free only costs nothing here",
        [exo(READY), ProviderFacts(of("ollama"), catalogue=catalogue("llama3.2:3b")), TINY],
        [f"exo:{LLAMA}", "ollama:llama3.2:3b", "embedded:smollm2-135m"],
        routing={"free_only": True},
    ),
    Case(
        "a cap for one request, and a price that nobody knows",
        [router(provider=of("openrouter", request_cap=0.01))],
        [],
        [("openrouter", "cap for one request: the price of openrouter/auto is unknown")],
    ),
    Case(
        "a cap for one request that it may exceed",
        [router(provider=of("openrouter", model="openai/gpt-4o", request_cap=0.01))],
        [],
        [("openrouter", "one request may cost $0.0205, the cap is $0.0100")],
    ),
    # health
    Case(
        "cooling down",
        ailing(HealthState.OPEN, error=BUSY_ERROR),
        ["b:m"],
        [("a", "cooling down 41 s: Failed with status 503")],
    ),
    Case("rate limited", ailing(HealthState.COOLING, NOW + 7200), ["b:m"], [("a", "cooling down 2 h")]),
    Case(
        "the time is up: it may be tested",
        ailing(HealthState.OPEN, NOW),
        ["a:m", "b:m"],
    ),
    Case(
        "one tests it at a time",
        ailing(HealthState.OPEN, NOW, half_open=7),
        ["b:m"],
        [("a", "being tested by another request")],
    ),
    Case("key rejected", ailing(HealthState.AUTH, error=AuthenticationFailed("no")), ["b:m"], [("a", "key rejected")]),
    Case("quota used up", ailing(HealthState.QUOTA, NOW + 600), ["b:m"], [("a", "quota used up, again in 10 min")]),
    Case(
        "every breaker is open: an answer is worth more than a rule",
        [
            replace(cloud("a"), health=in_state(HealthState.OPEN)),
            replace(cloud("b"), health=in_state(HealthState.COOLING)),
            OFF,
        ],
        ["a:m", "b:m"],
        [("off", "switched off")],
        bypassed=True,
    ),
    Case(
        "a refused key and spent money are not bypassed",
        [
            replace(cloud("a"), health=in_state(HealthState.AUTH)),
            replace(cloud("b"), health=in_state(HealthState.QUOTA)),
        ],
        [],
        [("a", "key rejected"), ("b", "quota used up, again in 41 s")],
    ),
    Case(
        "said not to be loaded a moment ago: this model, not the provider",
        [
            replace(cloud("a"), health=Health(unloaded={"m": NOW + 1})),
            replace(cloud("b"), health=Health(unloaded={"m": NOW})),
        ],
        ["b:m"],
        [("a", "model not loaded")],
    ),
    # Exo
    Case(
        "not looked at yet",
        [ProviderFacts(of("exo")), cloud()],
        ["cloud:m"],
        [("exo", "not looked at yet")],
        pending=["exo"],
    ),
    Case(
        "who stands behind somebody that can be asked is looked at only when that one fails",
        [cloud(), ProviderFacts(of("exo")), cloud("b"), ProviderFacts(EMBEDDED)],
        ["cloud:m", "b:m"],
        [("exo", "not looked at yet"), ("embedded", "not looked at yet")],
        later=["exo", "embedded"],
    ),
    Case(
        "Exo is not running",
        [ProviderFacts(of("exo"), Health(HealthState.OPEN, retry_at=NOW + 30, read_at=NOW, probe_error=DOWN)), cloud()],
        ["cloud:m"],
        [("exo", "Nothing answers there")],
    ),
    Case("nothing is loaded", [exo()], [], [("exo", "model not loaded (nothing is loaded)")]),
    Case(
        "the model is being loaded",
        [
            ProviderFacts(
                of("exo"),
                Health(
                    HealthState.OK,
                    reading=Reading(
                        0.1,
                        replace(cluster(), models=(LoadedModel(LLAMA, ModelState.LOADING, progress=0.4),)),
                    ),
                    read_at=NOW,
                ),
            )
        ],
        [],
        [("exo", f"model not loaded: {LLAMA} is loading 40%")],
    ),
    Case(
        "the cluster says why it cannot",
        [
            ProviderFacts(
                of("exo"),
                Health(
                    HealthState.OK,
                    reading=Reading(0.1, replace(cluster(state=ClusterState.ELECTING), detail=ELECTING)),
                    read_at=NOW,
                ),
            )
        ],
        [],
        [("exo", "model not loaded (electing a master)")],
    ),
    Case(
        "a busy model answers too",
        [exo((LLAMA, ModelState.BUSY))],
        [f"exo:{LLAMA}"],
    ),
    Case(
        "the model that the config names, or none",
        [exo(READY, model=QWEN)],
        [],
        [("exo", f"model not loaded ({QWEN})")],
    ),
    Case(
        "several are ready: by name so that it is always the same",
        [exo((QWEN, ModelState.READY), READY)],
        [f"exo:{LLAMA}"],
    ),
    Case(
        "several are ready: the last used first",
        [replace(exo(READY, (QWEN, ModelState.READY)), last_used={QWEN: 5.0, LLAMA: 4.0})],
        [f"exo:{QWEN}"],
    ),
    Case(
        "several are ready: the largest before the first by name",
        [
            ProviderFacts(
                of("exo"),
                Health(
                    HealthState.OK,
                    reading=Reading(
                        0.1,
                        replace(
                            cluster(),
                            models=(
                                LoadedModel(LLAMA, ModelState.READY, size=2),
                                LoadedModel(QWEN, ModelState.READY, size=3),
                            ),
                        ),
                    ),
                    read_at=NOW,
                ),
            )
        ],
        [f"exo:{QWEN}"],
    ),
    Case(
        "a model on disk is not a model that answers",
        [replace(exo(READY), catalogue=catalogue(LLAMA, QWEN))],
        [],
        [("exo", f"model not loaded ({QWEN})")],
        model="qwen3-0.6b",
    ),
    Case(
        "of two that fit the name the loaded one is meant",
        [replace(exo(READY), catalogue=catalogue(LLAMA, LLAMA.replace("4bit", "8bit")))],
        [f"exo:{LLAMA}"],
        model="llama-3.2-3b",
    ),
    Case(
        "somebody else has the model, but Exo comes first and was never looked at",
        [ProviderFacts(of("exo")), cloud(models=("llama-3.2-3b",))],
        ["cloud:llama-3.2-3b"],
        [("exo", "not looked at yet")],
        model="llama-3.2-3b",
        pending=["exo"],
    ),
    Case(
        "an open breaker before somebody unknown: he is looked at first",
        [replace(cloud("a"), health=in_state(HealthState.OPEN)), ProviderFacts(of("exo")), cloud("b")],
        ["b:m"],
        [("a", "cooling down 41 s"), ("exo", "not looked at yet")],
        pending=["exo"],
    ),
    # models
    Case(
        "a bare id goes to those that have it, each with its own",
        [exo(READY), replace(cloud("a"), catalogue=catalogue("gpt-4o")), router()],
        ["a:gpt-4o", "openrouter:openai/gpt-4o"],
        [("exo", "has no model “gpt-4o”")],
        model="gpt-4o",
    ),
    Case(
        "provider/model pins both",
        [exo(READY), replace(cloud("openai"), catalogue=catalogue("gpt-4o")), router()],
        ["openai:gpt-4o"],
        [("exo", "only openai was asked for"), ("openrouter", "only openai was asked for")],
        model="openai/gpt-4o",
    ),
    Case(
        "the vendor's provider does not have it: the id means somebody else's",
        [replace(cloud("openai"), catalogue=catalogue("o3")), router()],
        ["openrouter:openai/gpt-4o"],
        [("openai", "has no model “openai/gpt-4o”")],
        model="openai/gpt-4o",
    ),
    Case(
        "the vendor's provider may have it: look first",
        [router(), cloud("openai", model="")],
        ["openrouter:openai/gpt-4o"],
        [("openai", "not looked at yet")],
        model="openai/gpt-4o",
        pending=["openai"],
    ),
    Case(
        "its list could not be had",
        [router(), replace(cloud("openai", model=""), list_error=ProviderFailed("No list there"))],
        ["openrouter:openai/gpt-4o"],
        [("openai", "No list there")],
        model="openai/gpt-4o",
    ),
    Case(
        "a host without a list is asked as written, after a look",
        [cloud("mine", model=""), cloud("other")],
        ["mine:m/x:7b"],
        [("other", "only mine was asked for")],
        model="mine/m/x:7b",
        pending=["mine"],
    ),
    Case(
        "and at once when there is no list to be had",
        [replace(cloud("mine", model=""), list_error=ProviderFailed("No list there"))],
        ["mine:m/x:7b"],
        model="mine/m/x:7b",
    ),
    Case(
        "the provider is named beside the model: as written where nobody knows better",
        [cloud("mine", model=""), cloud("other")],
        ["mine:x"],
        [("other", "only mine was asked for")],
        model="x",
        policy=RequestPolicy(provider="mine"),
        pending=["mine"],
    ),
    Case(
        "the provider is named beside the model: by its list where there is one",
        [replace(cloud("mine", model=""), catalogue=catalogue("acme/x"))],
        ["mine:acme/x"],
        model="X",
        policy=RequestPolicy(provider="mine"),
    ),
    Case(
        "provider/auto names the provider and leaves the model to it",
        [exo(READY), cloud()],
        ["cloud:m"],
        [("exo", "only cloud was asked for")],
        model="cloud/auto",
    ),
    Case(
        "openrouter/auto is a model of OpenRouter's",
        [router(provider=of("openrouter", model="openai/gpt-4o"))],
        ["openrouter:openrouter/auto"],
        model="openrouter/auto",
    ),
    Case(
        "aliases",
        [exo(READY), router()],
        [f"exo:{LLAMA}", "openrouter:openai/gpt-4o"],
        model="best",
        aliases={"best": ("openrouter:openai/gpt-4o", f"exo:{LLAMA}")},
    ),
    Case(
        "an alias leaves out who is not in it",
        [exo(READY), router(), TINY],
        ["openrouter:openai/gpt-4o"],
        [("exo", "has no model “best”"), ("embedded", "has no model “best”")],
        model="best",
        aliases={"best": ("openrouter:openai/gpt-4o",)},
    ),
    Case(
        "nobody has it: the nearest are named",
        [router(), TINY],
        [],
        [("openrouter", "has no model “gpt-40”"), ("embedded", "has no model “gpt-40”")],
        model="gpt-40",
        nearest=["openai/gpt-4o"],
    ),
    Case(
        "several fit",
        [replace(cloud(), catalogue=catalogue("a/x", "b/x"))],
        [],
        [("cloud", "“x” could be a/x or b/x")],
        model="x",
        nearest=["a/x", "b/x"],
    ),
    Case(
        "another model only if the user allows it, and it is said",
        [exo(READY), router(key=KeyState.MISSING, catalogue=Catalogue())],
        [f"exo:{LLAMA}"],
        [("openrouter", "no key")],
        model="zzz",
        routing={"substitute_models": True},
        substituted=True,
    ),
    Case(
        "another model never from another provider than the one that was named",
        [exo(READY), router()],
        ["openrouter:openrouter/auto"],
        [("exo", "only openrouter was asked for")],
        model="openrouter/zzz",
        routing={"substitute_models": True},
        substituted=True,
    ),
    Case(
        "no other model before everybody was looked at",
        [exo(READY), cloud(model="")],
        [],
        [("exo", "has no model “zzz”"), ("cloud", "not looked at yet")],
        model="zzz",
        routing={"substitute_models": True},
        pending=["cloud"],
    ),
    Case(
        "a cloud host without a model: an error that asks to choose one, never an id sent unseen",
        [replace(cloud(model=""), catalogue=catalogue("x", "y"))],
        [],
        [("cloud", "no model chosen")],
    ),
    Case("the only model that there is", [replace(cloud(model=""), catalogue=catalogue("x"))], ["cloud:x"]),
    Case(
        "a preset's favourite that it does not have",
        [router(catalogue=catalogue("x", "y"))],
        [],
        [("openrouter", "no model chosen")],
    ),
    Case(
        "before a list is there",
        [router(catalogue=Catalogue())],
        [],
        [("openrouter", "not looked at yet")],
        pending=["openrouter"],
    ),
    Case(
        "a configured model needs no list",
        [router(provider=of("openrouter", model="x/y"), catalogue=Catalogue())],
        ["openrouter:x/y"],
    ),
    Case("a local server's first", [ProviderFacts(of("ollama"), catalogue=catalogue("a", "b"))], ["ollama:a"]),
    Case(
        "the starter model is looked at first",
        [ProviderFacts(EMBEDDED)],
        [],
        [("embedded", "not looked at yet")],
        pending=["embedded"],
    ),
    Case(
        "a look that failed is not repeated for each request",
        [ProviderFacts(EMBEDDED, Health(HealthState.OK, read_at=NOW, probe_error=ProviderFailed("It does not start")))],
        [],
        [("embedded", "It does not start")],
    ),
    # size
    Case(
        "the conversation does not fit",
        [router(provider=of("openrouter", model="openai/gpt-4o")), cloud()],
        ["cloud:m"],
        [("openrouter", "context 8k < 12k needed")],
        text="word" * 12_000,
    ),
    Case(
        "the conversation just fits",
        [router(provider=of("openrouter", model="openai/gpt-4o"))],
        ["openrouter:openai/gpt-4o"],
        text="word" * 8_000,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_the_plan(case: Case):
    """plan(request) returns the routes to try and a reason for each provider it leaves out."""
    chosen = case.plan
    assert [f"{route.provider}:{route.model}" for route in chosen.routes] == list(case.routes)
    assert [(skip.provider, skip.reason) for skip in chosen.skipped] == list(case.skipped)
    assert (list(chosen.pending), list(chosen.later)) == (list(case.pending), list(case.later))
    assert (chosen.bypassed, chosen.substituted) == (case.bypassed, case.substituted)
    assert list(chosen.nearest)[: len(case.nearest)] == list(case.nearest)


@pytest.mark.parametrize("case", [case for case in CASES if case.skipped], ids=lambda case: case.why)
def test_every_reason_can_be_said_in_another_language(case: Case):
    """Reasons stand in windows: all of their words are in patterns, what is put in are names."""
    for skip in case.plan.skipped:
        assert isinstance(skip.reason, Text)
        assert not any(" " in name for name in names_in(skip.reason))


def test_reasons_are_whole_sentences_to_translators():
    """The reasons with the most in them, in a language that says everything loudly."""
    said = {loud(skip.reason) for case in CASES for skip in case.plan.skipped}
    assert said >= {
        "COOLING DOWN 41 S: FAILED WITH STATUS 503",
        "CONTEXT 8K < 12K NEEDED",
        "“x” COULD BE a/x OR b/x",
        "MODEL NOT LOADED (ELECTING A MASTER)",
    }


def test_a_route_tells_the_window_of_its_model():
    assert Case("", [router(provider=of("openrouter", model="openai/gpt-4o"))], []).plan.routes == (
        Route("openrouter", "openai/gpt-4o", 8_000),
    )


NAMES = ["a", "b", "openai", "embedded"]
MODELS = ["m", "openai/m", "b/m", "auto", "gpt-4o", "x"]
HEALTHS = st.builds(
    Health,
    state=st.sampled_from(HealthState),
    retry_at=st.sampled_from([0.0, NOW, NOW + 30]),
    half_open=st.sampled_from([None, 3]),
    read_at=st.sampled_from([None, NOW]),
    probe_error=st.sampled_from([None, DOWN]),
    reading=st.sampled_from([None, exo_reading(READY), Reading(0.1, installed=False), exo_reading()]),
    unloaded=st.dictionaries(st.sampled_from(MODELS), st.sampled_from([NOW - 1, NOW + 1]), max_size=1),
)
ROWS = st.builds(
    row,
    kind=st.sampled_from(["openai", "exo", "embedded"]),
    base_url=st.sampled_from(["https://a.example/v1", "http://127.0.0.1:9/v1", "https://openrouter.ai/api/v1"]),
    enabled=st.booleans(),
    model=st.sampled_from(["", *MODELS]),
    models=st.lists(st.sampled_from(MODELS), max_size=2).map(tuple),
    monthly_cap=st.sampled_from([None, 0.0, 1.0]),
    request_cap=st.sampled_from([None, 0.0, 1.0]),
    free_only=st.booleans(),
)
FACTS = st.builds(
    ProviderFacts,
    provider=ROWS,
    health=HEALTHS,
    catalogue=st.lists(st.sampled_from(MODELS), max_size=4).map(lambda ids: catalogue(*ids, context=4_000))
    | st.just(Catalogue()),
    key=st.sampled_from(KeyState),
    spent=st.sampled_from([0.0, 2.0]),
)
HOUSES = st.lists(FACTS, max_size=4).map(
    lambda facts: [
        replace(one, provider=row_named(one.provider, name)) for one, name in zip(facts, NAMES, strict=False)
    ]
)


def row_named(one: ProviderConfig, name: str) -> ProviderConfig:
    return ProviderConfig(**{field: getattr(one, field) for field in one.__struct_fields__} | {"id": name})


REQUESTS = st.builds(
    say,
    text=st.sampled_from(["Hi", "word" * 5_000]),
    model=st.sampled_from(["auto", *MODELS, "a/m", "openai/gpt-4o", "b/auto", "zzz", "small"]),
    policy=st.builds(
        RequestPolicy,
        provider=st.sampled_from([None, "a", "nobody"]),
        local_only=st.booleans(),
        free_only=st.booleans(),
    ),
)
CONFIGS = st.builds(
    Config,
    routing=st.builds(
        RoutingConfig,
        failover=st.booleans(),
        pin=st.sampled_from(["", "b"]),
        local_only=st.booleans(),
        free_only=st.booleans(),
        substitute_models=st.booleans(),
    ),
    aliases=st.sampled_from([{}, {"small": ("a:m", "b:written")}]),
)


@STEADY
@given(REQUESTS, CONFIGS, HOUSES)
def test_every_provider_is_asked_or_left_out_with_a_reason(
    request: ChatRequest, config: Config, facts: list[ProviderFacts]
):
    """Each provider is in routes or skipped exactly once, in the order of priority."""
    chosen = plan(request, config, facts, NOW)
    order = [one.provider.id for one in facts]
    asked = [route.provider for route in chosen.routes]
    left_out = [skip.provider for skip in chosen.skipped]
    assert sorted(asked + left_out) == sorted(order)
    assert asked == [name for name in order if name in asked]
    assert left_out == [name for name in order if name in left_out]
    assert all(skip.reason and skip.code for skip in chosen.skipped)
    assert set(chosen.pending) <= set(order)
    assert set(chosen.later) <= set(left_out) - set(chosen.pending)
    assert not chosen.later or chosen.routes


@STEADY
@given(REQUESTS, CONFIGS, HOUSES)
def test_nobody_is_sent_an_id_that_is_not_its_own(request: ChatRequest, config: Config, facts: list[ProviderFacts]):
    """Never send one provider's id to another."""
    for route in plan(request, config, facts, NOW).routes:
        one = next(fact for fact in facts if fact.provider.id == route.provider)
        reading = one.health.reading
        held = [model.id for model in reading.cluster.models] if reading and reading.cluster else []
        own = {one.provider.model, *one.provider.models, *one.catalogue.ids, *held}
        aliased = {target.partition(":")[2] for target in config.aliases.get(request.model, ())}
        named = request.policy.provider == route.provider or request.model.startswith(f"{route.provider}/")
        as_written = {request.model, request.model.removeprefix(f"{route.provider}/")} if named else set()
        assert route.model in own | aliased | as_written
        assert route.model


@STEADY
@given(REQUESTS, CONFIGS, HOUSES)
def test_no_route_breaks_a_switch(request: ChatRequest, config: Config, facts: list[ProviderFacts]):
    """Local only beats everything; nobody switched off, unpinned, without its key or over its cap is asked."""
    chosen = plan(request, config, facts, NOW)
    for route in chosen.routes:
        one = next(fact for fact in facts if fact.provider.id == route.provider)
        local = one.provider.kind == "embedded" or "127.0.0.1" in one.provider.base_url
        assert one.provider.enabled
        assert local or not (config.routing.local_only or request.policy.local_only)
        assert request.policy.provider in {None, route.provider}
        assert config.routing.pin in {"", route.provider} or request.policy.provider or "/" in request.model
        assert not one.provider.needs_key or one.key is KeyState.PRESENT
        assert one.provider.monthly_cap is None or one.spent < one.provider.monthly_cap
        assert one.health.state is not HealthState.AUTH
        assert (
            chosen.bypassed
            or one.health.retry_at <= NOW
            or one.health.state
            not in {
                HealthState.OPEN,
                HealthState.COOLING,
            }
        )
    if not config.routing.failover:
        assert len(chosen.routes) <= 1


LISTED = catalogue("Qwen/Qwen3-8B", "openai/o3-mini")


def listed(name: str, **settings: Any) -> ProviderFacts:
    provider = ProviderConfig(id=name, base_url="https://a.example/v1", **settings)
    return ProviderFacts(provider, Health(HealthState.OK), LISTED, KeyState.PRESENT)


@pytest.mark.parametrize(
    ("model", "provider", "policy", "route"),
    [
        ("Qwen/Qwen3-8B:fastest", listed("hf", preset="huggingface"), RequestPolicy(), "Qwen/Qwen3-8B:fastest"),
        ("qwen/qwen3-8b:groq", listed("hf", preset="huggingface"), RequestPolicy(), "Qwen/Qwen3-8B:groq"),
        ("openai/o3-mini:nitro", listed("or", preset="openrouter"), RequestPolicy(), "openai/o3-mini:nitro"),
        ("openai/o3-mini:online", listed("or", preset="openrouter"), RequestPolicy(), "openai/o3-mini:online"),
        ("openai/o3-mini@preset/x", listed("or", preset="openrouter"), RequestPolicy(), "openai/o3-mini@preset/x"),
        ("@preset/x", listed("or", preset="openrouter"), RequestPolicy(), "@preset/x"),
        ("nobody/has:nitro", listed("or", preset="openrouter"), RequestPolicy(), None),
        ("openai/o3-mini:nitro", listed("c"), RequestPolicy(), None),
        ("openai/o3-mini:nitro", listed("c"), RequestPolicy(provider="c"), "openai/o3-mini:nitro"),
        ("c/brand/new:x", listed("c"), RequestPolicy(), "brand/new:x"),
        ("brand/new", listed("c"), RequestPolicy(provider="c"), "brand/new"),
    ],
)
def test_a_suffix_that_the_host_documents_goes_through_and_a_named_host_may_say_no(
    model: str, provider: ProviderFacts, policy: RequestPolicy, route: str | None
) -> None:
    request = ChatRequest((Message("user", "Hello?"),), model=model, policy=policy)
    chosen = plan(request, Config(providers=(provider.provider,)), [provider], NOW)
    assert [one.model for one in chosen.routes] == ([] if route is None else [route])


KEYED = listed("cloud", preset="openrouter", model="openai/o3-mini")
WAITING = ProviderFacts(of("exo"))


@pytest.mark.parametrize(
    ("facts", "routing", "asked"),
    [
        ([TINY], {}, True),
        ([WAITING, TINY], {}, True),
        ([replace(KEYED, key=KeyState.MISSING), TINY], {}, True),
        ([KEYED, TINY], {}, False),
        ([replace(KEYED, health=in_state(HealthState.OPEN)), TINY], {}, False),
        ([exo(READY), TINY], {}, False),
        ([KEYED, TINY], {"local_only": True}, True),
        ([KEYED, TINY], {"pin": "embedded"}, True),
        ([KEYED, TINY], {"starter_fallback": True}, True),
    ],
)
def test_the_starter_model_is_no_fallback_once_somebody_better_is_set_up(
    facts: list[ProviderFacts], routing: dict[str, Any], asked: bool
) -> None:
    config = Config(routing=RoutingConfig(**routing), providers=tuple(one.provider for one in facts))
    chosen = plan(say("Hello?"), config, facts, NOW)
    assert ("embedded" in [route.provider for route in chosen.routes]) is asked
    assert [skip.code for skip in chosen.skipped if skip.provider == "embedded"] == ([] if asked else ["starter"])


def test_the_starter_model_is_asked_when_somebody_names_it() -> None:
    config = Config(providers=(KEYED.provider, TINY.provider))
    for request in (say("Hi", policy=RequestPolicy(provider="embedded")), say("Hi", model="smollm2-135m")):
        assert [route.provider for route in plan(request, config, [KEYED, TINY], NOW).routes] == ["embedded"]


OTHER = replace(cloud(), catalogue=catalogue("gpt"))


class Mute(Unreachable):
    is_silent = True


@pytest.mark.parametrize(
    ("models", "code", "reason"),
    [
        ((LoadedModel(LLAMA, ModelState.LOADING, 0.4),), "loading", f"model not loaded: {LLAMA} is loading 40%"),
        (
            (LoadedModel(LLAMA, ModelState.LOADING, 1.0, warming_up=True),),
            "loading",
            f"model not loaded: {LLAMA} is warming up",
        ),
        (
            (LoadedModel(LLAMA, ModelState.DOWNLOADING, 0.2),),
            "loading",
            f"model not loaded: {LLAMA} is downloading 20%",
        ),
        (
            (LoadedModel(LLAMA, ModelState.FAILED, error="no memory"),),
            "not_loaded",
            f"model not loaded: {LLAMA} is failed (no memory)",
        ),
    ],
)
def test_a_model_on_its_way_is_no_model_to_load(models: tuple[LoadedModel, ...], code: str, reason: str):
    reading = Reading(0.1, replace(cluster(), models=models))
    facts = [ProviderFacts(of("exo"), Health(HealthState.OK, reading=reading, read_at=NOW)), OTHER]
    chosen = plan(say(model=LLAMA), Config(providers=tuple(one.provider for one in facts)), facts, NOW)
    assert (chosen.skipped[0].code, chosen.skipped[0].reason) == (code, reason)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (DOWN, f"has {LLAMA}, and is not running (Nothing answers there)"),
        (TimedOut("No answer so far", phase="headers"), f"has {LLAMA}, and does not answer (No answer so far)"),
        (Mute("It hangs", refused=True), f"has {LLAMA}, and does not answer (It hangs)"),
    ],
)
def test_a_cluster_that_is_off_has_its_models_all_the_same(error: ProviderError, reason: str):
    health = Health(HealthState.OPEN, probe_error=error, read_at=NOW, error=error)
    facts = [ProviderFacts(of("exo"), health, catalogue(LLAMA)), OTHER]
    chosen = plan(say(model=LLAMA), Config(providers=tuple(one.provider for one in facts)), facts, NOW)
    assert [(skip.code, skip.reason) for skip in chosen.skipped] == [
        ("not_answering", reason),
        ("no_model", f"has no model “{LLAMA}”"),
    ]
