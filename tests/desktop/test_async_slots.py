"""From a slot into a coroutine and back: errors are told, unless whoever asked is gone."""

import asyncio
from inspect import CORO_CLOSED, getcoroutinestate

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete
from tests.desktop.rooms import Room, use

from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.async_slots import start_from_slot


def test_what_cannot_be_done_is_told_unless_its_widget_is_gone(qapp: QApplication):
    async def refuse() -> None:
        await asyncio.sleep(0)
        raise TrayBridgeError("No", "Not today.")

    async def scene(room: Room) -> None:
        told: list[str] = []
        for owner in (None, QWidget(), QWidget()):
            start_from_slot(room.services.tasks, refuse(), "refuse", lambda error: told.append(error.title), owner)
            if len(told) == 0 and owner is not None:
                delete(owner)
        await room.settle()
        assert told == ["No"], "nobody listens behind a deleted widget"

    use(qapp, scene)


def test_work_that_never_began_is_closed(qapp: QApplication):
    async def never() -> None:
        await asyncio.sleep(3600)

    async def scene(room: Room) -> None:
        work = never()
        start_from_slot(room.services.tasks, work, "never", lambda _error: None)
        for task in room.services.tasks._tasks:
            task.cancel()
        await room.settle()
        assert getcoroutinestate(work) == CORO_CLOSED, "else Python warns of a coroutine that nobody awaited"

    use(qapp, scene)
