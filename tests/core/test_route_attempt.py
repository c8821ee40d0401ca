"""One route asked once: board, request and listeners hear how it ended, and the stream is closed whatever happens."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest
from tests.core.fakes import Event, FakeProvider, LoopClock, answer, say

from traybridge.core.chat import ChatRequest, Chunk, Progress, StreamBatch
from traybridge.core.config import Timers
from traybridge.core.ending import Ending
from traybridge.core.errors import ProviderDefect, ProviderError, ProviderFailed, StreamBroken
from traybridge.core.failover import Decision, Step
from traybridge.core.health import HealthBoard, HealthState
from traybridge.core.outcome import Outcome
from traybridge.core.planning import Plan, Route
from traybridge.core.provenance import Attempt
from traybridge.core.request_state import RequestState
from traybridge.core.route_attempt import RouteAttempt
from traybridge.core.stream_timeout import StreamTimeouts

ROUTE = Route("a", "m")
END = Chunk(finish_reason="stop", ended=Ending.COMPLETE)
SLOW = Timers(connect=2, headers=5, first_content=7, idle=9, total=20)


class Asked:
    """One attempt over a fake provider, with all that it told."""

    def __init__(self, provider: FakeProvider) -> None:
        clock = LoopClock()
        self.provider = provider
        self.board = HealthBoard()
        self.attempts: list[Attempt] = []
        self.defects: list[tuple[str, BaseException]] = []
        self.state = RequestState(say(), Plan((ROUTE,)), clock.monotonic())
        self.state.ask(Decision(Step.NEXT))
        now = clock.monotonic()
        self.attempt = RouteAttempt(
            ROUTE,
            self.state,
            provider.stream(self.state.request, "m"),
            StreamTimeouts(SLOW, now, now + SLOW.total, last=False),
            self.board,
            clock,
            attempted=self.attempts.append,
            on_defect=lambda where, error: self.defects.append((where, error)),
        )

    async def text(self, most: int = 100) -> str:
        """What may be passed on, at most so many batches."""
        text = ""
        async with self.attempt as attempt:
            while most and (batch := await attempt.next()) is not None:
                text += "".join(one.text for one in batch if isinstance(one, Chunk))
                most -= 1
        return text


async def test_a_whole_answer_is_told_once_and_its_stream_is_closed():
    asked = Asked(FakeProvider(answer("Pa ris")))
    assert await asked.text() == "Pa ris"
    (attempt,) = asked.attempts
    assert asked.state.attempts == [attempt]
    assert (attempt.outcome, attempt.status, attempt.reason) == (Outcome.OK, 200, "")
    assert asked.board["a"].state is HealthState.OK
    assert asked.provider.closed_streams == 1


async def test_a_failure_is_raised_when_everybody_has_heard_of_it():
    asked = Asked(FakeProvider([Progress("accepted", "a", status=503), ProviderFailed("HTTP 503", "Wait.")]))
    with pytest.raises(ProviderFailed):
        await asked.text()
    (attempt,) = asked.attempts
    assert (attempt.outcome, attempt.status, attempt.reason, attempt.hint) == (
        Outcome.TRANSIENT,
        503,
        "HTTP 503",
        "Wait.",
    )
    assert asked.board["a"].failures == 1


async def test_a_stream_that_says_nothing_of_its_end_is_broken():
    asked = Asked(FakeProvider([Chunk(text="Pa")]))
    with pytest.raises(StreamBroken):
        await asked.text()


async def test_whoever_leaves_is_told_as_such():
    asked = Asked(FakeProvider(answer("Pa ris")))
    await asked.text(most=2)
    assert [one.outcome for one in asked.attempts] == [Outcome.CANCELLED]
    assert (asked.board["a"].state, asked.provider.closed_streams) == (HealthState.UNKNOWN, 1)


async def test_after_the_last_word_nothing_is_an_error():
    asked = Asked(FakeProvider([Chunk(text="Paris"), END, ProviderFailed("the connection broke")]))
    assert await asked.text() == "Paris"
    assert asked.attempts[0].outcome is Outcome.OK


async def test_batches_of_which_nothing_may_be_passed_on_are_waited_through():
    asked = Asked(FakeProvider([Chunk(model="m"), [Chunk(), Chunk()], Chunk(text="Paris"), END]))
    async with asked.attempt as attempt:
        first = await attempt.next()
        assert first is not None
        assert [one.text for one in first if isinstance(one, Chunk)] == ["", "", "", "Paris"]


async def test_a_defect_before_the_first_word_counts_as_this_ones_failure():
    oops = TypeError("oops")
    asked = Asked(FakeProvider([oops]))
    with pytest.raises(ProviderDefect) as raised:
        await asked.text()
    assert raised.value.__cause__ is oops
    assert asked.defects == [("chat with a", oops)]
    assert (asked.board["a"].state, asked.board["a"].failures) == (HealthState.FAILING, 1)


async def test_a_defect_after_the_last_word_takes_nothing_away_and_is_told_all_the_same():
    asked = Asked(FakeProvider([Chunk(text="Paris"), END, KeyError("oops")]))
    assert await asked.text() == "Paris"
    assert [where for where, _ in asked.defects] == ["chat with a"]
    assert asked.attempts[0].outcome is Outcome.OK


class Clumsy(FakeProvider):
    """Goes wrong when its stream is closed."""

    def __init__(self, error: Exception, script: list[Event]) -> None:
        super().__init__(script)
        self.error = error

    async def stream(self, request: ChatRequest, model: str) -> AsyncGenerator[StreamBatch, None]:
        try:
            async with aclosing(super().stream(request, model)) as batches:
                async for batch in batches:
                    yield batch
        finally:
            raise self.error


@pytest.mark.parametrize(("error", "raised"), [(ProviderFailed("503"), ProviderFailed), (KeyError(), ProviderDefect)])
async def test_what_goes_wrong_at_the_close_is_judged_like_the_rest(error: Exception, raised: type[ProviderError]):
    asked = Asked(Clumsy(error, [Chunk(text="Pa"), ...]))
    with pytest.raises(raised):
        await asked.text(most=1)
    assert asked.attempts[0].outcome is Outcome.TRANSIENT


@pytest.mark.parametrize("error", [ProviderFailed("503"), KeyError()])
async def test_whoever_is_cancelled_stays_so_whatever_the_close_says(error: Exception):
    asked = Asked(Clumsy(error, [Chunk(text="Pa"), ...]))
    asking = asyncio.get_running_loop().create_task(asked.text())
    await asyncio.sleep(1)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert [one.outcome for one in asked.attempts] == [Outcome.CANCELLED]
