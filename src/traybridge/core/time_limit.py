"""A limit of time that reads first what came while this program itself stood still."""

import asyncio
from types import TracebackType
from typing import Self

STOOD_STILL = 0.5
"""A timer that fires so many seconds late means that this program was stopped (SIGSTOP, a machine that swaps)."""
READ_FIRST = 0.5
"""Seconds that such a wait then still gets: what came meanwhile lies in the socket, unread."""


class TimeLimit:
    """``async with TimeLimit(seconds):`` as asyncio.timeout; raises TimeoutError."""

    def __init__(self, seconds: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._timeout = asyncio.timeout(None)
        self._seconds = seconds
        self._timer: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> Self:
        await self._timeout.__aenter__()
        self.restart(self._seconds)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cancel()
        await self._timeout.__aexit__(kind, error, trace)

    def restart(self, seconds: float) -> None:
        """Begin anew: ``seconds`` from now."""
        self._cancel()
        self._timer = self._loop.call_later(max(0.0, seconds), self._fire, self._loop.time() + max(0.0, seconds))

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _fire(self, due: float) -> None:
        if stood_still(due, self._loop.time()):
            self._timer = self._loop.call_later(READ_FIRST, self._expire)
        else:
            self._expire()

    def _expire(self) -> None:
        self._timer = None
        self._timeout.reschedule(self._loop.time())


def stood_still(due: float, now: float) -> bool:
    """True for a timer that was ``due`` long before it fired."""
    return now - due > STOOD_STILL
