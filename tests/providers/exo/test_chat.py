"""What Exo is sent, and what it says between its chunks."""

import pytest
from tests.providers.asking import ask

from traybridge.core.chat import ChatRequest, Chunk, Progress
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import ModelUnavailable, RequestRejected
from traybridge.providers.exo.chat import ExoWire

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
    assert ExoWire(EXO).comment(comment, "m") == progress


def test_a_replaced_model_is_refused_where_exo_may_replace_it() -> None:
    assert ExoWire(EXO).checker("m") is None
    check = ExoWire(EXO, replaces=lambda: True).checker("llama-3.2-3b")
    assert check is not None
    check(Chunk("x", model="mlx-community/Llama-3.2-3B-Instruct-4bit"))
    with pytest.raises(ModelUnavailable, match="instead of"):
        check(Chunk("x", model="dummy"))
