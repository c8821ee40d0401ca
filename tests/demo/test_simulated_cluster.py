from itertools import count

import pytest

from traybridge.demo.catalogue import Model, ModelFiles
from traybridge.demo.simulated_cluster import (
    CONNECT_SECONDS,
    LONGEST_DOWNLOAD,
    SHORTEST_DOWNLOAD,
    Phase,
    SimulatedNode,
    World,
    download_seconds,
    fall_silent,
    fitting,
    join,
    lose,
    place,
    share_of,
    unload,
)
from traybridge.demo.story import MACBOOK, STUDIO

ONE, TWO = SimulatedNode("one", STUDIO), SimulatedNode("two", MACBOOK)
BOTH = join(join(World(), ONE), TWO)

SMALL = "mlx-community/SmolLM2-135M-Instruct"
FOR_TWO = "mlx-community/Qwen3-235B-A22B-Instruct-2507-4bit"
TOO_BIG = "mlx-community/DeepSeek-V3.1-8bit"


@pytest.fixture
def new_id():
    numbers = count()
    return lambda: f"id-{next(numbers)}"


@pytest.fixture
def small(catalogue: ModelFiles) -> Model:
    return catalogue[SMALL]


def test_a_model_goes_to_the_fewest_nodes_that_hold_it(catalogue: ModelFiles):
    assert fitting(BOTH, catalogue[SMALL], 0) == (ONE,)
    assert fitting(BOTH, catalogue[SMALL], 0, min_nodes=2) == (ONE, TWO)
    assert fitting(BOTH, catalogue[FOR_TWO], 0) == (ONE, TWO)
    assert fitting(BOTH, catalogue[TOO_BIG], 0) is None
    assert fitting(BOTH, catalogue[SMALL], 0, min_nodes=3) is None
    assert fitting(World(), catalogue[SMALL], 0) is None


def test_a_model_that_fits_nowhere_changes_nothing(catalogue: ModelFiles, new_id):
    assert place(BOTH, catalogue[TOO_BIG], 0, new_id) == BOTH


@pytest.mark.parametrize("model_id", [SMALL, FOR_TWO])
def test_the_shards_of_two_nodes_cover_the_layers_without_overlap(catalogue: ModelFiles, new_id, model_id: str):
    (placement,) = place(BOTH, catalogue[model_id], 0, new_id, min_nodes=2).placements
    first, second = placement.shards
    assert (first.start, first.end, second.end) == (0, second.start, placement.model.layers)
    assert first.layers > second.layers > 0  # the Mac with more memory takes more


def test_a_placement_downloads_loads_warms_up_and_is_ready(small: Model, new_id):
    (placement,) = place(BOTH, small, 100, new_id).placements
    done = 100 + download_seconds(small)
    phases = [placement.phase(t) for t in (100, done - 0.1, done, done + 4.4, done + 4.6, placement.ready_at)]
    assert phases == [
        Phase.DOWNLOADING, Phase.DOWNLOADING, Phase.LOADING, Phase.LOADING, Phase.WARMING_UP, Phase.READY
    ]  # fmt: skip
    assert [round(placement.downloaded(t), 3) for t in (100, 100 + download_seconds(small) / 4, done + 9)] == [
        0,
        0.25,
        1,
    ]
    assert (placement.loaded(done), placement.loaded(placement.ready_at)) == (0, 1)


def test_what_is_on_disk_connects_and_loads_at_once(small: Model, new_id):
    world = place(BOTH, small, 0, new_id)
    (first,) = world.placements
    world = place(unload(world, first.instance_id, 500), small, 500, new_id)
    (again,) = world.placements
    assert (again.phase(500), again.loads_at) == (Phase.CONNECTING, 500 + CONNECT_SECONDS)


def test_a_download_that_was_broken_off_starts_anew(small: Model, new_id):
    world = place(BOTH, small, 0, new_id)
    world = unload(world, world.placements[0].instance_id, 3)
    assert not world.has_on_disk(ONE, small.id, 1000)


def test_a_failed_download_stays_failed_and_takes_no_memory(small: Model, new_id):
    world = place(BOTH, small, 0, new_id, error="no disk")
    assert world.placements[0].phase(1e6) is Phase.FAILED
    assert world.free_memory(ONE, 1e6) == STUDIO.memory_free
    assert not world.has_on_disk(ONE, small.id, 1e6)


def test_memory_goes_to_what_is_loaded(small: Model, new_id):
    world = place(BOTH, small, 0, new_id, min_nodes=2)
    ready = world.placements[0].ready_at
    shards = world.placements[0].shards
    assert world.free_memory(ONE, 0) == STUDIO.memory_free
    assert world.free_memory(ONE, ready) == STUDIO.memory_free - share_of(small, shards[0])
    assert world.free_memory(TWO, ready) == MACBOOK.memory_free - share_of(small, shards[1])


def test_a_lost_node_takes_its_instances_along_and_leaves_runners_and_a_name_behind(small: Model, new_id):
    world = place(place(BOTH, small, 0, new_id, min_nodes=2), small, 0, new_id)
    shared, alone = world.placements
    after = lose(fall_silent(world, TWO, 50), TWO, 90)
    assert after.nodes == (ONE,)
    assert after.known == (ONE, TWO)
    assert after.silent == {}
    assert after.placements == (alone,)
    assert after.left_over == tuple(shard.runner_id for shard in shared.shards)
    assert after.has_on_disk(SimulatedNode("two, started again", MACBOOK), small.id, 90)


def test_the_instance_that_answers_soonest_is_found_for_a_model(small: Model, new_id):
    world = place(place(BOTH, small, 0, new_id), small, 90, new_id, error="broken")
    assert world.best_placement(small.id, 95) == world.placements[0]
    assert world.best_placement("other", 95) is None
    assert world.placement("nope") is None


@pytest.mark.parametrize(("model_id", "seconds"), [(SMALL, 11.96), (TOO_BIG, LONGEST_DOWNLOAD)])
def test_downloads_take_long_enough_to_be_seen_and_end(catalogue: ModelFiles, model_id: str, seconds: float):
    assert download_seconds(catalogue[model_id]) == pytest.approx(seconds, abs=0.01)
    assert seconds >= SHORTEST_DOWNLOAD
