from itertools import count

import pytest

from traybridge.demo.catalogue import ModelFiles
from traybridge.demo.recordings import Library
from traybridge.demo.simulated_cluster import Phase, World
from traybridge.demo.story import FAILURE, MACBOOK, STUDIO, TOLD_MODEL, stages, told_until

T = 1000.0


def told(name: str, catalogue: ModelFiles) -> World:
    numbers = count()
    world, _ = told_until(name, T, stages(catalogue), catalogue, lambda: f"id-{next(numbers)}")
    return world


def test_the_stages_follow_each_other_from_the_election_to_the_recovery(catalogue: ModelFiles):
    plot = stages(catalogue)
    names = ["electing"]
    while (after := plot[names[-1]].after) is not None:
        names.append(after)
    assert names == [
        "electing", "one_node", "joined", "downloading", "loading", "ready", "stale", "lost", "recovered"
    ]  # fmt: skip
    assert plot.keys() - set(names) == {"busy", "failed"}


@pytest.mark.parametrize(
    ("stage", "machines"),
    [
        ("electing", []),
        ("one_node", [STUDIO]),
        ("joined", [STUDIO, MACBOOK]),
        ("stale", [STUDIO, MACBOOK]),
        ("lost", [STUDIO]),
        ("recovered", [STUDIO, MACBOOK]),
        ("failed", [STUDIO, MACBOOK]),
    ],
)
def test_who_is_there(catalogue: ModelFiles, stage: str, machines: list[object]):
    assert [node.machine for node in told(stage, catalogue).nodes] == machines


@pytest.mark.parametrize(
    ("stage", "phases"),
    [
        ("joined", []),
        ("downloading", [Phase.DOWNLOADING]),
        ("loading", [Phase.LOADING]),
        ("ready", [Phase.READY]),
        ("busy", [Phase.READY]),
        ("stale", [Phase.READY]),
        ("lost", []),
        ("recovered", [Phase.READY]),
        ("failed", [Phase.FAILED]),
    ],
)
def test_how_far_the_model_is(catalogue: ModelFiles, stage: str, phases: list[Phase]):
    assert [placement.phase(T) for placement in told(stage, catalogue).placements] == phases


@pytest.mark.parametrize("stage", ["downloading", "loading", "ready", "recovered"])
def test_the_told_model_runs_on_both(catalogue: ModelFiles, stage: str):
    (placement,) = told(stage, catalogue).placements
    assert placement.model.id == TOLD_MODEL
    assert [shard.node.machine for shard in placement.shards] == [STUDIO, MACBOOK]


def test_a_jump_shows_a_download_half_way_and_a_node_long_enough_silent_to_be_stale(catalogue: ModelFiles):
    (placement,) = told("downloading", catalogue).placements
    assert placement.downloaded(T) == pytest.approx(0.4)
    ((node_id, since),) = told("stale", catalogue).silent.items()
    assert node_id == told("stale", catalogue).nodes[1].id
    assert T - since > 5


def test_who_comes_back_has_a_new_id_and_the_model_still_on_disk(catalogue: ModelFiles):
    world = told("recovered", catalogue)
    assert [node.machine for node in world.known] == [STUDIO, MACBOOK, MACBOOK]
    assert world.known[1].id != world.known[2].id
    assert world.placements[0].download == 0


def test_the_failure_is_told_in_exos_words(library: Library, catalogue: ModelFiles):
    assert FAILURE.encode() in library["153"].body
    assert told("failed", catalogue).placements[0].error == FAILURE


def test_a_model_loaded_by_hand_is_not_placed_again(catalogue: ModelFiles):
    plot = stages(catalogue)
    world = told("ready", catalogue)
    assert plot["downloading"].enter(world, T, catalogue, lambda: "new") == world


def test_an_unknown_stage_is_an_error(catalogue: ModelFiles):
    with pytest.raises(KeyError):
        told("intermission", catalogue)
