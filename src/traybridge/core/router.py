"""Ask one provider after the other until one answers; before the first content nobody notices, after it nobody moves.

``decide`` is the whole policy (routing.md, sections 3 and 4) and pure; ``Router.stream`` is the thin I/O around it.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Self

from traybridge.core.budget import cost
from traybridge.core.chat import ChatEvent, ChatRequest, Chunk, Progress
from traybridge.core.config import Timers
from traybridge.core.errors import (
    AllRoutesFailed,
    AnswerBroken,
    ChatFailed,
    NoRoute,
    ProviderError,
    Refused,
    StreamBroken,
    TimedOut,
)
from traybridge.core.health import HealthBoard
from traybridge.core.i18n import joined, msg
from traybridge.core.models import AUTO, ModelInfo
from traybridge.core.outcome import Outcome
from traybridge.core.planning import Plan, Route
from traybridge.core.ports import Clock, Provider
from traybridge.core.presentation.describe import clipped
from traybridge.core.provenance import Attempt, Provenance, Skip, Usage
from traybridge.core.stream_timeout import Watchdog

MAX_RETRIES = 2
"""How often the last route is asked again: a bad provider is reached three times at most (performance.md)."""
BACKOFF_SECONDS = 0.5
LONGEST_WAIT = 60.0
HELD_CHUNKS = 16
"""How many chunks without content are kept before the first content; more than a role and a few blanks is chatter."""
LONGEST_REASON = 300


class Step(Enum):
    """What to do after a failed attempt."""

    NEXT = auto()
    RETRY = auto()
    REFUSED = auto()
    BROKEN = auto()
    GIVE_UP = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """``route`` is the position of the next route for NEXT; ``wait`` the seconds before a RETRY."""

    step: Step
    route: int = 0
    wait: float = 0.0


def decide(
    error: ProviderError,
    *,
    committed: bool,
    position: int,
    routes: Sequence[Route],
    retries: int,
    seconds_left: float,
    jitter: float = 0.0,
) -> Decision:
    """Say what follows a failure of ``routes[position]``, asked ``retries`` times before this.

    ``committed``: content has been shown. ``seconds_left`` of the whole chain's time. ``jitter`` 0..1.
    """
    if committed:
        return Decision(Step.BROKEN)
    following = position + 1
    has_next = following < len(routes)
    larger = _larger_window(position, routes) if error.outcome is Outcome.CONTEXT else None
    match error.outcome:
        case Outcome.CLIENT:
            return Decision(Step.REFUSED)
        case Outcome.CONTEXT if larger is None:
            return Decision(Step.REFUSED)
        case _ if seconds_left <= 0:
            return Decision(Step.GIVE_UP)
        case _ if error.ours and retries < MAX_RETRIES:
            return Decision(Step.RETRY, position)
        case Outcome.CONTEXT if larger is not None:
            return Decision(Step.NEXT, larger)
        case _ if has_next:
            return Decision(Step.NEXT, following)
        case Outcome.RATE if error.retry_after is not None and retries < MAX_RETRIES:
            wait = error.retry_after
            fits = wait <= LONGEST_WAIT and wait < seconds_left
            return Decision(Step.RETRY, position, wait) if fits else Decision(Step.GIVE_UP)
        case Outcome.TRANSIENT if error.retryable and retries < MAX_RETRIES:
            wait = BACKOFF_SECONDS * 2**retries * (1 + jitter / 4)
            return Decision(Step.RETRY, position, wait) if wait < seconds_left else Decision(Step.GIVE_UP)
        case _:
            return Decision(Step.GIVE_UP)


def _larger_window(position: int, routes: Sequence[Route]) -> int | None:
    window = routes[position].context or 0
    later = range(position + 1, len(routes))
    return next((at for at in later if (routes[at].context or 0) > window), None)


@dataclass(slots=True)
class RequestState:
    """What happened so far to one request. ``unasked``: the routes that nobody asked yet, by position."""

    request: ChatRequest
    plan: Plan
    began: float
    attempts: list[Attempt] = field(default_factory=list)
    causes: list[ProviderError] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)
    unasked: dict[int, Route] = field(default_factory=dict)
    route: Route | None = None
    model: str | None = None
    first_content: float | None = None
    usage: Usage | None = None
    finish_reason: str | None = None
    text: list[str] = field(default_factory=list)
    held: list[Chunk] = field(default_factory=list)

    def ask(self, position: int) -> None:
        """A route is asked: what the one before said about itself no longer counts."""
        self.unasked.pop(position, None)
        self.route, self.model = self.plan.routes[position], None
        self.usage, self.finish_reason = None, None
        self.held = []

    def is_last(self, position: int) -> bool:
        """Nobody else is left, nor anybody who might turn out to be."""
        return position == len(self.plan.routes) - 1 and not self.plan.later

    def could_learn(self, position: int, error: ProviderError) -> bool:
        """True when a look at those who are unknown could bring a route that this failure allows."""
        nobody_else = position == len(self.plan.routes) - 1 and self.first_content is None
        return bool(self.plan.later) and nobody_else and error.outcome is not Outcome.CLIENT

    def learn(self, plan: Plan) -> None:
        """Somebody who was not known has been looked at: new routes go behind the old ones, with what is said now."""
        there = {route.provider for route in self.plan.routes}
        fresh = [route for route in plan.routes if route.provider not in there]
        news = {skip.provider: skip for skip in plan.skipped}
        unknown = set(self.plan.later)
        found = {route.provider for route in fresh}
        self.skipped = [
            news.get(skip.provider, skip) if skip.provider in unknown else skip
            for skip in self.skipped
            if skip.provider not in found
        ]
        self.unasked |= dict(enumerate(fresh, start=len(self.plan.routes)))
        self.plan = replace(self.plan, routes=(*self.plan.routes, *fresh), later=())

    def pass_over(self, why: tuple[str, str], before: int | None = None) -> None:
        """A route that is never asked gets its reason too: all that are left, or those before a position."""
        for position, route in tuple(self.unasked.items()):
            if before is None or position < before:
                self.skipped.append(Skip(route.provider, *why))
                del self.unasked[position]

    def open(self, event: Chunk | Progress, now: float) -> Sequence[Chunk | Progress]:
        """Take in an event of before the first content; the result is what may be passed on.

        Chunks that only open an answer (a role, blanks) are kept until content or the end comes: whoever relays them
        must not see the opening of an answer that somebody else then gives.
        """
        if isinstance(event, Progress):
            return (event,)
        self.take(event)
        if event.has_content:
            self.first_content = now
        elif not event.finish_reason:
            self.held += [event] if len(self.held) < HELD_CHUNKS else []
            return ()
        held, self.held = self.held, []
        return (*held, event)

    def take(self, event: Chunk | Progress) -> None:
        if isinstance(event, Progress):
            return
        if event.text:
            self.text.append(event.text)
        if event.model:
            self.model = event.model
        if event.usage:
            self.usage = event.usage
        if event.finish_reason:
            self.finish_reason = event.finish_reason

    def check_whole(self) -> None:
        """Raises StreamBroken when no finish_reason came."""
        if self.finish_reason is None:
            raise StreamBroken("The answer ended without a finish reason", partial="".join(self.text))


_NOT_NEEDED = (msg("not needed: somebody before it answered"), "not_needed")
_STOPPED = (msg("stopped before its turn"), "stopped")
_NOT_LARGER = (msg("its context is not larger"), "context")
_PASSED_OVER = {
    Step.REFUSED: (msg("the request itself was refused"), "refused"),
    Step.BROKEN: (msg("another provider had begun to answer"), "begun"),
    Step.GIVE_UP: (msg("no time was left"), "no_time"),
}


class Router:
    """Ask the routes of a plan, one after the other. It keeps no state between requests but the health board.

    ``info`` is what is known of a route's model, for the cost; ``attempted`` gets each attempt when it ended,
    ``finished`` each request's provenance and its failure, once.
    """

    def __init__(
        self,
        providers: Mapping[str, Provider],
        timers: Mapping[str, Timers],
        board: HealthBoard,
        clock: Clock,
        *,
        info: Callable[[Route], ModelInfo | None],
        tiny: Callable[[str], bool],
        label: Callable[[str], str] = str,
        attempted: Callable[[Attempt], None],
        finished: Callable[[Provenance, ChatFailed | None], None],
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._providers = providers
        self._timers = timers
        self._board = board
        self._clock = clock
        self._info = info
        self._tiny = tiny
        self._label = label
        self._attempted = attempted
        self._finished = finished
        self._jitter = jitter

    async def stream(
        self, request: ChatRequest, plan: Plan, more: Callable[[], Awaitable[Plan]] | None = None
    ) -> AsyncGenerator[ChatEvent, None]:
        """Answer a request. The last event of a whole answer is its Provenance.

        ``more`` looks at those whom the plan puts off (``later``) and plans again; it is called once, when all the
        others have failed.

        Raises:
            ChatFailed: NoRoute, Refused, AnswerBroken or AllRoutesFailed, each with its provenance.
        """
        state = RequestState(request, plan, self._clock.monotonic(), skipped=list(plan.skipped))
        state.unasked = dict(enumerate(plan.routes))
        failure: ChatFailed | None = None
        provenance: Provenance | None = None
        try:
            if not plan.routes:
                raise self._no_route(state)
            position, retries = 0, 0
            while True:
                route = state.plan.routes[position]
                yield Progress("trying", route.provider, route.model, text=_why_not_before(state))
                state.ask(position)
                error: ProviderError | None = None
                try:
                    async with aclosing(self._attempt(state, route, last=state.is_last(position))) as events:
                        async for event in events:
                            yield event
                except ProviderError as caught:
                    error = caught
                yield state.attempts[-1]
                if error is None:
                    break
                if more is not None and state.could_learn(position, error):
                    state.learn(await more())
                decision = self._decide(state, error, position, retries)
                if decision.step is Step.NEXT:
                    state.pass_over(_NOT_LARGER, before=decision.route)
                    position, retries = decision.route, 0
                elif decision.step is Step.RETRY:
                    retries += 1
                    yield Progress("waiting", route.provider, route.model, 0, decision.wait, text=error.title)
                    await asyncio.sleep(decision.wait)
                else:
                    state.pass_over(_PASSED_OVER[decision.step])
                    raise self._failure(state, decision.step, error) from error
            state.pass_over(_NOT_NEEDED)
            provenance = self._provenance(state)
            yield provenance
        except ChatFailed as raised:
            failure, provenance = raised, raised.provenance
            raise
        finally:
            state.pass_over(_STOPPED)
            self._finished(self._provenance(state) if provenance is None else provenance, failure)

    def _decide(self, state: RequestState, error: ProviderError, position: int, retries: int) -> Decision:
        state.causes.append(error)
        routes = state.plan.routes
        return decide(
            error,
            committed=state.first_content is not None,
            position=position,
            routes=routes,
            retries=retries,
            seconds_left=self._chain_ends(state, routes[position]) - self._clock.monotonic(),
            jitter=self._jitter(),
        )

    def _chain_ends(self, state: RequestState, route: Route) -> float:
        return state.began + self._timers[route.provider].total

    async def _attempt(
        self, state: RequestState, route: Route, *, last: bool
    ) -> AsyncGenerator[Chunk | Progress, None]:
        """Ask one route once; a failure is raised after it has been told to the health board."""
        ticket = self._board.begin(route.provider)
        began = self._clock.monotonic()
        phases = StreamTimeouts(self._timers[route.provider], began, self._chain_ends(state, route), last=last)
        account = AttemptRecord(Outcome.CANCELLED, msg("stopped by the person or program that asked"))
        try:
            async with (
                aclosing(self._providers[route.provider].stream(state.request, route.model)) as events,
                TimedStream(events, phases, self._clock.monotonic) as watch,
            ):
                while (event := await watch.next()) is not None:
                    if state.first_content is None:
                        account.saw(event)
                        for one in state.open(event, watch.now):
                            yield one
                    else:
                        state.take(event)
                        yield event
                state.check_whole()
        except ProviderError as error:
            # After the last word the answer is whole, whatever happens to the connection then.
            if state.finish_reason is None:
                self._board.failed(route.provider, ticket, error, route.model, self._clock.monotonic())
                account.failed(error)
                raise
        except Exception as error:
            account.broke(error)
            raise
        finally:
            if state.finish_reason is not None:
                # Also when whoever asked left after the last word.
                self._board.succeeded(route.provider, ticket)
                account.outcome, account.reason, account.hint = Outcome.OK, "", ""
            self._board.release(route.provider, ticket)
            attempt = account.attempt(route, self._clock.monotonic() - began)
            state.attempts.append(attempt)
            self._attempted(attempt)

    def _provenance(self, state: RequestState) -> Provenance:
        now = self._clock.monotonic()
        answered = bool(state.attempts) and state.attempts[-1].outcome is Outcome.OK
        route = state.route if answered or state.first_content is not None else None
        return Provenance(
            request_id=state.request.id,
            provider=route.provider if route else None,
            model=(state.model or route.model) if route else None,
            asked_model=state.request.model,
            attempts=tuple(state.attempts),
            skipped=tuple(state.skipped),
            ttft=None if state.first_content is None else state.first_content - state.began,
            total=now - state.began,
            usage=state.usage if route else None,
            cost=self._cost(state, route) if route else None,
            finish_reason=state.finish_reason if route else None,
            interrupted=route is not None and state.finish_reason is None,
            nodes=self._nodes(state, route) if route else (),
            substituted=state.plan.substituted,
            tiny=bool(route and self._tiny(route.provider)),
        )

    def _cost(self, state: RequestState, route: Route) -> float | None:
        """By the price of the model that says it answered, else of the one that was asked."""
        said = self._info(Route(route.provider, state.model)) if state.model else None
        return cost(state.usage, said or self._info(route))

    def _nodes(self, state: RequestState, route: Route) -> tuple[str, ...]:
        reading = self._board[route.provider].reading
        models = reading.cluster.models if reading and reading.cluster else ()
        names = {route.model, state.model}
        return next((model.nodes for model in models if model.id in names), ())

    def _no_route(self, state: RequestState) -> NoRoute:
        return no_route(self._provenance(state), state.plan, self._label)

    def _failure(self, state: RequestState, step: Step, error: ProviderError) -> ChatFailed:
        match step:
            case Step.REFUSED:
                return Refused(
                    msg("{name} refused this request: {why}", name=self._name(state), why=error.title),
                    error.hint or "Change the request and send it again.",
                    provenance=self._provenance(state),
                    causes=[error],
                )
            case Step.BROKEN:
                return AnswerBroken(
                    msg("The answer of {name} broke off: {why}", name=self._name(state), why=error.title),
                    "What had arrived is kept. Ask for the rest, or ask again.",
                    provenance=self._provenance(state),
                    causes=[error],
                )
            case _:
                return AllRoutesFailed(
                    _all_failed_title(state.attempts, self._label),
                    _first_hint(state.causes),
                    provenance=self._provenance(state),
                    causes=state.causes,
                )

    def _name(self, state: RequestState) -> str:
        return self._label(state.route.provider) if state.route else ""


def _why_not_before(state: RequestState) -> str:
    return state.attempts[-1].reason if state.attempts else ""


_HAS_THE_MODEL = frozenset({"not_loaded", "free_only", "context", "cooling", "auth", "quota"})
"""Reasons of a provider that has the model and is left out all the same."""


def no_route(provenance: Provenance, plan: Plan, label: Callable[[str], str] = str) -> NoRoute:
    """The error for a plan without routes; it names every provider's reason and the nearest ids."""
    reasons = joined("; ", (_about(label(skip.provider), skip.reason) for skip in plan.skipped))
    codes = {skip.code for skip in plan.skipped}
    unknown = provenance.asked_model != AUTO and "no_model" in codes and not codes & _HAS_THE_MODEL
    title = msg("There is nobody to ask")
    if codes == {"only"}:
        hint = msg("There is no such provider; traybridge providers list shows them.")
    elif unknown:
        title = msg("Nobody has the model “{model}”", model=provenance.asked_model)
        hint = msg("traybridge models lists what there is.")
        if plan.nearest:
            hint = msg("Did you mean {models}?", models=", ".join(plan.nearest))
    elif any(skip.reason == "no model chosen" for skip in plan.skipped):
        hint = msg("Choose a model for the provider, or name one in the request.")
    else:
        hint = msg("Start Exo, switch a provider on, or enter a key; traybridge doctor tells what is missing.")
    told = msg("{what} ({why})", what=title, why=reasons) if reasons else title
    return NoRoute(told, hint, provenance=provenance)


def _about(name: str, what: str) -> str:
    return msg("{name}: {what}", name=name, what=what)


def _all_failed_title(attempts: Sequence[Attempt], label: Callable[[str], str]) -> str:
    """Name every attempt with its own reason; the first real cause stands first because it happened first."""
    lines = [_about(label(one.provider), one.reason) for one in attempts if one.outcome is not Outcome.OK]
    if len(lines) == 1:
        return lines[0]
    return msg("No provider could answer. {reasons}", reasons=joined("; ", dict.fromkeys(lines)))


def _first_hint(causes: Sequence[ProviderError]) -> str:
    return next((cause.hint for cause in causes if cause.hint), msg("Try again, or see traybridge doctor."))


@dataclass(slots=True)
class AttemptRecord:
    """What one attempt comes to, until it is told as an Attempt."""

    outcome: Outcome
    reason: str
    hint: str = ""
    status: int | None = None

    def saw(self, event: Chunk | Progress) -> None:
        if isinstance(event, Progress) and event.status is not None:
            self.status = event.status

    def failed(self, error: ProviderError) -> None:
        words = clipped(error.title, LONGEST_REASON, end="")
        self.outcome, self.reason, self.hint = error.outcome, words or error.code.replace("_", " "), error.hint
        self.status = self.status or error.status  # a code inside a 200 is not the HTTP status

    def broke(self, error: Exception) -> None:
        """Something that no provider may raise: it is told and passed on, to be seen."""
        self.outcome = Outcome.TRANSIENT
        self.reason = msg("a defect of TrayBridge: {name}", name=type(error).__name__)

    def attempt(self, route: Route, seconds: float) -> Attempt:
        return Attempt(route.provider, route.model, self.outcome, seconds, self.status, self.reason, self.hint)


class TimedStream:
    """A provider's stream, ended when nothing moves for too long. ``now`` is when the last event came."""

    def __init__(
        self, events: AsyncGenerator[Chunk | Progress, None], phases: "StreamTimeouts", clock: Callable[[], float]
    ) -> None:
        self._events = events
        self._phases = phases
        self._clock = clock
        self._dog = Watchdog(clock)
        self.now = clock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._dog.close()

    async def next(self) -> Chunk | Progress | None:
        """The next event, None at the end. Raises TimedOut, and what the provider raises."""
        phases = self._phases
        # Whoever takes the events may take his time; the provider is not to blame for it.
        phases.paused(self._clock() - self.now)
        self._dog.start(phases.deadline)
        try:
            event = await anext(self._events)
        except StopAsyncIteration:
            return None
        except asyncio.CancelledError:
            if self._dog.caught():
                raise phases.error(self._clock()) from None
            raise
        self._dog.pause()
        self.now = self._clock()
        phases.moved(event, self.now)
        return event


class StreamTimeouts:
    """Which timer runs: headers, first content, idle (routing.md, section 4).

    ``deadline`` is when the waiting ends, in monotonic seconds. Headers are waited for from the moment of asking, so
    that connecting is in it too (the transport ends that by itself when it takes longer than its own timer). The last
    route left is not given up for slowness before its first content, but at the whole chain's end.
    """

    def __init__(self, timers: Timers, began: float, chain_ends: float, *, last: bool) -> None:
        self._timers = timers
        self._last = last
        self._chain_ends = chain_ends
        self._name = "headers"
        self._ends = began + timers.headers
        self._furthest: dict[str, float] = {}
        self.deadline = 0.0
        self._set()

    def _set(self) -> None:
        self.deadline = self._chain_ends if self._last else min(self._ends, self._chain_ends)

    def moved(self, event: Chunk | Progress, now: float) -> None:
        """Only content moves the idle timer; comments and roles do not. Progress that really advances is life."""
        if isinstance(event, Chunk):
            if event.has_content or event.finish_reason:
                self._name = "idle"
                self._ends = self.deadline = now + self._timers.idle
            return
        if self._name == "headers":
            self._name, self._ends = "first_content", now + self._timers.first_content
        if event.kind in {"prefill", "loading"} and event.done > self._furthest.get(event.kind, -1.0):
            self._furthest[event.kind] = event.done
            self._ends = now + self._timers.first_content
            self._chain_ends = max(self._chain_ends, self._ends)
        if self._name != "idle":
            self._set()

    def paused(self, seconds: float) -> None:
        """Nobody listened for so long: no timer ran."""
        self._ends += seconds
        self._chain_ends += seconds
        self.deadline += seconds

    def error(self, now: float) -> TimedOut:
        phase = self._name
        if phase != "idle" and now + 0.01 >= self._chain_ends:
            phase = "total"
        words = {
            "headers": msg("No response within {seconds:g} s", seconds=self._timers.headers),
            "first_content": msg("No first word within {seconds:g} s", seconds=self._timers.first_content),
            "idle": msg("Nothing more came for {seconds:g} s", seconds=self._timers.idle),
            "total": msg("No first word within {seconds:g} s in all", seconds=self._timers.total),
        }
        error = TimedOut(words[phase], "The provider may be overloaded; try again or ask another one.", phase=phase)
        if phase == "total" and now < self._ends:
            # Others used the time up; it had less than its own timers allow.
            error.counted = error.opens = False
        return error
