"""Ask one provider after the other until one answers; before the first content nobody notices, after it nobody moves.

What follows a failure is decided in failover.py, how long is waited in stream_timeout.py; this is the I/O around it.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence

from traybridge.core.budget import cost
from traybridge.core.chat import ChatEvent, ChatRequest, Progress, StreamBatch
from traybridge.core.config import ProviderConfig, Timers
from traybridge.core.ending import Ending, ReceivedContent, ending_of
from traybridge.core.errors import ChatFailed, ProviderError
from traybridge.core.failover import Decision, Step, decide
from traybridge.core.failure_messages import chat_failure, no_route
from traybridge.core.health import HealthBoard
from traybridge.core.i18n import msg
from traybridge.core.models import ModelInfo
from traybridge.core.outcome import Outcome
from traybridge.core.planning import Plan, Route
from traybridge.core.ports import Clock, Provider
from traybridge.core.provenance import TRAYBRIDGE, Attempt, Provenance
from traybridge.core.request_state import RequestState
from traybridge.core.route_attempt import RouteAttempt
from traybridge.core.stream_timeout import StreamTimeouts

FREE = ModelInfo("", prompt_price=0.0, completion_price=0.0)
"""What every model of a server of one's own costs."""


CappedStream = Callable[
    [ProviderConfig, ChatRequest, ModelInfo | None, AsyncGenerator[StreamBatch, None]],
    AsyncGenerator[StreamBatch, None],
]

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
    cost; ``attempted`` gets each attempt when it ended, ``finished`` each request's provenance and its failure, once,
    ``on_defect`` what no provider may raise. ``capped`` is between a provider with a monthly cap and its stream.
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
        on_defect: Callable[[str, BaseException], None],
        capped: CappedStream,
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
        self._on_defect = on_defect
        self._capped = capped
        self._jitter = jitter

    async def stream(
        self, request: ChatRequest, plan: Plan, more: Callable[[], Awaitable[Plan]] | None = None
    ) -> AsyncGenerator[Sequence[ChatEvent], None]:
        """Answer a request; what came together is handed on together. A whole answer ends with its Provenance.

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
                    yield (_waiting(state, decision.wait),)
                    await asyncio.sleep(decision.wait)
                yield (_trying(state, decision.route),)
                state.ask(decision)
                error: ProviderError | None = None
                try:
                    async with self._attempt(state) as attempt:
                        while (batch := await attempt.next()) is not None:
                            yield batch
                except ProviderError as caught:
                    error = caught
                yield (state.attempts[-1],)
                decision = None if error is None else await self._after(error, state, more)
            state.pass_over(_NOT_NEEDED)
            provenance = self._provenance(state)
            yield (provenance,)
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

    def _attempt(self, state: RequestState) -> RouteAttempt:
        route = state.plan.routes[state.position]
        events = self._providers[route.provider].stream(state.request, route.model)
        config = self._configs[route.provider]
        if config.monthly_cap is not None and not config.is_local_server:
            events = self._capped(config, state.request, self._info(route), events)
        ends = self._chain_ends(state, route)
        timeouts = StreamTimeouts(self._timers[route.provider], self._clock.monotonic(), ends, last=state.is_last)
        return RouteAttempt(
            route,
            state,
            events,
            timeouts,
            self._board,
            self._clock,
            attempted=self._attempted,
            on_defect=self._on_defect,
        )

    def _provenance(self, state: RequestState) -> Provenance:
        now = self._clock.monotonic()
        answered = bool(state.attempts) and state.attempts[-1].outcome is Outcome.OK
        route = state.route if answered or state.first_content is not None else None
        is_starter = route is not None and self._configs[route.provider].traits.is_starter
        own_words = is_starter and state.model == TRAYBRIDGE
        return Provenance(
            request_id=state.request.id,
            provider=route.provider if route else None,
            model=(state.model or route.model) if route and not own_words else None,
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
            tiny=is_starter and not own_words,
            own_words=own_words,
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
