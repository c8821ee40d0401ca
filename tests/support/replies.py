"""What a host sends, byte for byte: heads, events and whole answers, and the ways in which they end."""

import asyncio
import contextlib
import json
import socket
import struct
from collections.abc import Sequence
from enum import Enum, auto
from typing import Any

from tests.support.http_server import Reply, Request

USAGE = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}


class Do(Enum):
    """What a server does beside sending; HANG lasts until whoever asked has gone."""

    CLOSE = auto()
    RESET = auto()
    HANG = auto()


async def act(step: bytes | Do, writer: asyncio.StreamWriter, request: Request) -> bool:
    """Take one step of an answer; True when another one may follow. ConnectionError: whoever asked has gone."""
    match step:
        case bytes():
            writer.write(step)
            await writer.drain()
            return True
        case Do.RESET:
            # With RST, as a crashed machine or a firewall does.
            sock = writer.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        case Do.HANG:
            await request.gone.wait()
    return False


def raw(*steps: bytes | Do, pause: float = 0.0) -> Reply:
    """Take these steps, then close; after each piece goes a pause in seconds."""

    async def reply(writer: asyncio.StreamWriter, request: Request) -> None:
        for step in steps:
            with contextlib.suppress(ConnectionError):  # a flood goes on against a closed door
                if not await act(step, writer, request):
                    return
            if pause:
                await asyncio.sleep(pause)

    return reply


def in_turn(*replies: Reply) -> Reply:
    """Another reply each time; the last one again and again."""
    left = list(replies)

    async def reply(writer: asyncio.StreamWriter, request: Request) -> bool | None:
        return await (left.pop(0) if len(left) > 1 else left[0])(writer, request)

    return reply


def head(status: int = 200, kind: str = "text/event-stream", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def body(status: int, content: Any, kind: str = "application/json", **headers: str) -> Reply:
    """A whole answer; bytes and text are sent as they are, everything else as JSON."""
    data = (
        content
        if isinstance(content, bytes)
        else (content if isinstance(content, str) else json.dumps(content)).encode()
    )
    return raw(head(status, kind, Content_Length=str(len(data)), **headers) + data)


def lists(*models: str) -> Reply:
    """A list of models in OpenAI's form."""
    return body(200, {"object": "list", "data": [{"id": model, "object": "model"} for model in models]})


def event(value: Any, line: str = "\n") -> bytes:
    """One event; a text is sent as it is."""
    data = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"data: {data}{line}{line}".encode()


def events(*values: Any, line: str = "\n", **headers: str) -> Reply:
    """A stream of events and no more."""
    return raw(head(200, **headers) + b"".join(event(value, line) for value in values))


def chunk(text: str | None = None, finish: str | None = None, *, model: str = "m", **delta: Any) -> dict[str, Any]:
    said = {**({} if text is None else {"content": text}), **delta}
    choice = {"index": 0, "delta": said, "finish_reason": finish}
    return {"id": "c-1", "object": "chat.completion.chunk", "created": 1, "model": model, "choices": [choice]}


def stops(finish: str | None = "stop", **more: Any) -> bytes:
    return event({**chunk(finish=finish), **more}) + event("[DONE]")


def begins(*words: str, model: str = "m") -> bytes:
    """A streamed answer that has begun."""
    return head() + b"".join(event(chunk(word, model=model)) for word in words)


def says(*words: str, model: str = "m", finish_reason: str = "stop", **delta: Any) -> Reply:
    """A whole streamed answer with its usage."""
    more = event(chunk(**delta)) if delta else b""
    return raw(begins(*words, model=model) + more + stops(finish_reason, model=model, usage=USAGE))


def breaks_off(*words: str) -> Reply:
    """An answer that begins and ends without a finish reason."""
    return raw(begins(*words))


def begins_and_hangs(*words: str) -> Reply:
    """An answer that begins and says no more until whoever asked has gone."""
    return raw(begins(*words), Do.HANG)


def says_as_anthropic(text: str) -> Reply:
    """A whole streamed answer on Anthropic's wire."""
    usage = {"input_tokens": 7, "output_tokens": 1}
    values: list[dict[str, Any]] = [
        {"type": "message_start", "message": {"id": "c", "model": "m", "usage": usage}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": usage},
        {"type": "message_stop"},
    ]
    return raw(head() + b"".join(f"event: {value['type']}\n".encode() + event(value) for value in values))


hangs = raw(Do.HANG)
"""Takes the request and says nothing."""

PAGE = b"<!DOCTYPE html><html><head><title>Hotel Wi-Fi</title></head><body>Sign in</body></html>"
"""What a captive portal shows, whatever was asked."""


def bytewise(data: bytes) -> Sequence[bytes]:
    return [data[at : at + 1] for at in range(len(data))]
