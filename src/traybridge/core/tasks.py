"""The one home of background tasks: each has a name, an owner and an end; and work that is done once."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from types import TracebackType
from typing import Any, Self


class TaskOwner:
    """Own tasks: hand out names, report what a task raised, and cancel what still runs at the end.

    Unlike ``asyncio.TaskGroup`` one failing task does not end the others: a broken probe must not end the chat.
    """

    def __init__(self, name: str, on_error: Callable[[str, BaseException], None]) -> None:
        self._name = name
        self._on_error = on_error
        self._tasks: set[asyncio.Task[Any]] = set()
        self._once: dict[str, asyncio.Task[Any]] = {}

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work, name=f"{self._name}.{name}")
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def start_once(self, work: Callable[[], Coroutine[Any, Any, Any]], name: str) -> asyncio.Task[Any]:
        """Start the work, or get the task that was started so under that name and is still at it."""
        running = self._once.get(name)
        if running is None or running.done():
            running = self._once[name] = self.start(work(), name)
            running.add_done_callback(lambda task: self._forget(name, task))
        return running

    def _forget(self, name: str, task: asyncio.Task[Any]) -> None:
        if self._once.get(name) is task:
            del self._once[name]

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._on_error(task.get_name(), error)

    async def cancel(self) -> None:
        """Cancel everything and wait until it has ended."""
        while running := [task for task in self._tasks if not task.done()]:
            for task in running:
                task.cancel()
            await asyncio.wait(running)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.cancel()


class Once:
    """Do a piece of work once; who comes while somebody is at it waits. Work that was cancelled is done anew."""

    def __init__(self, work: Callable[[], Awaitable[None]]) -> None:
        self._work = work
        self._working = asyncio.Lock()
        self._done = False

    async def __call__(self) -> None:
        if self._done:
            return
        async with self._working:
            if not self._done:
                await self._work()
                self._done = True
