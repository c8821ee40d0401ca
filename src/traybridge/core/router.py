"""Ask one provider after the other until one answers; before the first content nobody notices, after it nobody moves.

``decide`` is the whole policy (routing.md, sections 3 and 4) and pure; ``Router.stream`` is the thin I/O around it.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from enum import Enum, auto

from traybridge.core.budget import cost
from traybridge.core.chat import AUTO, Attempt, ChatEvent, ChatRequest, Chunk, Progress, Provenance, Skip, Usage
from traybridge.core.config import Timers
from traybridge.core.errors import (
    AllRoutesFailed,
    AnswerBroken,
    ChatFailed,
    NoRoute,
    Outcome,
    ProviderError,
    Refused,
    StreamBroken,
    TimedOut,
)
from traybridge.core.health import HealthBoard
from traybridge.core.models import ModelInfo
from traybridge.core.ports import Clock, Provider
from traybridge.core.routes import Plan, Route
from traybridge.core.watchdog import Watchdog

MAX_RETRIES = 2
"""How often the last route is asked again: a bad provider is reached three times at most (performance.md)."""
BACKOFF_SECONDS = 0.5
LONGEST_WAIT = 60.0


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
    if seconds_left <= 0:
        return Decision(Step.GIVE_UP)
    following = position + 1
    has_next = following < len(routes)
    match error.outcome:
        case Outcome.CLIENT:
            return Decision(Step.REFUSED)
        case Outcome.CONTEXT:
            larger = _larger_window(position, routes)
            return Decision(Step.REFUSED) if larger is None else Decision(Step.NEXT, larger)
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
class _Story:
    """What happened so far to one request."""

    request: ChatRequest
    plan: Plan
    began: float
    attempts: list[Attempt] = field(default_factory=list)
    causes: list[ProviderError] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)
    first_content: float | None = None
    provider: str | None = None
    model: str | None = None
    usage: Usage | None = None
    finish_reason: str | None = None
    text: list[str] = field(default_factory=list)
    interrupted: bool = False
    closed: bool = False

    def take(self, chunk: Chunk, now: float) -> None:
        if chunk.has_content and self.first_content is None:
            self.first_content = now
        if chunk.text:
            self.text.append(chunk.text)
        if chunk.model:
            self.model = chunk.model
        if chunk.usage:
            self.usage = chunk.usage
        if chunk.finish_reason:
            self.finish_reason = chunk.finish_reason

    def restart(self, route: Route) -> None:
        """A further route is asked: what the one before said about itself no longer counts."""
        self.provider, self.model = route.provider, route.model
        self.usage, self.finish_reason = None, None


class Router:
    """Ask the routes of a plan, one after the other. It keeps no state between requests but the health board."""

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

    async def stream(self, request: ChatRequest, plan: Plan) -> AsyncGenerator[ChatEvent, None]:
        """Answer a request. The last event of a whole answer is its Provenance.

        Raises:
            ChatFailed: NoRoute, Refused, AnswerBroken or AllRoutesFailed, each with its provenance.
        """
        story = _Story(request, plan, self._clock.monotonic(), skipped=list(plan.skipped))
        failure: ChatFailed | None = None
        try:
            async with aclosing(self._ask_routes(story)) as events:
                async for event in events:
                    yield event
        except ChatFailed as error:
            failure = error
            raise
        finally:
            self._finished(failure.provenance if failure else self._provenance(story), failure)

    async def _ask_routes(self, story: _Story) -> AsyncGenerator[ChatEvent, None]:
        routes = story.plan.routes
        if not routes:
            raise self._no_route(story)
        position, retries = 0, 0
        while True:
            route = routes[position]
            last = position == len(routes) - 1
            story.restart(route)
            yield Progress("trying", route.provider, route.model, text=self._why_not_before(story))
            try:
                async with aclosing(self._attempt(story, route, last=last)) as events:
                    async for event in events:
                        yield event
            except ProviderError as error:
                story.causes.append(error)
                yield story.attempts[-1]
                decision = decide(
                    error,
                    committed=story.first_content is not None,
                    position=position,
                    routes=routes,
                    retries=retries,
                    seconds_left=self._deadline(story, route) - self._clock.monotonic(),
                    jitter=self._jitter(),
                )
                match decision.step:
                    case Step.NEXT:
                        self._note_passed_over(story, position + 1, decision.route)
                        position, retries = decision.route, 0
                    case Step.RETRY:
                        retries += 1
                        yield Progress("waiting", route.provider, route.model, 0, decision.wait, text=error.title)
                        await asyncio.sleep(decision.wait)
                    case step:
                        self._note_passed_over(story, position + 1, len(routes), step)
                        raise self._failure(story, step, error) from error
            else:
                yield story.attempts[-1]
                yield self._provenance(story)
                return

    def _note_passed_over(self, story: _Story, start: int, end: int, step: Step = Step.NEXT) -> None:
        """A route that is never asked gets its reason too."""
        reasons = {
            Step.NEXT: ("its context is not larger", "context"),
            Step.REFUSED: ("the request itself was refused", "refused"),
            Step.BROKEN: ("another provider had begun to answer", "begun"),
            Step.GIVE_UP: ("no time was left", "no_time"),
        }
        reason, code = reasons[step]
        story.skipped += [Skip(route.provider, reason, code) for route in story.plan.routes[start:end]]

    def _deadline(self, story: _Story, route: Route) -> float:
        return story.began + self._timers[route.provider].total

    @staticmethod
    def _why_not_before(story: _Story) -> str:
        return story.attempts[-1].reason if story.attempts else ""

    async def _attempt(self, story: _Story, route: Route, *, last: bool) -> AsyncGenerator[Chunk | Progress, None]:
        """Ask one route once; a failure is raised after it has been told to the health board."""
        ticket = self._board.begin(route.provider)
        began = self._clock.monotonic()
        status: int | None = None
        outcome, reason, hint = Outcome.CANCELLED, "stopped by the person or program that asked", ""
        try:
            async with aclosing(self._watched(story, route, last=last)) as events:
                async for event in events:
                    if isinstance(event, Progress):
                        status = event.status or status
                    yield event
            if story.finish_reason is None:
                raise StreamBroken("The answer ended without a finish reason", partial="".join(story.text))
            self._board.succeeded(route.provider, ticket)
            outcome, reason = Outcome.OK, ""
        except ProviderError as error:
            self._board.failed(route.provider, ticket, error, route.model, self._clock.monotonic())
            outcome, reason, hint = error.outcome, error.title, error.hint
            status = error.status or status
            raise
        finally:
            if outcome is Outcome.CANCELLED and story.finish_reason is not None:
                # Whoever asked left after the last word: that is a whole answer.
                self._board.succeeded(route.provider, ticket)
                outcome, reason = Outcome.OK, ""
            self._board.release(route.provider, ticket)
            seconds = self._clock.monotonic() - began
            attempt = Attempt(route.provider, route.model, outcome, seconds, status, reason, hint)
            story.attempts.append(attempt)
            self._attempted(attempt)

    async def _watched(self, story: _Story, route: Route, *, last: bool) -> AsyncGenerator[Chunk | Progress, None]:
        """Pass a provider's events on, and end it when nothing moves for too long."""
        timers = self._timers[route.provider]
        phases = _Phases(timers, began=self._clock.monotonic(), chain_ends=self._deadline(story, route), last=last)
        dog = Watchdog(self._clock.monotonic)
        try:
            async with aclosing(self._providers[route.provider].stream(story.request, route.model)) as events:
                while True:
                    dog.start(phases.deadline)
                    try:
                        event = await anext(events)
                    except StopAsyncIteration:
                        return
                    except asyncio.CancelledError:
                        if dog.caught():
                            raise phases.error(self._clock.monotonic()) from None
                        raise
                    dog.pause()
                    now = self._clock.monotonic()
                    phases.moved(event, now)
                    if isinstance(event, Chunk):
                        story.take(event, now)
                    yield event
        finally:
            dog.close()

    def _provenance(self, story: _Story) -> Provenance:
        now = self._clock.monotonic()
        answered = story.attempts[-1] if story.attempts else None
        told = story.first_content is not None or (answered is not None and answered.outcome is Outcome.OK)
        provider = story.provider if told else None
        model = story.model if told else None
        route = Route(provider, model or "") if provider else None
        return Provenance(
            request_id=story.request.id,
            provider=provider,
            model=model,
            asked_model=story.request.model,
            attempts=tuple(story.attempts),
            skipped=tuple(story.skipped),
            ttft=None if story.first_content is None else story.first_content - story.began,
            total=now - story.began,
            usage=story.usage,
            cost=self._cost(story.usage, route),
            finish_reason=story.finish_reason,
            interrupted=story.interrupted or (told and story.finish_reason is None),
            nodes=self._nodes(route),
            substituted=story.plan.substituted,
            tiny=bool(provider and self._tiny(provider)),
        )

    def _cost(self, usage: Usage | None, route: Route | None) -> float | None:
        return cost(usage, self._info(route)) if route else None

    def _nodes(self, route: Route | None) -> tuple[str, ...]:
        reading = self._board[route.provider].reading if route else None
        if route is None or reading is None or reading.cluster is None:
            return ()
        model = next((one for one in reading.cluster.models if one.id == route.model), None)
        return model.nodes if model else ()

    def _no_route(self, story: _Story) -> NoRoute:
        return no_route(self._provenance(story), story.plan, self._label)

    def _failure(self, story: _Story, step: Step, error: ProviderError) -> ChatFailed:
        match step:
            case Step.REFUSED:
                return Refused(
                    f"{self._label(story.provider or '')} refused this request: {error.title}",
                    error.hint or "Change the request and send it again.",
                    provenance=self._provenance(story),
                    causes=[error],
                )
            case Step.BROKEN:
                story.interrupted = True
                story.finish_reason = None
                return AnswerBroken(
                    f"The answer of {self._label(story.provider or '')} broke off: {error.title}",
                    "What had arrived is kept. Ask for the rest, or ask again.",
                    provenance=self._provenance(story),
                    causes=[error],
                )
            case _:
                return AllRoutesFailed(
                    _all_failed_title(story.attempts, self._label),
                    _first_hint(story.causes),
                    provenance=self._provenance(story),
                    causes=story.causes,
                )


def no_route(provenance: Provenance, plan: Plan, label: Callable[[str], str] = str) -> NoRoute:
    """The error for a plan without routes; it names every provider's reason and the nearest ids."""
    reasons = "; ".join(f"{label(skip.provider)}: {skip.reason}" for skip in plan.skipped)
    unknown = provenance.asked_model != AUTO and any(skip.code == "no_model" for skip in plan.skipped)
    if unknown:
        title = f"Nobody has the model “{provenance.asked_model}”"
        hint = f"Did you mean {', '.join(plan.nearest)}?" if plan.nearest else "traybridge models lists what there is."
    elif any(skip.reason == "no model chosen" for skip in plan.skipped):
        title, hint = "There is nobody to ask", "Choose a model for the provider, or name one in the request."
    else:
        title = "There is nobody to ask"
        hint = "Start Exo, switch a provider on, or enter a key; traybridge doctor tells what is missing."
    return NoRoute(f"{title} ({reasons})" if reasons else title, hint, provenance=provenance)


def _all_failed_title(attempts: Sequence[Attempt], label: Callable[[str], str]) -> str:
    """Name every attempt with its own reason; the first real cause stands first because it happened first."""
    lines = [f"{label(one.provider)}: {one.reason}" for one in attempts if one.outcome is not Outcome.OK]
    if len(lines) == 1:
        return lines[0]
    return f"No provider could answer. {'; '.join(dict.fromkeys(lines))}"


def _first_hint(causes: Sequence[ProviderError]) -> str:
    return next((cause.hint for cause in causes if cause.hint), "Try again, or see traybridge doctor.")


class _Phases:
    """Which timer runs: headers, first content, idle (routing.md, section 4)."""

    def __init__(self, timers: Timers, *, began: float, chain_ends: float, last: bool) -> None:
        self._timers = timers
        self._last = last
        self._chain_ends = chain_ends
        self._name = "headers"
        self._ends = began + max(timers.headers, timers.connect)
        self._progress = -1.0

    @property
    def deadline(self) -> float:
        """The last route left is not given up for slowness before its first content, but at the whole chain's end."""
        if self._name == "idle":
            return self._ends
        return self._chain_ends if self._last else min(self._ends, self._chain_ends)

    def moved(self, event: Chunk | Progress, now: float) -> None:
        """Only content moves the idle timer; comments and roles do not. Progress that really advances is life."""
        if isinstance(event, Chunk):
            if event.has_content or event.finish_reason:
                self._name, self._ends = "idle", now + self._timers.idle
            return
        if self._name == "headers":
            self._name, self._ends = "first_content", now + self._timers.first_content
        if event.kind in {"prefill", "loading"} and event.done > self._progress:
            self._progress = event.done
            self._ends = now + self._timers.first_content
            self._chain_ends = max(self._chain_ends, self._ends)

    def error(self, now: float) -> TimedOut:
        phase = self._name
        if phase != "idle" and now + 0.01 >= self._chain_ends:
            phase = "total"
        words = {
            "headers": f"No response within {self._timers.headers:g} s",
            "first_content": f"No first word within {self._timers.first_content:g} s",
            "idle": f"Nothing more came for {self._timers.idle:g} s",
            "total": f"No first word within {self._timers.total:g} s in all",
        }
        return TimedOut(words[phase], "The provider may be overloaded; try again or ask another one.", phase=phase)
