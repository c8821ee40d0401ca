"""When the machine woke up or the network changed: what the system tells, and what the clocks tell everywhere."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from traybridge.core.clock import SystemClock
from traybridge.core.ports import Clock
from traybridge.core.tasks import TaskOwner

Changed = Callable[[str], None]
Source = Callable[[Changed], Coroutine[Any, Any, None]]
"""Runs until cancelled, or ends at once where it has nothing to tell on this machine."""
Pause = Callable[[float], Awaitable[None]]

TICK_SECONDS = 2.5
GAP_SECONDS = 30.0
QUIET_SECONDS = 10.0


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

    async def watch(self, changed: Changed) -> None:
        before = self._look()
        while True:
            await self._pause(TICK_SECONDS)
            after = self._look()
            if slept(before, after):
                changed("wake")
            before = after

    def _look(self) -> Moment:
        return Moment(self._clock.monotonic(), self._clock.wall())


class MachineEvents:
    """A PowerEvents port made of several sources. One that fails is told and leaves the others alone.

    Two sources tell of one and the same wake-up: within 10 s it counts once.
    """

    def __init__(
        self, sources: Mapping[str, Source], *, clock: Clock, on_error: Callable[[str, BaseException], None]
    ) -> None:
        self._sources = dict(sources)
        self._clock = clock
        self._on_error = on_error
        self._woke = float("-inf")

    async def watch(self, changed: Changed) -> None:
        def told(event: str) -> None:
            if event == "wake":
                now = self._clock.monotonic()
                if now - self._woke < QUIET_SECONDS:
                    return
                self._woke = now
            changed(event)

        async with TaskOwner("power", self._on_error) as tasks:
            for name, source in self._sources.items():
                tasks.start(source(told), name)
            await asyncio.Event().wait()


def machine_events(
    *, on_error: Callable[[str, BaseException], None], clock: Clock | None = None, platform: str = sys.platform
) -> MachineEvents:
    """The PowerEvents of this machine."""
    clock = clock or SystemClock()
    sources: dict[str, Source] = {"clock": ClockGap(clock).watch}
    if platform == "linux":
        from traybridge.system.power.linux_sleep import watch_logind
        from traybridge.system.power.network_changes import watch_addresses

        sources |= {"logind": watch_logind, "network": watch_addresses}
    elif platform == "darwin":
        from traybridge.system.power.macos_wake import watch_workspace
        from traybridge.system.power.network_changes import watch_routes

        sources |= {"workspace": watch_workspace, "network": watch_routes}
    return MachineEvents(sources, clock=clock, on_error=on_error)
