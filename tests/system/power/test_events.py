import asyncio
from collections.abc import Callable

import pytest

from traybridge.system.power.events import ClockGap, MachineEvents, Moment, machine_events, slept


class Clock:
    """Both clocks, moved by hand: a nap moves the wall clock alone."""

    def __init__(self) -> None:
        self.now, self.asleep = 0.0, 0.0

    def monotonic(self) -> float:
        return self.now

    def wall(self) -> float:
        return 1_700_000_000.0 + self.now + self.asleep


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
    clock = Clock()
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


async def run(sources: dict[str, list[str]], clock: Clock) -> tuple[list[str], list[str]]:
    """What is told of the sources' events, and which errors; the word "fail" fails the source."""
    told: list[str] = []
    errors: list[str] = []
    left = len(sources)
    done = asyncio.Event()

    def source(events: list[str]) -> Callable[[Callable[[str], None]], object]:
        async def watch(changed: Callable[[str], None]) -> None:
            nonlocal left
            try:
                for event in events:
                    if event == "fail":
                        raise OSError("gone")
                    changed(event)
            finally:
                left -= 1
                if not left:
                    done.set()

        return watch

    def failed(name: str, error: BaseException) -> None:
        errors.append(name)

    events = MachineEvents({name: source(list_) for name, list_ in sources.items()}, clock=clock, on_error=failed)  # type: ignore[misc]
    watching = asyncio.create_task(events.watch(told.append))  # noqa: TID251
    await done.wait()
    await asyncio.sleep(0)
    assert not watching.done(), "it runs until it is cancelled"
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching
    return told, errors


async def test_two_sources_of_one_wake_up_count_once_and_network_changes_all_count() -> None:
    told, _ = await run({"logind": ["wake"], "clock": ["wake"], "net": ["network", "network"]}, Clock())
    assert told == ["wake", "network", "network"]


async def test_a_source_that_fails_is_told_and_the_others_go_on() -> None:
    told, errors = await run({"bad": ["fail"], "good": ["network"]}, Clock())
    assert told == ["network"]
    assert errors == ["power.bad"]


async def test_the_machines_own_events_start_and_stop_without_a_word() -> None:
    def failed(name: str, error: BaseException) -> None:
        raise AssertionError(name) from error

    watching = asyncio.create_task(machine_events(on_error=failed).watch(pytest.fail))  # noqa: TID251
    await asyncio.wait([watching], timeout=0.3)
    assert not watching.done()
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching
