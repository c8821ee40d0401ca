"""HTTP/1.1 without TLS, as local servers speak it: no library between the socket and the reader of events.

Every chunk of an answer passes here, and a general parser alone costs more than the rest of its way (measured; the
numbers are in the benchmark). Hosts with TLS or behind a proxy are pooled.py's.
"""

import re
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from traybridge.core.errors import RequestRejected, StreamBroken
from traybridge.core.i18n import msg
from traybridge.providers.http.connect import Connection, Gate, NotHTTP
from traybridge.providers.http.errors import closed, failure, not_http

HEAD_LIMIT = 100 * 1024
LINE_LIMIT = 16 * 1024
KEEP_ALIVE = 30.0
"""Seconds that an idle connection is kept; a server that drops its own earlier is seen at once."""
MAX_IDLE = 64
INTERRUPTED = (
    msg("The connection broke in the middle of the answer"),
    msg("Continue with another provider, or ask again."),
)

_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-9]\d\d)(?: |$)")
_SIZE = re.compile(rb"[0-9A-Fa-f]{1,15}")
_ENDS = re.compile(rb"\r?\n\r?\n")
_BREAKS = re.compile(rb"[\r\n\0]")


@dataclass(frozen=True, slots=True)
class Request:
    """One request, ready for the wire. ``place`` is host and port for people; ``target`` path and query."""

    method: str
    scheme: str
    host: str
    port: int
    host_header: bytes
    target: bytes
    headers: Sequence[tuple[bytes, bytes]]
    content: bytes | None
    place: str

    def head(self) -> bytes:
        """The request line and the headers.

        Raises:
            RequestRejected: a header would break out of its line; the message does not repeat it.
        """
        if any(_BREAKS.search(part) for header in self.headers for part in header):
            raise RequestRejected(
                "The request cannot be sent: a header is not valid", "Check the provider's headers and its key."
            )
        lines = [
            b"%b %b HTTP/1.1" % (self.method.encode("ascii"), self.target),
            b"Host: " + self.host_header,
            *(b"%b: %b" % header for header in self.headers),
        ]
        return b"\r\n".join(lines) + b"\r\n\r\n"


class Cut(Exception):
    """The body ended before its end, or is not framed as it says."""


_AT_SIZE, _IN_DATA, _AFTER_DATA, _IN_TRAILERS = range(4)


class Body:
    """The framing of one response's body: takes bytes, gives content, knows the end (no I/O).

    ``reusable``: the connection may carry another request after it; ``rest``: bytes that are not this body's;
    ``broken``: it is not framed as it says, and nothing more can be read.
    """

    def __init__(self, headers: Mapping[str, str], status: int, *, old: bool = False) -> None:
        self.ended = status in {204, 304}
        self.reusable = not old and "close" not in headers.get("connection", "").lower()
        self.rest = b""
        self.broken = False
        self._left = 0
        self._state = _AT_SIZE
        self._feed: Callable[[bytes], bytes] = self._until_length
        coding = headers.get("transfer-encoding", "").lower()
        length = headers.get("content-length")
        if self.ended:
            return
        if coding:
            if coding.rsplit(",", 1)[-1].strip() != "chunked":
                raise Cut
            # Both framings at once are how requests are smuggled; such a connection is not used again.
            self.reusable = self.reusable and length is None
            self._feed = self._chunked
        elif length is not None:
            self._left = _length(length)
            self.ended = self._left == 0
        else:
            self.reusable = False
            self._feed = self._until_closed

    def feed(self, data: bytes) -> bytes:
        """Take what came; give the content in it."""
        if self.ended:
            self.rest += data
            return b""
        return self._feed(data)

    def eof(self) -> None:
        """The other side closed.

        Raises:
            Cut: before the end.
        """
        if not self.ended and self._feed != self._until_closed:
            raise Cut
        self.ended = True

    def _until_closed(self, data: bytes) -> bytes:
        return data

    def _until_length(self, data: bytes) -> bytes:
        if len(data) > self._left:
            data, self.rest = data[: self._left], data[self._left :]
        self._left -= len(data)
        self.ended = self._left == 0
        return data

    def _chunked(self, data: bytes) -> bytes:
        data, self.rest = self.rest + data, b""
        found: list[bytes] = []
        at, end = 0, len(data)
        while at < end and not self.ended and not self.broken:
            if self._state == _IN_DATA:
                piece = data[at : at + self._left]
                found.append(piece)
                at += len(piece)
                self._left -= len(piece)
                self._state = _IN_DATA if self._left else _AFTER_DATA
                continue
            line_end = data.find(b"\n", at)
            if line_end < 0:
                self.broken = end - at > LINE_LIMIT
                break
            self._line(data[at:line_end].rstrip(b"\r"))
            at = line_end + 1
        self.rest = data[at:]
        return found[0] if len(found) == 1 else b"".join(found)

    def _line(self, line: bytes) -> None:
        """A line between the data: a chunk's size, the empty one after its data, or a trailer."""
        if self._state == _AFTER_DATA:
            self.broken = bool(line)
            self._state = _AT_SIZE
        elif self._state == _AT_SIZE:
            size = line.split(b";", 1)[0].strip()
            self.broken = _SIZE.fullmatch(size) is None
            self._left = 0 if self.broken else int(size, 16)
            self._state = _IN_DATA if self._left else _IN_TRAILERS
        elif not line:
            self.ended = True


def _length(value: str) -> int:
    """One length, or the same one several times (RFC 9110, 8.6)."""
    only, *others = {part.strip() for part in value.split(",")}
    if others or not only.isascii() or not only.isdigit() or len(only) > 15:
        raise Cut
    return int(only)


@dataclass(frozen=True, slots=True)
class Head:
    """Status line and headers (names in lower case, repeated ones joined by a comma); ``old``: HTTP/1.0."""

    status: int
    headers: Mapping[str, str]
    old: bool = False


def read_head(block: bytes) -> Head:
    """Read a response's head, without its empty line.

    Raises:
        NotHTTP: it is none.
    """
    first, *lines = block.split(b"\n")
    found = _STATUS.match(first.rstrip(b"\r"))
    if found is None:
        raise NotHTTP
    headers: dict[str, str] = {}
    last = ""
    for line in lines:
        text = line.rstrip(b"\r").decode("latin-1")
        if text[:1] in {" ", "\t"} and last:
            headers[last] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        last = name.lower()
        if not colon or not name or name != name.strip():
            raise NotHTTP
        headers[last] = f"{headers[last]}, {value.strip()}" if last in headers else value.strip()
    return Head(int(found.group(2)), headers, old=found.group(1) == b"0")


class _Gone(Exception):
    """The connection ended before the head was whole; ``silent``: not one byte of it came."""

    def __init__(self, *, silent: bool) -> None:
        super().__init__()
        self.silent = silent


class PlainConnection:
    """One connection, carrying one request at a time."""

    def __init__(self, line: Connection) -> None:
        self.line = line
        self.idle_since = 0.0

    async def ask(self, head: bytes, content: bytes | None) -> tuple[Head, bytes]:
        """Send a request and read the response's head; the bytes that came after it are handed out too.

        Raises:
            _Gone: the other side closed.
            NotHTTP: it answers in another protocol.
        """
        # A server that refuses a request early answers and closes: the answer may be there although writing fails.
        with suppress(OSError):
            await self.line.pipe.write(head + content if content else head)
        buffer = b""
        while True:
            found = _ENDS.search(buffer)
            if found is None:
                buffer += await self._more(buffer)
                continue
            answer, buffer = read_head(buffer[: found.start()]), buffer[found.end() :]
            if answer.status >= 200:
                return answer, buffer
            if answer.status == 101:
                raise NotHTTP

    async def _more(self, so_far: bytes) -> bytes:
        if len(so_far) > HEAD_LIMIT:
            raise NotHTTP
        try:
            data = await self.line.read()
        except OSError:
            raise _Gone(silent=not so_far) from None
        if not data:
            raise _Gone(silent=not so_far)
        return data


class PlainResponse:
    """A response read off one connection (transport.Response)."""

    def __init__(
        self, connection: PlainConnection, head: Head, rest: bytes, keep: Callable[[PlainConnection], None]
    ) -> None:
        self.status = head.status
        self.headers = head.headers
        self._body = Body(head.headers, head.status, old=head.old)
        self._connection: PlainConnection | None = connection
        self._line = connection.line
        self._rest = rest
        self._keep = keep

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes; what arrived together is handed out together."""
        try:
            rest, self._rest = self._rest, b""
            if rest and (content := self._body.feed(rest)):
                yield content
            while not self._body.ended:
                data = b"" if self._body.broken else await self._line.read()
                if not data:
                    self._body.eof()
                    break
                if content := self._body.feed(data):
                    yield content
        except (Cut, OSError):
            self._line.abort()
            raise StreamBroken(*INTERRUPTED, status=self.status) from None

    async def aclose(self) -> None:
        """Keep the connection when the body is whole and nothing unasked came after it, else drop it."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        if self._body.ended and self._body.reusable and not self._body.rest and not self._rest:
            self._keep(connection)
        else:
            self._line.abort()


class Plain:
    """Requests to plain HTTP servers, over connections that are kept while they live."""

    def __init__(self, gate: Gate, *, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._gate = gate
        self._seconds = seconds
        self._monotonic = monotonic
        self._idle: dict[tuple[str, int], deque[PlainConnection]] = {}

    async def send(self, request: Request) -> PlainResponse:
        """Send one request and wait for the headers; see transport.Transport.send."""
        head = request.head()
        try:
            return await self._send(request, head)
        except _Gone:
            raise closed(request.place) from None
        except (NotHTTP, Cut):
            raise not_http(request.place) from None
        except (OSError, UnicodeError) as error:
            raise failure(error, request.place, seconds=self._seconds) from None

    async def _send(self, request: Request, head: bytes) -> PlainResponse:
        connection = self._take(request)
        if connection is not None:
            try:
                return await self._once(connection, request, head)
            except _Gone as gone:
                if not gone.silent:
                    raise
                # It had died before, and so may have the others.
                self.close_idle()
        connection = PlainConnection(await self._gate.open(request.host, request.port, self._seconds))
        return await self._once(connection, request, head)

    async def _once(self, connection: PlainConnection, request: Request, head: bytes) -> PlainResponse:
        place = (request.host, request.port)
        try:
            answer, rest = await connection.ask(head, request.content)
            return PlainResponse(connection, answer, rest, lambda kept: self._keep(place, kept))
        except BaseException:
            connection.line.abort()
            raise

    def _take(self, request: Request) -> PlainConnection | None:
        """The connection that was used last and still lives."""
        idle = self._idle.get((request.host, request.port), deque())
        oldest = self._monotonic() - KEEP_ALIVE
        while idle:
            connection = idle.pop()
            if connection.line.usable and connection.idle_since >= oldest:
                return connection
            connection.line.abort()
        return None

    def _keep(self, place: tuple[str, int], connection: PlainConnection) -> None:
        idle = self._idle.setdefault(place, deque())
        if not connection.line.usable or len(idle) >= MAX_IDLE:
            connection.line.abort()
            return
        connection.idle_since = self._monotonic()
        idle.append(connection)

    def close_idle(self) -> None:
        for connections in self._idle.values():
            while connections:
                connections.pop().line.abort()
