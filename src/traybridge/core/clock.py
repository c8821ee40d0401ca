"""The clock that a running program uses (tests bring their own), and how long the machine slept by it."""

import time

from traybridge.core.ports import Clock

GAP_SECONDS = 30.0
"""So far must the wall clock have run ahead to mean sleep, not a correction (routing.md, section 5)."""


class SystemClock:
    monotonic = staticmethod(time.monotonic)
    wall = staticmethod(time.time)


class SleepGauge:
    """Measure how long the machine slept since somebody last asked: asleep, the monotonic clock stands still."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._offset = clock.wall() - clock.monotonic()

    def slept(self) -> float:
        """Seconds of sleep since the last call, 0 for none; a wall clock that is set back says nothing."""
        offset = self._clock.wall() - self._clock.monotonic()
        gap, self._offset = offset - self._offset, offset
        return gap if gap > GAP_SECONDS else 0.0
