"""What the benchmarks share: a bridge over given providers, the upstream in C, and CPU time of this side alone."""

import asyncio
import subprocess
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, aclosing, contextmanager
from pathlib import Path

from traybridge.core.bridge import Bridge
from traybridge.core.chat import ChatRequest, Message
from traybridge.core.clock import SystemClock
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.ports import ProviderFactory
from traybridge.core.tasks import TaskOwner

UPSTREAM = Path(__file__).resolve().parents[2] / "build" / "bench" / "upstream"
"""upstream.c, which `make bench` compiles."""
MESSAGES = (Message("system", "You are terse."), Message("user", "What is the capital of France?"))


def row(name: str, base_url: str = "http://127.0.0.1:9/v1") -> ProviderConfig:
    return ProviderConfig(id=name, base_url=base_url, model="m")


def ask(model: str = "auto") -> ChatRequest:
    return ChatRequest(MESSAGES, model=model)


async def drain(events: AsyncGenerator[object, None]) -> None:
    async with aclosing(events) as stream:
        async for _ in stream:
            pass


async def timed(work: Callable[[], Awaitable[None]], times: int = 1, at_once: int = 1) -> float:
    """CPU seconds of this process for one piece of work, of which so many run at once."""
    began = time.process_time()
    for _ in range(times):
        await asyncio.gather(*[work() for _ in range(at_once)])
    return (time.process_time() - began) / (times * at_once)


class Bridges:
    """Bridges over given providers, without keyring and files, which end with the stack."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack

    async def open(self, rows: Sequence[ProviderConfig], build: ProviderFactory) -> Bridge:
        tasks = await self._stack.enter_async_context(TaskOwner("bench", print))
        bridge = Bridge(Config(providers=tuple(rows)), build=build, clock=SystemClock(), tasks=tasks)
        self._stack.push_async_callback(bridge.aclose)
        await bridge.load()
        return bridge


@contextmanager
def upstream() -> Iterator[str]:
    """Start the upstream in C; the result is its address, to which /TOKENS/EVENTS/GAP/v1 is added."""
    with subprocess.Popen([UPSTREAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.stdin.close()
