"""What is made of a child's words, environment and end."""

import asyncio

import pytest

from traybridge.core.errors import ModelUnavailable, ProviderFailed
from traybridge.core.secret import Secret
from traybridge.providers.embedded.server import Order, environment, error_line, failure, lines

ORDER = Order(model="m.gguf", alias="m", context=4096, slots=2, threads=1)


def test_the_order_is_one_line_with_the_key_in_it_and_nowhere_else() -> None:
    line = ORDER.line(Secret("made-up"), 42)
    assert line.count(b"\n") == 1
    assert b'"key":"made-up"' in line
    assert b'"parent":42' in line
    assert "made-up" not in repr(ORDER)


def test_keys_in_the_environment_stay_here() -> None:
    environ = {"PATH": "/usr/bin", "Path": "x", "OPENROUTER_API_KEY": "sk", "HF_TOKEN": "hf", "HOME": "/h"}
    assert environment(environ) == {"PATH": "/usr/bin", "Path": "x", "HOME": "/h"}


def test_a_crash_after_the_start_is_counted_and_may_be_tried_again() -> None:
    error = failure(-11, (), started=True)
    assert isinstance(error, ProviderFailed)
    assert error.title == "The starter model crashed (signal 11)"


def test_an_end_in_the_start_speaks_with_llama_cpps_first_error() -> None:
    said = [
        "0.00.006.940 I srv          init: loading model",
        "0.01.000.000 E llama_model_load: error loading model: tensor 'x' is broken",
        "0.01.000.001 E srv          init: exiting due to model loading error",
        "Traceback (most recent call last):",
        "RuntimeError: Failed to init server, please check the input params.",
    ]
    assert error_line(said) == "llama_model_load: error loading model: tensor 'x' is broken"
    error = failure(1, said, started=False)
    assert isinstance(error, ModelUnavailable)
    assert error.title == f"The starter model cannot start: {error_line(said)}"


@pytest.mark.parametrize(("said", "words"), [([], ""), (["a", "b", ""], "b")])
def test_the_last_words_of_a_traceback_are_its_last_line(said: list[str], words: str) -> None:
    assert error_line(said) == words


def test_an_end_without_a_word_tells_how() -> None:
    assert failure(3, (), started=False).title == "The starter model cannot start: exit code 3"


async def test_lines_come_whole_short_and_also_without_an_end() -> None:
    reader = asyncio.StreamReader()
    for piece in (b"on", b"e\ntwo\r\n", b"x" * 10_000, b"\n\xff", b"last"):
        reader.feed_data(piece)
    reader.feed_eof()
    assert [line async for line in lines(reader)] == ["one", "two", "x" * 300, "�last"]
