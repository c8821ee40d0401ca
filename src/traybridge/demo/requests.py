"""A request as the replay server received it, kept for assertions, and reading one off a connection."""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec


@dataclass(eq=False, slots=True)
class Received:
    """One request. `at` is the loop's time when its last byte was in; `connection` counts TCP connections.

    `hung_up` is set the moment the client closes before its answer has ended, also while nothing is being
    written; `finished` is set when the answer has been written to its end; `over` with either.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False, default=b"")
    at: float = 0.0
    connection: int = 0
    hung_up: asyncio.Event = field(repr=False, default_factory=asyncio.Event)
    hung_up_at: float | None = None
    finished: asyncio.Event = field(repr=False, default_factory=asyncio.Event)
    over: asyncio.Event = field(repr=False, default_factory=asyncio.Event)
    interrupted: asyncio.Event = field(repr=False, default_factory=asyncio.Event)

    @property
    def path(self) -> str:
        """The path as sent, still percent-encoded, without the query."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    def header(self, name: str) -> str | None:
        """Look a header up, case-insensitively; the first of several."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def json(self) -> Any:
        return msgspec.json.decode(self.body)

    @property
    def keeps_alive(self) -> bool:
        return (self.header("connection") or "").lower() != "close"

    def end_answer(self) -> None:
        """Let the answer end cleanly where it is, as when Exo is told to cancel (081) or to unload (094)."""
        self.interrupted.set()

    def note_finished(self) -> None:
        self.finished.set()
        self.over.set()

    def note_hang_up(self, now: float) -> None:
        """Remember that the client has gone, unless it had its whole answer."""
        if not self.over.is_set():
            self.hung_up_at = now
            self.hung_up.set()
            self.over.set()
            self.interrupted.set()


async def read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: int) -> Received | None:
    """Read the next request of a connection; None when the client closed instead of asking.

    Raises asyncio.IncompleteReadError when the client goes away in the middle of one.
    """
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as closed:
        if closed.partial:
            raise
        return None
    request_line, *lines = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    method, target, _ = request_line.split(" ")
    headers = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines))
    request = Received(method, target, headers, connection=connection)
    if (request.header("expect") or "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    request.body = await _read_body(reader, request)
    return request


async def _read_body(reader: asyncio.StreamReader, request: Received) -> bytes:
    if (request.header("transfer-encoding") or "").lower() != "chunked":
        return await reader.readexactly(int(request.header("content-length") or 0))
    body = bytearray()
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        body += (await reader.readexactly(size + 2))[:-2]
    while await reader.readuntil(b"\r\n") != b"\r\n":
        pass  # trailers say nothing that a test would ask for
    return bytes(body)
