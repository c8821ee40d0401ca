"""A stand-in for a cloud host: an OpenAI-compatible server on 127.0.0.1 that answers what the test wants."""

import asyncio
import json
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self


class StandIn:
    """Answer chats with words, one event each; remember every request. ``hold`` stops before the last word."""

    def __init__(self, words: Sequence[str] = ("Paris", " is", " it."), *, model: str = "stand-in") -> None:
        self.words = list(words)
        self.model = model
        self.requests: list[tuple[str, dict[str, str], Any]] = []
        self.hold: asyncio.Event | None = None
        self.hung_up = asyncio.Event()
        self.answer: Callable[[str, Any], tuple[int, str, bytes] | None] = lambda _path, _body: None
        self._server: asyncio.Server | None = None
        self.port = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def chats(self) -> list[Any]:
        return [body for path, _, body in self.requests if path.endswith("/chat/completions")]

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.hung_up.set()
        finally:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        line, *rest = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in rest if one)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        path = line.split(" ")[1]
        told = json.loads(body) if body else None
        self.requests.append((path, headers, told))
        if (special := self.answer(path, told)) is not None:
            self._whole(writer, *special)
        elif path.endswith("/chat/completions"):
            await self._stream(reader, writer)
        elif path.endswith("/models"):
            listed = {"object": "list", "data": [{"id": self.model, "object": "model"}]}
            self._whole(writer, 200, "application/json", json.dumps(listed).encode())
        else:
            self._whole(writer, 200, "application/json", b'{"data": {"label": "made-up"}}')
        await writer.drain()

    def _whole(self, writer: asyncio.StreamWriter, status: int, kind: str, body: bytes) -> None:
        head = (
            f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        writer.write(head.encode() + body)

    async def _stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
        for at, word in enumerate(self.words):
            if self.hold is not None and at == len(self.words) - 1:
                await writer.drain()
                await self._wait(reader, self.hold)
            writer.write(self._event({"choices": [{"index": 0, "delta": {"content": word}}]}))
        writer.write(self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}))
        usage = {"prompt_tokens": 9, "completion_tokens": len(self.words), "total_tokens": 9 + len(self.words)}
        writer.write(self._event({"choices": [], "usage": usage}))
        writer.write(b"data: [DONE]\n\n")

    async def _wait(self, reader: asyncio.StreamReader, until: asyncio.Event) -> None:
        """Wait for the test, or notice that the client left."""
        left = asyncio.get_running_loop().create_task(reader.read(1))
        released = asyncio.get_running_loop().create_task(until.wait())
        await asyncio.wait({left, released}, return_when=asyncio.FIRST_COMPLETED)
        if left.done() and not released.done():
            self.hung_up.set()
        for task in (left, released):
            task.cancel()

    def _event(self, value: dict[str, Any]) -> bytes:
        whole = {"id": "1", "object": "chat.completion.chunk", "model": self.model, **value}
        return f"data: {json.dumps(whole)}\n\n".encode()
