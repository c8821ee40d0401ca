"""How long the machine has slept, told by two clocks: asleep, the monotonic one stands still on most systems."""

from traybridge.core.ports import Clock

GAP_SECONDS = 30.0
"""So far must the wall clock have run ahead to mean sleep, not a correction (routing.md, section 5)."""


class SleepGauge:
    """Measure how long the machine slept since somebody last asked."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._offset = clock.wall() - clock.monotonic()

    def slept(self) -> float:
        """Seconds of sleep since the last call, 0 for none; a wall clock that is set back says nothing."""
        offset = self._clock.wall() - self._clock.monotonic()
        gap, self._offset = offset - self._offset, offset
        return gap if gap > GAP_SECONDS else 0.0
