"""A real HTTP host on 127.0.0.1 that answers, fails, hangs or breaks off as told, and remembers who asked what."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from traybridge.core.tasks import TaskOwner


@dataclass
class Asked:
    """One request. ``gone`` is set when whoever asked closes the connection."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Reply = Callable[[asyncio.StreamWriter, Asked], Awaitable[None]]


class Host:
    """Answers chat completions with ``chat``, the list of models with ``models``, everything else with 404."""

    def __init__(self, chat: Reply | None = None, models: Reply | None = None) -> None:
        self.chat = chat or says("Paris")
        self.models = models or lists("m")
        self.asked: list[Asked] = []
        self.port = 0
        self._arrived = asyncio.Condition()
        self._server: asyncio.Server | None = None
        self._errors: list[BaseException] = []
        self._tasks = TaskOwner("host", lambda _, error: self._errors.append(error))

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
        await self._tasks.cancel()
        if self._errors and error is None:
            raise self._errors[0]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def chats(self) -> list[Asked]:
        return [one for one in self.asked if one.path == "/v1/chat/completions"]

    async def nth_chat(self, number: int) -> Asked:
        async with self._arrived:
            await self._arrived.wait_for(lambda: len(self.chats) > number)
        return self.chats[number]

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._tasks.start(self._serve(reader, writer), "serve")

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            method, path, _ = head[0].split(" ")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            asked = Asked(method, path, headers, body)
            async with self._arrived:
                self.asked.append(asked)
                self._arrived.notify_all()
            watching = self._tasks.start(self._watch(reader, asked), "watch")
            try:
                await self._reply_to(path)(writer, asked)
                await writer.drain()
            finally:
                watching.cancel()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # whoever asked is gone, which some tests are about
        finally:
            writer.close()

    @staticmethod
    async def _watch(reader: asyncio.StreamReader, asked: Asked) -> None:
        with contextlib.suppress(ConnectionError):
            await reader.read()
        asked.gone.set()

    def _reply_to(self, path: str) -> Reply:
        match path.partition("?")[0]:
            case "/v1/chat/completions":
                return self.chat
            case "/v1/models":
                return self.models
            case _:
                return fails(404, '{"detail":"Not Found"}')


def _head(status: int, kind: str, length: int | None = None) -> bytes:
    size = "" if length is None else f"Content-Length: {length}\r\n"
    return f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{size}Connection: close\r\n\r\n".encode()


def _event(text: str | None = None, **values: Any) -> bytes:
    delta = {} if text is None else {"content": text}
    choice = {"index": 0, "delta": values.pop("delta", delta), "finish_reason": values.pop("finish_reason", None)}
    return b"data: " + json.dumps({"id": "c", "model": "m", "choices": [choice], **values}).encode() + b"\n\n"


def says(*words: str, finish_reason: str = "stop", **delta: Any) -> Reply:
    """A whole streamed answer with its usage."""

    async def reply(writer: asyncio.StreamWriter, _asked: Asked) -> None:
        writer.write(_head(200, "text/event-stream"))
        for word in words:
            writer.write(_event(word))
        if delta:
            writer.write(_event(delta=delta))
        usage = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
        writer.write(_event(finish_reason=finish_reason, usage=usage) + b"data: [DONE]\n\n")

    return reply


def breaks_off(*words: str) -> Reply:
    """An answer that begins and ends without a finish reason."""

    async def reply(writer: asyncio.StreamWriter, _asked: Asked) -> None:
        writer.write(_head(200, "text/event-stream"))
        for word in words:
            writer.write(_event(word))

    return reply


def begins_and_hangs(*words: str) -> Reply:
    """An answer that begins and says no more until whoever asked has gone."""

    async def reply(writer: asyncio.StreamWriter, asked: Asked) -> None:
        writer.write(_head(200, "text/event-stream"))
        for word in words:
            writer.write(_event(word))
        await writer.drain()
        await asked.gone.wait()

    return reply


async def hangs(_writer: asyncio.StreamWriter, asked: Asked) -> None:
    """Takes the request and says nothing."""
    await asked.gone.wait()


def fails(status: int, body: str, kind: str = "application/json") -> Reply:
    async def reply(writer: asyncio.StreamWriter, _asked: Asked) -> None:
        content = body.encode()
        writer.write(_head(status, kind, len(content)) + content)

    return reply


def lists(*models: str) -> Reply:
    return fails(200, json.dumps({"object": "list", "data": [{"id": model, "object": "model"} for model in models]}))


PAGE = fails(200, "<!doctype html><html><head><title>Welcome</title></head><body>Log in</body></html>", "text/html")
"""What a captive portal says to everything."""
