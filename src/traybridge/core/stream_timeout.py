"""How long a stream may stand still: which timer runs, and the one watchdog that ends the wait.

``asyncio.timeout().reschedule()`` for each chunk costs 98 us and leaves cancelled timers behind in qasync
(architecture.md); the watchdog moves a number and lets its single timer find out when it fires. After a pause of this
program itself the socket is read before the timer is judged (time_limit.py).
"""

import asyncio
from collections.abc import AsyncGenerator, Callable

from traybridge.core.chat import Progress, StreamBatch
from traybridge.core.config import Timers
from traybridge.core.errors import Handling, TimedOut
from traybridge.core.i18n import msg
from traybridge.core.time_limit import READ_FIRST, stood_still

AFTER_FINISH_SECONDS = 10.0
"""What a provider has beyond the idle timer once a finish_reason has come: it reads on for the usage, 5 s at most."""


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
        self._finished = False
        self._first_content = timers.first_content
        self._furthest: dict[str, float] = {}
        self.deadline = 0.0
        self._set()

    def _set(self) -> None:
        self.deadline = self._chain_ends if self._last else min(self._ends, self._chain_ends)

    def moved(self, batch: StreamBatch, now: float) -> None:
        """Only content moves the idle timer; comments and roles do not. Progress that really advances is life."""
        for event in batch:
            if isinstance(event, Progress):
                self._advanced(event, now)
                continue
            self._finished = self._finished or event.finish_reason is not None or event.ended is not None
            if self._finished:
                # From here on the provider itself says how long more is worth waiting for, the idle timer at most.
                self._name = "idle"
                self._ends = self.deadline = now + self._timers.idle + AFTER_FINISH_SECONDS
            elif event.text or event.has_content:
                self._name = "idle"
                self._ends = self.deadline = now + self._timers.idle

    def _advanced(self, event: Progress, now: float) -> None:
        if self._name == "headers":
            self._name, self._ends = "first_content", now + self._timers.first_content
        if event.kind in {"prefill", "loading", "queued"} and self._is_further(event):
            self._first_content = event.patience or self._timers.first_content
            self._ends = now + self._first_content
            self._chain_ends = max(self._chain_ends, self._ends)
        if self._name != "idle":
            self._set()

    def _is_further(self, event: Progress) -> bool:
        """True for what has really moved on since the last report of its kind; a queue moves towards 0."""
        reached = -event.done if event.kind == "queued" else event.done
        further = reached > self._furthest.get(event.kind, float("-inf"))
        if further:
            self._furthest[event.kind] = reached
        return further

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
            "first_content": msg("No first word within {seconds:g} s", seconds=self._first_content),
            "idle": msg("Nothing more came for {seconds:g} s", seconds=self._timers.idle),
            "total": msg("No first word within {seconds:g} s in all", seconds=self._timers.total),
        }
        # Where others used the time up, it had less than its own timers allow.
        handling = Handling() if phase == "total" and now < self._ends else None
        hint = msg("The provider may be overloaded; try again or ask another one.")
        return TimedOut(words[phase], hint, phase=phase, handling=handling)


class Watchdog:
    """End the current task's wait when the limit passes. Only a wait between ``start`` and ``pause`` can be ended.

    The waiting task gets a CancelledError; ``caught`` tells ours from somebody else's and takes ours back, so that
    the caller can raise TimedOut instead (the way asyncio.timeout does it).
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._deadline = 0.0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[object] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0.0
        self._due = 0.0
        self._spared = False
        self._cancelling = 0
        self._expired = False

    def start(self, deadline: float) -> None:
        """Begin to wait until ``deadline`` (monotonic seconds; infinity for no limit)."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
        task = asyncio.current_task(self._loop)
        self._task = task
        self._cancelling = task.cancelling() if task is not None else 0
        self._deadline = deadline
        self._spared = False
        if self._timer is not None and self._timer_at > deadline:
            self._timer.cancel()
            self._timer = None
        if self._timer is None and deadline != float("inf"):
            self._arm()

    def pause(self) -> None:
        """The wait is over, something came."""
        self._task = None

    def caught(self) -> bool:
        """After a CancelledError: True when it was this watchdog alone; then it no longer counts as one."""
        task = self._task
        return self._expired and task is not None and task.uncancel() <= self._cancelling

    def cancelled(self) -> bool:
        """After ``caught``: True when somebody else cancelled the waiting task."""
        return self._task is not None and self._task.cancelling() > self._cancelling

    def close(self) -> None:
        """Forget the timer; idempotent."""
        self._task = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self) -> None:
        loop = asyncio.get_running_loop()
        now = self._clock()
        self._timer_at, self._due = self._deadline, max(self._deadline, now)
        self._timer = loop.call_later(self._due - now, self._fire)

    def _fire(self) -> None:
        self._timer = None
        if self._task is None or self._deadline == float("inf"):
            return
        now = self._clock()
        if stood_still(self._due, now) and not self._spared and now + READ_FIRST > self._deadline:
            self._spared = True
            self._deadline = now + READ_FIRST
        if now + 0.001 < self._deadline:
            self._arm()
            return
        self._expired = True
        self._task.cancel("watchdog")


class TimedStream:
    """A provider's stream, ended when nothing moves for too long. ``now`` is when the last batch came."""

    def __init__(
        self, events: AsyncGenerator[StreamBatch, None], timeouts: StreamTimeouts, clock: Callable[[], float]
    ) -> None:
        self._events = events
        self._timeouts = timeouts
        self._clock = clock
        self._dog = Watchdog(clock)
        self.now = clock()

    async def aclose(self) -> None:
        """Close the provider's stream, and with it its socket."""
        self._dog.close()
        await self._events.aclose()

    async def next(self) -> StreamBatch | None:
        """The next batch, None at the end. Raises TimedOut, and what the provider raises."""
        timeouts = self._timeouts
        # Whoever takes the events may take his time; the provider is not to blame for it.
        timeouts.paused(self._clock() - self.now)
        self._dog.start(timeouts.deadline)
        try:
            batch = await anext(self._events)
        except StopAsyncIteration:
            return None
        except (Exception, asyncio.CancelledError):
            if self._dog.caught():
                raise timeouts.error(self._clock()) from None
            if self._dog.cancelled():
                # Also where a provider's own cleanup went wrong: whoever left has left.
                raise asyncio.CancelledError from None
            raise
        self._dog.pause()
        self.now = self._clock()
        timeouts.moved(batch, self.now)
        return batch
