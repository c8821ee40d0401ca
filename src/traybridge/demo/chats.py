"""What the demo cluster answers to a chat: recorded answers, given the request's own id, model and hour."""

import re
from collections.abc import Mapping
from dataclasses import replace

import msgspec

from traybridge.demo.recordings import Piece, Recording, RecordingEnd

KEEP_ALIVE = b": keep-alive\n\n"
KEEP_ALIVE_SECONDS = 10.0
PATIENCE_SECONDS = 3600.0

_ID = re.compile(rb'"id":"([0-9a-f-]{36})"')
_CREATED = re.compile(rb'"created":\d+')

# Which recording is about what; the last one suits everything else.
_TOPICS = (
    ("114", re.compile(r"\b(capital|france|paris)\b", re.IGNORECASE)),
    ("053", re.compile(r"\d\s*[-+*/]\s*\d")),
    ("079", re.compile(r"\b(hi|hello|hey)\b", re.IGNORECASE)),
    ("085", re.compile(r"")),
)
_UNSTREAMED = "051"


class MessagePart(msgspec.Struct):
    """A part of a message: of those that are no text (images) nothing is read."""

    text: str = ""


class RecordedMessage(msgspec.Struct):
    role: str = ""
    content: str | list[MessagePart] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return " ".join(part.text for part in self.content)
        return self.content or ""


class ChatBody(msgspec.Struct):
    """What the demo reads of a chat request."""

    model: str
    messages: list[RecordedMessage]
    stream: bool | None = False

    @property
    def last_words(self) -> str:
        """Take the text of the last message of the user."""
        return next((message.text for message in reversed(self.messages) if message.role == "user"), "")


class RecordedChats:
    """Recorded answers by what they are about."""

    def __init__(self, recordings: Mapping[str, Recording]) -> None:
        self._recordings = recordings

    def answer(self, body: ChatBody, *, answer_id: str, created: int) -> Recording:
        """Answer a chat request, streamed where it asks for that; `created` in seconds since 1970."""
        streamed = self._recordings[_topic(body.last_words)]
        recording = streamed if body.stream else as_whole(streamed, self._recordings[_UNSTREAMED])
        return personal(recording, answer_id=answer_id, created=created, model=body.model)

    def refusal(self, body: bytes) -> Recording | None:
        """Give Exo's answer to a body that is no chat request (014, 015); None for a good one."""
        try:
            msgspec.json.decode(body, type=ChatBody)
        except msgspec.ValidationError:
            return self._recordings["014"]
        except msgspec.DecodeError:
            return self._recordings["015"]
        return None


def _topic(text: str) -> str:
    return next(name for name, pattern in _TOPICS if pattern.search(text))


def as_whole(streamed: Recording, whole: Recording) -> Recording:
    """Put a streamed answer together as Exo does for a client that does not stream, in the form of another one."""
    chunks = [
        msgspec.json.decode(line.removeprefix(b"data: "))
        for line in streamed.body.splitlines()
        if line.startswith(b"data: {")
    ]
    said = whole.json()
    said["id"] = chunks[0]["id"]
    said["choices"][0]["message"]["content"] = "".join(
        chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks
    )
    said["choices"][0]["finish_reason"] = chunks[-1]["choices"][0]["finish_reason"]
    said["usage"] = chunks[-1]["usage"]
    return replace(whole, ended_at=streamed.ended_at).with_json(said)


def personal(recording: Recording, *, answer_id: str, created: int, model: str) -> Recording:
    """Give an answer another id, hour and model; its words and their times stay as recorded."""
    found = _ID.search(recording.body)
    recorded_model = re.search(rb'"model":("[^"]*")', recording.body)
    if found is None or recorded_model is None:
        return recording

    def rewritten(data: bytes) -> bytes:
        data = data.replace(found[1], answer_id.encode())
        data = data.replace(recorded_model[1], msgspec.json.encode(model))
        return _CREATED.sub(b'"created":%d' % created, data)

    pieces = tuple(Piece(piece.at, rewritten(piece.data)) for piece in recording.pieces)
    return replace(recording, pieces=pieces)


def delayed(recording: Recording, seconds: float) -> Recording:
    """Let an answer wait, as when its model is still being loaded: keep-alives for a stream, else silence (042)."""
    waiting = tuple(_keep_alives(seconds)) if _is_stream(recording) else ()
    said = recording.pieces[1:] if waiting else recording.pieces  # its own first keep-alive comes at once
    later = tuple(Piece(piece.at + seconds, piece.data) for piece in said)
    return replace(recording, pieces=(*waiting, *later), ended_at=recording.ended_at + seconds)


def never(recording: Recording) -> Recording:
    """Let nothing come of an answer: keep-alives and no end, as when a node or a download has failed (121, 152)."""
    waiting = tuple(_keep_alives(PATIENCE_SECONDS)) if _is_stream(recording) else ()
    return replace(recording, pieces=waiting, ending=RecordingEnd.HELD, ended_at=recording.head_at)


def _keep_alives(seconds: float) -> list[Piece]:
    count = int(seconds / KEEP_ALIVE_SECONDS) + 1
    return [Piece(number * KEEP_ALIVE_SECONDS, KEEP_ALIVE) for number in range(count)]


def _is_stream(recording: Recording) -> bool:
    return (recording.header("content-type") or "").startswith("text/event-stream")
