"""The menu's rows follow from the bridge's state."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.config import Config
from traybridge.core.formatting import GIGABYTE as GIB
from traybridge.core.planning import KeyState
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.desktop.cluster_text import node_words
from traybridge.desktop.tray.live_menu import MenuRow
from traybridge.desktop.tray.menu import MenuActions, MenuFacts, menu_rows

CLUSTER = Cluster(
    ClusterState.LOADING,
    "1.x",
    (Node("1", "Mac Studio", memory_used=41 * GIB, memory_total=64 * GIB, last_seen=0.4),),
    (LoadedModel("mlx/Llama", ModelState.LOADING, progress=0.4),),
)
EXO = ProviderStatus("exo", "Exo", "exo", True, "ok", "loading Llama 40%", False, local=True, cluster=CLUSTER)
CLOUD = ProviderStatus("or", "Q&A host", "openai", True, "ok", "", True)
OFF = ProviderStatus("hf", "Hugging Face", "openai", False, "off", "switched off", False)


class Did:
    """Remembers what the rows did."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.config = Config()

    def note(self, name: str) -> Callable[..., None]:
        return lambda *values: self.calls.append((name, values))

    def edit(self, change: Callable[[Config], Config]) -> None:
        self.config = change(self.config)

    @property
    def actions(self) -> MenuActions:
        return MenuActions(
            open_chat=self.note("open"),
            new_chat=self.note("new"),
            open_settings=self.note("settings"),
            edit=self.edit,
            pin=self.note("pin"),
            login=self.note("login"),
            unlock=self.note("unlock"),
            load=self.note("load"),
            unload=self.note("unload"),
            dashboard=self.note("dashboard"),
            quit=self.note("quit"),
        )


def rows(did: Did, **values: Any) -> tuple[MenuRow, ...]:
    facts = {
        "snapshot": Snapshot("cloud", (EXO, CLOUD, OFF)),
        "config": Config(),
        "pin": "",
        "login": False,
        "on_disk": {"exo": ("mlx/Llama", "mlx/Qwen3-0.6B")},
    }
    return menu_rows(MenuFacts(**(facts | values)), did.actions)  # type: ignore[arg-type]


def find(found: tuple[MenuRow, ...], key: str) -> MenuRow:
    return next(row for row in found if row.key == key)


def test_quit_is_the_last_row_and_says_so():
    did = Did()
    last = rows(did)[-1]
    assert last.text == "Quit TrayBridge"
    assert last.run is not None
    last.run(False)
    assert did.calls == [("quit", ())]


def test_provider_rows_are_check_items_that_begin_with_the_name():
    did = Did()
    found = rows(did)
    assert find(found, "provider.or").text == "Q&&A host"
    assert find(found, "provider.or").checked is True
    assert (find(found, "provider.hf").text, find(found, "provider.hf").checked) == ("Hugging Face", False)


def test_a_toggle_changes_only_that_provider():
    did = Did()
    one = ProviderStatus("openrouter", "OpenRouter", "openai", True, "ok", "", True)
    switch = find(rows(did, snapshot=Snapshot("cloud", (one,))), "provider.openrouter")
    assert switch.run is not None
    switch.run(False)
    enabled = {row.id: row.enabled for row in did.config.effective_providers}
    assert enabled == {"exo": True, "openrouter": False, "huggingface": True, "embedded": True}


def test_the_switches_are_independent():
    """Manual choices never flip automatic ones (cc-switch#6022 is that bug)."""
    did = Did()
    for key in ("local_only", "free_only"):
        run = find(rows(did), key).run
        assert run is not None
        run(True)
    run = find(rows(did), "failover").run
    assert run is not None
    run(False)
    routing = did.config.routing
    assert (routing.local_only, routing.free_only, routing.failover, routing.pin) == (True, True, False, "")


def test_a_cluster_shows_its_machines_and_models_and_what_can_be_done():
    did = Did()
    cluster = find(rows(did), "cluster.exo")
    assert cluster.text == "Macs and models"
    assert cluster.rows is not None
    assert [row.text for row in cluster.rows] == [
        "Mac Studio, 41 of 64 GB",
        "-",
        "Llama, loading 40%",
        "Load a model",
        "-",
        "Open Exo's page",
    ]
    [choice] = find(cluster.rows, "load").rows or ()
    assert choice.text == "Qwen3 0.6B"
    load = choice.run
    assert load is not None
    load(False)
    assert did.calls == [("load", ("exo", "mlx/Qwen3-0.6B"))]
    [cancel] = find(cluster.rows, "model.mlx/Llama").rows or ()
    assert cancel.text == "Cancel loading"


def test_a_long_reason_does_not_make_the_menu_as_wide_as_the_screen():
    did = Did()
    failed = LoadedModel("mlx/Llama", ModelState.FAILED, error="No space left\non device. " * 12)
    broken = Cluster(ClusterState.FAILED, "1.x", CLUSTER.nodes, (failed,))
    one = ProviderStatus("exo", "Exo", "exo", True, "ok", "failed " * 40, False, True, local=True, cluster=broken)
    found = rows(did, snapshot=Snapshot("offline", (one,)))
    cluster = find(found, "cluster.exo")
    provider = find(found, "provider.exo")
    assert provider.text.startswith("Exo – 1 node, Llama failed: No space left on device.")
    [model] = [row for row in cluster.rows or () if row.key == "model.mlx/Llama"]
    assert model.text.startswith("Llama, failed: No space left on device.")
    texts = [row.text for row in (*found, *(cluster.rows or ()))]
    assert max(map(len, texts)) <= 122
    assert all("\n" not in text for text in texts)


def test_a_model_that_failed_can_be_loaded_again_or_taken_away():
    did = Did()
    failed = Cluster(ClusterState.FAILED, "1.x", CLUSTER.nodes, (LoadedModel("m", ModelState.FAILED, error="killed"),))
    one = ProviderStatus("exo", "Exo", "exo", True, "ok", "", False, cluster=failed)
    cluster = find(rows(did, snapshot=Snapshot("offline", (one,))), "cluster.exo")
    again, unload = find(cluster.rows or (), "model.m").rows or ()
    assert (again.text, unload.text) == ("Load again", "Unload")
    for row in (again, unload):
        assert row.run is not None
        row.run(False)
    assert did.calls == [("load", ("exo", "m")), ("unload", ("exo", "m"))]


def exo_row(cluster: Cluster, *on_disk: str) -> list[str]:
    """The texts of a cluster's submenu."""
    one = ProviderStatus("exo", "Exo", "exo", True, "ok", "", True, local=True, cluster=cluster)
    found = rows(Did(), snapshot=Snapshot("exo", (one,)), on_disk={"exo": on_disk})
    return [row.text for row in find(found, "cluster.exo").rows or ()]


def test_without_a_node_there_is_nothing_to_load_onto():
    assert exo_row(Cluster(ClusterState.ELECTING, "1.x"), "m") == ["Open Exo's page"]
    assert "Load a model" in exo_row(Cluster(ClusterState.UP, "1.x", CLUSTER.nodes), "m")


def test_an_old_cluster_shows_what_it_has_and_offers_nothing_that_it_cannot_do():
    models = tuple(LoadedModel(f"m{number}", ModelState.READY) for number in range(15))
    texts = exo_row(Cluster(ClusterState.READY, "0.x", CLUSTER.nodes, models), "other")
    assert texts[2:] == [*(f"m{number}, ready" for number in range(12)), "and 3 more", "-", "Open Exo's page"]
    one = ProviderStatus(
        "exo", "Exo", "exo", True, "ok", "", True, cluster=Cluster(ClusterState.READY, "0.x", (), models)
    )
    cluster = find(rows(Did(), snapshot=Snapshot("exo", (one,))), "cluster.exo")
    assert all(row.rows is None and not row.enabled for row in cluster.rows or () if row.key.startswith("has."))


def test_a_model_that_is_placed_twice_is_one_row_and_the_one_that_answers():
    twice = (LoadedModel("m", ModelState.READY, instance="1"), LoadedModel("m", ModelState.LOADING, instance="2"))
    for models in (twice, twice[::-1]):
        texts = exo_row(Cluster(ClusterState.READY, "1.x", CLUSTER.nodes, models))
        assert [text for text in texts if text.startswith("m, ")] == ["m, ready"]


def test_a_stale_machine_says_since_when():
    assert node_words(Node("1", "Book", stale=True, last_seen=7.4)) == "Book, not seen for 7 s"


def test_a_locked_keyring_brings_its_next_step():
    did = Did()
    locked = ProviderStatus("or", "Q&A host", "openai", True, "no_key", "keyring locked", False, key=KeyState.LOCKED)
    found = rows(did, snapshot=Snapshot("offline", (locked,), keyring="The keyring is locked"))
    assert [row.text for row in found[:3]] == ["Nobody can answer", "⚠ Unlock the keyring…", "-"]
    assert found[1].run is not None
    found[1].run(False)
    assert did.calls == [("unlock", ())]


def test_use_only_marks_who_alone_is_asked():
    did = Did()
    pin = find(rows(did, pin="or"), "pin")
    assert pin.text == "Use only: Q&&A host"
    assert pin.rows is not None
    assert [row.key for row in pin.rows if row.checked] == ["pin.or"]


def test_no_two_lines_follow_each_other():
    found = rows(Did(), snapshot=Snapshot("offline", ()))
    assert all(not (a.text == "-" and b.text == "-") for a, b in itertools.pairwise(found))
    assert len({row.key for row in found}) == len(found)


# ------------------------------------------------------------ what to do


REJECTED = ProviderStatus("hf", "Hugging Face", "openai", True, "auth", "key rejected", False, True)


def test_the_headline_says_who_answers_and_opens_the_chat():
    did = Did()
    top = rows(did, snapshot=Snapshot("cloud", (CLOUD,)))[0]
    assert (top.key, top.text, top.enabled) == ("status", "Q&&A host answers", True)
    assert top.run is not None
    top.run(False)
    assert did.calls == [("open", ())]


def test_what_to_do_follows_the_headline_and_a_click_leads_to_where_it_is_done():
    did = Did()
    second = rows(did, snapshot=Snapshot("cloud", (EXO, CLOUD, REJECTED)))[1]
    assert second.text == "⚠ Hugging Face: new key…"
    assert second.run is not None
    second.run(False)
    assert did.calls == [("settings", ("providers/hf",))]


def test_of_many_things_to_do_two_are_shown_and_the_rest_is_counted():
    did = Did()
    several = tuple(
        ProviderStatus(f"p{at}", f"Host {at}", "openai", True, "auth", "key rejected", False, True) for at in range(60)
    )
    found = rows(did, snapshot=Snapshot("offline", several))
    assert [row.text for row in found[1:4]] == ["⚠ Host 0: new key…", "⚠ Host 1: new key…", "and 58 more"]
    assert found[4].text == "-"
    assert found[3].run is not None
    found[3].run(False)
    assert did.calls == [("settings", ("diagnostics",))]


def test_where_nobody_can_answer_the_way_out_comes_first():
    empty = Cluster(ClusterState.UP, "1.x", CLUSTER.nodes)
    one = ProviderStatus("exo", "Exo", "exo", True, "ok", "no model is loaded", False, local=True, cluster=empty)
    texts = [row.text for row in rows(Did(), snapshot=Snapshot("offline", (REJECTED, one)))[:3]]
    assert texts == ["Nobody can answer", "⚠ Exo: load a model…", "⚠ Hugging Face: new key…"]


def test_a_provider_without_a_key_offers_to_enter_one_instead_of_a_tick():
    did = Did()
    bare = ProviderStatus("or", "OpenRouter", "openai", True, "no_key", "no key", False, key=KeyState.MISSING)
    row = find(rows(did, snapshot=Snapshot("offline", (bare,))), "provider.or")
    assert (row.text, row.checked, row.enabled) == ("OpenRouter – enter key…", None, True)
    assert row.run is not None
    row.run(False)
    assert did.calls == [("settings", ("providers/or",))]


@pytest.mark.parametrize("key", [KeyState.LOCKED, KeyState.UNREADABLE])
def test_a_key_that_cannot_be_read_is_not_taken_for_none(key: KeyState):
    there = ProviderStatus("or", "OpenRouter", "openai", True, "no_key", "keyring locked", False, True, key=key)
    row = find(rows(Did(), snapshot=Snapshot("offline", (there,))), "provider.or")
    assert (row.text, row.checked) == ("OpenRouter – keyring locked", True)


def test_the_last_rows_are_settings_launch_at_login_and_quit():
    assert [row.key for row in rows(Did())[-4:]] == ["line.app", "settings", "login", "quit"]
    assert not {"check", "caps"} & {row.key for row in rows(Did())}


# ------------------------------------------------------------ in German


@pytest.mark.usefixtures("in_german")
def test_in_german_words_change_and_keys_do_not():
    did = Did()
    german = rows(did, snapshot=Snapshot("offline", (EXO, CLOUD, OFF)), pin="or")
    texts = {row.key: row.text for row in german}
    assert texts["quit"] == "TrayBridge beenden"
    assert texts["settings"] == "Einstellungen…"
    assert texts["pin"] == "Nur verwenden: Q&&A host"
    cluster = find(german, "cluster.exo").rows or ()
    assert cluster[0].text == "Mac Studio, 41 von 64 GB"
    assert find(cluster, "load").text == "Ein Modell laden"
    assert "Cancel loading" not in [row.text for row in find(cluster, "model.mlx/Llama").rows or ()]


def test_keys_are_the_same_in_every_language(request: pytest.FixtureRequest):
    def keys(found: tuple[MenuRow, ...]) -> list[Any]:
        return [(row.key, keys(row.rows or ())) for row in found]

    english = rows(Did())
    request.getfixturevalue("in_german")
    german = rows(Did())
    assert keys(german) == keys(english)
    assert find(german, "quit").text != find(english, "quit").text
