"""What all wires share: what has come, and whether it is an answer."""

from collections.abc import Iterator

import pytest

from traybridge.core.chat import Chunk
from traybridge.core.ending import Ending
from traybridge.core.errors import ProviderError, StreamBroken
from traybridge.core.provenance import Usage
from traybridge.providers.answer_decoder import AnswerDecoder


class WireDecoder(AnswerDecoder):
    """A wire whose events say nothing."""

    def take(self, data: bytes) -> Chunk | None:
        return None

    def late_usage(self, data: bytes) -> Usage | None:
        return None

    def body(self, body: bytes, content_type: str) -> Iterator[Chunk]:
        return iter(())


def test_content_after_a_finish_reason_opens_the_answer_again() -> None:
    decoder = WireDecoder()
    decoder.saw_text("a")
    assert decoder.saw_reason("stop") == "stop"
    assert (decoder.finished, decoder.resumed) == (True, False)
    decoder.saw_text("b")
    assert (decoder.finished, decoder.resumed, decoder.contents) == (False, True, 2)
    assert (decoder.partial, decoder.end()) == ("ab", Ending.COMPLETE)


def test_without_a_reason_or_a_last_event_it_is_broken() -> None:
    decoder = WireDecoder()
    with pytest.raises(StreamBroken, match="before the first word"):
        decoder.end()
    decoder.saw_text("a")
    with pytest.raises(StreamBroken, match="before the end of the answer") as broken:
        decoder.end()
    assert broken.value.partial == "a"
    decoder.done = True
    assert decoder.end() is Ending.COMPLETE


def test_blanks_alone_are_no_answer() -> None:
    decoder = WireDecoder()
    decoder.saw_text("\n\n ")
    decoder.saw_reason("stop")
    with pytest.raises(ProviderError, match="without a word"):
        decoder.end()
    decoder.saw_text(" x")
    decoder.saw_text("\n")
    assert (decoder.partial, decoder.end()) == ("\n\n  x\n", Ending.COMPLETE)


def test_a_reason_that_is_a_failure_is_not_handed_on() -> None:
    assert WireDecoder().saw_reason("insufficient_system_resource") is None
