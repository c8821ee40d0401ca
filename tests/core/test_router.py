"""The router fails over for nothing until the first content, and never after it."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.fakes import (
    STEADY,
    Event,
    FakeClock,
    FakeProvider,
    LoopClock,
    answer,
    exo_reading,
    one_by_one,
    row,
    say,
)
from tests.core.loud import loud
from tests.core.virtual import JumpingLoop

from traybridge.core.chat import ChatEvent, ChatRequest, Chunk, Progress, StreamBatch
from traybridge.core.cluster import ModelState
from traybridge.core.config import EMBEDDED, EMBEDDED_ID, Timers
from traybridge.core.ending import Ending
from traybridge.core.errors import (
    AllRoutesFailed,
    AnswerBroken,
    AuthenticationFailed,
    ChatFailed,
    ContextTooLong,
    ModelUnavailable,
    NoRoute,
    ProviderDefect,
    ProviderFailed,
    RateLimited,
    Refused,
    RequestRejected,
    StreamBroken,
    TimedOut,
    Unreachable,
)
from traybridge.core.health import HealthBoard, HealthState
from traybridge.core.models import ModelInfo
from traybridge.core.outcome import Outcome
from traybridge.core.planning import Plan, Route
from traybridge.core.ports import Clock
from traybridge.core.provenance import TRAYBRIDGE, Attempt, Provenance, Skip, Usage
from traybridge.core.router import Router

SLOW = Timers(connect=2, headers=5, first_content=7, idle=9, total=20)
END = Chunk(finish_reason="stop", ended=Ending.COMPLETE)


def now() -> float:
    return asyncio.get_running_loop().time()


class House:
    """A router over fake providers, with everything it reported."""

    def __init__(
        self,
        providers: Mapping[str, FakeProvider] | None = None,
        *,
        timers: Timers = SLOW,
        clock: Clock | None = None,
        **more: FakeProvider,
    ) -> None:
        self.board = HealthBoard()
        self.attempts: list[Attempt] = []
        self.finished: list[tuple[Provenance, ChatFailed | None]] = []
        self.defects: list[tuple[str, BaseException]] = []
        self.providers = {**(providers or {}), **more}
        self.info: dict[Route, ModelInfo] = {}
        self.router = Router(
            {name: EMBEDDED if name == EMBEDDED_ID else row(name) for name in self.providers},
            self.providers,
            dict.fromkeys(self.providers, timers),
            self.board,
            clock or LoopClock(),
            info=self.info.get,
            attempted=self.attempts.append,
            finished=lambda provenance, error: self.finished.append((provenance, error)),
            on_defect=lambda where, error: self.defects.append((where, error)),
            capped=lambda _config, _request, _info, events: events,
            jitter=lambda: 0.0,
        )
        self.plan = Plan(tuple(Route(name, f"model-{name}") for name in self.providers))

    def stream(self, plan: Plan | None = None) -> AsyncGenerator[ChatEvent, None]:
        return one_by_one(self.router.stream(say(), plan or self.plan))

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
    assert loud(provenance.skipped[0].reason) == "ANOTHER PROVIDER HAD BEGUN TO ANSWER"
    assert loud(broken.value.title) == "THE ANSWER OF a BROKE OFF: CUT"


async def test_a_stream_without_finish_reason_is_broken_even_if_the_provider_says_nothing():
    house = House(a=FakeProvider([Chunk(text="Pa")]))
    with pytest.raises(AnswerBroken):
        await house.ask()


async def test_when_all_fail_one_error_names_each_attempt():
    house = House(a=FakeProvider([AuthenticationFailed("key refused")]), b=FakeProvider([ModelUnavailable("not here")]))
    with pytest.raises(AllRoutesFailed) as failed:
        await house.ask()
    assert failed.value.title == "No provider could answer. a: key refused; b: not here"
    assert loud(failed.value.title) == "NO PROVIDER COULD ANSWER. a: KEY REFUSED; b: NOT HERE"
    assert loud(failed.value.hint) == "TRY AGAIN, OR SEE TRAYBRIDGE DOCTOR."
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
    """A hanging one is paid for once: its expired timer opens the breaker."""
    house = House(a=FakeProvider([...]), b=FakeProvider(answer()))
    began = now()
    _, provenance = await house.ask()
    assert now() == pytest.approx(began + SLOW.headers)
    assert provenance.provider == "b"
    assert provenance.attempts[0].reason == "No response within 5 s"
    assert house.board["a"].state is HealthState.OPEN
    assert house.providers["a"].closed_streams == 1


async def test_comments_and_roles_do_not_keep_a_stream_alive():
    """Only content moves the timers: role-only chunks come for ever here."""
    chatter: list[Event] = [1.0, Chunk(), 1.0, Chunk(model="m", raw=b"x")] * 40
    house = House(a=FakeProvider([Progress("accepted", "a"), *chatter]), b=FakeProvider(answer()))
    began = now()
    _, provenance = await house.ask()
    assert now() == pytest.approx(began + SLOW.first_content)
    assert provenance.provider == "b"
    assert provenance.attempts[0].reason == "No first word within 7 s"


async def test_the_idle_timer_runs_from_content_to_content_and_chatter_does_not_move_it():
    chatter: list[Event] = [1.0, Chunk(), 1.0, Chunk(usage=Usage(1, 1, 2))] * 40
    house = House(
        a=FakeProvider([2.0, Chunk(text="Pa"), 8.0, Chunk(reasoning="hm"), *chatter]), b=FakeProvider(answer())
    )
    began = now()
    with pytest.raises(AnswerBroken, match="Nothing more came for 9 s") as broken:
        await house.ask()
    assert now() == pytest.approx(began + 2 + 8 + SLOW.idle)
    assert house.providers["b"].requests == []
    assert house.board["a"].state is HealthState.OPEN
    assert broken.value.provenance.interrupted


@pytest.mark.parametrize(
    ("steps", "provider"),
    [
        ([("prefill", done) for done in range(1, 9)], "a"),
        ([("prefill", 3)] * 8, "b"),
        ([("prefill", done) for done in range(9, 1, -1)], "b"),
        ([("loading", done) for done in range(1, 5)] + [("prefill", done) for done in range(1, 5)], "a"),
        ([("loading", 5), ("prefill", 5)] * 4, "b"),
        ([("waiting", done) for done in range(1, 9)], "b"),
        ([("queued", place) for place in range(8, -1, -1)], "a"),
        ([("queued", place) for place in range(1, 9)], "b"),
        ([("queued", 3)] * 8, "b"),
    ],
)
async def test_first_content_is_waited_for_while_progress_really_moves(steps, provider):
    """First content: extended while Exo's prefill_progress moves."""
    events: list[Event] = [one for kind, done in steps for one in (5.0, Progress(kind, "a", done=done, total=9))]
    house = House(a=FakeProvider([Progress("accepted", "a"), *events, *answer()]), b=FakeProvider(answer()))
    _, provenance = await house.ask()
    assert provenance.provider == provider


async def test_moving_progress_extends_the_whole_chain_too():
    steps: list[Event] = [one for done in range(1, 20) for one in (5.0, Progress("prefill", "a", done=done))]
    house = House(a=FakeProvider([*steps, *answer()]))
    assert (await house.ask())[0] == "Paris"


async def test_the_last_route_is_waited_for_until_the_chain_ends():
    """The last route left is never given up for slowness before the first content; the whole chain: total."""
    house = House(a=FakeProvider([19.0, *answer()]))
    text, _ = await house.ask()
    assert text == "Paris"
    house = House(a=FakeProvider([...]))
    began = now()
    with pytest.raises(AllRoutesFailed) as failed:
        await house.ask()
    assert now() == pytest.approx(began + SLOW.total)
    cause = failed.value.causes[0]
    assert isinstance(cause, TimedOut)
    assert cause.phase == "total"
    assert cause.title == "No first word within 20 s in all"
    assert len(house.providers["a"].requests) == 1
    assert house.board["a"].state is HealthState.OPEN


async def test_who_was_left_only_the_rest_of_the_time_is_not_blamed_for_it():
    """An expired timer opens the breaker; a chain whose time others used up is not the last one's timer."""
    slow = {name: FakeProvider([...]) for name in ("a", "b", "c", "d", "e")}
    house = House(slow)
    with pytest.raises(AllRoutesFailed):
        await house.ask(Plan(tuple(Route(name, "m") for name in ("a", "b", "c", "d"))))
    assert [house.board[name].state for name in "abc"] == [HealthState.OPEN] * 3
    assert house.board["d"].state is HealthState.OPEN
    house = House(slow, timers=Timers(connect=2, headers=5, first_content=7, idle=9, total=16))
    with pytest.raises(AllRoutesFailed) as failed:
        await house.ask(Plan(tuple(Route(name, "m") for name in ("a", "b", "c", "d", "e"))))
    assert house.board["d"].state is HealthState.UNKNOWN
    assert [one.provider for one in failed.value.provenance.attempts] == ["a", "b", "c", "d"]
    assert failed.value.provenance.skipped == (Skip("e", "no time was left", "no_time"),)


@pytest.mark.parametrize("pause", [0.5, 1000.0])
async def test_somebody_who_takes_his_time_between_events_loses_nothing(pause):
    """Timers run while we wait for the provider, not while somebody reads what came."""
    house = House(a=FakeProvider([Progress("accepted", "a"), 0.1, Chunk(text="Pa"), 0.1, Chunk(text="ris"), 0.1, END]))
    text = ""
    async with aclosing(house.stream()) as events:
        async for event in events:
            text += event.text if isinstance(event, Chunk) else ""
            if isinstance(event, Chunk) or event == Progress("accepted", "a"):
                await asyncio.sleep(pause)
    assert text == "Paris"
    assert house.attempts[-1].outcome is Outcome.OK


async def test_a_reader_who_takes_his_time_does_not_hide_a_provider_that_hangs():
    house = House(a=FakeProvider([Chunk(text="Pa"), ...]))
    began = now()
    with pytest.raises(AnswerBroken, match="Nothing more came"):
        async with aclosing(house.stream()) as events:
            async for event in events:
                if isinstance(event, Chunk):
                    await asyncio.sleep(1000)
    assert now() == pytest.approx(began + 1000 + SLOW.idle)


@pytest.mark.parametrize("first", ["timer", "person"])
async def test_somebody_who_leaves_at_the_very_moment_a_timer_expires_has_left(first):
    """A cancel never counts against a provider, also when our own timer ends the wait in the same moment."""
    house = House(a=FakeProvider([...]), b=FakeProvider(answer()))
    asking = asyncio.get_running_loop().create_task(house.ask())
    await house.providers["a"].asked.wait()
    moment = now() + SLOW.headers
    asyncio.get_running_loop().call_at(moment if first == "person" else moment + 1e-10, asking.cancel)
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert now() == pytest.approx(moment)
    assert [one.outcome for one in house.attempts] == [Outcome.CANCELLED]
    assert house.board["a"].state is HealthState.UNKNOWN
    assert house.providers["b"].requests == []


async def test_a_cancel_counts_against_nobody_and_releases_the_half_open_slot():
    clock = FakeClock()
    hang = asyncio.Event()
    house = House(clock=clock, a=FakeProvider([hang]))
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


EVENTS: list[Event] = [Progress("accepted", "a", status=200), Chunk(), Chunk(text="Pa"), Chunk(text="ris"), END]


@pytest.mark.parametrize("last", range(9))
async def test_whoever_leaves_at_any_event_leaves_nothing_behind(last: int):
    """Cancel = close the socket; the half-open slot is always released, and the request is told once."""
    clock = FakeClock()
    house = House(clock=clock, a=FakeProvider([ProviderFailed("HTTP 503")]), b=FakeProvider(EVENTS))
    for name in ("a", "b"):
        house.board.failed(name, house.board.begin(name), Unreachable("down", refused=True), "m", clock.now)
    clock.now += 31
    seen: list[ChatEvent] = []
    async with aclosing(house.stream()) as events:
        async for event in events:
            seen.append(event)
            if len(seen) > last:
                break
    assert len(seen) == min(last + 1, 9)
    assert [house.board[name].half_open for name in "ab"] == [None, None]
    for provider in house.providers.values():
        assert provider.closed_streams == len(provider.requests)
    ((provenance, error),) = house.finished
    assert error is None
    assert provenance.attempts == tuple(house.attempts)
    told = [one.provider for one in provenance.attempts] + [one.provider for one in provenance.skipped]
    assert sorted(told) == ["a", "b"]
    finished = any(isinstance(one, Chunk) and one.finish_reason for one in seen)
    begun = any(isinstance(one, Chunk) for one in seen)
    assert provenance.interrupted is (begun and not finished)
    assert provenance.provider == ("b" if begun else None)
    assert house.board["b"].state is (HealthState.OK if finished else HealthState.OPEN)
    assert len(asyncio.all_tasks()) == 1


async def test_whoever_leaves_while_a_retry_is_waited_for_leaves_at_once():
    house = House(a=FakeProvider([RateLimited("slow down", retry_after=15)]))
    stream = house.stream()
    waits = [event async for event in until(stream, "waiting")]
    assert waits[-1] == Progress("waiting", "a", "model-a", 0, 15, text="slow down")
    asking = asyncio.get_running_loop().create_task(anext(stream))
    await asyncio.sleep(3)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert len(house.providers["a"].requests) == 1
    ((provenance, error),) = house.finished
    assert (provenance.provider, error) == (None, None)


async def test_closing_while_a_retry_is_announced_is_no_answer():
    house = House(a=FakeProvider([ProviderFailed("HTTP 503")]))
    stream = house.stream()
    async with aclosing(stream):
        async for _ in until(stream, "waiting"):
            pass
    assert len(house.finished) == 1
    assert [one.outcome for one in house.attempts] == [Outcome.TRANSIENT]


async def until(stream: AsyncGenerator[ChatEvent, None], kind: str) -> AsyncGenerator[ChatEvent, None]:
    """The events up to a progress of that kind; the stream stays open."""
    while True:
        event = await anext(stream)
        yield event
        if isinstance(event, Progress) and event.kind == kind:
            return


async def test_retries_wait_half_a_second_and_then_one():
    """Transient, with no sibling left: retry the same up to 2 times, 0.5*2^n s + jitter."""
    asked: list[float] = []

    class Timed(FakeProvider):
        def stream(self, request: ChatRequest, model: str) -> AsyncGenerator[StreamBatch, None]:
            asked.append(now() - began)
            return super().stream(request, model)

    house = House(a=Timed([ProviderFailed("HTTP 503")]))
    began = now()
    with pytest.raises(AllRoutesFailed) as failed:
        await house.ask()
    assert asked == pytest.approx([0, 0.5, 1.5])
    assert [one.started for one in failed.value.provenance.attempts] == pytest.approx([0, 0.5, 1.5])


async def test_the_last_route_is_asked_again_when_its_retry_after_is_over():
    """Rate: next at once if there is one, else wait Retry-After if <= 60 s."""
    house = House(a=FakeProvider([RateLimited("slow down", retry_after=12)], answer()))
    began = now()
    text, provenance = await house.ask()
    assert text == "Paris"
    assert now() == pytest.approx(began + 12)
    assert [one.outcome for one in provenance.attempts] == [Outcome.RATE, Outcome.OK]
    assert house.board["a"].state is HealthState.OK


async def test_somebody_else_is_asked_at_once_when_a_rate_limit_is_reached():
    house = House(a=FakeProvider([RateLimited("slow down", retry_after=1)]), b=FakeProvider(answer()))
    began = now()
    _, provenance = await house.ask()
    assert (provenance.provider, now()) == ("b", began)


@pytest.mark.parametrize(
    "after", [ProviderFailed("the connection broke"), StreamBroken("cut"), RequestRejected("odd"), ...]
)
async def test_after_the_last_word_an_answer_is_whole_whatever_comes(after):
    """A stream ends with a finish_reason, not with EOF and not with [DONE]."""
    house = House(a=FakeProvider([Chunk(text="Paris"), END, Chunk(usage=Usage(3, 1, 4)), after]))
    text, provenance = await house.ask()
    assert (text, provenance.finish_reason, provenance.interrupted) == ("Paris", "stop", False)
    assert provenance.usage == Usage(3, 1, 4)
    assert house.attempts[-1].outcome is Outcome.OK
    assert house.board["a"].state is HealthState.OK


async def test_the_opening_of_an_answer_that_never_came_is_never_seen():
    """Before the commit point failing over is seamless: a role of the one and a text of the other are no answer."""
    role_a, role_b = Chunk(model="x", raw=b"a"), Chunk(model="y", raw=b"b")
    house = House(
        a=FakeProvider([Progress("accepted", "a"), role_a, StreamBroken("cut")]),
        b=FakeProvider([role_b, *answer()[1:]]),
    )
    async with aclosing(house.stream()) as events:
        chunks = [event async for event in events if isinstance(event, Chunk)]
    assert chunks == [role_b, Chunk(text="Paris"), END]
    assert house.finished[0][0].model == "y"


async def test_what_opens_an_answer_is_kept_within_bounds():
    house = House(a=FakeProvider([*[Chunk(raw=b"x")] * 5000, *answer()[1:]]))
    async with aclosing(house.stream()) as events:
        chunks = [event async for event in events if isinstance(event, Chunk)]
    assert len(chunks) < 100
    assert chunks[-2:] == [Chunk(text="Paris"), END]


async def test_an_answer_without_a_word_is_whole_when_it_says_so():
    """finish_reason is the only good end; what a stop without a word means is the provider's to judge."""
    house = House(a=FakeProvider([Chunk(model="m"), Chunk(finish_reason="length", ended=Ending.EMPTY)]))
    text, provenance = await house.ask()
    assert (text, provenance.provider, provenance.finish_reason) == ("", "a", "length")


async def test_a_defect_of_ours_in_one_provider_is_told_and_the_next_one_is_asked():
    """No reason is ever swallowed, our own defects least of all; and they take nobody else with them."""
    oops = TypeError("oops")
    house = House(a=FakeProvider([oops]), b=FakeProvider(answer()))
    text, provenance = await house.ask()
    assert (text, provenance.provider) == ("Paris", "b")
    attempt, _ = house.attempts
    assert (attempt.outcome, attempt.reason) == (Outcome.TRANSIENT, "a defect of TrayBridge: TypeError")
    assert loud(attempt.reason) == "A DEFECT OF TRAYBRIDGE: TypeError"
    assert house.board["a"].state is HealthState.FAILING
    assert house.defects == [("chat with a", oops)]


async def test_a_defect_is_not_asked_for_again_and_its_origin_is_kept():
    house = House(a=FakeProvider([TypeError("oops")]))
    with pytest.raises(AllRoutesFailed) as failed:
        await house.ask()
    assert len(house.attempts) == 1
    (cause,) = failed.value.causes
    assert isinstance(cause, ProviderDefect)
    assert isinstance(cause.__cause__, TypeError)


async def test_what_comes_together_is_handed_on_together():
    words: list[Chunk | Progress] = [Chunk(text="Pa"), Chunk(text="ris")]
    last: list[Chunk | Progress] = [Chunk(text="!"), END, Chunk(usage=Usage(1, 3, 4))]
    opening: list[Chunk | Progress] = [Progress("accepted", "a", status=200), Chunk(model="m")]
    house = House(a=FakeProvider([opening, words, last]))
    async with aclosing(house.router.stream(say(), house.plan)) as batches:
        came = [[type(event).__name__ for event in batch] for batch in [batch async for batch in batches]]
    assert came == [
        ["Progress"],
        ["Progress"],
        ["Chunk"] * 3,
        ["Chunk"] * 3,
        ["Attempt"],
        ["Provenance"],
    ]
    provenance = house.finished[0][0]
    assert (provenance.usage, provenance.model, provenance.attempts[0].status) == (Usage(1, 3, 4), "m", 200)


async def test_a_break_behind_what_came_together_loses_nothing():
    words: list[Chunk | Progress] = [Chunk(text="Pa"), Chunk(text="ris")]
    house = House(a=FakeProvider([words, StreamBroken("cut")]))
    text = ""
    with pytest.raises(AnswerBroken):
        async with aclosing(house.stream()) as events:
            async for event in events:
                text += event.text if isinstance(event, Chunk) else ""
    assert text == "Paris"


@pytest.mark.parametrize(("title", "reason"), [("", "provider failed"), (" a\n b ", "a b"), ("x" * 999, "x" * 300)])
async def test_a_reason_is_one_line_and_never_empty(title, reason):
    """``reason`` is never empty, never HTML, at most 300 characters (cli.md)."""
    house = House(a=FakeProvider([ProviderFailed(title)]), b=FakeProvider(answer()))
    _, provenance = await house.ask()
    assert provenance.attempts[0].reason == reason


async def test_providers_never_asked_are_told_with_a_reason():
    """``skipped``: providers never asked, with a reason (cli.md)."""
    rest = {name: FakeProvider(answer()) for name in "bc"}
    left_out = Skip("z", "switched off", "off")
    routes = tuple(Route(name, "m", window) for name, window in (("a", 8), ("b", 4), ("c", 16), ("d", 32)))

    async def skips(script: list[Event], plan: Plan) -> dict[str, str]:
        house = House(rest, a=FakeProvider(script), d=FakeProvider(answer()))
        with contextlib.suppress(ChatFailed):
            await house.ask(plan)
        return {skip.provider: skip.code for skip in house.finished[0][0].skipped}

    plan = Plan(routes, (left_out,))
    assert await skips(answer(), plan) == {"z": "off", "b": "not_needed", "c": "not_needed", "d": "not_needed"}
    assert await skips([ContextTooLong("long")], plan) == {"z": "off", "b": "context", "d": "not_needed"}
    assert await skips([RequestRejected("bad")], plan) == {"z": "off", "b": "refused", "c": "refused", "d": "refused"}
    cut: list[Event] = [Chunk(text="Pa"), StreamBroken("cut")]
    assert await skips(cut, plan) == {"z": "off", "b": "begun", "c": "begun", "d": "begun"}
    assert await skips([TypeError()], plan) == {"z": "off", "c": "not_needed", "d": "not_needed"}


async def test_the_cost_follows_the_model_that_answered_else_the_one_that_was_asked():
    dear, cheap = (
        ModelInfo(name, prompt_price=price, completion_price=price) for name, price in (("d", 2.0), ("c", 1.0))
    )
    said = FakeProvider(
        [Chunk(text="x", model="c-2025-01"), Chunk(finish_reason="stop", ended=Ending.COMPLETE, usage=Usage(3, 4, 7))]
    )
    house = House(a=said)
    house.info = {Route("a", "model-a"): dear, Route("a", "c"): cheap}
    house.router._info = house.info.get
    _, provenance = await house.ask()
    assert (provenance.model, provenance.cost) == ("c-2025-01", 14.0)
    house.info[Route("a", "c-2025-01")] = cheap
    _, provenance = await house.ask()
    assert provenance.cost == 7.0


async def test_an_answer_tells_its_nodes_and_whether_it_came_from_the_starter_model():
    house = House(a=FakeProvider(answer(model="m")), embedded=FakeProvider(answer()))
    house.board.read("a", exo_reading(("model-a", ModelState.READY)), now(), house.board.begin_look("a"))
    _, provenance = await house.ask()
    assert (provenance.nodes, provenance.tiny) == (("studio",), False)
    _, provenance = await house.ask(Plan((Route(EMBEDDED_ID, "t"),), substituted=True))
    assert (provenance.nodes, provenance.tiny, provenance.substituted) == ((), True, True)


async def test_the_programs_own_words_are_no_models_and_nobody_else_can_say_so():
    house = House(a=FakeProvider(answer(model=TRAYBRIDGE)), embedded=FakeProvider(answer(model=TRAYBRIDGE)))
    _, provenance = await house.ask(Plan((Route(EMBEDDED_ID, "t"),)))
    assert (provenance.own_words, provenance.model, provenance.tiny) == (True, None, False)
    _, provenance = await house.ask()
    assert (provenance.own_words, provenance.model) == (False, TRAYBRIDGE)


UNKNOWN = Skip("b", "not looked at yet", "unknown")
NOW_KNOWN = Plan((Route("a", "model-a"), Route("b", "model-b")))
OFFLINE = Plan((Route("a", "model-a"),), (Skip("b", "Nothing answers", "unreachable"),))


class Looks:
    """What a second look finds, and how often somebody looked."""

    def __init__(self, found: Plan) -> None:
        self.found = found
        self.count = 0

    async def __call__(self) -> Plan:
        self.count += 1
        await asyncio.sleep(1)
        return self.found


async def after_a_look(house: House, looks: Looks) -> tuple[str, Provenance]:
    """Ask a first, and b only if a look brings it; the text and the provenance, also of a failure."""
    plan = Plan((Route("a", "model-a"),), (UNKNOWN,), later=("b",))
    text = ""
    with contextlib.suppress(ChatFailed):
        async with aclosing(one_by_one(house.router.stream(say(), plan, looks))) as events:
            async for event in events:
                text += event.text if isinstance(event, Chunk) else ""
    return text, house.finished[0][0]


async def test_who_was_unknown_is_asked_when_a_look_shows_that_he_can_answer():
    looks = Looks(NOW_KNOWN)
    house = House(a=FakeProvider([ProviderFailed("HTTP 503")]), b=FakeProvider(answer()))
    text, told = await after_a_look(house, looks)
    assert (text, told.provider, looks.count) == ("Paris", "b", 1)
    assert [one.provider for one in told.attempts] == ["a", "b"]
    assert told.skipped == ()


async def test_who_is_still_no_route_after_the_look_has_its_new_reason_and_the_last_one_is_tried_again():
    looks = Looks(OFFLINE)
    house = House(a=FakeProvider([ProviderFailed("HTTP 503")], answer()), b=FakeProvider(answer()))
    text, told = await after_a_look(house, looks)
    assert (text, told.provider, looks.count) == ("Paris", "a", 1)
    assert told.skipped == (Skip("b", "Nothing answers", "unreachable"),)


@pytest.mark.parametrize(
    "script",
    [answer(), [RequestRejected("bad")], [Chunk(text="Pa"), StreamBroken("cut")]],
    ids=["well", "client", "cut"],
)
async def test_nobody_is_looked_at_when_that_could_change_nothing(script):
    looks = Looks(NOW_KNOWN)
    house = House(a=FakeProvider(script), b=FakeProvider(answer()))
    _, told = await after_a_look(house, looks)
    assert looks.count == 0
    assert told.skipped == (UNKNOWN,)


async def test_as_long_as_somebody_might_turn_out_to_be_there_nobody_is_the_last():
    """A hanging one is given up at its own timer, because somebody unknown is left to look at."""
    looks = Looks(NOW_KNOWN)
    house = House(a=FakeProvider([...]), b=FakeProvider(answer()))
    began = now()
    text, _ = await after_a_look(house, looks)
    assert text == "Paris"
    assert now() == pytest.approx(began + SLOW.headers + 1)


async def test_leaving_during_the_look_is_leaving():
    looks = Looks(NOW_KNOWN)
    house = House(a=FakeProvider([ProviderFailed("HTTP 503")]), b=FakeProvider(answer()))
    asking = asyncio.get_running_loop().create_task(after_a_look(house, looks))
    await asyncio.sleep(0.5)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert len(house.finished) == 1
    assert house.providers["b"].requests == []


async def test_a_broken_stream_carries_what_had_come():
    house = House(a=FakeProvider([Chunk(text="Pa"), Chunk(text="ris")]))
    with pytest.raises(AnswerBroken) as broken:
        await house.ask()
    (cause,) = broken.value.causes
    assert isinstance(cause, StreamBroken)


ERRORS = st.sampled_from(
    [
        ProviderFailed("HTTP 503"),
        Unreachable("down", refused=True),
        StreamBroken("cut"),
        RateLimited("slow", retry_after=3.0),
        RateLimited("slow"),
        AuthenticationFailed("no"),
        ModelUnavailable("no"),
        ContextTooLong("long"),
        RequestRejected("bad"),
    ]
)
OPENINGS = st.lists(
    st.sampled_from([Progress("accepted", "", status=200), Progress("prefill", "", done=1), Chunk(), 3.0, 6.0]),
    max_size=3,
)
SCRIPTS = st.builds(
    lambda opening, words, end: [*opening, *words, *end],
    OPENINGS,
    st.lists(st.sampled_from([Chunk(text="x"), Chunk(reasoning="r"), 4.0, Chunk()]), max_size=3),
    st.lists(ERRORS, min_size=1, max_size=1) | st.just([END]) | st.just([]) | st.just([...]),
)
ATTEMPTS = st.lists(SCRIPTS, min_size=1, max_size=3)


@STEADY
@given(st.lists(ATTEMPTS, min_size=1, max_size=3), st.integers(0, 20))
def test_whatever_happens_every_request_is_told_once_and_whole(scripts: list[list[list[Event]]], patience: int):
    """Each provider is in attempts or skipped; texts are never spliced; nobody is asked more than three times."""

    async def run() -> None:
        providers = {name: FakeProvider(*script) for name, script in zip("abc", scripts, strict=False)}
        house = House(providers)
        seen: list[ChatEvent] = []
        failure: ChatFailed | None = None
        try:
            async with aclosing(house.stream()) as events:
                async for event in events:
                    seen.append(event)
                    if len(seen) > patience:
                        break
        except ChatFailed as error:
            failure = error
        ((provenance, told),) = house.finished
        assert told is failure
        asked = [one.provider for one in provenance.attempts]
        assert asked == sorted(asked)
        assert sorted({*asked, *(skip.provider for skip in provenance.skipped)}) == sorted(providers)
        assert not {*asked} & {skip.provider for skip in provenance.skipped}
        for name, provider in providers.items():
            assert len(provider.requests) == asked.count(name) <= 3
            assert provider.closed_streams == len(provider.requests)
            assert house.board[name].half_open is None
        speakers = {one.provider for one in provenance.attempts if one.outcome is Outcome.OK}
        assert len(speakers) <= 1
        texts = [event for event in seen if isinstance(event, Chunk)]
        if texts and any(chunk.has_content for chunk in texts):
            assert provenance.provider == asked[-1]
            assert provenance.interrupted is (provenance.finish_reason is None)
        if failure is not None:
            assert all(one.reason for one in provenance.attempts)
        assert len(asyncio.all_tasks()) == 1

    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(run())
