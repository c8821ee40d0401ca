"""The cloud as a program meets it behind a proxy: every host name is answered on this machine, over real TLS."""

import asyncio
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.cli.hosts import Asked, Reply, fails, lists, says
from tests.faults.certificates import Authority

from traybridge.core.tasks import TaskOwner

_CHATS = ("/chat/completions", "/messages")
REFUSED = fails(401, '{"error":{"message":"Invalid API key","code":401}}')
SPENT = fails(402, '{"error":{"message":"Insufficient credits","code":402}}')
LETS_IN = fails(200, '{"data":{"label":"made up"},"name":"somebody","type":"user"}')
"""What the free addresses for looking at a key say (OpenRouter's /key, Hugging Face's /whoami-v2)."""


@dataclass(frozen=True)
class Sent:
    """A request as it arrived, with the host that it was meant for."""

    host: str
    asked: Asked

    @property
    def key(self) -> str:
        """The key that came along; "" for none."""
        headers = self.asked.headers
        return headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer ")

    @property
    def json(self) -> Any:
        return self.asked.json


class Cloud:
    """A proxy at whose other end we are everybody. ``env`` is what a program needs to go through it.

    ``keys``: hosts that let in only who has this key; ``spent``: hosts that list models and answer no chat.
    """

    def __init__(self, folder: Path, *models: str) -> None:
        folder.mkdir()
        self._authority = Authority(folder)
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._models = models or ("m",)
        self.sent: list[Sent] = []
        self.keys: dict[str, str] = {}
        self.spent: set[str] = set()
        self._port = 0
        self._server: asyncio.Server | None = None
        self._errors: list[BaseException] = []
        self._tasks = TaskOwner("cloud", lambda _, error: self._errors.append(error))

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]
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
    def env(self) -> Mapping[str, str]:
        return {"HTTPS_PROXY": f"http://127.0.0.1:{self._port}", "SSL_CERT_FILE": str(self._authority.file)}

    @property
    def chats(self) -> list[Sent]:
        return [one for one in self.sent if one.asked.path.endswith(_CHATS)]

    @property
    def keys_by_host(self) -> dict[str, set[str]]:
        """Which keys came to which host, with whatever request."""
        hosts = dict.fromkeys(one.host for one in self.sent)
        return {host: {one.key for one in self.sent if one.host == host and one.key} for host in hosts}

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._tasks.start(self._serve(reader, writer), "serve")

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            method, target, _ = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[0].split(" ")
            assert method == "CONNECT", "only https goes through this proxy"
            host = target.rpartition(":")[0]
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await writer.drain()
            await writer.start_tls(self._context(host))
            sent = Sent(host, await _read(reader))
            self.sent.append(sent)
            await self._reply_to(sent)(writer, sent.asked)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass  # whoever asked is gone
        finally:
            writer.close()

    def _context(self, host: str) -> ssl.SSLContext:
        if host not in self._contexts:
            self._contexts[host] = self._authority.server(host)
        return self._contexts[host]

    def _reply_to(self, sent: Sent) -> Reply:
        if self.keys.get(sent.host, sent.key) != sent.key:
            return REFUSED
        path = sent.asked.path.partition("?")[0]
        if sent.host in self.spent and path.endswith(_CHATS):
            return SPENT
        if path.endswith("/messages"):
            return says_as_anthropic("Paris")
        if path.endswith("/chat/completions"):
            return says("Paris")
        return lists(*self._models) if path.endswith("/models") else LETS_IN


async def _read(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
    return Asked(method, path, headers, await reader.readexactly(int(headers.get("content-length", "0"))))


def says_as_anthropic(text: str) -> Reply:
    """A whole streamed answer on Anthropic's wire."""
    usage = {"input_tokens": 7, "output_tokens": 1}
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": {"id": "c", "model": "m", "usage": usage}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": usage},
        {"type": "message_stop"},
    ]

    async def reply(writer: asyncio.StreamWriter, _asked: Asked) -> None:
        writer.write(b"HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
        for event in events:
            writer.write(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())

    return reply
