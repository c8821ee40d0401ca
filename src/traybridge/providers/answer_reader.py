"""Turns the bytes of one answer into chunks, and knows when it is over (pure; routing.md, section 4, "Streams").

Time is an argument, in the seconds of the event loop. A reader is fed what came in one read, gives all that follows
from it at once, and says until when somebody should wait for more.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from traybridge.core.chat import Chunk, Progress
from traybridge.core.errors import ProviderError, ProviderFailed, StreamBroken
from traybridge.core.i18n import msg
from traybridge.providers.answer_decoder import AnswerDecoder
from traybridge.providers.http.sse import Comment, EventTooLong, Reader, ServerSentEvent
from traybridge.providers.json_repair import decode
from traybridge.providers.refusals import classify

SHOW_AFTER: Final = 1.0
"""Seconds of silence after a finish_reason until the answer is shown as ended."""
USAGE_SECONDS: Final = 5.0
"""Seconds after the end that the body is read on for the usage."""
CLOSE_SECONDS: Final = 0.05
"""Seconds that the end of the body may come after the last event; then the connection can be used again."""
BODY_LIMIT: Final = 32 * 1024 * 1024
NDJSON_LIMIT: Final = 8 * 1024 * 1024
DONE: Final = b"[DONE]"
Framing = Literal["sse", "ndjson"]


class Frames(Protocol):
    """Cuts a stream of bytes into events; raises EventTooLong."""

    def feed(self, piece: bytes) -> Iterable[ServerSentEvent | Comment]: ...

    def rest(self) -> ServerSentEvent | None:
        """The last event, when the stream ended without the end of it."""
        ...


class LineReader:
    """JSON objects, one a line (NDJSON). Blank lines say nothing."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, piece: bytes) -> Iterable[ServerSentEvent]:
        *lines, rest = piece.split(b"\n")
        if lines:
            lines[0] = b"".join((*self._parts, lines[0]))
            self._parts, self._size = [], 0
        self._parts.append(rest)
        self._size += len(rest)
        if self._size > NDJSON_LIMIT:
            raise EventTooLong
        return [ServerSentEvent(line) for line in lines if line.strip()]

    def rest(self) -> ServerSentEvent | None:
        line, self._parts = b"".join(self._parts), []
        return ServerSentEvent(line) if line.strip() else None


@dataclass(frozen=True, slots=True)
class Head:
    """What the response headers say that matters here: ``content_type`` in lower case, the HTTP ``status``."""

    content_type: str = ""
    status: int = 200


class AnswerReader:
    """One answer, from its first byte to its end. ``idle`` is the idle timer in seconds.

    ``comment`` reads the comments of the stream; ``check`` looks at each chunk and may raise ProviderError. Nothing
    here raises: what was read before an error is handed out first, then ``failure`` says why it is no whole answer.
    ``over`` is True once nothing more is read; ``deadline``: when to stop waiting, None while only others' timers run.
    """

    def __init__(
        self,
        decoder: AnswerDecoder,
        head: Head,
        *,
        idle: float,
        framing: Framing = "sse",
        comment: Callable[[bytes], Progress | None] = lambda _text: None,
        check: Callable[[Chunk], None] | None = None,
    ) -> None:
        self._decoder = decoder
        self._head = head
        self._idle = idle
        self._framing = framing
        self._frames: Frames = Reader() if framing == "sse" else LineReader()
        self._comment = comment
        self._check = check
        self._first = b""
        self._body: list[bytes] | None = None
        self._size = 0
        self._contents = 0
        self._finished_at: float | None = None
        self._shown = False
        self.over = False
        self.failure: ProviderError | None = None
        self.deadline: float | None = None

    def feed(self, piece: bytes, now: float) -> list[Chunk | Progress]:
        """Take what came in one read."""
        if not self._first:
            piece = piece.lstrip()  # some hosts send blanks to keep the connection open
            if not piece:
                return []
            self._begin(piece)
        if self._body is not None:
            self._hold(self._body, piece)
            return []
        chunks: list[Chunk | Progress] = []
        try:
            self._decode(self._frames.feed(piece), chunks)
        except ProviderError as error:
            self._fail(error)
        except EventTooLong:
            self._fail(self._too_long())
        else:
            if self._decoder.finish_reason is not None or self._decoder.done:
                self._wait_for_the_end(chunks, now)
        return chunks

    def expired(self, now: float) -> list[Chunk | Progress]:
        """The deadline has passed: the end is shown and the body read on, or nothing more is read."""
        decoder = self._decoder
        if self._finished_at is None or self._shown or decoder.resumed or not decoder.received.answered:
            self.over = True
        else:
            self.deadline = max(now, self._finished_at + USAGE_SECONDS)
        return self._show([])

    def close(self) -> list[Chunk | Progress]:
        """The body has come to its end."""
        self.over = True
        chunks: list[Chunk | Progress] = []
        try:
            if self._body is not None:
                self._read_body(b"".join(self._body), chunks)
            elif self._first:
                self._read_rest(chunks)
            else:
                raise classify.empty_answer(self._head.status)
        except ProviderError as error:
            self._fail(error)
            return chunks
        return self._show(chunks)

    def broke(self, error: ProviderError) -> list[Chunk | Progress]:
        """The connection broke. After the last word that is no loss; before it ``failure`` says what it means."""
        self.over = True
        if self._decoder.finished or self._decoder.done:
            return self._show([])
        self._fail(self._decoder.broken() if isinstance(error, StreamBroken) else error)
        return []

    # How it is done.

    def _fail(self, error: ProviderError) -> None:
        self.over = True
        self.failure = error

    def _begin(self, piece: bytes) -> None:
        """Tell by the first byte whether events, a whole JSON or a page came."""
        self._first = piece[:4096]
        if piece[:1] in ({b"{", b"[", b"<"} if self._framing == "sse" else {b"[", b"<"}):
            self._body = []

    def _hold(self, body: list[bytes], piece: bytes) -> None:
        body.append(piece)
        self._size += len(piece)
        if self._size > BODY_LIMIT:
            title = msg("Answered with more than {limit} MiB", limit=BODY_LIMIT // 2**20)
            self._fail(ProviderFailed(title, classify.RIGHT_ADDRESS, status=200))

    def _too_long(self) -> StreamBroken:
        return StreamBroken(
            "Sent an event that is too long to be one",
            classify.RIGHT_ADDRESS,
            partial=self._decoder.partial,
            status=self._head.status,
        )

    def _decode(self, events: Iterable[ServerSentEvent | Comment], chunks: list[Chunk | Progress]) -> None:
        """Add what the events say. Raises ProviderError."""
        decoder, check = self._decoder, self._check
        for event in events:
            if isinstance(event, Comment):
                if (progress := self._comment(event.text)) is not None:
                    chunks.append(progress)
                continue
            if decoder.done:
                if (usage := decoder.late_usage(event.data)) is not None:
                    chunks.append(Chunk(usage=usage))
                continue
            try:
                chunk = decoder.take(event.data)
            except ProviderError:
                if decoder.finished and not decoder.resumed:
                    # The answer is whole; what a host finds wrong afterwards is its own affair.
                    continue
                raise
            if chunk is not None:
                if check is not None and isinstance(chunk, Chunk):
                    check(chunk)
                chunks.append(chunk)

    def _read_body(self, body: bytes, chunks: list[Chunk | Progress]) -> None:
        for chunk in self._decoder.body(body, self._head.content_type):
            if self._check is not None:
                self._check(chunk)
            chunks.append(chunk)

    def _read_rest(self, chunks: list[Chunk | Progress]) -> None:
        """The last event of a stream that ended without the blank line behind it, if it was not cut."""
        rest = self._frames.rest()
        if rest is not None and is_whole(rest.data):
            self._decode([rest], chunks)
        if not self._decoder.touched and self._framing == "sse" and "event-stream" not in self._head.content_type:
            raise classify.not_json(self._first, content_type=self._head.content_type)

    def _wait_for_the_end(self, chunks: list[Chunk | Progress], now: float) -> None:
        """Say until when more is waited for, once a finish_reason or the last event has come."""
        decoder = self._decoder
        if self._finished_at is None or decoder.contents != self._contents:
            self._finished_at, self._contents, self._shown = now, decoder.contents, False
        if decoder.done:
            self._show(chunks)
            self.deadline = now + CLOSE_SECONDS if decoder.has_usage else self._finished_at + USAGE_SECONDS
        elif decoder.resumed or not decoder.received.answered:
            self.deadline = self._finished_at + self._idle
        elif not self._shown and (chunks or self.deadline is None):
            self.deadline = now + SHOW_AFTER

    def _show(self, chunks: list[Chunk | Progress]) -> list[Chunk | Progress]:
        """Add the chunk that says how the answer ended, once; an end that is none becomes the failure."""
        if not self._shown:
            self._shown = True
            try:
                chunks.append(Chunk(ended=self._decoder.end()))
            except ProviderError as error:
                self._fail(error)
        return chunks


def is_whole(data: bytes) -> bool:
    """True for the data of an event that was not cut: JSON, or ``[DONE]``."""
    if data.strip() == DONE:
        return True
    try:
        decode(data)
    except ValueError:
        return False
    return True
