"""An HTTP/1.1 server on 127.0.0.1 that plays recordings byte for byte, and remembers who asked what.

async with ReplayServer({("GET", "/state"): library["067"]}, speed=0) as server:
    ...  # talk to server.url
    chat = await server.nth(0, "/v1/chat/completions")
    await chat.hung_up.wait()
"""

import asyncio
import contextlib
import socket
import struct
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Self

from traybridge.core.tasks import TaskOwner
from traybridge.demo.answers import NOT_FOUND, Answer, Routes, find, settle
from traybridge.demo.recordings import Recording, RecordingEnd
from traybridge.demo.requests import Received, read_request


class ReplayServer:
    """Answers requests from a table of recordings.

    `routes` may be changed at any time (answers.py tells its form), and so may `speed`: 1.0 plays as
    recorded, 20.0 twenty times as fast, 0 without any waiting. `fallback` answers what no route knows.
    With `remember=False` nothing is kept of the requests, for a server that runs for days.

    What a route raises ends that connection and is raised again when the server is left.
    """

    def __init__(
        self,
        routes: Routes | None = None,
        *,
        port: int = 0,
        speed: float = 1.0,
        fallback: Answer = NOT_FOUND,
        remember: bool = True,
    ) -> None:
        self.routes: Routes = {} if routes is None else routes
        self.port = port
        self.speed = speed
        self.fallback = fallback
        self.received: list[Received] = []
        self._remember = remember
        self._arrived = asyncio.Condition()
        self._listener: asyncio.Server | None = None
        self._tasks = TaskOwner("replay", lambda _, error: self._failures.append(error))
        self._connections: set[asyncio.StreamWriter] = set()
        self._accepted = 0
        self._failures: list[BaseException] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.refuse()
        self.hang_up()
        await self._tasks.cancel()
        if self._failures and error is None:
            raise self._failures[0]

    async def listen(self) -> None:
        """Open the port, the same one again after `refuse()`. Raises OSError when it is taken."""
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(lambda: _Wire(self._accept), "127.0.0.1", self.port)
        self.port = self._listener.sockets[0].getsockname()[1]

    async def refuse(self) -> None:
        """Close the port: new connections are refused (recording 134), open ones go on."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
            await asyncio.sleep(0)  # the loop closes the listening socket in its next round

    def hang_up(self) -> None:
        """Drop all open connections where they are, as a killed process does."""
        for writer in self._connections:
            writer.transport.abort()

    def requests_to(self, path: str) -> list[Received]:
        """List what was asked of a path, with any method and query."""
        return [request for request in self.received if request.path == path]

    async def nth(self, number: int, path: str | None = None) -> Received:
        """Wait for the request with this number (from 0), of a path or of all."""

        def so_far() -> list[Received]:
            return self.received if path is None else self.requests_to(path)

        async with self._arrived:
            await self._arrived.wait_for(lambda: len(so_far()) > number)
        return so_far()[number]

    def _accept(self, wire: "_Wire", reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._accepted += 1
        self._connections.add(writer)
        self._tasks.start(self._serve(wire, reader, writer, self._accepted), name=f"connection {self._accepted}")

    async def _serve(
        self, wire: "_Wire", reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int
    ) -> None:
        try:
            # A client may vanish at any point, also halfway through its request; then nobody needs an answer.
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                while (request := await read_request(reader, writer, number)) is not None:
                    await self._note(request, wire)
                    if not await self._answer(request, writer):
                        return
        finally:
            self._connections.discard(writer)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _note(self, request: Received, wire: "_Wire") -> None:
        request.at = asyncio.get_running_loop().time()
        wire.expect_answer_to(request)
        if self._remember:
            async with self._arrived:
                self.received.append(request)
                self._arrived.notify_all()

    async def _answer(self, request: Received, writer: asyncio.StreamWriter) -> bool:
        """Play the answer; True when the connection may carry another request."""
        answer = find(self.routes, request.method, request.target) or self.fallback
        recording = await settle(answer, request)
        return await play(recording, request, writer, self.speed)


class _Wire(asyncio.StreamReaderProtocol):
    """A connection that tells its pending request at once when the client goes away."""

    def __init__(self, accept: Callable[["_Wire", asyncio.StreamReader, asyncio.StreamWriter], None]) -> None:
        super().__init__(asyncio.StreamReader(), lambda reader, writer: accept(self, reader, writer))
        self._pending: Received | None = None
        self._gone = False

    def expect_answer_to(self, request: Received) -> None:
        self._pending = request
        if self._gone:
            self._note_hang_up()

    def eof_received(self) -> bool | None:
        self._note_hang_up()
        return super().eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self._note_hang_up()
        super().connection_lost(exc)

    def _note_hang_up(self) -> None:
        self._gone = True
        if self._pending is not None:
            self._pending.note_hang_up(asyncio.get_running_loop().time())


async def play(recording: Recording, request: Received, writer: asyncio.StreamWriter, speed: float) -> bool:
    """Write a recording as it was received, framed anew; True when the connection may be used again.

    Stops when the client hangs up. Raises ValueError for a refused connection, which no answer can imitate.
    """
    if recording.ending is RecordingEnd.REFUSED:
        raise ValueError(f"{recording.name} is no answer: call ReplayServer.refuse() instead")
    if await _write(recording, request, writer, speed):
        await _end_as_recorded(recording, request, writer)
    elif not request.hung_up.is_set():
        await _end_cleanly(recording, request, writer)
    whole = request.finished.is_set() and not request.interrupted.is_set()
    return whole and recording.keeps_alive and request.keeps_alive


async def _write(recording: Recording, request: Received, writer: asyncio.StreamWriter, speed: float) -> bool:
    """Write head and body, each piece at its time; False when the answer was interrupted."""

    async def reach(seconds: float) -> bool:
        return await _undisturbed(request, request.at + seconds / speed if speed else 0.0)

    if not await reach(recording.head_at) and request.hung_up.is_set():
        return False
    writer.write(recording.head)  # an answer that is ended early has a head too
    for piece in recording.pieces if request.method != "HEAD" else ():
        if not await reach(piece.at):
            return False
        writer.write(_chunk(piece.data) if recording.chunked else piece.data)
        await writer.drain()
    return await reach(recording.ended_at)


async def _undisturbed(request: Received, until: float) -> bool:
    """Wait until a moment of the loop's time; False when the answer is interrupted before."""
    try:
        async with asyncio.timeout_at(max(until, asyncio.get_running_loop().time())):
            await request.interrupted.wait()
    except TimeoutError:
        return not request.interrupted.is_set()
    return False


async def _end_as_recorded(recording: Recording, request: Received, writer: asyncio.StreamWriter) -> None:
    match recording.ending:
        case RecordingEnd.COMPLETE:
            await _end_cleanly(recording, request, writer)
        case RecordingEnd.HELD:
            await request.interrupted.wait()
            if not request.hung_up.is_set():
                await _end_cleanly(recording, request, writer)
        case RecordingEnd.CUT:
            if recording.chunked:
                writer.write(b"400\r\n")  # a chunk that was promised and never came
            request.note_finished()
        case RecordingEnd.RESET:
            linger_not = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_not)
            request.note_finished()
            writer.transport.abort()


async def _end_cleanly(recording: Recording, request: Received, writer: asyncio.StreamWriter) -> None:
    if recording.chunked and request.method != "HEAD":
        writer.write(b"0\r\n\r\n")
    await writer.drain()
    request.note_finished()


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)
