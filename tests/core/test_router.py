"""The router fails over for nothing until the first content, and never after it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest
from tests.core.fakes import Event, FakeClock, FakeProvider, LoopClock, answer, say

from traybridge.core.chat import Attempt, ChatEvent, Chunk, Progress, Provenance, Skip
from traybridge.core.config import Timers
from traybridge.core.errors import (
    AllRoutesFailed,
    AnswerBroken,
    AuthenticationFailed,
    ChatFailed,
    ContextTooLong,
    ModelUnavailable,
    NoRoute,
    Outcome,
    ProviderError,
    ProviderFailed,
    RateLimited,
    Refused,
    RequestRejected,
    StreamBroken,
    TimedOut,
    Unreachable,
)
from traybridge.core.health import HealthBoard, HealthState
from traybridge.core.ports import Clock
from traybridge.core.router import Decision, Router, Step, decide
from traybridge.core.routes import Plan, Route

SLOW = Timers(connect=5, headers=5, first_content=5, idle=5, total=20)
QUICK = Timers(connect=0.05, headers=0.05, first_content=0.1, idle=0.05, total=0.3)


class House:
    """A router over fake providers, with everything it reported."""

    def __init__(self, clock: Clock | None = None, timers: Timers = SLOW, **providers: FakeProvider) -> None:
        self.board = HealthBoard()
        self.attempts: list[Attempt] = []
        self.finished: list[tuple[Provenance, ChatFailed | None]] = []
        self.providers = providers
        self.router = Router(
            providers,
            dict.fromkeys(providers, timers),
            self.board,
            clock or LoopClock(),
            info=lambda _route: None,
            tiny=lambda provider: provider == "tiny",
            attempted=self.attempts.append,
            finished=lambda provenance, error: self.finished.append((provenance, error)),
            jitter=lambda: 0.0,
        )
        self.plan = Plan(tuple(Route(name, f"model-{name}") for name in providers))

    def stream(self, plan: Plan | None = None) -> AsyncGenerator[ChatEvent, None]:
        return self.router.stream(say(), plan or self.plan)

    async def ask(self, plan: Plan | None = None) -> tuple[str, Provenance]:
        text = ""
        provenance: Provenance | None = None
        async with aclosing(self.stream(plan)) as events:
            async for event in events:
                match event:
                    case Chunk():
                        text += event.text
                    case Provenance():
                        provenance = event
        assert provenance is not None
        return text, provenance


async def test_the_first_provider_answers():
    house = House(a=FakeProvider(answer("Pa ris")), b=FakeProvider(answer("no")))
    text, provenance = await house.ask()
    assert text == "Pa ris"
    assert (provenance.provider, provenance.model, provenance.finish_reason) == ("a", "model-a", "stop")
    assert [one.outcome for one in provenance.attempts] == [Outcome.OK]
    assert provenance.attempts[0].status == 200
    assert house.providers["b"].requests == []
    assert house.board["a"].state is HealthState.OK


async def test_failing_over_before_the_first_content_is_seamless_and_named():
    house = House(a=FakeProvider([Unreachable("Nothing answers", refused=True)]), b=FakeProvider(answer()))
    text, provenance = await house.ask()
    assert text == "Paris"
    assert [(one.provider, one.outcome, one.reason) for one in provenance.attempts] == [
        ("a", Outcome.TRANSIENT, "Nothing answers"),
        ("b", Outcome.OK, ""),
    ]
    assert house.board["a"].state is HealthState.OPEN


async def test_after_the_first_content_nobody_else_is_asked():
    """Two answers are never spliced: what had come is kept and the break is told."""
    house = House(a=FakeProvider([Chunk(text="Pa"), StreamBroken("cut")]), b=FakeProvider(answer("Rome")))
    got: list[str] = []
    with pytest.raises(AnswerBroken) as broken:
        async with aclosing(house.stream()) as events:
            async for event in events:
                match event:
                    case Chunk(text=text):
                        got.append(text)
    assert got == ["Pa"]
    assert house.providers["b"].requests == []
    provenance = broken.value.provenance
    assert (provenance.provider, provenance.interrupted, provenance.finish_reason) == ("a", True, None)
    assert provenance.skipped == (Skip("b", "another provider had begun to answer", "begun"),)


async def test_a_stream_without_finish_reason_is_broken_even_if_the_provider_says_nothing():
    house = House(a=FakeProvider([Chunk(text="Pa")]))
    with pytest.raises(AnswerBroken):
        await house.ask()


async def test_when_all_fail_one_error_names_each_attempt():
    house = House(a=FakeProvider([AuthenticationFailed("key refused")]), b=FakeProvider([ModelUnavailable("not here")]))
    with pytest.raises(AllRoutesFailed) as failed:
        await house.ask()
    assert failed.value.title == "No provider could answer. a: key refused; b: not here"
    assert failed.value.outcome is Outcome.AUTH
    assert [one.outcome for one in failed.value.provenance.attempts] == [Outcome.AUTH, Outcome.NOT_LOADED]
    assert failed.value.provenance.provider is None
    assert house.board["a"].state is HealthState.AUTH
    assert house.board["b"].state is HealthState.UNKNOWN
    assert house.board["b"].lacks("model-b", asyncio.get_running_loop().time())


async def test_a_request_at_fault_stops_at_once():
    house = House(a=FakeProvider([RequestRejected("bad parameter")]), b=FakeProvider(answer()))
    with pytest.raises(Refused, match="bad parameter"):
        await house.ask()
    assert house.providers["b"].requests == []


async def test_the_last_route_is_asked_three_times_at_most():
    house = House(a=FakeProvider([ProviderFailed("HTTP 503")]))
    with pytest.raises(AllRoutesFailed):
        await house.ask()
    assert len(house.providers["a"].requests) == 3
    assert house.board["a"].state is HealthState.OPEN


async def test_a_retry_that_works_is_an_answer():
    house = House(a=FakeProvider([ProviderFailed("HTTP 503")], answer()))
    text, provenance = await house.ask()
    assert text == "Paris"
    assert [one.outcome for one in provenance.attempts] == [Outcome.TRANSIENT, Outcome.OK]


async def test_no_route_tells_why():
    house = House()
    with pytest.raises(NoRoute, match="a: no key"):
        await house.ask(Plan(skipped=(Skip("a", "no key", "no_key"),)))
    assert house.finished[0][1] is not None


async def test_a_hanging_provider_is_given_up_and_paid_for_once():
    hang = asyncio.Event()
    house = House(timers=QUICK, a=FakeProvider([hang]), b=FakeProvider(answer()))
    _, provenance = await house.ask()
    assert provenance.provider == "b"
    assert provenance.attempts[0].reason == "No response within 0.05 s"
    assert house.board["a"].state is HealthState.OPEN
    assert house.providers["a"].closed_streams == 1


async def test_comments_and_roles_do_not_keep_a_stream_alive():
    """Only content moves the timers: role-only chunks come for ever here."""
    chatter: list[Event] = [0.02, Chunk()] * 40
    house = House(timers=QUICK, a=FakeProvider([Progress("accepted", "a"), *chatter]), b=FakeProvider(answer()))
    _, provenance = await house.ask()
    assert provenance.provider == "b"
    assert provenance.attempts[0].reason == "No first word within 0.1 s"


async def test_moving_prefill_keeps_a_slow_provider():
    steps: list[Event] = [step for done in range(1, 6) for step in (0.06, Progress("prefill", "a", done=done, total=5))]
    house = House(
        timers=QUICK, a=FakeProvider([Progress("accepted", "a"), *steps, *answer()]), b=FakeProvider(answer())
    )
    _, provenance = await house.ask()
    assert provenance.provider == "a"


async def test_the_last_route_is_waited_for_until_the_chain_ends():
    house = House(timers=QUICK, a=FakeProvider([0.15, *answer()]))
    text, _ = await house.ask()
    assert text == "Paris"
    hang = asyncio.Event()
    house = House(timers=QUICK, a=FakeProvider([hang]))
    with pytest.raises(AllRoutesFailed) as failed:
        await house.ask()
    assert isinstance(failed.value.causes[0], TimedOut)
    assert failed.value.causes[0].phase == "total"
    assert len(house.providers["a"].requests) == 1


async def test_silence_in_the_middle_is_an_interrupted_answer():
    hang = asyncio.Event()
    house = House(timers=QUICK, a=FakeProvider([Chunk(text="Pa"), hang]), b=FakeProvider(answer()))
    with pytest.raises(AnswerBroken, match="Nothing more came"):
        await house.ask()


async def test_a_cancel_counts_against_nobody_and_releases_the_half_open_slot():
    clock = FakeClock()
    hang = asyncio.Event()
    house = House(clock, a=FakeProvider([hang]))
    ticket = house.board.begin("a")
    house.board.failed("a", ticket, Unreachable("down", refused=True), "m", clock.now)
    clock.now += 31
    stream = house.stream()
    await anext(stream)
    waiting = asyncio.get_running_loop().create_task(anext(stream))
    await house.providers["a"].asked.wait()
    assert house.board["a"].half_open is not None
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await stream.aclose()
    assert house.board["a"].half_open is None
    assert house.board["a"].openings == 1
    assert house.attempts[-1].outcome is Outcome.CANCELLED
    assert house.providers["a"].closed_streams == 1


async def test_leaving_after_the_last_word_is_a_whole_answer():
    house = House(a=FakeProvider(answer()))
    async with aclosing(house.stream()) as events:
        async for event in events:
            if isinstance(event, Chunk) and event.finish_reason:
                break
    assert house.attempts[-1].outcome is Outcome.OK
    assert house.finished[0][0].finish_reason == "stop"


ROUTES = (Route("a", "m", 8_000), Route("b", "m", 4_000), Route("c", "m", 32_000))


@pytest.mark.parametrize(
    ("error", "changes", "expected"),
    [
        (ProviderFailed("x"), {}, Decision(Step.NEXT, 1)),
        (ProviderFailed("x"), {"committed": True}, Decision(Step.BROKEN)),
        (ProviderFailed("x"), {"position": 2}, Decision(Step.RETRY, 2, 0.5)),
        (ProviderFailed("x"), {"position": 2, "retries": 1}, Decision(Step.RETRY, 2, 1.0)),
        (ProviderFailed("x"), {"position": 2, "retries": 2}, Decision(Step.GIVE_UP)),
        (ProviderFailed("x"), {"position": 2, "seconds_left": 0.4}, Decision(Step.GIVE_UP)),
        (ProviderFailed("x"), {"seconds_left": 0.0}, Decision(Step.GIVE_UP)),
        (TimedOut("x", phase="headers"), {}, Decision(Step.NEXT, 1)),
        (TimedOut("x", phase="headers"), {"position": 2}, Decision(Step.GIVE_UP)),
        (RequestRejected("x"), {}, Decision(Step.REFUSED)),
        (ContextTooLong("x"), {}, Decision(Step.NEXT, 2)),
        (ContextTooLong("x"), {"position": 2}, Decision(Step.REFUSED)),
        (RateLimited("x", retry_after=5), {}, Decision(Step.NEXT, 1)),
        (RateLimited("x", retry_after=5), {"position": 2}, Decision(Step.RETRY, 2, 5)),
        (RateLimited("x", retry_after=61), {"position": 2, "seconds_left": 90.0}, Decision(Step.GIVE_UP)),
        (RateLimited("x"), {"position": 2}, Decision(Step.GIVE_UP)),
        (RateLimited("x", retry_after=5), {"position": 2, "retries": 2}, Decision(Step.GIVE_UP)),
        (AuthenticationFailed("x"), {"position": 2}, Decision(Step.GIVE_UP)),
    ],
)
def test_decide(error: ProviderError, changes: dict[str, object], expected: Decision):
    values: dict[str, object] = {"committed": False, "position": 0, "retries": 0, "seconds_left": 60.0} | changes
    assert decide(error, routes=ROUTES, jitter=0.0, **values) == expected  # type: ignore[arg-type]
