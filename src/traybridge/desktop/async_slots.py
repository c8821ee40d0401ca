"""From a Qt slot into a coroutine: the task is owned, and what it could not do is told to the person."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from traybridge.core.errors import TrayBridgeError
from traybridge.core.tasks import TaskOwner

Work = Coroutine[Any, Any, Any]
Tell = Callable[[TrayBridgeError], None]


def start_from_slot(tasks: TaskOwner, work: Work, name: str, tell: Tell, owner: QObject | None = None) -> None:
    """Start a coroutine; a TrayBridgeError of it is told, unless its ``owner`` is gone by then."""
    task = tasks.start(_guard(work, tell, owner), name)
    task.add_done_callback(lambda _task: work.close())  # cancelled before it began, nobody would await it


async def _guard(work: Work, tell: Tell, owner: QObject | None) -> None:
    try:
        await work
    except TrayBridgeError as error:
        if owner is None or isValid(owner):
            tell(error)
