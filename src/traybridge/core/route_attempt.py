"""One route asked once: what comes while the timers allow it, and what is told when it ended."""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from traybridge.core.chat import Progress, StreamBatch
from traybridge.core.errors import ProviderDefect, ProviderError
from traybridge.core.health import HealthBoard
from traybridge.core.i18n import clipped, msg
from traybridge.core.outcome import Outcome
from traybridge.core.planning import Route
from traybridge.core.ports import Clock
from traybridge.core.provenance import Attempt
from traybridge.core.request_state import RequestState
from traybridge.core.stream_timeout import StreamTimeouts, TimedStream

LONGEST_REASON = 300


class RouteAttempt:
    """Hand on a provider's batches; at the end health board, request and whoever listens hear how it ended.

    An exception that is no ProviderError is a defect of ours: ``on_defect`` gets it, and it ends this attempt only.
    """

    def __init__(
        self,
        route: Route,
        state: RequestState,
        events: AsyncGenerator[StreamBatch, None],
        timeouts: StreamTimeouts,
        board: HealthBoard,
        clock: Clock,
        *,
        attempted: Callable[[Attempt], None],
        on_defect: Callable[[str, BaseException], None],
    ) -> None:
        self._route = route
        self._state = state
        self._board = board
        self._clock = clock
        self._attempted = attempted
        self._on_defect = on_defect
        self._ticket = board.begin(route.provider)
        self._began = clock.monotonic()
        self._record = AttemptRecord(Outcome.CANCELLED, _STOPPED)
        self._events = TimedStream(events, timeouts, clock.monotonic)

    async def __aenter__(self) -> Self:
        return self

    async def next(self) -> StreamBatch | None:
        """What may be passed on next, None at the end of a whole answer. Raises ProviderError."""
        passed_on: StreamBatch = ()
        while not passed_on:
            batch = await self._events.next()
            if batch is None:
                self._state.check_whole()
                return None
            if self._state.first_content is None:
                self._record.saw(batch)
            passed_on = self._state.take(batch, self._events.now)
        return passed_on

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        try:
            closing = await self._close()
            failure, defect = self._judge(error or closing)
            if failure is not None and not self._is_whole:
                raise self._failed(failure) from defect
            return failure is not None
        finally:
            self._tell()

    async def _close(self) -> Exception | None:
        try:
            await self._events.aclose()
        except Exception as error:  # noqa: BLE001 - judged like what came while reading
            return error
        return None

    def _judge(self, error: BaseException | None) -> tuple[ProviderError | None, Exception | None]:
        """What ended the stream, and the defect behind it; twice None when it came to its end or somebody left."""
        if error is None or isinstance(error, ProviderError):
            return error, None
        if not isinstance(error, Exception):
            return None, None
        self._on_defect(f"chat with {self._route.provider}", error)
        return ProviderDefect(error), error

    @property
    def _is_whole(self) -> bool:
        """Once it is said to have ended an answer is whole, whatever happens to the connection then."""
        return self._state.ended is not None

    def _failed(self, error: ProviderError) -> ProviderError:
        error = self._state.judged(error)
        self._board.failed(self._route.provider, self._ticket, error, self._route.model, self._clock.monotonic())
        self._record.failed(error)
        return error

    def _tell(self) -> None:
        provider = self._route.provider
        if self._is_whole:
            # Also when whoever asked left after the last word.
            self._board.succeeded(provider, self._ticket)
            self._record.outcome, self._record.reason, self._record.hint = Outcome.OK, "", ""
        self._board.release(provider, self._ticket)
        attempt = self._record.attempt(
            self._route, self._clock.monotonic() - self._began, self._began - self._state.began
        )
        self._state.attempts.append(attempt)
        self._attempted(attempt)


_STOPPED = msg("stopped by the person or program that asked")


@dataclass(slots=True)
class AttemptRecord:
    """What one attempt comes to, until it is told as an Attempt."""

    outcome: Outcome
    reason: str
    hint: str = ""
    status: int | None = None

    def saw(self, batch: StreamBatch) -> None:
        for event in batch:
            if isinstance(event, Progress) and event.status is not None:
                self.status = event.status

    def failed(self, error: ProviderError) -> None:
        words = clipped(error.title, LONGEST_REASON, end="")
        self.outcome, self.reason, self.hint = error.outcome, words or error.code.replace("_", " "), error.hint
        self.status = self.status or error.status  # a code inside a 200 is not the HTTP status

    def attempt(self, route: Route, seconds: float, started: float) -> Attempt:
        """``seconds`` that it took, ``started`` seconds after the question."""
        return Attempt(route.provider, route.model, self.outcome, seconds, self.status, self.reason, self.hint, started)
