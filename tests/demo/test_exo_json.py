"""The demo speaks as Exo does: every part has the shape of the same part in a recorded answer."""

import re
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from traybridge.demo import exo_json
from traybridge.demo.catalogue import ModelFiles
from traybridge.demo.recordings import Library
from traybridge.demo.simulated_cluster import SimulatedNode, World, fall_silent, join, place
from traybridge.demo.story import MACBOOK, STUDIO

NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
SMALL = "mlx-community/SmolLM2-135M-Instruct"
TOO_BIG = "mlx-community/DeepSeek-V3.1-8bit"
ONE, TWO = SimulatedNode("1" * 32, STUDIO), SimulatedNode("2" * 32, MACBOOK)
ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def shape(value: Any) -> Any:
    """What is left of JSON without its values: keys and types; ids, list positions and model cards are all alike."""
    match value:
        case {"modelCard": _, **rest}:
            return {"modelCard": ..., **shape(rest)}
        case dict():
            return {("id" if ID.fullmatch(key) else key): shape(item) for key, item in value.items()}
        case list():
            return sorted({repr(shape(item)) for item in value})
        case bool() | None:
            return repr(type(value))
        case int() | float():
            return "number"
        case _:
            return type(value).__name__


@pytest.fixture
def new_id():
    numbers = count()
    return lambda: f"00000000-0000-0000-0000-{next(numbers):012d}"


@pytest.fixture
def world(catalogue: ModelFiles, new_id) -> World:
    return place(join(join(World(), ONE), TWO), catalogue[SMALL], 0, new_id, min_nodes=2)


def state(world: World, catalogue: ModelFiles, t: float, **more: Any) -> dict[str, Any]:
    return exo_json.state(world, catalogue, t=t, now=NOW, **more)


def rows(whole: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [row[kind] for rows in whole["downloads"].values() for row in rows if kind in row]


def test_a_state_has_the_parts_of_a_real_one_in_their_order(library: Library, catalogue: ModelFiles, world: World):
    assert list(state(world, catalogue, 0)) == list(library["101"].json())


@pytest.mark.parametrize(
    "part",
    ["instances", "lastSeen", "topology", "nodeIdentities", "nodeMemory", "nodeDisk", "nodeNetwork", "nodeBackends"],
)
def test_the_parts_of_two_nodes_have_their_real_shape(library: Library, catalogue: ModelFiles, world: World, part: str):
    assert shape(state(world, catalogue, 100)[part]) == shape(library["122"].json()[part])


@pytest.mark.parametrize(
    "part",
    ["nodeSystem", "nodeThunderbolt", "nodeThunderboltBridge", "nodeRdmaCtl", "thunderboltBridgeCycles",
     "instanceLinks", "prefillServerPorts", "customModelCards"],
)  # fmt: skip
def test_what_was_empty_is_empty(library: Library, catalogue: ModelFiles, world: World, part: str):
    assert state(world, catalogue, 0)[part] == library["122"].json()[part]


def test_one_node_and_none_look_as_recorded(library: Library, catalogue: ModelFiles):
    alone = state(join(World(), ONE), catalogue, 0)
    assert shape(alone["topology"]) == shape(library["002"].json()["topology"])
    electing = state(World(), catalogue, 0)
    assert electing["topology"] == {"nodes": [], "connections": {}}
    assert not any(electing[key] for key in ("lastSeen", "nodeIdentities", "nodeMemory", "downloads", "instances"))


@pytest.mark.parametrize(
    ("kind", "recorded", "t"),
    [("DownloadPending", "101", 0.0), ("DownloadCompleted", "101", 100.0), ("DownloadOngoing", "143", 3.0)],
)
def test_download_rows_have_their_real_shape(
    library: Library, catalogue: ModelFiles, world: World, kind: str, recorded: str, t: float
):
    ours, theirs = rows(state(world, catalogue, t), kind)[0], rows(library[recorded].json(), kind)[0]
    if kind == "DownloadOngoing":
        for row in (ours, theirs):
            files = row["downloadProgress"]["files"]
            row["downloadProgress"]["files"] = list(files.values())
    assert shape(ours) == shape(theirs)


def test_a_failed_download_carries_exos_words(library: Library, catalogue: ModelFiles, new_id):
    theirs = rows(library["153"].json(), "DownloadFailed")[0]
    failed = place(join(World(), ONE), catalogue[SMALL], 0, new_id, error=theirs["errorMessage"])
    (ours,) = rows(state(failed, catalogue, 50), "DownloadFailed")
    assert shape(ours) == shape(theirs)
    assert ours["errorMessage"] == theirs["errorMessage"]
    assert list(state(failed, catalogue, 50)["runners"].values()) == [{"RunnerIdle": {}}]


def test_a_download_grows_in_bytes_and_both_nodes_have_one(catalogue: ModelFiles, world: World):
    grown = [rows(state(world, catalogue, t), "DownloadOngoing") for t in (1.0, 5.0, 11.0)]
    assert [len(pair) for pair in grown] == [2, 2, 2]
    bytes_done = [pair[0]["downloadProgress"]["downloaded"]["inBytes"] for pair in grown]
    assert bytes_done == sorted(set(bytes_done))
    assert bytes_done[-1] < catalogue[SMALL].size


@pytest.mark.parametrize(
    ("seconds_before_ready", "kind"),
    [(8.0, "RunnerIdle"), (5.0, "RunnerLoading"), (1.0, "RunnerWarmingUp"), (0.0, "RunnerReady")],
)
def test_runners_ripen_in_exos_words(
    library: Library, catalogue: ModelFiles, world: World, seconds_before_ready: float, kind: str
):
    recorded = b"".join(library.timeline(name).read_bytes() for name in ("110", "141"))
    runners = state(world, catalogue, world.placements[0].ready_at - seconds_before_ready)["runners"].values()
    for runner in runners:
        assert list(runner) == [kind]
        fields = "".join(f'"{field}": ' for field in list(runner[kind])[:1])
        assert f'{{"{kind}": {{{fields}'.encode() in recorded


def test_a_loading_runner_counts_the_layers_of_its_own_shard(catalogue: ModelFiles, world: World):
    loading = state(world, catalogue, world.placements[0].ready_at - 4.0)
    totals = [runner["RunnerLoading"]["totalLayers"] for runner in loading["runners"].values()]
    assert sum(totals) == catalogue[SMALL].layers
    assert all(0 < runner["RunnerLoading"]["layersLoaded"] < total
               for runner, total in zip(loading["runners"].values(), totals, strict=True))  # fmt: skip


def test_an_instance_that_answers_is_running(catalogue: ModelFiles, world: World):
    busy = state(world, catalogue, 100, busy={world.placements[0].instance_id})
    assert list(busy["runners"].values()) == [{"RunnerRunning": {}}, {"RunnerRunning": {}}]


def test_a_silent_nodes_last_seen_stands_still(catalogue: ModelFiles, world: World):
    seen = state(fall_silent(world, TWO, 90), catalogue, 98)["lastSeen"]
    one, two = (datetime.fromisoformat(seen[node.id]) for node in (ONE, TWO))
    assert (one, one - two) == (NOW, timedelta(seconds=8))


def test_nodes_call_themselves_a_demo(catalogue: ModelFiles, world: World):
    names = [row["friendlyName"] for row in state(world, catalogue, 0)["nodeIdentities"].values()]
    assert names == ["Demo Mac Studio", "Demo MacBook Pro"]


def test_previews_of_what_fits_have_their_real_shape(library: Library, catalogue: ModelFiles, world: World, new_id):
    ours = exo_json.previews(world, catalogue[SMALL], 0, new_id)
    theirs = [row for row in library["105"].json()["previews"] if not str(row["error"]).startswith("No tensor")]
    assert [shape(row) for row in ours[:2]] == [shape(theirs[0]), shape(theirs[3])]
    assert shape(ours[2]) == shape(theirs[1])
    ways = [(row["sharding"], row["instance_meta"], row["error"]) for row in ours]
    assert sorted(ways, key=str) == sorted(
        ((row["sharding"], row["instance_meta"], row["error"]) for row in theirs), key=str
    )


def test_previews_of_what_does_not_fit_are_the_recorded_ones(
    library: Library, catalogue: ModelFiles, world: World, new_id
):
    assert exo_json.previews(world, catalogue[TOO_BIG], 0, new_id) == library["032"].json()["previews"]
    alone = exo_json.previews(World(), catalogue[SMALL], 0, new_id)
    assert all(row["error"] == "No cycles found with sufficient memory" for row in alone)


def test_the_list_of_models_has_the_recorded_rows(library: Library, catalogue: ModelFiles):
    ours = exo_json.model_list([catalogue[SMALL]])
    assert ours == library["006"].json()
