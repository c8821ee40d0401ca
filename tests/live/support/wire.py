"""What a host sends, byte for byte: heads, events and whole answers for ``tests.cli.hosts.Host``, and how they end."""

import asyncio
import contextlib
import json
import socket
import struct
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from enum import Enum, auto
from typing import Any

from tests.cli.hosts import Asked, Host, Reply

USAGE = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
PAGE = b"<!DOCTYPE html><html><head><title>Hotel Wi-Fi</title></head><body>Sign in</body></html>"


class End(Enum):
    """How a reply ends when it does not just close the connection."""

    HANG = auto()
    RESET = auto()


def head(status: int = 200, kind: str = "text/event-stream", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def event(value: Any, line: str = "\n") -> bytes:
    """One event; a text is sent as it is."""
    data = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"data: {data}{line}{line}".encode()


def chunk(text: str | None = None, finish: str | None = None, *, model: str = "m", **delta: Any) -> dict[str, Any]:
    said = {**({} if text is None else {"content": text}), **delta}
    choice = {"index": 0, "delta": said, "finish_reason": finish}
    return {"id": "c-1", "object": "chat.completion.chunk", "created": 1, "model": model, "choices": [choice]}


def stops(finish: str | None = "stop", **more: Any) -> bytes:
    return event({**chunk(finish=finish), **more}) + event("[DONE]")


def raw(*pieces: bytes | End, pause: float = 0.0) -> Reply:
    """Send pieces one by one, then close, hang until the client leaves, or reset."""

    async def reply(writer: asyncio.StreamWriter, asked: Asked) -> None:
        for piece in pieces:
            match piece:
                case bytes():
                    writer.write(piece)
                    with contextlib.suppress(ConnectionError):
                        await writer.drain()
                    if pause:
                        await asyncio.sleep(pause)
                case End.HANG:
                    await asked.gone.wait()
                case End.RESET:
                    sock = writer.get_extra_info("socket")
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    writer.transport.abort()

    return reply


def events(*values: Any, line: str = "\n", **headers: str) -> Reply:
    """A stream of events and no more."""
    return raw(head(200, **headers) + b"".join(event(value, line) for value in values))


def body(status: int, content: Any, kind: str = "application/json", **headers: str) -> Reply:
    """A whole answer; ``content`` is sent as JSON unless it is bytes."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return raw(head(status, kind, Content_Length=str(len(data)), **headers) + data)


class Anything(Host):
    """A host whose every path is answered by one function."""

    def __init__(self, answer: Callable[[str], Reply]) -> None:
        super().__init__()
        self._answer = answer

    def _reply_to(self, path: str) -> Reply:
        return self._answer(path.partition("?")[0])


def by_path(chat: Reply, models: Reply) -> Callable[[str], Reply]:
    """A chat wherever one is asked for, the list of models everywhere else."""
    return lambda path: chat if path.endswith(("/chat/completions", "/messages")) else models


def bytewise(data: bytes) -> Sequence[bytes]:
    return [data[at : at + 1] for at in range(len(data))]


def in_turn(*replies: Reply) -> Reply:
    """Another reply each time; the last one again and again."""
    left = list(replies)

    async def reply(writer: asyncio.StreamWriter, asked: Asked) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(writer, asked)

    return reply


@asynccontextmanager
async def hosting(chats: Mapping[str, Reply], models: Reply | None = None) -> AsyncIterator[dict[str, Host]]:
    """A host for each reply, by name."""
    async with AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(Host(chat, models)) for name, chat in chats.items()}
