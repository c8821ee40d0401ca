"""Every recorded state of real Exo nodes, and the failure timelines step by step.

The timelines are slim (no lastSeen, no memory): each step is merged over a full state of its group, with lastSeen made
up from the time of the step. Those states are SYNTHETIC; what they hold of topology, instances, runners and downloads
is recorded.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.providers.exo.state import HOLD_SECONDS, Look, cluster_of, held, late_loads
from traybridge.providers.exo.wire import ExoState, read_state, with_part

FIXTURES = Path(__file__).parents[2] / "fixtures" / "exo"
SMOL = "mlx-community/SmolLM2-135M-Instruct"
LLAMA = "mlx-community/Llama-3.2-1B-Instruct-4bit"
SMOL_SIZE, LLAMA_SIZE = 538_060_032, 729_808_896
MEMORY = 25_276_502_016


def body_of(name: str) -> bytes:
    (path,) = FIXTURES.glob(f"{name}_*.http")
    return path.read_bytes().partition(b"\r\n\r\n")[2]


def recorded(name: str) -> Cluster:
    return cluster_of(read_state(body_of(name)))


def smol(state: ModelState, instance: str, nodes: int = 1, **more: Any) -> LoadedModel:
    return LoadedModel(SMOL, state, instance=instance, nodes=("vm",) * nodes, size=SMOL_SIZE, **more)


def vm(node: str, used: int, last_seen: float = 0.0) -> Node:
    return Node(node, "vm", memory_used=used, memory_total=MEMORY, last_seen=last_seen)


NODE_A, NODE_B = "5eaa16759feebf8650dce29e92ceee01", "f2b7d764ae4aaddf3960775e1d5bd35b"
NODE_C, NODE_D = "9614938a0653454733f426d0b52ea950", "c1a918c918ffef2c5af99b2d64ca24fc"
NODE_E, NODE_F = "fea9e2456fa7371571119fc6e490579f", "84de0a24bf5adc44da5be7d8d013f2c7"
NODE_G, NODE_H = "5822947235af9cf65d9e077c6cc4b6a8", "9385749c8d669e325ce4620310aad0e0"
NODE_OF_71 = "12D3KooWVMtpKUTW5sR6D9MqLyQw6Tsq6zE2rxZKVMtpKUTW5sR6"
TWO = (vm(NODE_B, 1_722_171_392), vm(NODE_C, 1_730_842_624, 0.024))

RECORDED: dict[str, tuple[ClusterState, tuple[Node, ...], tuple[LoadedModel, ...]]] = {
    "002": (ClusterState.UP, (vm(NODE_A, 2_075_959_296),), ()),
    "067": (
        ClusterState.READY,
        (vm(NODE_A, 1_515_536_384),),
        (smol(ModelState.READY, "4821e973-c03c-4b2f-97d9-0d90a0edb521"),),
    ),
    "failures_runner_crash/067": (ClusterState.UP, (vm(NODE_A, 1_793_073_152),), ()),
    "101": (ClusterState.UP, TWO, ()),
    "103": (ClusterState.UP, TWO, ()),
    "122": (
        ClusterState.BUSY,
        (vm(NODE_B, 1_158_262_784), vm(NODE_C, 1_782_976_512, 3.142)),
        (smol(ModelState.BUSY, "db382745-857e-4a07-ac36-af58dba57005", nodes=2),),
    ),
    "124": (ClusterState.UP, (vm(NODE_B, 1_773_457_408),), ()),
    "135": (ClusterState.UP, (vm(NODE_D, 1_846_001_664),), ()),
    "143": (
        ClusterState.DOWNLOADING,
        (vm(NODE_E, 1_932_275_712),),
        (
            smol(
                ModelState.DOWNLOADING,
                "3f021318-36bb-4384-b30a-09b73e92a331",
                progress=119_016_343 / 541_632_425,
            ),
        ),
    ),
    "145": (
        ClusterState.READY,
        (vm(NODE_E, 2_375_974_912),),
        (smol(ModelState.READY, "3f021318-36bb-4384-b30a-09b73e92a331"),),
    ),
    "153": (
        ClusterState.FAILED,
        (vm(NODE_F, 1_832_652_800),),
        (
            LoadedModel(
                LLAMA,
                ModelState.FAILED,
                error=f"Model files not found locally in offline mode: {LLAMA}",
                instance="8cbb7703-7b73-44a6-a476-2e035c1be7ee",
                nodes=("vm",),
                size=LLAMA_SIZE,
            ),
        ),
    ),
    "301": (ClusterState.UP, (vm(NODE_OF_71, 1_059_246_080),), ()),
    "307": (
        ClusterState.READY,
        (vm(NODE_OF_71, 1_794_138_112),),
        (smol(ModelState.READY, "f4c5deda-c4af-42df-b0fe-5d209ff2ddae"),),
    ),
    "400_state_wedged": (
        ClusterState.LOADING,
        (
            Node(NODE_G, "studio", memory_used=1_606_811_648, memory_total=25_276_059_648, last_seen=0.0),
            Node(NODE_H, "mini", memory_used=1_596_497_920, memory_total=25_276_059_648, last_seen=0.231),
        ),
        (
            LoadedModel(
                SMOL,
                ModelState.LOADING,
                progress=0.5,
                instance="8a9f2114-e73c-4a87-9533-946817984e17",
                nodes=("mini", "studio"),
                size=538_090_233,
            ),
        ),
    ),
}


@pytest.mark.parametrize("name", RECORDED)
def test_each_recorded_state_shows_its_nodes_and_models(name: str):
    state, nodes, models = RECORDED[name]
    cluster = recorded(name)
    assert cluster.state is state
    assert cluster.dialect == "1.x"
    assert tuple(replace(node, last_seen=round(node.last_seen or 0.0, 3)) for node in cluster.nodes) == nodes
    assert cluster.models == models


def test_no_recorded_whole_state_is_left_out():
    whole = {
        path.relative_to(FIXTURES).as_posix()
        for path in FIXTURES.rglob("*_state_*.http")
        if path.read_bytes().partition(b"\r\n\r\n")[2].startswith(b'{"instances"')
    }
    tested = {path.relative_to(FIXTURES).as_posix() for name in RECORDED for path in FIXTURES.glob(f"{name}_*.http")}
    assert tested == whole


def test_both_nodes_of_a_cluster_tell_the_same():
    assert recorded("101") == recorded("103")


def test_failed_words_of_the_cluster_are_exos_own():
    assert (
        recorded("153").detail
        == f"{LLAMA.split('/')[1]} failed: Model files not found locally in offline mode: {LLAMA}"
    )


def test_nothing_that_anybody_wrote_is_kept():
    body = body_of("122")
    assert b"Tell me a long story" in body
    state = read_state(body)
    assert "story" not in repr(state)
    assert "story" not in repr(cluster_of(state))


# --- parts of a state, as /state/{part} gives them ---


def test_the_parts_give_the_same_as_the_whole():
    body = body_of("122")
    whole = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    state = ExoState()
    for part in ("topology", "instances", "runners", "lastSeen", "downloads", "nodeIdentities", "nodeMemory"):
        state = with_part(state, part, whole[part])
    assert state == read_state(body)


def test_recorded_parts_replace_what_was_known():
    state = read_state(body_of("101"))
    placed = with_part(state, "instances", body_of("112"))
    assert [model.state for model in cluster_of(placed).models] == [ModelState.LOADING]
    (model,) = cluster_of(with_part(read_state(body_of("067")), "runners", body_of("092"))).models
    assert model.state is ModelState.BUSY
    (model,) = cluster_of(with_part(read_state(body_of("067")), "runners", body_of("failures_runner_crash/068"))).models
    assert model.state is ModelState.LOADING
    alone = with_part(state, "topology", body_of("003"))
    assert [node.name for node in cluster_of(alone).nodes] == [NODE_A[:8]]


# --- timelines, synthetic as the module says ---

START = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


def timeline(name: str) -> list[tuple[float, dict[str, Any]]]:
    (path,) = FIXTURES.glob(f"{name}_*.timeline.jsonl")
    rows = [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]
    return [(row["t"], row["state"]) for row in rows]


def at(name: str, seconds: float) -> dict[str, Any]:
    """The slim state that was current at a moment."""
    return [state for when, state in timeline(name) if when <= seconds][-1]


def synthetic(slim: dict[str, Any], base: str, seconds: float, last_signs: dict[str, float] | None = None) -> bytes:
    """A slim state over a full one; `last_signs`: when a node was killed, in seconds of the timeline."""
    full = msgspec.json.decode(body_of(base))
    nodes = slim["topology"]["nodes"]
    seen = {node: min(seconds, (last_signs or {}).get(node, seconds)) for node in nodes}
    merged = {
        **full,
        **slim,
        "downloads": slim["downloads(non-pending)"],
        "lastSeen": {node: (START + timedelta(seconds=moment)).isoformat() for node, moment in seen.items()},
    }
    return msgspec.json.encode(merged)


def shown(
    name: str, base: str, seconds: float, last_signs: dict[str, float] | None = None
) -> tuple[str, str | None, str | None]:
    """State of the cluster, state of its model with the progress in percent, and the model's error."""
    cluster = cluster_of(read_state(synthetic(at(name, seconds), base, seconds, last_signs)))
    if not cluster.models:
        return cluster.state.value, None, None
    (model,) = cluster.models
    percent = f" {model.progress:.0%}" if model.progress is not None else ""
    return cluster.state.value, f"{model.state}{percent}", model.error


KILLED = "Terminated (signal=9 (Killed))"
RUNNER_KILLED_091 = [
    (0.0, "busy", "busy", None),
    (8.41, "failed", "failed", KILLED),
    (8.94, "failed", "failed", KILLED),
    (11.25, "loading", "loading 0%", None),
    (11.44, "loading", "loading 33%", None),
    (11.82, "loading", "loading 97%", None),
    (12.47, "loading", "loading 100%", None),
    (12.66, "loading", "loading 100%", None),
    (20.23, "ready", "ready", None),
]


@pytest.mark.parametrize(("seconds", "state", "model", "error"), RUNNER_KILLED_091)
def test_a_killed_runner_fails_with_its_reason_and_comes_back(
    seconds: float, state: str, model: str, error: str | None
):
    assert shown("091", "067", seconds) == (state, model, error)


LIFECYCLE_041 = [
    (0.0, "loading", "loading"),
    (2.52, "loading", "loading 13%"),
    (3.68, "loading", "loading 97%"),
    (4.26, "loading", "loading 100%"),
    (11.68, "busy", "busy"),
    (17.69, "ready", "ready"),
]


@pytest.mark.parametrize(("seconds", "state", "model"), LIFECYCLE_041)
def test_placing_shows_the_layers_until_it_is_ready(seconds: float, state: str, model: str):
    assert shown("041", "002", seconds) == (state, model, None)


TWO_NODES_110 = [
    (0.01, "loading", "loading"),
    (3.33, "loading", "loading"),
    (3.55, "loading", "loading 0%"),
    (4.36, "loading", "loading 10%"),
    (4.93, "loading", "loading 80%"),
    (5.21, "loading", "loading 100%"),
    (16.25, "ready", "ready"),
    (17.07, "busy", "busy"),
    (25.73, "ready", "ready"),
]


@pytest.mark.parametrize(("seconds", "state", "model"), TWO_NODES_110)
def test_loading_over_two_nodes_counts_the_layers_of_both(seconds: float, state: str, model: str):
    assert shown("110", "101", seconds) == (state, model, None)


KILLED_AT = 7.3
"""Seconds into timeline 120 when node 2 was killed: its lastSeen in the full state 122 (19:00:40.8)."""

NODE_KILLED_120 = [
    (0.0, "ready", "ready", None),
    (0.21, "busy", "busy", None),
    (KILLED_AT + 4.9, "busy", "busy", None),
    (KILLED_AT + 5.1, "degraded", "failed", "node vm not seen for 5 s"),
    (19.02, "degraded", "failed", "node vm not seen for 12 s"),
    (45.4, "degraded", "failed", "node vm not seen for 38 s"),
    (45.53, "failed", "failed", "node vm has left the cluster"),
    (55.58, "up", None, None),
    (58.66, "up", None, None),
]


@pytest.mark.parametrize(("seconds", "state", "model", "error"), NODE_KILLED_120)
def test_a_killed_node_is_stale_after_five_seconds_and_gone_after_38(
    seconds: float, state: str, model: str | None, error: str | None
):
    assert shown("120", "122", seconds, {NODE_C: KILLED_AT}) == (state, model, error)


def test_a_stale_node_is_marked_and_the_others_are_not():
    cluster = cluster_of(read_state(synthetic(at("120", 19.02), "122", 19.02, {NODE_C: KILLED_AT})))
    assert [(node.id, node.stale) for node in cluster.nodes] == [(NODE_B, False), (NODE_C, True)]


MASTER_KILLED_131 = [
    (0.0, "ready", "ready", 2),
    (0.24, "busy", "busy", 2),
    (11.06, "up", None, 1),
    (11.24, "up", None, 1),
]


@pytest.mark.parametrize(("seconds", "state", "model", "nodes"), MASTER_KILLED_131)
def test_a_killed_master_takes_all_instances_with_it(seconds: float, state: str, model: str | None, nodes: int):
    assert shown("131", "135", seconds)[:2] == (state, model)
    cluster = cluster_of(read_state(synthetic(at("131", seconds), "135", seconds)))
    assert len(cluster.nodes) == nodes, "identities of dead nodes and runners of dead instances do not count"


DOWNLOAD_141 = [
    (0.0, "up", None),
    (0.16, "loading", "loading"),
    (0.34, "downloading", "downloading 0%"),
    (3.53, "downloading", "downloading 17%"),
    (10.63, "downloading", "downloading 54%"),
    (18.71, "downloading", "downloading 98%"),
    (19.69, "loading", "loading 20%"),
    (20.51, "loading", "loading 100%"),
    (26.84, "ready", "ready"),
    (27.0, "busy", "busy"),
    (32.82, "ready", "ready"),
]


@pytest.mark.parametrize(("seconds", "state", "model"), DOWNLOAD_141)
def test_a_model_is_downloaded_loaded_and_ready(seconds: float, state: str, model: str | None):
    assert shown("141", "143", seconds) == (state, model, None)


def test_a_failed_download_fails_the_model_for_as_long_as_it_is_placed():
    reason = f"Model files not found locally in offline mode: {LLAMA}"
    assert shown("150", "153", 0.0) == ("up", None, None)
    assert shown("150", "153", 0.22) == ("loading", "loading", None)
    assert shown("150", "153", 0.42) == ("failed", "failed", reason)
    assert shown("150", "153", 9.47) == ("failed", "failed", reason)
    deleted = at("150", 9.47) | {"instances": {}}
    assert cluster_of(read_state(synthetic(deleted, "153", 10.0))).state is ClusterState.UP


# --- the look that stays while a master is elected ---


def test_a_wiped_state_is_an_election_and_the_look_of_before_stays_through_it():
    """Node 2 joins and loses the election (100b): its state is empty from 5.8 to 6.52 s."""
    look: Look | None = None
    seen = []
    for seconds, slim in timeline("100b")[1:]:
        current = cluster_of(read_state(synthetic(slim, "103", seconds)))
        look = held(look, current, seconds)
        seen.append((seconds, current.state.value, look.shown.state.value, len(look.shown.nodes)))
    assert seen == [
        (2.72, "up", "up", 1),
        (3.03, "up", "up", 1),
        (3.36, "up", "up", 1),
        (5.8, "electing", "up", 1),
        (6.52, "up", "up", 1),
        (6.91, "up", "up", 1),
        (7.3, "up", "up", 2),
        (7.9, "up", "up", 2),
        (16.09, "up", "up", 2),
    ]


def test_an_election_shows_once_the_look_of_before_is_too_old():
    ready = recorded("067")
    electing = Cluster(ClusterState.ELECTING, "1.x")
    look = held(None, ready, 100.0)
    look = held(look, electing, 103.5)
    assert look.shown is ready
    look = held(look, electing, 100.0 + HOLD_SECONDS)
    assert look.shown is ready
    look = held(look, electing, 100.1 + HOLD_SECONDS)
    assert look.shown is electing
    look = held(look, electing, 130.0)
    assert look.shown is electing
    assert held(look, ready, 131.0).shown is ready


def test_an_election_shows_at_once_to_who_has_seen_nothing_else():
    assert held(None, Cluster(ClusterState.ELECTING, "1.x"), 0.0).shown.state is ClusterState.ELECTING


# --- several models, made from recorded parts ---


def with_second_model(base: str, instance: str, runner: dict[str, Any], node: str) -> dict[str, Any]:
    """SYNTHETIC: a recorded state with one more model on one of its nodes."""
    state: dict[str, Any] = msgspec.json.decode(body_of(base))
    state["instances"][instance] = {
        "MlxRingInstance": {
            "instanceId": instance,
            "shardAssignments": {
                "modelId": LLAMA,
                "runnerToShard": {"runner-2": {"PipelineShardMetadata": {"startLayer": 0, "endLayer": 16}}},
                "nodeToRunner": {node: "runner-2"},
            },
        }
    }
    state["runners"]["runner-2"] = runner
    return state


def judged(state: dict[str, Any]) -> tuple[ClusterState, list[ModelState]]:
    cluster = cluster_of(read_state(msgspec.json.encode(state)))
    return cluster.state, [model.state for model in cluster.models]


@pytest.mark.parametrize(
    ("runner", "cluster", "model"),
    [
        ({"RunnerReady": {}}, ClusterState.READY, ModelState.READY),
        ({"RunnerRunning": {}}, ClusterState.BUSY, ModelState.BUSY),
        ({"RunnerLoading": {"layersLoaded": 3, "totalLayers": 16}}, ClusterState.READY, ModelState.LOADING),
        ({"RunnerFailed": {"errorMessage": "out of memory"}}, ClusterState.DEGRADED, ModelState.FAILED),
        ({"RunnerFailed": {"errorMessage": None}}, ClusterState.DEGRADED, ModelState.FAILED),
        ({"RunnerShuttingDown": {}}, ClusterState.READY, ModelState.LOADING),
        ({"RunnerOfTomorrow": {"mood": "good"}}, ClusterState.READY, ModelState.LOADING),
    ],
)
def test_a_second_model_beside_a_ready_one(runner: dict[str, Any], cluster: ClusterState, model: ModelState):
    assert judged(with_second_model("067", "i2", runner, NODE_A)) == (cluster, [ModelState.READY, model])


def test_a_stale_node_degrades_while_a_model_elsewhere_answers():
    state = with_second_model("122", "i2", {"RunnerReady": {}}, NODE_B)
    assert judged(state)[0] is ClusterState.BUSY
    state["lastSeen"][NODE_C] = "2026-11-22T19:00:30.000000Z"
    assert judged(state) == (ClusterState.DEGRADED, [ModelState.FAILED, ModelState.READY])


def test_a_lost_node_degrades_while_a_model_elsewhere_answers():
    state = with_second_model("122", "i2", {"RunnerReady": {}}, NODE_B)
    state["topology"]["nodes"].remove(NODE_C)
    assert judged(state) == (ClusterState.DEGRADED, [ModelState.FAILED, ModelState.READY])


def test_a_stale_node_without_a_model_leaves_an_idle_cluster_up():
    state = msgspec.json.decode(body_of("101"))
    state["lastSeen"][NODE_C] = "2026-11-22T18:58:30.000000Z"
    cluster = cluster_of(read_state(msgspec.json.encode(state)))
    assert (cluster.state, [node.stale for node in cluster.nodes]) == (ClusterState.UP, [False, True])


def test_a_failed_model_outweighs_one_that_loads_while_none_answers():
    state = with_second_model("153", "i2", {"RunnerLoading": {}}, NODE_F)
    assert judged(state)[0] is ClusterState.FAILED


def test_a_download_of_no_instance_is_a_model_that_is_downloading():
    state = msgspec.json.decode(body_of("143"))
    state["instances"], state["runners"] = {}, {}
    cluster = cluster_of(read_state(msgspec.json.encode(state)))
    (model,) = cluster.models
    assert cluster.state is ClusterState.DOWNLOADING
    assert model.instance == ""
    assert model.size == SMOL_SIZE
    assert model.progress == pytest.approx(119_016_343 / 541_632_425)


def test_a_long_traceback_is_cut_to_what_exo_says_first():
    state = msgspec.json.decode(body_of("067"))
    runners = state["runners"]
    runners["d1b444b3-9f70-416e-b9d1-662d7f359df7"] = runners["c3bd845a-3a1f-4aca-9136-3299a4c91ddd"]
    (model,) = cluster_of(read_state(msgspec.json.encode(state))).models
    assert model.error == (
        "Terminated (exitcode=1 Runner error: AttributeError: 'mlx.core.array' object has no attribute 'extend'"
    )


# --- the end of loading ---


@pytest.mark.parametrize(("seconds", "warming_up"), [(2.52, False), (3.68, False), (4.26, True), (11.68, False)])
def test_a_model_that_is_all_in_memory_is_warming_up(seconds: float, warming_up: bool):
    (model,) = cluster_of(read_state(synthetic(at("041", seconds), "002", seconds))).models
    assert model.warming_up is warming_up


def test_one_runner_that_is_ready_while_another_has_not_begun_is_no_warming_up():
    assert not recorded("400_state_wedged").models[0].warming_up


def loading_over_two(late_by: float) -> ExoState:
    """110 while it loads, the second node late by so many seconds: loading keeps a healthy one busy for 5 to 8 s."""
    slim = at("110", 4.36)
    second = slim["topology"]["nodes"][1]
    return read_state(synthetic(slim, "101", 20.0, {second: 20.0 - late_by}))


@pytest.mark.parametrize(
    ("late_by", "before", "state"),
    [
        (6.0, True, ModelState.LOADING),
        (9.0, False, ModelState.LOADING),
        (9.0, True, ModelState.FAILED),
    ],
)
def test_a_loading_node_is_called_lost_at_the_second_late_look(late_by: float, before: bool, state: ModelState):
    seen = loading_over_two(late_by)
    (instance,) = (one.id for one in seen.instances)
    assert late_loads(seen) == (frozenset({instance}) if late_by > 8 else frozenset())
    cluster = cluster_of(seen, [instance] if before else [])
    assert [model.state for model in cluster.models] == [state]


def test_a_model_that_answers_is_no_late_load():
    slim = at("120", KILLED_AT + 10)
    state = read_state(synthetic(slim, "122", KILLED_AT + 10, {NODE_C: KILLED_AT}))
    assert late_loads(state) == frozenset()
    assert cluster_of(state).models[0].state is ModelState.FAILED
