"""One loop for Qt and asyncio: nothing is lost, nothing is late, and idle it sleeps."""

import asyncio
import time
from collections.abc import AsyncGenerator, Coroutine
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from traybridge.desktop.application import run
from traybridge.desktop.loop import BridgeLoop


def on_qt(qapp: QApplication, work: Coroutine[Any, Any, None]) -> None:
    async def main(_stop: asyncio.Event) -> int:
        await work
        return 0

    assert run(qapp, main) == 0


def test_callbacks_run_in_the_order_they_were_given(qapp: QApplication):
    seen: list[int] = []

    async def work() -> None:
        loop = asyncio.get_running_loop()
        for number in range(100):
            loop.call_soon(seen.append, number)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    on_qt(qapp, work())
    assert seen == list(range(100))


def test_timers_fire_in_the_order_of_their_times(qapp: QApplication):
    seen: list[str] = []

    async def work() -> None:
        loop = asyncio.get_running_loop()
        done = asyncio.Event()
        loop.call_later(0.03, done.set)
        loop.call_later(0.02, seen.append, "second")
        loop.call_later(0.01, seen.append, "first")
        loop.call_later(0.015, seen.append, "never").cancel()
        await done.wait()

    on_qt(qapp, work())
    assert seen == ["first", "second"]


def test_cancelled_timers_do_not_pile_up(qapp: QApplication):
    """Each timeout that did not expire would otherwise wake the program later (22 wakeups a second, measured)."""
    left: list[int] = []

    async def work() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, BridgeLoop)
        for _ in range(10_000):
            loop.call_later(3600, print).cancel()
        left.append(loop.timers_waiting)

    on_qt(qapp, work())
    assert left[0] <= 200


def test_an_idle_loop_wakes_nobody(qapp: QApplication):
    """After traffic with timeouts only the one real timer is left to fire (Qt's coarse timers may come early)."""
    wakeups: list[int] = []

    async def work() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, BridgeLoop)
        for _ in range(100):
            async with asyncio.timeout(0.05):
                await asyncio.sleep(0)
        before = loop.wakeups
        await asyncio.sleep(0.3)
        wakeups.append(loop.wakeups - before)

    on_qt(qapp, work())
    assert wakeups[0] <= 8


def test_threads_can_hand_something_in(qapp: QApplication):
    got: list[str] = []

    async def work() -> None:
        got.append(await asyncio.to_thread(lambda: "from a thread"))

    on_qt(qapp, work())
    assert got == ["from a thread"]


def test_qt_events_have_their_turn_while_coroutines_are_busy(qapp: QApplication):
    """A window stays alive while tasks that never rest share the loop with it."""
    ticks: list[float] = []

    async def work() -> None:
        timer = QTimer()
        timer.setInterval(5)
        timer.timeout.connect(lambda: ticks.append(time.monotonic()))
        timer.start()
        for _ in range(20_000):
            await asyncio.sleep(0)
        timer.stop()

    on_qt(qapp, work())
    assert len(ticks) >= 5


def test_a_forgotten_async_generator_is_closed(qapp: QApplication):
    """qasync installs no hooks for this; without them its cleanup never runs."""
    closed: list[bool] = []

    async def numbers() -> AsyncGenerator[int, None]:
        try:
            yield 1
            yield 2
        finally:
            await asyncio.sleep(0)
            closed.append(True)

    async def work() -> None:
        async for _ in numbers():
            break
        for _ in range(3):
            await asyncio.sleep(0)

    on_qt(qapp, work())
    assert closed == [True]


def test_quit_sets_the_stop_event_and_the_program_unwinds_by_itself(qapp: QApplication):
    """QApplication.quit() would stop the loop under running coroutines."""
    unwound: list[bool] = []

    async def main(stop: asyncio.Event) -> int:
        qapp.postEvent(qapp, QEvent(QEvent.Type.Quit))
        await stop.wait()
        await asyncio.sleep(0.01)
        unwound.append(True)
        return 7

    assert run(qapp, main) == 7
    assert unwound == [True]


def test_an_error_in_main_ends_its_tasks_too(qapp: QApplication):
    ended: list[bool] = []

    async def for_ever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    async def main(_stop: asyncio.Event) -> int:
        task = asyncio.get_running_loop().create_task(for_ever())
        await asyncio.sleep(0)
        raise LookupError(task.get_name())

    with pytest.raises(LookupError):
        run(qapp, main)
    assert ended == [True]


def test_this_build_of_qt_survives_100_000_timer_ticks(qapp: QApplication):
    """PySide6 6.12.0 on CPython 3.10/3.11 loses a reference to None in each void call and aborts after some hundred."""
    ticks = 0

    async def main(stop: asyncio.Event) -> int:
        timer = QTimer()
        timer.setInterval(0)

        def tick() -> None:
            nonlocal ticks
            ticks += 1
            if ticks >= 100_000:
                timer.stop()
                stop.set()

        timer.timeout.connect(tick)
        timer.start()
        await stop.wait()
        return 0

    assert run(qapp, main) == 0
    assert ticks == 100_000
