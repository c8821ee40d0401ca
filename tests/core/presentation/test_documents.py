"""The documents of status and route have the fields that scripts rely on, whatever is known."""

from datetime import UTC, datetime

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.planning import Plan, Route
from traybridge.core.presentation.documents import local_time, route_document, short_reason, status_document
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.core.provenance import Skip

NOW = 1_795_000_000.0


def status(provider_id: str = "a", **more: object) -> ProviderStatus:
    values: dict[str, object] = {
        "label": "A", "kind": "openai", "enabled": True, "health": "ok", "reason": "", "usable": True,
    }  # fmt: skip
    return ProviderStatus(provider_id, **(values | more))  # type: ignore[arg-type]


def test_a_cooling_provider_says_until_when_in_utc():
    one = status(health="cooling", reason="cooling down 41 s: too\nmany", retry_in=41.0, latency=0.0123, models=("m",))
    [row] = status_document(Snapshot("cloud", (one,)), NOW)["providers"]
    assert row == {
        "id": "a",
        "kind": "openai",
        "enabled": True,
        "health": "cooling",
        "reason": "cooling down 41 s: too many",
        "retry_at": "2026-11-18T11:07:21+00:00",
        "latency_ms": 12,
        "models": 1,
    }


def test_a_cluster_that_nobody_has_seen_is_offline_and_has_no_dialect():
    [found] = status_document(Snapshot("offline", (status("exo", kind="exo"),)), NOW)["exo"]
    assert found == {"id": "exo", "dialect": None, "state": "offline", "nodes": [], "models": []}


def test_a_cluster_tells_nodes_and_models_in_exos_words():
    cluster = Cluster(
        ClusterState.DOWNLOADING,
        "1.x",
        (Node("n", "studio", memory_used=3, memory_total=4, stale=True),),
        (LoadedModel("m", ModelState.DOWNLOADING, progress=0.25), LoadedModel("f", ModelState.FAILED, error="boom")),
    )
    [found] = status_document(Snapshot("loading", (status("exo", kind="exo", cluster=cluster),)), NOW)["exo"]
    assert found["nodes"] == [{"name": "studio", "memory_used": 3, "memory_total": 4, "stale": True}]
    assert found["models"] == [
        {"id": "m", "state": "downloading", "progress": 0.25, "error": None},
        {"id": "f", "state": "failed", "progress": None, "error": "boom"},
    ]


def test_a_plan_as_a_document():
    plan = Plan((Route("a", "m", 8192),), (Skip("b", "no key", "no_key"),), nearest=("x",), bypassed=True)
    assert route_document("auto", plan) == {
        "model": "auto",
        "routes": [{"provider": "a", "model": "m", "context": 8192}],
        "skipped": [{"provider": "b", "reason": "no key"}],
        "nearest": ["x"],
        "substituted": False,
        "bypassed": True,
    }


def test_a_reason_is_one_line_of_at_most_300_characters():
    assert short_reason("a\n  b") == "a b"
    assert len(short_reason("x" * 1000)) == 300


def test_a_time_is_shown_as_the_clock_on_the_wall_has_it():
    here = datetime(2026, 11, 18, 12, 7, 40).astimezone()
    assert local_time(here.astimezone(UTC).isoformat()) == "2026-11-18 12:07:40"
