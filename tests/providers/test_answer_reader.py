"""How a stream ends, second by second: no clock runs here, time is told (routing.md, section 4)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.faults.scenarios import DONE, HELLO, KEEP_ALIVE, ROLE, STOP, USAGE, WORLD, delta, error_event
from tests.support.growth import assert_linear, cpu

from traybridge.core.chat import Chunk, Progress
from traybridge.core.ending import Ending
from traybridge.core.errors import ProviderError, ProviderFailed, StreamBroken, Unreachable
from traybridge.providers.answer_reader import (
    CLOSE_SECONDS,
    SHOW_AFTER,
    USAGE_SECONDS,
    AnswerReader,
    Head,
    LineReader,
    is_whole,
)
from traybridge.providers.openai.decoder import OpenAIDecoder

IDLE = 60.0
EVENTS = Head("text/event-stream")
PUBLIC = Path(__file__).parents[1] / "fixtures" / "public"


class Playing:
    """A reader that is fed at moments of its own; ``events`` are what it gave."""

    def __init__(self, head: Head = EVENTS, **settings: Any) -> None:
        self.reader = AnswerReader(OpenAIDecoder(), head, idle=IDLE, **settings)
        self.now = 100.0
        self.events: list[Chunk | Progress] = []

    def feed(self, *pieces: bytes) -> "Playing":
        for piece in pieces:
            self.events += self.reader.feed(piece, self.now)
        return self

    def wait(self, seconds: float) -> "Playing":
        """Let time pass; a deadline that is reached is acted on."""
        until = self.now + seconds
        while not self.reader.over and self.reader.deadline is not None and self.reader.deadline <= until:
            self.now = self.reader.deadline
            self.events += self.reader.expired(self.now)
        self.now = until
        return self

    def end(self) -> "Playing":
        self.events += self.reader.close()
        return self

    @property
    def text(self) -> str:
        return "".join(event.text for event in self.events if isinstance(event, Chunk))

    @property
    def ended(self) -> list[Ending]:
        return [event.ended for event in self.events if isinstance(event, Chunk) and event.ended]

    @property
    def error(self) -> ProviderError | None:
        return self.reader.failure


def test_text_after_a_finish_reason_is_kept_however_late_it_comes() -> None:
    played = Playing().feed(delta("One ", "stop")).wait(3).feed(delta("two ", "stop")).wait(50).feed(delta("three"))
    assert not played.reader.over
    played.feed(delta("", "stop"), DONE)
    assert (played.text, played.ended[-1], played.error) == ("One two three", Ending.COMPLETE, None)


def test_after_a_finish_reason_the_end_is_shown_after_a_second_and_the_usage_waited_for() -> None:
    played = Playing().feed(HELLO, STOP)
    assert played.ended == []
    assert played.wait(SHOW_AFTER).ended == [Ending.COMPLETE]
    assert not played.reader.over
    played.wait(0.6).feed(USAGE)
    assert any(isinstance(event, Chunk) and event.usage for event in played.events)
    assert played.wait(USAGE_SECONDS).reader.over
    assert (played.ended, played.error) == ([Ending.COMPLETE], None)


def test_comments_do_not_put_the_end_off() -> None:
    played = Playing().feed(HELLO, STOP)
    for _ in range(4):
        played.wait(0.3).feed(KEEP_ALIVE)
    assert played.ended == [Ending.COMPLETE]


def test_once_content_came_after_a_finish_reason_only_the_idle_timer_ends_it() -> None:
    played = Playing().feed(delta("One ", "stop"), delta("two", "stop")).wait(IDLE - 1)
    assert not played.reader.over
    assert played.ended == []
    assert played.wait(1).reader.over
    assert (played.ended, played.error) == ([Ending.COMPLETE], None)


@pytest.mark.parametrize("opening", [delta("", "stop"), delta(None, "stop", reasoning="Hm")])
def test_a_finish_reason_before_the_first_text_is_waited_out_by_the_idle_timer(opening: bytes) -> None:
    played = Playing().feed(opening).wait(IDLE - 1)
    assert not played.reader.over
    assert played.feed(HELLO, STOP, DONE).ended == [Ending.COMPLETE]
    silent = Playing().feed(opening).wait(IDLE)
    assert silent.reader.over
    assert isinstance(silent.error, ProviderFailed)
    assert silent.error.title == "It ended without a word"


def test_done_ends_it_at_once_with_and_without_a_finish_reason() -> None:
    for pieces in ((HELLO, DONE), (HELLO, STOP, DONE)):
        played = Playing().feed(*pieces)
        assert played.ended == [Ending.COMPLETE]
        assert played.reader.deadline == played.now + USAGE_SECONDS


def test_with_the_usage_there_only_the_end_of_the_body_is_waited_for() -> None:
    played = Playing().feed(HELLO, STOP, USAGE, DONE)
    assert played.reader.deadline == played.now + CLOSE_SECONDS
    late = Playing().feed(HELLO, STOP, DONE).wait(2).feed(USAGE)
    assert late.reader.deadline == late.now + CLOSE_SECONDS
    assert [event.usage for event in late.events if isinstance(event, Chunk) and event.usage]


def test_after_done_nothing_counts_but_the_usage() -> None:
    played = Playing().feed(HELLO, DONE, WORLD, error_event(message="late", code=500), b"data: oops\n\n", USAGE)
    assert (played.text, played.error, played.ended) == ("Hello", None, [Ending.COMPLETE])
    assert played.reader.deadline == played.now + CLOSE_SECONDS


def test_an_error_wins_over_done() -> None:
    played = Playing().feed(HELLO + error_event(message="died", code=500) + DONE)
    assert isinstance(played.error, ProviderFailed)
    assert played.reader.over
    assert played.text == "Hello"  # what stood before it in the same read is not lost


def test_an_error_after_the_last_word_is_the_host_s_own_affair_unless_the_answer_went_on() -> None:
    assert Playing().feed(HELLO, STOP, error_event(message="late")).end().error is None
    went_on = Playing().feed(delta("One", "stop"), delta("two", "stop"), error_event(message="died"))
    assert isinstance(went_on.error, ProviderFailed)


def test_the_end_of_the_body_needs_a_finish_reason_or_done() -> None:
    assert Playing().feed(HELLO, STOP).end().ended == [Ending.COMPLETE]
    broken = Playing().feed(HELLO).end()
    assert isinstance(broken.error, StreamBroken)
    assert broken.error.partial == "Hello"


def test_a_connection_that_breaks_after_the_last_word_is_no_loss() -> None:
    played = Playing().feed(HELLO, STOP)
    played.events += played.reader.broke(StreamBroken("cut"))
    assert (played.ended, played.error) == ([Ending.COMPLETE], None)
    going_on = Playing().feed(delta("One", "stop"), delta("two"))
    going_on.reader.broke(StreamBroken("cut"))
    assert isinstance(going_on.error, StreamBroken)
    assert going_on.error.partial == "Onetwo"
    refused = Playing()
    refused.reader.broke(Unreachable("gone"))
    assert isinstance(refused.error, Unreachable)


def test_blanks_before_a_body_say_nothing() -> None:
    whole = {"choices": [{"index": 0, "message": {"content": "Hello"}, "finish_reason": "stop"}]}
    played = Playing(Head("application/json")).feed(b"\n \n", b"  ", json.dumps(whole).encode()).end()
    assert (played.text, played.ended) == ("Hello", [Ending.COMPLETE])


def test_an_event_without_the_blank_line_behind_it_counts_if_it_is_whole() -> None:
    assert Playing().feed(HELLO, STOP[:-2]).end().ended == [Ending.COMPLETE]
    assert Playing().feed(HELLO, STOP[:-9]).end().error is not None


@pytest.mark.parametrize(("data", "whole"), [(b"{}", True), (b"[DONE]", True), (b'{"a', False), (b"", False)])
def test_a_cut_event_is_told_from_a_whole_one(data: bytes, whole: bool) -> None:
    assert is_whole(data) is whole


def test_comments_and_checks_are_the_wire_s() -> None:
    def check(chunk: Chunk) -> None:
        if chunk.text == " world":
            raise ProviderFailed("no")

    played = Playing(comment=lambda text: Progress("prefill", "a") if text == b"keep-alive" else None, check=check)
    played.feed(KEEP_ALIVE, b": other\n\n", HELLO + WORLD)
    assert played.events[0] == Progress("prefill", "a")
    assert (len(played.events), played.text, played.error is None) == (2, "Hello", False)


def test_lines_of_json_are_events_too() -> None:
    lines = LineReader()
    assert [event.data for event in lines.feed(b'{"a":1}\n\n{"b"')] == [b'{"a":1}']
    assert [event.data for event in lines.feed(b":2}\n{")] == [b'{"b":2}']
    rest = lines.rest()
    assert rest is not None
    assert rest.data == b"{"


def played_file(name: str) -> Playing:
    played = Playing()
    for piece in steps(PUBLIC / name):
        played = played.wait(piece) if isinstance(piece, float) else played.feed(piece)
    return played.end()


def steps(path: Path) -> Iterator[bytes | float]:
    """An .sse file of the shared fixtures: a line ``@sleep N`` is a pause."""
    held = b""
    for line in path.read_bytes().splitlines(keepends=True):
        if line.startswith(b"@sleep "):
            yield held
            yield float(line.split()[1])
            held = b""
        else:
            held += line
    yield held


@pytest.mark.parametrize(
    ("name", "text", "ending"),
    [
        ("a-finish-on-each.sse", "First part. Second part. Third part.", Ending.COMPLETE),
        ("b-done-no-finish.sse", "A whole answer.", Ending.COMPLETE),
        ("c-calls-no-index.sse", "", Ending.TOOL_CALLS),
        ("d-images-only.sse", "", Ending.IMAGE),
        ("e-citations.sse", "Oslo [1] is it [2].", Ending.COMPLETE),
        ("f-nan.sse", "One two", Ending.COMPLETE),
    ],
)
def test_what_was_found_in_the_wild_is_read_whole(name: str, text: str, ending: Ending) -> None:
    played = played_file(name)
    assert (played.text, played.ended[-1], played.error) == (text, ending, None)


def test_a_limit_before_the_first_word_is_told() -> None:
    played = played_file("d-length-no-text.sse")
    assert played.ended == []
    assert played.error is not None
    assert played.error.title == "It reached its length limit before the first word of the answer"


def test_reading_is_linear_however_the_bytes_are_cut() -> None:
    def whole(n: int) -> int:
        data = HELLO * n + STOP + DONE
        return cpu(lambda: Playing().feed(data))

    def bytewise(n: int) -> int:
        data = HELLO * (n // 20)
        pieces = [data[at : at + 1] for at in range(len(data))]
        return cpu(lambda: Playing().feed(*pieces))

    def endless(n: int) -> int:
        pieces = [b"data: "] + [b"x" * 16] * n
        return cpu(lambda: Playing().feed(*pieces))

    for measure in (whole, bytewise, endless):
        assert_linear(measure, 2_000)


def test_roles_alone_say_nothing() -> None:
    assert [event for event in Playing().feed(ROLE).events if isinstance(event, Chunk) and event.has_content] == []
