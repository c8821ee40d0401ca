"""The menu's rows follow from the bridge's state."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from tests.core.fakes import row as provider_config

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.config import Config
from traybridge.core.formatting import GIGABYTE as GIB
from traybridge.core.planning import ProviderFacts
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.desktop.cluster_text import node_words
from traybridge.desktop.tray.live_menu import MenuRow
from traybridge.desktop.tray.menu import MenuActions, MenuFacts, Spending, menu_rows, spending

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
            check_now=self.note("check"),
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
    assert find(found, "provider.or").text == "Q&&A host – ok"
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
    assert cluster.text == "Exo: 1 node, loading Llama 40%"
    assert cluster.rows is not None
    assert [row.text for row in cluster.rows] == [
        "Mac Studio, 41 of 64 GB, seen just now",
        "-",
        "Llama – loading 40%",
        "Load Qwen3-0.6B",
        "-",
        "Open Exo's own page",
    ]
    load = find(cluster.rows, "load.mlx/Qwen3-0.6B").run
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
    assert cluster.text.startswith("Exo: 1 node, Llama failed: No space left on device.")
    [model] = [row for row in cluster.rows or () if row.key == "model.mlx/Llama"]
    assert model.text.startswith("Llama – failed: No space left on device.")
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
    assert exo_row(Cluster(ClusterState.ELECTING, "1.x"), "m") == ["Open Exo's own page"]
    assert "Load m" in exo_row(Cluster(ClusterState.UP, "1.x", CLUSTER.nodes), "m")


def test_an_old_cluster_shows_what_it_has_and_offers_nothing_that_it_cannot_do():
    models = tuple(LoadedModel(f"m{number}", ModelState.READY) for number in range(15))
    texts = exo_row(Cluster(ClusterState.READY, "0.x", CLUSTER.nodes, models), "other")
    assert texts[2:] == [*(f"m{number} – ready" for number in range(12)), "and 3 more", "-", "Open Exo's own page"]
    one = ProviderStatus(
        "exo", "Exo", "exo", True, "ok", "", True, cluster=Cluster(ClusterState.READY, "0.x", (), models)
    )
    cluster = find(rows(Did(), snapshot=Snapshot("exo", (one,))), "cluster.exo")
    assert all(row.rows is None and not row.enabled for row in cluster.rows or () if row.key.startswith("has."))


def test_a_model_that_is_placed_twice_is_one_row_and_the_one_that_answers():
    twice = (LoadedModel("m", ModelState.READY, instance="1"), LoadedModel("m", ModelState.LOADING, instance="2"))
    for models in (twice, twice[::-1]):
        texts = exo_row(Cluster(ClusterState.READY, "1.x", CLUSTER.nodes, models))
        assert [text for text in texts if text.startswith("m – ")] == ["m – ready"]


def test_a_stale_machine_says_since_when():
    assert node_words(Node("1", "Book", stale=True, last_seen=7.4)) == "Book, not seen for 7 s"


def test_a_locked_keyring_brings_its_next_step():
    did = Did()
    snapshot = Snapshot("embedded", (CLOUD,), keyring="The keyring is locked")
    found = rows(did, snapshot=snapshot)
    assert [row.text for row in found[:3]] == [
        "The starter model answers",
        "⚠ The keyring is locked",
        "Unlock the keyring…",
    ]


def test_the_pin_menu_marks_who_is_pinned():
    did = Did()
    pin = find(rows(did, pin="or"), "pin")
    assert pin.text == "Use only: Q&&A host"
    assert pin.rows is not None
    assert [row.key for row in pin.rows if row.checked] == ["pin.or"]


def test_no_two_lines_follow_each_other():
    found = rows(Did(), snapshot=Snapshot("offline", ()))
    assert all(not (a.text == "-" and b.text == "-") for a, b in itertools.pairwise(found))
    assert len({row.key for row in found}) == len(found)


# ------------------------------------------------------------ the monthly cap


CAPPED = Spending("or", "Q&A host", 1.2, 5.0)
FULL = Spending("hf", "Hugging Face", 5.04, 5.0)
FREE_SO_FAR = Spending("groq", "Groq", 0.0, None)
UNCAPPED = Spending("me", "My host", 0.314, None)


def test_each_provider_that_costs_has_a_row_for_its_month_that_leads_to_its_cap():
    did = Did()
    caps = find(rows(did, spending=(CAPPED, FULL, FREE_SO_FAR, UNCAPPED)), "caps")
    assert caps.text == "Monthly cap"
    assert [(row.key, row.text) for row in caps.rows or ()] == [
        ("cap.or", "Q&&A host: $1.20 of $5.00 this month"),
        ("cap.hf", "Hugging Face: monthly cap reached ($5.04 of $5.00)"),
        ("cap.groq", "Groq: no cap"),
        ("cap.me", "My host: $0.31 this month, no cap"),
    ]
    run = (caps.rows or ())[0].run
    assert run is not None
    run(False)
    assert did.calls == [("settings", ("providers/or",))]


def test_the_cap_stands_beneath_the_switches_and_is_left_out_where_nothing_costs():
    keys = [row.key for row in rows(Did(), spending=(CAPPED,))]
    assert keys[keys.index("free_only") + 1 :][:2] == ["caps", "line.app"]
    assert "caps" not in [row.key for row in rows(Did())]


def _facts(provider_id: str, **values: Any) -> ProviderFacts:
    return ProviderFacts(provider_config(provider_id, **values), spent=0.5)


def test_who_costs_nothing_or_is_switched_off_has_no_row_unless_it_has_a_cap():
    near = "http://127.0.0.1:9/v1"
    far = "https://models.example.com/v1"
    found = spending(
        [
            _facts("exo", kind="exo", base_url=near),
            _facts("embedded", kind="embedded", base_url=""),
            _facts("near", base_url=near),
            _facts("far", base_url=far),
            _facts("off", base_url=far, enabled=False),
            _facts("capped", base_url=near, enabled=False, monthly_cap=2.0),
        ]
    )
    assert [(one.id, one.spent, one.cap) for one in found] == [("far", 0.5, None), ("capped", 0.5, 2.0)]


# ------------------------------------------------------------ in German


@pytest.mark.usefixtures("in_german")
def test_in_german_words_change_and_keys_do_not():
    did = Did()
    german = rows(did, snapshot=Snapshot("offline", (EXO, CLOUD, OFF)), spending=(CAPPED,), pin="or")
    texts = {row.key: row.text for row in german}
    assert texts["quit"] == "TrayBridge beenden"
    assert texts["settings"] == "Einstellungen…"
    assert texts["pin"] == "Nur verwenden: Q&&A host"
    [cap] = find(german, "caps").rows or ()
    assert cap.text == "Q&&A host: 1,20 $ von 5,00 $ in diesem Monat"
    cluster = find(german, "cluster.exo").rows or ()
    assert cluster[0].text == "Mac Studio, 41 von 64 GB, gerade gesehen"
    assert find(cluster, "load.mlx/Qwen3-0.6B").text == "Qwen3-0.6B laden"
    assert "Cancel loading" not in [row.text for row in find(cluster, "model.mlx/Llama").rows or ()]


def test_keys_are_the_same_in_every_language(request: pytest.FixtureRequest):
    def keys(found: tuple[MenuRow, ...]) -> list[Any]:
        return [(row.key, keys(row.rows or ())) for row in found]

    english = rows(Did(), spending=(CAPPED, FULL))
    request.getfixturevalue("in_german")
    german = rows(Did(), spending=(CAPPED, FULL))
    assert keys(german) == keys(english)
    assert find(german, "quit").text != find(english, "quit").text
