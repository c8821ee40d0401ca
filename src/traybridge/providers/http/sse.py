"""Server-sent events, read byte by byte as they come (WHATWG HTML, 9.2.6)."""

from msgspec import Struct

EVENT_LIMIT = 8 * 1024 * 1024
"""Bytes that one event may have: an image inside a chunk fits, a host gone mad does not fill the memory."""

_BOM = b"\xef\xbb\xbf"


class EventTooLong(Exception):
    """An event, or a line without an end, is longer than the limit."""


class ServerSentEvent(Struct, frozen=True, gc=False):
    """One event: ``data`` as it was sent (lines joined by a line feed), ``name`` empty for a plain message."""

    data: bytes
    name: str = ""


class Comment(Struct, frozen=True, gc=False):
    """A line that began with a colon, without it and one blank. Exo tells its progress in these."""

    text: bytes


class Reader:
    """Turn pieces of a byte stream, cut anywhere, into events and comments.

    Only CR, LF and CRLF end a line, so U+2028 and U+0085 inside JSON stay where they are, and no byte is decoded
    but the names of events. ``last_id`` and ``retry`` (milliseconds) hold what the stream said last.
    """

    __slots__ = ("_data", "_held", "_limit", "_name", "_parts", "_size", "_skip_feed", "_started", "last_id", "retry")

    def __init__(self, limit: int = EVENT_LIMIT) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._held = 0
        self._data: list[bytes] = []
        self._size = 0
        self._name = b""
        self._skip_feed = False
        self._started = False
        self.last_id = ""
        self.retry: int | None = None

    def feed(self, piece: bytes) -> list[ServerSentEvent | Comment]:
        """Take the next piece and give what it completed.

        Raises:
            EventTooLong: an event or comment grew over the limit; nothing more can be read.
        """
        if not self._started:
            piece = self._strip_bom(piece)
        if self._skip_feed and piece:
            self._skip_feed = False
            if piece.startswith(b"\n"):
                piece = piece[1:]
        if b"\r" in piece:
            # A lone CR ends a line at once; a feed that follows in the next piece belongs to it.
            self._skip_feed = piece.endswith(b"\r")
            piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if b"\n" not in piece:
            self._hold(piece)
            return []
        if self._parts:
            # Joined only once a line is whole: joining at every piece would be quadratic.
            self._parts.append(piece)
            piece = b"".join(self._parts)
            self._parts, self._held = [], 0
        lines = piece.split(b"\n")
        rest = lines.pop()
        found = self._take(lines)
        self._hold(rest)
        return found

    def rest(self) -> ServerSentEvent | None:
        """The last event when the stream ended without the blank line that dispatches it, else None.

        The standard drops it. Some hosts end their stream right after the last line, so it is handed out on
        request, and the caller uses it only if its data is whole (a cut JSON object does not parse).
        """
        tail = b"".join(self._parts)
        self._parts, self._held = [], 0
        found = self._take([tail] if tail else [])
        found += self._take([b""])
        return next((event for event in reversed(found) if isinstance(event, ServerSentEvent)), None)

    def _strip_bom(self, piece: bytes) -> bytes:
        piece = b"".join((*self._parts, piece))
        self._parts, self._held = [], 0
        if len(piece) < len(_BOM) and _BOM.startswith(piece):
            self._hold(piece)
            return b""
        self._started = True
        return piece.removeprefix(_BOM)

    def _hold(self, piece: bytes) -> None:
        if piece:
            self._parts.append(piece)
            self._held += len(piece)
            if self._held + self._size > self._limit:
                raise EventTooLong

    def _add(self, value: bytes, size: int) -> None:
        self._data.append(value)
        self._size += size + 1
        if self._held + self._size > self._limit:
            raise EventTooLong

    def _take(self, lines: list[bytes]) -> list[ServerSentEvent | Comment]:
        found: list[ServerSentEvent | Comment] = []
        for line in lines:
            if line.startswith(b"data:"):
                self._add(line[6:] if line.startswith(b" ", 5) else line[5:], len(line))
            elif not line:
                if self._data:
                    found.append(self._event())
                self._name = b""
            elif line.startswith(b":"):
                if len(line) > self._limit:
                    raise EventTooLong
                found.append(Comment(line[2:] if line.startswith(b" ", 1) else line[1:]))
            else:
                self._field(line)
        return found

    def _event(self) -> ServerSentEvent:
        data = self._data[0] if len(self._data) == 1 else b"\n".join(self._data)
        name = self._name.decode("utf-8", "replace") if self._name else ""
        self._data.clear()
        self._size = 0
        return ServerSentEvent(data, name)

    def _field(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        match name:
            case b"data":
                self._add(value, len(line))
            case b"event":
                self._name = value
            case b"id" if b"\0" not in value:
                self.last_id = value[:1024].decode("utf-8", "replace")
            case b"retry" if value.isdigit():
                self.retry = int(value[:9])
            case _:
                pass
