"""An event loop whose time jumps to the next timer when nothing is left to do: timers are exact and cost nothing."""

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
Made = TypeVar("Made")


class _Jumping(selectors.DefaultSelector):
    """Waits for real events only while a thread works; otherwise waiting is moving the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0
        self.threads = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if self.threads:
            return super().select(0.05)
        if timeout is None:
            if ready := super().select(2.0):  # a thread that ends tells by a socket
                return ready
            raise RuntimeError("Nothing can happen any more: somebody waits for an event that nobody sets")
        self.now += timeout
        return []


class JumpingLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop over a clock that jumps. An error in a callback, or one that nobody saw, fails the test."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        self._complaints: list[dict[str, Any]] = []
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Given], Made], *args: *Given
    ) -> asyncio.Future[Made]:
        work = super().run_in_executor(executor, func, *args)
        self._jumping.threads += 1
        work.add_done_callback(self._thread_is_done)
        return work

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ASYNC109  asyncio's own
        """Wait for the threads as long as they take: Python 3.12 limits that to 300 s, which would be over at once."""
        await super().shutdown_default_executor()

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        self._complaints.append(context)

    def close(self) -> None:
        super().close()
        complaints, self._complaints = self._complaints, []
        if complaints:
            error = complaints[0].get("exception")
            raise AssertionError(complaints[0]["message"]) from error

    def _thread_is_done(self, _work: asyncio.Future[Any]) -> None:
        self._jumping.threads -= 1
