"""A server on 127.0.0.1 that fails in every way that tests/faults/scenarios.py names, and remembers who asked.

    async with FaultServer() as server:
        base_url = server.base_url("429-json")     # http://127.0.0.1:PORT/429-json/v1

Every path under a scenario's name gets that scenario. It speaks just enough HTTP/1.1 for that, by hand, because a
framework would refuse to send what is wrong here.
"""

import asyncio
import socket
import struct
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from tests.faults.scenarios import SCENARIOS, Do, Scenario


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it arrived: header names in lower case; ``connection`` counts the server's connections from 1."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    connection: int


@dataclass(slots=True)
class Traces:
    """What happened at one scenario. ``hanging`` is set while it keeps somebody waiting, ``hung_up`` once the client
    left before the end, at ``hung_up_at`` (the loop's time).
    """

    requests: list[Seen] = field(default_factory=list)
    hanging: asyncio.Event = field(default_factory=asyncio.Event)
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)
    hung_up_at: float = 0.0

    @property
    def hits(self) -> int:
        return len(self.requests)


class FaultServer:
    """Serve the scenarios until the end of the ``async with`` block."""

    def __init__(self, scenarios: Mapping[str, Scenario] = SCENARIOS) -> None:
        self._scenarios = scenarios
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.traces: defaultdict[str, Traces] = defaultdict(Traces)
        self.connections = 0
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, limit=64 * 1024 * 1024)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    def base_url(self, scenario: str) -> str:
        assert scenario in self._scenarios, scenario
        return f"http://127.0.0.1:{self.port}/{scenario}/v1"

    @property
    def open_connections(self) -> int:
        return len(self._writers)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        self.connections += 1
        number = self.connections
        try:
            served = 0
            while (request := await _read_request(reader, number)) is not None:
                served += 1
                if not await self._serve(request, reader, writer, served):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._tasks.discard(task)
            self._writers.discard(writer)
            writer.transport.abort()

    async def _serve(
        self, request: Seen, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, served: int
    ) -> bool:
        """Act a scenario; True when the connection may carry another request."""
        scenario = self._scenarios[request.path.split("/")[1]]
        traces = self.traces[scenario.name]
        traces.requests.append(request)
        steps = scenario.when_reused if served > 1 and scenario.when_reused is not None else scenario.steps
        for step in steps:
            match step:
                case bytes():
                    writer.write(step)
                    try:
                        await writer.drain()
                    except ConnectionError:
                        self._left(traces)
                        return False
                case Do.CLOSE:
                    writer.close()
                    return False
                case Do.RESET:
                    _reset(writer)
                    return False
                case Do.HANG:
                    traces.hanging.set()
                    await _gone(reader)
                    self._left(traces)
                    return False
        return True

    @staticmethod
    def _left(traces: Traces) -> None:
        traces.hung_up_at = asyncio.get_running_loop().time()
        traces.hung_up.set()


async def _read_request(reader: asyncio.StreamReader, connection: int) -> Seen | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    lines = head.decode("latin-1").split("\r\n")
    method, path, _ = lines[0].split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:] if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Seen(method, path, headers, body, connection)


async def _gone(reader: asyncio.StreamReader) -> None:
    """Wait until the client closes or resets its side."""
    try:
        while await reader.read(65_536):
            pass
    except ConnectionError:
        return


def _reset(writer: asyncio.StreamWriter) -> None:
    """End with RST, as a crashed machine or a firewall does."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
