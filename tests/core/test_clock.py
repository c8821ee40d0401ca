"""Sleep shows as a wall clock that ran ahead of the monotonic one."""

import pytest
from tests.core.fakes import FakeClock

from traybridge.core.clock import SleepGauge


@pytest.mark.parametrize(
    ("monotonic", "wall", "slept"),
    [(60, 60, 0), (2, 31.9, 0), (2, 33, 31), (0, 28_800, 28_800), (2, -3600, 0), (3600, 3630, 0), (3600, 3631, 31)],
)
def test_sleep_is_a_gap_of_more_than_half_a_minute(monotonic, wall, slept):
    """After wake from sleep: wall clock runs ahead of the monotonic clock by > 30 s."""
    clock = FakeClock()
    gauge = SleepGauge(clock)
    clock.now += monotonic
    clock.wall_now += wall
    assert gauge.slept() == pytest.approx(slept)
    assert gauge.slept() == 0


def test_small_corrections_do_not_add_up_to_sleep_once_noted():
    clock = FakeClock()
    gauge = SleepGauge(clock)
    for _ in range(10):
        clock.wall_now += 20
        assert gauge.slept() == 0
