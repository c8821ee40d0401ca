"""The one HTTP server of the tests: on 127.0.0.1, it writes what a test says byte for byte, and remembers who asked.

It speaks just enough HTTP/1.1 for that, by hand, because a framework would refuse to send what is wrong in many tests.
What it answers is said by a function (tests/support/replies.py has many) or by a subclass: ``Host`` (hosts.py),
``FaultServer`` (tests/faults/server.py), ``Cloud`` (tests/live/support/cloud.py).
"""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
LONGEST = 64 * 1024 * 1024
"""Bytes of a request that are taken."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request: header names in lower case; ``connection`` counts the server's connections from 1.

    ``gone`` is set when whoever asked closes the connection or resets it; ``tunnel`` is the host that a proxy was asked
    to connect to first.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    connection: int = 1
    tunnel: str = ""
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def key(self) -> str:
        """The key that came along; "" for none."""
        return self.headers.get("x-api-key") or self.headers.get("authorization", "").removeprefix("Bearer ")


Reply = Callable[[asyncio.StreamWriter, Request], Awaitable[bool | None]]
"""Write an answer; True where another request may follow on the connection, which is closed otherwise."""


async def read_head(reader: asyncio.StreamReader) -> tuple[str, dict[str, str]]:
    """The request line, and the headers by lower-case name."""
    line, *rest = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    return line, {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in rest if one)}


class _Listener:
    """What one port serves: its open connections, the tasks at them, and what went wrong there."""

    def __init__(self, handler: Handler, context: ssl.SSLContext | None) -> None:
        self._handler = handler
        self._context = context
        self._tasks: set[asyncio.Task[None]] = set()
        self._errors: list[BaseException] = []
        self.open: dict[_Protocol, asyncio.BaseTransport] = {}
        self.port = 0

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Protocol(self), "127.0.0.1", 0, ssl=self._context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop what is still open, wait until nothing is left, and raise what a handler raised."""
        failed = [] if error else self._errors[:1]  # before its own end disturbs a handler
        self._server.close()
        for transport in tuple(self.open.values()):
            transport.abort()  # type: ignore[attr-defined]
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()
        for first in failed:
            raise first

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Begin to serve a connection."""
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer), name="connection")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._handler(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass  # whoever asked is gone, which some tests are about
        except Exception as error:  # noqa: BLE001  a test's own, raised where it looks
            self._errors.append(error)
        finally:
            writer.close()


class _Protocol(asyncio.StreamReaderProtocol):
    """Streams that tell at once when the other side leaves, also while nobody reads."""

    def __init__(self, listener: _Listener) -> None:
        super().__init__(asyncio.StreamReader(limit=LONGEST), listener.accept)
        self._listener = listener
        self.gone = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._listener.open[self] = transport
        super().connection_made(transport)

    def eof_received(self) -> bool | None:
        self.gone.set()
        return super().eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self.gone.set()
        self._listener.open.pop(self, None)
        super().connection_lost(exc)


@asynccontextmanager
async def serving(handler: Handler, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Serve bare TCP, or TLS, until the end of the block; give the port.

    A handler that is not done then is cancelled; what one raised is raised, unless the block itself failed.
    """
    async with _Listener(handler, context) as listener:
        yield listener.port


class HttpServer:
    """Answer each request with the reply that ``route`` has for it; ``requests`` are all that arrived, in order."""

    def __init__(self, route: Callable[[Request], Reply], context: ssl.SSLContext | None = None) -> None:
        self._route = route
        self._listener = _Listener(self._serve, context)
        self._arrived = asyncio.Condition()
        self.requests: list[Request] = []
        self.connections = 0

    async def __aenter__(self) -> Self:
        await self._listener.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._listener.__aexit__(kind, error, trace)

    @property
    def port(self) -> int:
        return self._listener.port

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Its address as a host of models."""
        return f"{self.origin}/v1"

    @property
    def open_connections(self) -> int:
        return len(self._listener.open)

    async def until(self, arrived: Callable[[], bool]) -> None:
        """Wait for requests until this holds."""
        async with self._arrived:
            await self._arrived.wait_for(arrived)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        number, again = self.connections, True
        while again and (request := await self._read(reader, writer, number)) is not None:
            async with self._arrived:
                self.requests.append(request)
                self._arrived.notify_all()
            again = bool(await self._route(request)(writer, request))
            await writer.drain()

    async def _read(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int, tunnel: str = ""
    ) -> Request | None:
        try:
            line, headers = await read_head(reader)
        except asyncio.IncompleteReadError:
            return None
        method, path, _ = line.split(" ", 2)
        if method == "CONNECT" and (context := self.tunnel(path.rpartition(":")[0])) is not None:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await writer.start_tls(context)
            return await self._read(reader, writer, number, path.rpartition(":")[0])
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        protocol = writer.transport.get_protocol()
        assert isinstance(protocol, _Protocol)
        return Request(method, path, headers, body, number, tunnel, protocol.gone)

    def tunnel(self, host: str) -> ssl.SSLContext | None:
        """Who we are at the other end of a proxy's tunnel to this host; None: a CONNECT is a request like others."""
        return None
