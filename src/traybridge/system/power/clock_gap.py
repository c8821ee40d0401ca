"""Notice on every system that the machine slept, by comparing the wall clock with the monotonic clock."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from traybridge.core.ports import Clock

Pause = Callable[[float], Awaitable[None]]

TICK_SECONDS = 2.5
GAP_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Moment:
    """Both clocks at one time, in seconds."""

    monotonic: float
    wall: float


def slept(before: Moment, after: Moment, *, due: float = TICK_SECONDS) -> bool:
    """Say whether the machine slept between two looks that should be ``due`` seconds apart.

    On Linux and macOS the monotonic clock stands still meanwhile, on Windows it runs on and the look comes too late.
    """
    passed = after.monotonic - before.monotonic
    return after.wall - before.wall - passed > GAP_SECONDS or passed - due > GAP_SECONDS


class ClockGap:
    """Compare the clocks every 2.5 s: 0.4 wakeups a second, and awake again in less than 3 s."""

    def __init__(self, clock: Clock, *, pause: Pause = asyncio.sleep) -> None:
        self._clock = clock
        self._pause = pause

    async def watch(self, changed: Callable[[str], None]) -> None:
        before = self._look()
        while True:
            await self._pause(TICK_SECONDS)
            after = self._look()
            if slept(before, after):
                changed("wake")
            before = after

    def _look(self) -> Moment:
        return Moment(self._clock.monotonic(), self._clock.wall())
