"""One watchdog for one stream: it ends a wait that lasts too long, and costs next to nothing while things move.

``asyncio.timeout().reschedule()`` for each chunk costs 98 us and leaves cancelled timers behind in qasync
(architecture.md); this one moves a number and lets its single timer find out when it fires.
"""

import asyncio
from collections.abc import Callable


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
        task, self._task = self._task, None
        return self._expired and task is not None and task.uncancel() <= self._cancelling

    def close(self) -> None:
        """Forget the timer; idempotent."""
        self._task = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer_at = self._deadline
        self._timer = loop.call_later(max(0.0, self._deadline - self._clock()), self._fire)

    def _fire(self) -> None:
        self._timer = None
        if self._task is None or self._deadline == float("inf"):
            return
        if self._clock() + 0.001 < self._deadline:
            self._arm()
            return
        self._expired = True
        self._task.cancel("watchdog")
