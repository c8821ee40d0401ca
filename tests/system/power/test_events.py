import asyncio
from collections.abc import Callable

import pytest
from tests.system.power.clock import HandClock

from traybridge.system.power.events import MachineEvents, machine_events


async def run(sources: dict[str, list[str]], clock: HandClock) -> tuple[list[str], list[str]]:
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
    told, _ = await run({"logind": ["wake"], "clock": ["wake"], "net": ["network", "network"]}, HandClock())
    assert told == ["wake", "network", "network"]


async def test_a_source_that_fails_is_told_and_the_others_go_on() -> None:
    told, errors = await run({"bad": ["fail"], "good": ["network"]}, HandClock())
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
