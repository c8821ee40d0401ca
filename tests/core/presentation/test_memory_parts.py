"""What takes a machine's memory: models by their share, the rest is the system's, and nothing is made up."""

from dataclasses import replace

import pytest

from traybridge.core.cluster import LoadedModel, ModelState, Node
from traybridge.core.presentation.memory_parts import memory_parts

GIB = 1024**3
STUDIO = Node("1", "Mac Studio", memory_used=60 * GIB, memory_total=96 * GIB)
BOOK = Node("2", "MacBook", memory_used=30 * GIB, memory_total=48 * GIB)
BOTH = (STUDIO, BOOK)
LLAMA = LoadedModel("mlx/Llama", ModelState.READY, nodes=("Mac Studio", "MacBook"), size=42 * GIB)
QWEN = LoadedModel("mlx/Qwen", ModelState.LOADING, 0.5, nodes=("Mac Studio",), size=16 * GIB)


def test_a_model_on_two_machines_is_shared_out_by_their_memory():
    held, other = memory_parts(STUDIO, [LLAMA], BOTH)
    assert (held.kind, held.words) == ("held", "Llama, about 28.0 GB")
    assert held.share == pytest.approx(28 / 96)
    assert (other.kind, other.words) == ("other", "the system and other programs, 32.0 GB")
    assert memory_parts(BOOK, [LLAMA], BOTH)[0].words == "Llama, about 14.0 GB"


def test_what_is_loading_takes_what_has_come_so_far():
    parts = memory_parts(STUDIO, [LLAMA, QWEN], BOTH)
    assert [part.kind for part in parts] == ["held", "coming", "other"]
    assert parts[1].words == "Qwen, loading 50%, about 8.0 GB"
    assert sum(part.share for part in parts) == pytest.approx(60 / 96)


@pytest.mark.parametrize("state", [ModelState.FAILED, ModelState.DOWNLOADING])
def test_what_is_not_in_memory_takes_none_of_it(state: ModelState):
    assert [part.kind for part in memory_parts(STUDIO, [replace(QWEN, state=state)], BOTH)] == ["other"]


def test_models_never_take_more_than_is_taken():
    parts = memory_parts(replace(STUDIO, memory_used=14 * GIB), [LLAMA], BOTH)
    assert [part.kind for part in parts] == ["held"]
    assert parts[0].share == pytest.approx(14 / 96)


def test_what_nobody_knows_is_not_drawn():
    assert memory_parts(replace(STUDIO, memory_used=None), [LLAMA], BOTH) == ()
    assert memory_parts(replace(STUDIO, memory_total=None), [LLAMA], BOTH) == ()
    assert memory_parts(replace(STUDIO, memory_total=0), [LLAMA], BOTH) == ()
    assert memory_parts(STUDIO, [replace(LLAMA, size=0)], BOTH)[0].kind == "other"
    assert memory_parts(STUDIO, [replace(LLAMA, nodes=())], BOTH)[0].kind == "other"
