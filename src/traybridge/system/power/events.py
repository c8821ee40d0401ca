"""The PowerEvents of this machine: the sources that its platform has, each in a task of its own, merged."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from traybridge.core.clock import SystemClock
from traybridge.core.ports import Clock
from traybridge.core.tasks import TaskOwner
from traybridge.system.power.clock_gap import ClockGap

Changed = Callable[[str], None]
Source = Callable[[Changed], Coroutine[Any, Any, None]]
"""Runs until cancelled, or ends at once where it has nothing to tell on this machine."""

QUIET_SECONDS = 10.0


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
        def report(event: str) -> None:
            if event == "wake":
                now = self._clock.monotonic()
                if now - self._woke < QUIET_SECONDS:
                    return
                self._woke = now
            changed(event)

        async with TaskOwner("power", self._on_error) as tasks:
            for name, source in self._sources.items():
                tasks.start(source(report), name)
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
