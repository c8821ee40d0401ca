"""From a Qt slot into a coroutine: the task is owned, and what it could not do is told to the person."""

from collections.abc import Callable, Coroutine
from typing import Any

from traybridge.core.errors import TrayBridgeError
from traybridge.core.tasks import TaskOwner


class Starter:
    """Start coroutines from slots; a TrayBridgeError becomes a message instead of a traceback."""

    def __init__(self, tasks: TaskOwner, tell: Callable[[TrayBridgeError], None]) -> None:
        self._tasks = tasks
        self._tell = tell

    def __call__(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        task = self._tasks.start(self._guard(work), name)
        task.add_done_callback(lambda _task: work.close())  # cancelled before it began, nobody would await it

    async def _guard(self, work: Coroutine[Any, Any, Any]) -> None:
        try:
            await work
        except TrayBridgeError as error:
            self._tell(error)
