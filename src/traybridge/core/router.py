"""Ask one provider after the other until one answers; before the first content nobody notices, after it nobody moves.

What follows a failure is decided in failover.py, how long is waited in stream_timeout.py; this is the I/O around it.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from traybridge.core.budget import cost
from traybridge.core.chat import ChatEvent, ChatRequest, Chunk, Progress
from traybridge.core.config import ProviderConfig, Timers
from traybridge.core.ending import Ending, ReceivedContent, ending_of
from traybridge.core.errors import ChatFailed, ContextTooLong, ProviderError, StreamBroken
from traybridge.core.failover import Decision, Step, decide
from traybridge.core.failure_messages import chat_failure, no_route
from traybridge.core.health import HealthBoard
from traybridge.core.i18n import clipped, msg
from traybridge.core.models import ModelInfo
from traybridge.core.outcome import Outcome
from traybridge.core.planning import Plan, Route
from traybridge.core.ports import Clock, Provider
from traybridge.core.provenance import Attempt, Provenance, Skip, Usage
from traybridge.core.stream_timeout import StreamTimeouts, TimedStream

HELD_CHUNKS = 16
"""How many chunks without content are kept before the first content; more than a role and a few blanks is chatter."""
LONGEST_REASON = 300
FREE = ModelInfo("", prompt_price=0.0, completion_price=0.0)
"""What every model of a server of one's own costs."""


@dataclass(slots=True)
class RequestState:
    """What happened so far to one request.

    ``position`` is where the route that is asked stands in the plan, asked ``retries`` times before; ``unasked``: the
    routes that nobody asked yet, by position.
    """

    request: ChatRequest
    plan: Plan
    began: float
    attempts: list[Attempt] = field(default_factory=list)
    causes: list[ProviderError] = field(default_factory=list)
    skipped: list[Skip] = field(init=False)
    unasked: dict[int, Route] = field(init=False)
    position: int = 0
    retries: int = 0
    route: Route | None = None
    model: str | None = None
    first_content: float | None = None
    usage: Usage | None = None
    last_content: float | None = None
    finish_reason: str | None = None
    ended: Ending | None = None
    held: list[Chunk] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.skipped = list(self.plan.skipped)
        self.unasked = dict(enumerate(self.plan.routes))

    def ask(self, decision: Decision) -> None:
        """A route is asked: what the one before said about itself no longer counts."""
        self.retries = self.retries + 1 if decision.step is Step.RETRY else 0
        self.position = decision.route
        self.unasked.pop(self.position, None)
        self.route, self.model = self.plan.routes[self.position], None
        self.usage, self.finish_reason, self.ended = None, None, None
        self.held = []

    @property
    def is_last(self) -> bool:
        """Nobody else is left, nor anybody who might turn out to be."""
        return self.position == len(self.plan.routes) - 1 and not self.plan.later

    def could_learn(self, error: ProviderError) -> bool:
        """True when a look at those who are unknown could bring a route that this failure allows."""
        nobody_else = self.position == len(self.plan.routes) - 1 and self.first_content is None
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

        Chunks that only open an answer (a role, blanks, a finish_reason) are kept until content or the end comes:
        whoever relays them must not see the opening of an answer that somebody else then gives.
        """
        if isinstance(event, Progress):
            return (event,)
        self.take(event, now)
        if not event.has_content and event.ended is None:
            self.held += [event] if len(self.held) < HELD_CHUNKS or event.finish_reason or event.usage else []
            return ()
        held, self.held = self.held, []
        return (*held, event)

    def take(self, event: Chunk | Progress, now: float) -> None:
        if isinstance(event, Progress):
            return
        if event.has_content:
            self.first_content = now if self.first_content is None else self.first_content
            self.last_content, self.ended = now, None
        if event.model:
            self.model = event.model
        if event.usage:
            self.usage = event.usage
        if event.finish_reason:
            self.finish_reason = event.finish_reason
        if event.ended:
            self.ended = event.ended

    @property
    def text_seconds(self) -> float | None:
        """From the first content to the last."""
        if self.first_content is None or self.last_content is None:
            return None
        return self.last_content - self.first_content

    def check_whole(self) -> None:
        """Raises StreamBroken when the provider stopped without saying how the answer ended."""
        if self.ended is None:
            raise StreamBroken("The answer ended without a finish reason")

    def judged(self, error: ProviderError) -> ProviderError:
        """A host whose tokens filled the window, and that ended without a word, had no room for one."""
        window, usage = self.plan.routes[self.position].context, self.usage
        silent = self.first_content is None and self.finish_reason is not None and error.status == 200
        full = window and usage and usage.total_tokens >= window
        if not (silent and full):
            return error
        return ContextTooLong(
            "The conversation fills the model's context window",
            "Start a new conversation, or use a model with a larger context window.",
            status=200,
        )


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

    ``configs``, ``providers`` and ``timers`` are by provider id. ``info`` is what is known of a route's model, for the
    cost; ``attempted`` gets each attempt when it ended, ``finished`` each request's provenance and its failure, once.
    """

    def __init__(
        self,
        configs: Mapping[str, ProviderConfig],
        providers: Mapping[str, Provider],
        timers: Mapping[str, Timers],
        board: HealthBoard,
        clock: Clock,
        *,
        info: Callable[[Route], ModelInfo | None],
        attempted: Callable[[Attempt], None],
        finished: Callable[[Provenance, ChatFailed | None], None],
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._configs = configs
        self._providers = providers
        self._timers = timers
        self._board = board
        self._clock = clock
        self._info = info
        self._attempted = attempted
        self._finished = finished
        self._jitter = jitter

    async def stream(
        self, request: ChatRequest, plan: Plan, more: Callable[[], Awaitable[Plan]] | None = None
    ) -> AsyncGenerator[ChatEvent, None]:
        """Answer a request. The last event of a whole answer is its Provenance.

        ``more`` looks at those whom the plan puts off and plans again; it is called once, when all others failed.
        Raises ChatFailed: NoRoute, Refused, AnswerBroken or AllRoutesFailed, each with its provenance.
        """
        state = RequestState(request, plan, self._clock.monotonic())
        failure: ChatFailed | None = None
        provenance: Provenance | None = None
        try:
            if not plan.routes:
                raise no_route(self._provenance(state), plan, self._label)
            decision: Decision | None = Decision(Step.NEXT)
            while decision is not None:
                if decision.step is Step.RETRY:
                    yield _waiting(state, decision.wait)
                    await asyncio.sleep(decision.wait)
                yield _trying(state, decision.route)
                state.ask(decision)
                error: ProviderError | None = None
                try:
                    async with aclosing(self._attempt(state)) as events:
                        async for event in events:
                            yield event
                except ProviderError as caught:
                    error = caught
                yield state.attempts[-1]
                decision = None if error is None else await self._after(error, state, more)
            state.pass_over(_NOT_NEEDED)
            provenance = self._provenance(state)
            yield provenance
        except ChatFailed as raised:
            failure, provenance = raised, raised.provenance
            raise
        finally:
            state.pass_over(_STOPPED)
            self._finished(self._provenance(state) if provenance is None else provenance, failure)

    async def _after(
        self, error: ProviderError, state: RequestState, more: Callable[[], Awaitable[Plan]] | None
    ) -> Decision:
        """Say which route follows a failed one. Raises ChatFailed where none does."""
        if more is not None and state.could_learn(error):
            state.learn(await more())
        decision = self._decide(error, state)
        if decision.step is Step.NEXT:
            state.pass_over(_NOT_LARGER, before=decision.route)
        elif decision.step is not Step.RETRY:
            state.pass_over(_PASSED_OVER[decision.step])
            provenance, asked = self._provenance(state), state.plan.routes[state.position].provider
            raise chat_failure(decision.step, state.causes, provenance, asked, self._label) from error
        return decision

    def _decide(self, error: ProviderError, state: RequestState) -> Decision:
        state.causes.append(error)
        routes = state.plan.routes
        return decide(
            error,
            committed=state.first_content is not None,
            position=state.position,
            routes=routes,
            retries=state.retries,
            seconds_left=self._chain_ends(state, routes[state.position]) - self._clock.monotonic(),
            jitter=self._jitter(),
        )

    def _chain_ends(self, state: RequestState, route: Route) -> float:
        return state.began + self._timers[route.provider].total

    async def _attempt(self, state: RequestState) -> AsyncGenerator[Chunk | Progress, None]:
        """Ask one route once; a failure is raised after it has been told to the health board."""
        route = state.plan.routes[state.position]
        ticket = self._board.begin(route.provider)
        began = self._clock.monotonic()
        phases = StreamTimeouts(self._timers[route.provider], began, self._chain_ends(state, route), last=state.is_last)
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
                        state.take(event, watch.now)
                        yield event
                state.check_whole()
        except ProviderError as error:
            # Once it is said to have ended the answer is whole, whatever happens to the connection then.
            if state.ended is None:
                error = state.judged(error)
                self._board.failed(route.provider, ticket, error, route.model, self._clock.monotonic())
                account.failed(error)
                raise error from None
        except Exception as error:
            account.broke(error)
            raise
        finally:
            if state.ended is not None:
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
            text_seconds=state.text_seconds,
            finish_reason=state.finish_reason if answered else None,
            ended=_ending(state, answered=answered, began=route is not None),
            interrupted=route is not None and not answered,
            nodes=self._nodes(state, route) if route else (),
            substituted=state.plan.substituted,
            tiny=route is not None and self._configs[route.provider].traits.is_starter,
        )

    def _label(self, provider_id: str) -> str:
        config = self._configs.get(provider_id)
        return config.label if config else provider_id

    def _cost(self, state: RequestState, route: Route) -> float | None:
        """By the price of the model that says it answered, else of the one that was asked."""
        if self._configs[route.provider].is_local_server:
            return cost(state.usage, FREE)
        said = self._info(Route(route.provider, state.model)) if state.model else None
        return cost(state.usage, said or self._info(route))

    def _nodes(self, state: RequestState, route: Route) -> tuple[str, ...]:
        reading = self._board[route.provider].reading
        models = reading.cluster.models if reading and reading.cluster else ()
        names = {route.model, state.model}
        return next((model.nodes for model in models if model.id in names), ())


def _ending(state: RequestState, *, answered: bool, began: bool) -> Ending:
    """How it ended, for people and scripts; a limit that was reached before the first word is told as such."""
    if answered and state.ended is not None:
        return state.ended
    limit = ending_of(state.finish_reason, ReceivedContent())
    if limit in {Ending.LENGTH, Ending.FILTER}:
        return limit
    return Ending.INTERRUPTED if began else Ending.EMPTY


def _trying(state: RequestState, position: int) -> Progress:
    """A route is asked now; ``text`` is why the one before it did not answer."""
    route = state.plan.routes[position]
    before = state.attempts[-1].reason if state.attempts else ""
    return Progress("trying", route.provider, route.model, text=before)


def _waiting(state: RequestState, seconds: float) -> Progress:
    route = state.plan.routes[state.position]
    return Progress("waiting", route.provider, route.model, 0, seconds, text=state.causes[-1].title)


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
