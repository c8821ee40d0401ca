"""The asyncio loop inside Qt: qasync's, with a ready queue and one timer instead of a QTimer for each callback.

qasync 0.28 starts a QTimer for every ``call_soon`` and ``call_later``, and a cancelled one runs on until it expires:
after traffic that is 22 wakeups a second and 1 % CPU (architecture.md, traps). It installs no async-generator hooks
either. Both are put right here. On Windows it looks for completed I/O every 10 ms: see windows_loop.py.
"""

import asyncio
import heapq
import sys
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

import qasync
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def _alarm(fire: Callable[[], None]) -> QTimer:
    """One Qt timer that calls back once each time it is started.

    A QTimer that is kept: QObject.startTimer and killTimer cost twice as much a time, and the first killTimer makes
    PySide build 94 enumerations (28 ms, measured).
    """
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(fire)
    return timer


class BridgeLoop(qasync.QEventLoop):  # type: ignore[misc]
    """asyncio on Qt's event loop. Idle, it wakes nobody up; ``wakeups`` counts how often one of its timers fired."""

    def __init__(self, app: QApplication) -> None:
        self._ready_now: deque[asyncio.Handle] = deque()
        self._later: list[tuple[float, int, asyncio.TimerHandle]] = []
        self._count = 0
        self._cancelled_later = 0
        self.wakeups = 0
        self._soon = _alarm(self._run_ready)
        self._alarm = _alarm(self._run_due)
        super().__init__(app)

    def call_soon(self, callback: Callable[..., Any], *args: Any, context: Context | None = None) -> asyncio.Handle:
        return self._add_callback(asyncio.Handle(callback, args, self, context))

    def call_later(
        self, delay: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        return self.call_at(self.time() + max(0.0, delay), callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(when, callback, args, self, context)
        handle._scheduled = True  # type: ignore[attr-defined]  # noqa: SLF001  what BaseEventLoop.call_at does
        self._count += 1
        heapq.heappush(self._later, (when, self._count, handle))
        if self._later[0][2] is handle:
            self._set_alarm()
        return handle

    def _add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
        """Take a handle that asyncio made itself (a signal that arrived)."""
        if delay > 0:
            return self.call_later(delay, handle._run)  # noqa: SLF001
        self._ready_now.append(handle)
        if not self._soon.isActive():
            self._soon.start(0)
        return handle

    def _timer_handle_cancelled(self, _handle: asyncio.TimerHandle) -> None:
        """Forget cancelled timers when they are the next to fire, or the greater part."""
        self._cancelled_later += 1
        if not self._later:
            return
        if self._later[0][2].cancelled():
            self._set_alarm()
        elif self._cancelled_later > 64 and self._cancelled_later * 2 > len(self._later):
            self._later = [entry for entry in self._later if not entry[2].cancelled()]
            heapq.heapify(self._later)
            self._cancelled_later = 0

    @property
    def timers_waiting(self) -> int:
        """How many timers are kept, cancelled ones included."""
        return len(self._later)

    def _set_alarm(self) -> None:
        while self._later and self._later[0][2].cancelled():
            heapq.heappop(self._later)
            self._cancelled_later = max(0, self._cancelled_later - 1)
        if self._later:
            self._alarm.start(max(0, round((self._later[0][0] - self.time()) * 1000)))
        else:
            self._alarm.stop()

    def _run_due(self) -> None:
        if not self.is_running():
            return
        self.wakeups += 1
        now = self.time() + 0.0005
        while self._later and self._later[0][0] <= now:
            handle = heapq.heappop(self._later)[2]
            handle._scheduled = False  # type: ignore[attr-defined]  # noqa: SLF001
            if not handle.cancelled():
                self._ready_now.append(handle)
        self._set_alarm()
        self._run_ready()

    def _run_ready(self) -> None:
        """Run what is ready now; what gets ready meanwhile waits for Qt's events to have their turn.

        qasync lets Qt process events once more after the loop has stopped: then everything waits for the next run.
        """
        if not self.is_running():
            return
        self.wakeups += 1
        for _ in range(len(self._ready_now)):
            handle = self._ready_now.popleft()
            if not handle.cancelled():
                handle._run()  # noqa: SLF001
        if self._ready_now and not self._soon.isActive():
            self._soon.start(0)

    def run_forever(self) -> Any:
        """Run with the hooks that close forgotten async generators (asyncio's own loops install them too)."""
        before = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(
            firstiter=self._asyncgen_firstiter_hook,
            finalizer=self._asyncgen_finalizer_hook,
        )
        self._set_alarm()
        if self._ready_now:
            self._soon.start(0)
        try:
            return super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*before)

    if sys.platform == "win32":

        def _before_run_forever(self) -> None:
            from traybridge.desktop.windows_loop import watcher_for

            self._completions = watcher_for(self)
            self._completions.start()

        def _after_run_forever(self) -> None:
            self._completions.stop()

    def close(self) -> None:
        if not self.is_closed():
            self._soon.stop()
            self._alarm.stop()
            self._ready_now.clear()
            self._later.clear()
        super().close()
