"""Requests to hosts without TLS: an httpx transport on httptools (llhttp), its sockets from the gate."""

import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

import httpx
from httptools import HttpParserError, HttpResponseParser

from traybridge.providers.http.body import Body, interrupted
from traybridge.providers.http.connect import Closed, Connection, Gate, NotHTTP
from traybridge.providers.http.errors import failure
from traybridge.providers.http.request import head_of, place_of

HEAD_LIMIT = 100 * 1024
"""Bytes that may come without content in them: a head, an endless chunk extension or trailer. llhttp has no limit."""
KEEP_ALIVE = 30.0
"""Seconds that an idle connection is kept; a server that drops its own earlier is seen at once."""
MAX_IDLE = 64


class ResponseParser:
    """One response as llhttp reads it: takes bytes, gives head and content, knows the end (no I/O).

    ``status`` is 0 until the head is whole; ``ended``: so is the body; ``broken``: it is no HTTP, or not framed as it
    says, and nothing more can be read; ``reusable``: the connection may carry another request afterwards.
    ``bodiless``: the request was a HEAD, so what follows the head is not ours, whatever the head says.
    """

    __slots__ = ("_bodiless", "_idle", "_llhttp", "_pieces", "_until_closed", "broken", "ended", "headers", "reusable",
                 "status")  # fmt: skip

    def __init__(self, *, bodiless: bool = False) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.ended = self.broken = self.reusable = False
        self._bodiless = bodiless
        self._until_closed = False
        self._pieces: list[bytes] = []
        self._idle = 0
        self._llhttp = HttpResponseParser(self)
        # What a client must or may take: folded headers (RFC 9112, 5.2), both framings at once (6.3; such a connection
        # is not used again), lines that end with a bare LF (2.2), blanks after a chunk's size (old Apaches pad it).
        self._llhttp.set_dangerous_leniencies(
            lenient_headers=True,
            lenient_chunked_length=True,
            lenient_optional_cr_before_lf=True,
            lenient_spaces_after_chunk_size=True,
        )

    def feed(self, data: bytes) -> None:
        """Take what came. What was content before a wrong frame is kept."""
        try:
            self._llhttp.feed_data(data)
        except HttpParserError:
            # Whatever follows a whole response was not asked for.
            self.reusable = False
            self.broken = not self.ended
        self._idle = 0 if self._pieces else self._idle + len(data)
        if self._idle > HEAD_LIMIT:
            self.broken = True

    def eof(self) -> None:
        """The other side closed: that ends a body without a frame, and breaks any other."""
        self.ended = self.ended or self._until_closed

    @property
    def ready(self) -> bool:
        """True when there is content to take, or the end: nothing has to be waited for."""
        return bool(self._pieces) or self.ended

    def take(self) -> bytes:
        """The content that came, all of it at once."""
        pieces, self._pieces = self._pieces, []
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    # llhttp's events. An exception in one of them makes feed_data raise HttpParserCallbackError.

    def on_message_begin(self) -> None:
        if self.ended:
            raise NotHTTP
        self.headers = []

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self.status:
            self.headers.append((name, value.strip().replace(b"\t", b" ")))

    def on_headers_complete(self) -> None:
        status = self._llhttp.get_status_code()
        version = self._llhttp.get_http_version()
        if status < 100 or status == 101 or version not in {"1.0", "1.1"}:
            raise NotHTTP
        if status < 200:
            return
        framing = {name.lower(): value for name, value in self.headers}
        coding, length = framing.get(b"transfer-encoding"), framing.get(b"content-length")
        if coding is not None and coding.lower().rsplit(b",", 1)[-1].strip() != b"chunked":
            raise NotHTTP
        self._until_closed = coding is None and length is None and status not in {204, 304}
        both = coding is not None and length is not None
        self.reusable = version == "1.1" and not both and not self._bodiless and self._llhttp.should_keep_alive()
        self.ended = self._bodiless
        self.status = status

    def on_body(self, data: bytes) -> None:
        if not self.ended:
            self._pieces.append(data)

    def on_message_complete(self) -> None:
        self.ended = self.ended or self.status > 0


class _PlainBody(Body):
    """The rest of a response, read off its connection; what arrives together is handed out together."""

    def __init__(self, connection: Connection, parser: ResponseParser, keep: Callable[[], None]) -> None:
        self._connection = connection
        self._parser = parser
        self._keep: Callable[[], None] | None = keep

    async def read(self) -> bytes:
        parser = self._parser
        while not (piece := parser.take()):
            if parser.ended:
                return b""
            if parser.broken or not await _fed(parser, self._connection):
                self._connection.abort()
                raise interrupted(parser.status)
        return piece

    async def read_until(self, deadline: float) -> bytes:
        # Nearly always the end has come with the last event: no timer is needed to see it.
        return await (self.read() if self._parser.ready else super().read_until(deadline))

    async def aclose(self) -> None:
        """Keep the connection when the body is whole and nothing unasked came after it, else drop it."""
        keep, self._keep = self._keep, None
        if keep is not None and self._parser.ended and self._parser.reusable:
            keep()
        elif keep is not None:
            self._connection.abort()


async def _fed(parser: ResponseParser, connection: Connection) -> bool:
    """Read once; False when the other side is gone before the end."""
    try:
        data = await connection.read()
    except OSError:
        return False
    if data:
        parser.feed(data)
        return True
    parser.eof()
    return parser.ended


class PlainTransport(httpx.AsyncBaseTransport):
    """Requests without TLS, over connections that are kept while they live."""

    def __init__(self, gate: Gate, *, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._gate = gate
        self._seconds = seconds
        self._monotonic = monotonic
        self._idle: dict[tuple[str, int], deque[tuple[Connection, float]]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and wait for the headers.

        A reused connection that dies before any byte of the answer is replaced by a new one, once: it had been dead
        before. That is the one repetition that a provider makes.

        Raises:
            ProviderError: nobody answered, or not in HTTP.
        """
        message = head_of(request) + await request.aread()
        where = request.url.raw_host.decode("ascii"), request.url.port or 80
        try:
            connection, parser = await self._answered(where, message, bodiless=request.method == "HEAD")
        except (OSError, UnicodeError, Closed, NotHTTP) as error:
            raise failure(error, place_of(request), seconds=self._seconds) from None
        body = _PlainBody(connection, parser, lambda: self._keep(where, connection))
        return httpx.Response(parser.status, headers=parser.headers, stream=body, request=request)

    async def _answered(
        self, where: tuple[str, int], message: bytes, *, bodiless: bool
    ) -> tuple[Connection, ResponseParser]:
        if (connection := self._take(where)) is not None:
            try:
                return connection, await _ask(connection, message, bodiless=bodiless)
            except Closed as closed:
                if not closed.silent:
                    raise
                # It had died before, and so may have the others.
                self.close_idle()
        connection = await self._gate.open(*where, self._seconds)
        return connection, await _ask(connection, message, bodiless=bodiless)

    def _take(self, where: tuple[str, int]) -> Connection | None:
        """The connection that was used last and still lives."""
        idle = self._idle.get(where, deque())
        oldest = self._monotonic() - KEEP_ALIVE
        while idle:
            connection, since = idle.pop()
            if connection.usable and since >= oldest:
                return connection
            connection.abort()
        return None

    def _keep(self, where: tuple[str, int], connection: Connection) -> None:
        idle = self._idle.setdefault(where, deque())
        if connection.usable and len(idle) < MAX_IDLE:
            idle.append((connection, self._monotonic()))
        else:
            connection.abort()

    def close_idle(self) -> None:
        for idle in self._idle.values():
            while idle:
                idle.pop()[0].abort()

    async def aclose(self) -> None:
        self.close_idle()


async def _ask(connection: Connection, message: bytes, *, bodiless: bool) -> ResponseParser:
    """Send a request and read on until the response's head is there.

    Raises:
        Closed: the other side closed.
        NotHTTP: it answers in another protocol.
    """
    parser = ResponseParser(bodiless=bodiless)
    try:
        # A server that refuses a request early answers and closes: the answer may be there although writing fails.
        with suppress(OSError):
            await connection.pipe.write(message)
        await _read_head(parser, connection)
    except BaseException:
        connection.abort()
        raise
    return parser


async def _read_head(parser: ResponseParser, connection: Connection) -> None:
    silent = True
    while not parser.status:
        if not await _fed(parser, connection):
            raise Closed(silent=silent)
        if parser.broken and not parser.status:
            raise NotHTTP
        silent = False
