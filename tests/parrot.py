"""Ask a server of a made-up kind through a copy of the program that has it (run by test_adding_a_provider.py).

The only argument is the text of a config.toml with {port} in it; the result is one JSON object on standard output.
"""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from traybridge.core.bridge import Bridge
from traybridge.core.chat import ChatRequest, Chunk, Message
from traybridge.core.clock import SystemClock
from traybridge.core.errors import ChatFailed
from traybridge.core.provenance import Provenance
from traybridge.core.tasks import TaskOwner
from traybridge.providers import build
from traybridge.system.config.read import read_config

ANSWER = b'{"say":"Hel"}\n{"say":"lo \xe2\x80\xa8there"}\n\n{"end":"stop","read":3,"heard":2}\n'
BIRDS = b'{"models":[{"name":"polly"},{"name":"mute"}]}'


class ParrotHost:
    """Answers on this wire over real sockets, each piece cut in the middle of a line, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        method, path, _ = head.split(" ", 2)
        length = next(
            (int(line.partition(":")[2]) for line in head.splitlines() if line.lower()[:15] == "content-length:"), 0
        )
        body = await reader.readexactly(length)
        self.asked.append([method, path, json.loads(body) if body else None])
        answer = BIRDS if path.endswith("/birds") else b'{"fault":"I am asleep"}\n' if b'"mute"' in body else ANSWER
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
        for at in range(0, len(answer), 7):
            piece = answer[at : at + 7]
            writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            await writer.drain()
            await asyncio.sleep(0)
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        writer.close()


@asynccontextmanager
async def bridge_to(settings: str, host: ParrotHost) -> AsyncGenerator[Bridge, None]:
    server = await asyncio.start_server(host.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, TaskOwner("parrot", print) as tasks:
        config = read_config(settings.replace("{port}", str(port))).config
        bridge = Bridge(config, build=build, clock=SystemClock(), tasks=tasks)
        try:
            yield bridge
        finally:
            await bridge.aclose()


async def ask(bridge: Bridge, model: str) -> dict[str, object]:
    """One question: the text, and what the provenance says; or why there was no answer."""
    text = ""
    try:
        async for event in bridge.chat(ChatRequest((Message("user", "Who is there?"),), model=model)):
            if isinstance(event, Chunk):
                text += event.text
            if isinstance(event, Provenance):
                usage = event.usage
                tokens = [usage.prompt_tokens, usage.completion_tokens] if usage else None
                return {
                    "text": text,
                    "by": event.provider,
                    "model": event.model,
                    "end": event.finish_reason,
                    "tokens": tokens,
                }
    except ChatFailed as failure:
        return {"failed": str(failure.title)}
    return {"text": text}


async def main(settings: str) -> dict[str, object]:
    host = ParrotHost()
    async with bridge_to(settings, host) as bridge:
        return {
            "answer": await ask(bridge, "polly"),
            "fault": await ask(bridge, "mute"),
            "listed": list((await bridge.models())["poll"].ids),
            "idle": bridge.config.effective_providers[0].traits.local_timers.idle,
            "asked": host.asked,
        }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1]))))  # noqa: T201 - the result
