"""What Exo is sent, and what it says between its chunks."""

import pytest
from tests.providers.asking import ask

from traybridge.core.chat import ChatRequest, Chunk, Progress
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import ModelUnavailable, RequestRejected
from traybridge.providers.exo.chat import CAUTIOUS_RATE, ExoWire, prefill_patience

EXO = ProviderConfig(id="exo", kind="exo", base_url="http://127.0.0.1:52415")


def test_an_empty_list_of_messages_is_never_sent() -> None:
    with pytest.raises(RequestRejected):
        ExoWire(EXO).encode(ChatRequest(()), "m")


def test_the_limit_that_exo_ignores_becomes_the_one_that_it_keeps() -> None:
    body = ExoWire(EXO).encode(ask(max_completion_tokens=3), "m")
    assert (body["max_tokens"], "max_completion_tokens" in body) == (3, False)


def test_no_key_is_ever_in_the_headers() -> None:
    assert ExoWire(EXO).headers("sk-made-up") == {}


@pytest.mark.parametrize(
    ("comment", "progress"),
    [
        (b'prefill_progress {"PrefillProgress": {"processed_tokens": 35, "total_tokens": 36}}',
         Progress("prefill", "exo", "m", 35, 36)),
        (b"prefill_progress oops", None),
        (b"keep-alive", None),
        (b'generation_stats {"x": 1}', None),
    ],
)  # fmt: skip
def test_only_the_reading_of_the_prompt_is_progress(comment: bytes, progress: Progress | None) -> None:
    assert ExoWire(EXO, waits=False).comments("m")(comment) == progress


def report(done: int, total: int) -> bytes:
    return b'prefill_progress {"P": {"processed_tokens": %d, "total_tokens": %d}}' % (done, total)


def test_a_long_prompt_is_waited_for_in_proportion_to_how_fast_this_cluster_reads() -> None:
    clock = iter([0.0, 100.0, 200.0])
    wire = ExoWire(EXO, monotonic=lambda: next(clock))
    first, second = wire.comments("m"), wire.comments("m")
    begun = first(report(0, 4_000))
    assert begun is not None
    assert begun.patience == 3 * 4_000 / CAUTIOUS_RATE
    read = first(report(2_000, 4_000))  # 20 tokens a second
    assert read is not None
    assert read.patience == 3 * 2_000 / 20
    again = second(report(0, 10_000))
    assert again is not None
    assert again.patience == 3 * 10_000 / 20


@pytest.mark.parametrize(
    ("tokens", "rate", "seconds"), [(36, None, 60), (620, 5.0, 372), (10, 0.0, 60), (1e9, 1, 10_800)]
)
def test_the_patience_has_bounds(tokens: float, rate: float | None, seconds: float) -> None:
    assert prefill_patience(tokens, rate) == seconds


def test_timers_that_a_person_set_win() -> None:
    read = ExoWire(EXO, waits=False).comments("m")(report(0, 4_000))
    assert read is not None
    assert read.patience == 0


def test_a_replaced_model_is_refused_where_exo_may_replace_it() -> None:
    assert ExoWire(EXO).checker("m") is None
    check = ExoWire(EXO, replaces=lambda: True).checker("llama-3.2-3b")
    assert check is not None
    check(Chunk("x", model="mlx-community/Llama-3.2-3B-Instruct-4bit"))
    with pytest.raises(ModelUnavailable, match="instead of"):
        check(Chunk("x", model="dummy"))
