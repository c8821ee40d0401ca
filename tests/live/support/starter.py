"""The real starter model for tests: its provider, what it says, and the end of its process.

As a program it is a parent to be killed: it asks for a long answer and prints the child's process id once the answer is
at the stage named in its argument (loading, answering or idle); with ``qasync`` it answers on Qt's loop and ends.
"""

import asyncio
import os
import select
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager
from typing import Any

from tests.core.fakes import one_by_one

from traybridge.core.chat import ChatRequest, Chunk, Message, Progress
from traybridge.core.config import EMBEDDED, TimeoutsConfig, timers_for
from traybridge.core.ports import ProviderContext
from traybridge.providers.embedded.model_file import MODEL_ID
from traybridge.providers.embedded.provider import EmbeddedProvider
from traybridge.providers.embedded.server import Child
from traybridge.providers.embedded.supervisor import Supervisor

LONG = "Tell me a very long story about a dog."
FRANCE = "What is the capital of France?"


class Starter:
    """The provider and the one child behind it."""

    def __init__(self, **settings: Any) -> None:
        self.host: Supervisor = settings.pop("host", None) or Supervisor()
        context = ProviderContext(
            provider=EMBEDDED,
            timers=timers_for(EMBEDDED, TimeoutsConfig(), local=True),
            key=lambda: None,
            local_only=lambda: True,
        )
        self.provider = EmbeddedProvider(context, host=self.host, **settings)

    @property
    def child(self) -> Child:
        child = self.host.current
        assert child is not None
        return child

    @property
    def pid(self) -> int:
        pid = self.child.pid
        assert pid is not None
        return pid

    async def events(self, *said: str, **params: Any) -> AsyncGenerator[Chunk | Progress, None]:
        """What comes back when these have been said in turn, the person first."""
        roles = ("user", "assistant")
        messages = tuple(Message(roles[turn % 2], text) for turn, text in enumerate(said))
        async with aclosing(one_by_one(self.provider.stream(ChatRequest(messages, params=params), MODEL_ID))) as events:
            async for event in events:
                yield event

    async def answer(self, *said: str, **params: Any) -> str:
        async with aclosing(self.events(*said, **params)) as events:
            return "".join([event.text async for event in events if isinstance(event, Chunk)])


@asynccontextmanager
async def starter(**settings: Any) -> AsyncGenerator[Starter, None]:
    own = Starter(**settings)
    try:
        yield own
    finally:
        await own.provider.aclose()


async def gone(pid: int, seconds: float) -> bool:
    """True when the process ends within that time, also when it is somebody else's child."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool((await asyncio.to_thread(select.select, [handle], [], [], seconds))[0])
    finally:
        os.close(handle)


async def _parent(stage: str) -> None:
    own = Starter()
    async with aclosing(own.events(LONG, max_tokens=3000)) as events:
        async for event in events:
            loading = isinstance(event, Progress) and event.kind == "loading" and event.done > 0
            answering = isinstance(event, Chunk) and event.has_content
            if (stage == "loading" and loading) or (stage == "answering" and answering):
                print(own.pid, flush=True)  # noqa: T201
                stage = "told"
            if stage == "idle" and answering:
                break
    print(own.pid, flush=True)  # noqa: T201
    await asyncio.Event().wait()


async def _on_qasync() -> None:
    async with starter() as own:
        first, second = await asyncio.gather(own.answer(FRANCE), own.answer(FRANCE))
        print(first, second, await own.answer("What is the capital of Japan?"), sep="\n", flush=True)  # noqa: T201


def _main() -> None:
    if sys.argv[1] != "qasync":
        asyncio.run(_parent(sys.argv[1]))
        return
    import qasync
    from PySide6.QtCore import QCoreApplication

    loop = qasync.QEventLoop(QCoreApplication([]))
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(_on_qasync())


if __name__ == "__main__":
    _main()
