import asyncio

import pytest
from tests.system.power.clock import HandClock

from traybridge.system.power.clock_gap import ClockGap, Moment, slept


@pytest.mark.parametrize(
    ("monotonic", "wall", "expected"),
    [
        (2.5, 2.5, False),
        (20.0, 20.0, False),
        (2.5, 32.0, False),
        (2.5, 33.0, True),
        (2.5, 28_800.0, True),
        (28_800.0, 28_800.0, True),
        (2.5, -3600.0, False),
    ],
    ids=["a tick", "a late tick", "just under", "just over", "a night", "a night on Windows", "the clock set back"],
)
def test_a_sleep_shows_in_the_clocks(monotonic: float, wall: float, expected: bool) -> None:
    assert slept(Moment(100.0, 1e9), Moment(100.0 + monotonic, 1e9 + wall)) is expected


async def test_a_gap_between_the_clocks_is_a_wake_up_and_told_once() -> None:
    clock = HandClock()
    naps = iter([0.0, 0.0, 3600.0, 0.0, 0.0])
    seen: list[tuple[float, str]] = []

    async def pause(seconds: float) -> None:
        nap = next(naps, None)
        if nap is None:
            raise asyncio.CancelledError
        clock.now += seconds
        clock.asleep += nap

    with pytest.raises(asyncio.CancelledError):
        await ClockGap(clock, pause=pause).watch(lambda event: seen.append((clock.now, event)))
    assert seen == [(7.5, "wake")]
