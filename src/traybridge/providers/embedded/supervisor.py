"""Keep one child at most: start it on first use, once for all who ask, and stop it when nobody has for a while."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from traybridge.core.tasks import TaskOwner
from traybridge.providers.embedded.server import Child

IDLE_SECONDS = 600.0

_log = logging.getLogger(__name__)


def idle_left(now: float, *, last_used: float, users: int, idle_seconds: float) -> float:
    """Seconds until a look at whether it may be stopped is worth while; nought or less: now. Pure."""
    return idle_seconds if users else last_used + idle_seconds - now


class Supervisor:
    """The one place that starts and stops children. ``make`` builds the next one; it does not launch it."""

    def __init__(
        self,
        *,
        idle_seconds: float = IDLE_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._idle_seconds = idle_seconds
        self._monotonic = monotonic
        self._tasks = TaskOwner("embedded", _report)
        self._child: Child | None = None
        self._users = 0
        self._last_used = 0.0

    @property
    def current(self) -> Child | None:
        """The child that starts or runs, None when there is none."""
        return None if self._child is None or self._child.ended.is_set() else self._child

    def child(self, make: Callable[[], Child]) -> Child:
        """The running child, or a new one that starts now. Two first askers get the same."""
        child = self.current
        if child is None:
            child = self._child = make()
            self._tasks.start(child.run(), "child")
            self._tasks.start(self._stop_when_idle(child), "idle")
        return child

    @contextmanager
    def using(self) -> Iterator[None]:
        """While inside, nobody is idle."""
        self._users += 1
        try:
            yield
        finally:
            self._users -= 1
            self._last_used = self._monotonic()

    def discard(self, child: Child) -> None:
        """End a child that does not answer any more; the next asker gets a new one."""
        child.kill()
        if self._child is child:
            self._child = None

    async def aclose(self) -> None:
        """Stop the child and wait until it is gone."""
        if (child := self.current) is not None:
            await child.stop()
        await self._tasks.cancel()

    async def _stop_when_idle(self, child: Child) -> None:
        # One timer for each child's life, however many answers it gives: cancelled ones pile up in qasync.
        self._last_used = self._monotonic()
        while not child.ended.is_set():
            left = idle_left(
                self._monotonic(), last_used=self._last_used, users=self._users, idle_seconds=self._idle_seconds
            )
            if left <= 0:
                if self._child is child:
                    self._child = None
                await child.stop()
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await child.ended.wait()


def _report(name: str, error: BaseException) -> None:
    _log.error("%s failed", name, exc_info=error)
