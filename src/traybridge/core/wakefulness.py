"""Whether the machine has slept, told by two clocks: asleep, the monotonic one stands still on most systems (pure)."""

from traybridge.core.ports import Clock

GAP_SECONDS = 30.0
"""So far must the wall clock have run ahead to mean sleep, not a correction (routing.md, section 5)."""
EVERY_SECONDS = 2.0
"""How often that is looked at: recovered in less than 3 s (desktop.md)."""


class SleepGauge:
    """Measure how long the machine slept since somebody last asked."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._offset = clock.wall() - clock.monotonic()

    @property
    def gap(self) -> float:
        """Seconds of sleep that nobody has taken note of yet, 0 for none."""
        gap = self._clock.wall() - self._clock.monotonic() - self._offset
        return gap if gap > GAP_SECONDS else 0.0

    def slept(self) -> float:
        """Take note: the same, and from now on it is over."""
        gap = self.gap
        self._offset = self._clock.wall() - self._clock.monotonic()
        return gap
