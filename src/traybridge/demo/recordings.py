"""Recorded HTTP answers of real servers: what was said, when each piece came, and how it ended.

A recording is three files' worth of facts: `NAME.http` (head and body as curl received them, chunk framing
removed), `NAME.timed.jsonl` (the same bytes with their arrival times, where the timing matters) and a row of
`INDEX.tsv` (how long it took, with which exit code curl ended).
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import msgspec

_BLANK_LINE = b"\r\n\r\n"
_BODILESS = frozenset({204, 304})


class RecordingEnd(enum.Enum):
    """How an answer ended, seen from the client; the value is curl's exit code for it."""

    COMPLETE = 0
    REFUSED = 7  # nothing listened
    CUT = 18  # the connection closed inside the body
    HELD = 28  # the server never closed: the client gave up
    RESET = 56  # as CUT, with a TCP reset; never recorded, made with `Recording.ending_in`


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of a body that arrived together, `at` seconds after the request."""

    at: float
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recording:
    """One answer: `head` is the status line and headers, byte for byte, with the blank line that ends them.

    `head_at` and `ended_at` are seconds after the request.
    """

    name: str
    head: bytes = field(repr=False)
    pieces: tuple[Piece, ...] = field(repr=False)
    ending: RecordingEnd = RecordingEnd.COMPLETE
    head_at: float = 0.0
    ended_at: float = 0.0

    @classmethod
    def of_json(cls, value: Any, status: int = 200, name: str = "synthetic") -> Self:
        """Build a JSON answer with the head that Exo's server gives one (empty reason phrase)."""
        return cls.of_body(msgspec.json.encode(value), "application/json", status=status, name=name)

    @classmethod
    def of_body(cls, body: bytes, content_type: str, status: int = 200, name: str = "synthetic") -> Self:
        """Build an answer of known length with the head that Exo's server gives one."""
        head = (
            f"HTTP/1.1 {status} \r\ncontent-length: {len(body)}\r\n"
            f"content-type: {content_type}\r\nserver: hypercorn-h11\r\n\r\n"
        )
        return cls(name, head.encode(), (Piece(0.0, body),) if body else ())

    @property
    def body(self) -> bytes:
        return b"".join(piece.data for piece in self.pieces)

    @property
    def raw(self) -> bytes:
        """What `curl -isSN` prints for it."""
        return self.head + self.body

    @property
    def status_line(self) -> bytes:
        """The first line as recorded: Exo 1.x has a blank and no reason phrase at its end."""
        return self.head.split(b"\r\n", 1)[0]

    @property
    def status(self) -> int:
        return int(self.status_line.split(b" ")[1])

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """Names as recorded (not lower-cased), in their order."""
        lines = self.head.decode("latin-1").split("\r\n")[1:-2]
        return tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines))

    def header(self, name: str) -> str | None:
        """Look a header up, case-insensitively; the first of several."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def chunked(self) -> bool:
        return (self.header("transfer-encoding") or "").lower() == "chunked"

    @property
    def keeps_alive(self) -> bool:
        """Whether a client may send its next request over the same connection."""
        if self.ending is not RecordingEnd.COMPLETE or (self.header("connection") or "").lower() == "close":
            return False
        return self.chunked or self.header("content-length") is not None or self.status in _BODILESS

    def json(self) -> Any:
        return msgspec.json.decode(self.body)

    def with_json(self, value: Any) -> Self:
        """Keep head and timing, say something else: the body comes in one piece, when the answer ended."""
        return self.with_body(msgspec.json.encode(value))

    def with_body(self, body: bytes) -> Self:
        head = b"\r\n".join(
            b"content-length: %d" % len(body) if line.lower().startswith(b"content-length:") else line
            for line in self.head.split(b"\r\n")
        )
        return replace(self, head=head, pieces=(Piece(self.ended_at, body),) if body else ())

    def ending_in(self, ending: RecordingEnd, *, pieces: int | None = None, size: int | None = None) -> Self:
        """End in another way, after the first `pieces` pieces or after `size` bytes of the body.

        For what was not recorded as such: `ending_in(RecordingEnd.HELD, pieces=5)` says a little, then hangs.
        """
        kept = self.pieces[:pieces]
        if size is not None:
            kept = tuple(_first_bytes(kept, size))
        shortened = pieces is not None or size is not None
        ended_at = (kept[-1].at if kept else self.head_at) if shortened else self.ended_at
        return replace(self, pieces=kept, ending=ending, ended_at=ended_at)


def _first_bytes(pieces: tuple[Piece, ...], size: int) -> Iterator[Piece]:
    for piece in pieces:
        if size <= 0:
            return
        yield Piece(piece.at, piece.data[:size])
        size -= len(piece.data)


class Arrival(msgspec.Struct, frozen=True):
    """A line of `*.timed.jsonl`: what one read returned, milliseconds after curl's start."""

    t_ms: float
    text: str = msgspec.field(name="bytes")

    @property
    def data(self) -> bytes:
        """Surrogates stand for bytes that are not UTF-8 (a read may end inside a character)."""
        return self.text.encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What INDEX.tsv knows of a recording: `seconds` from request to end, 0 where nobody took the time."""

    name: str
    seconds: float
    ending: RecordingEnd
    command: str


def read_index(text: str) -> dict[str, IndexRow]:
    """Read INDEX.tsv: name, start, duration, curl exit code, status line, size, command."""
    rows = (line.split("\t") for line in text.splitlines()[1:] if line)
    return {
        name: IndexRow(name, float(seconds[:-1] or 0), RecordingEnd(int(exit_code.removeprefix("curl_rc="))), command)
        for name, _, seconds, exit_code, _, _, command in rows
    }


def parse(row: IndexRow, http: bytes, arrivals: tuple[Arrival, ...] = ()) -> Recording:
    """Join what the three files know.

    Without arrival times: an answer of known length comes at once at its end, while a chunked one sends its
    head at the start and its body at its end (the `date` headers of 054, 076, 083 and 093 tell so).
    """
    head, blank, body = http.partition(_BLANK_LINE)
    head += blank
    recording = Recording(row.name, head, (), row.ending, row.seconds, row.seconds)
    if arrivals:
        pieces = tuple(_body_pieces(arrivals, len(head)))
        ended_at = max(row.seconds, arrivals[-1].t_ms / 1000)
        return replace(recording, pieces=pieces, head_at=arrivals[0].t_ms / 1000, ended_at=ended_at)
    pieces = (Piece(row.seconds, body),) if body else ()
    return replace(recording, pieces=pieces, head_at=0.0 if recording.chunked else row.seconds)


def _body_pieces(arrivals: tuple[Arrival, ...], head_size: int) -> Iterator[Piece]:
    for arrival in arrivals:
        data = arrival.data[head_size:]
        head_size = max(0, head_size - len(arrival.data))
        if data:
            yield Piece(arrival.t_ms / 1000, data)


class Library(Mapping[str, Recording]):
    """The recordings of one folder, read when asked for.

    A name may be shortened to its number: `library["050"]`, `library["failures_runner_crash/054"]`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index = read_index((folder / "INDEX.tsv").read_text("utf-8"))

    def __getitem__(self, name: str) -> Recording:
        row = self.row(name)
        arrivals = _read_arrivals(self.folder / f"{row.name}.timed.jsonl")
        return parse(row, (self.folder / f"{row.name}.http").read_bytes(), arrivals)

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def row(self, name: str) -> IndexRow:
        """Say what the index knows of it (the command that was sent, for one)."""
        found = [row for key, row in self._index.items() if key == name or key.startswith(f"{name}_")]
        if len(found) != 1:
            raise KeyError(name)
        return found[0]

    def timeline(self, name: str) -> Path:
        """Find the file of a timeline: timelines stand in no index."""
        paths = list(self.folder.glob(f"{name}_*.timeline.jsonl"))
        if len(paths) != 1:
            raise KeyError(name)
        return paths[0]


def _read_arrivals(path: Path) -> tuple[Arrival, ...]:
    if not path.exists():
        return ()
    return tuple(msgspec.json.decode(line, type=Arrival) for line in path.read_bytes().splitlines())
