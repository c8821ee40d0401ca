"""A chat request and the events that answer it: chunks and progress, each attempt, and the provenance at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any, Literal

from msgspec import Struct

from traybridge.core.ending import Ending
from traybridge.core.models import AUTO
from traybridge.core.provenance import Attempt, Provenance, Usage

Content = str | Sequence[Mapping[str, Any]] | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message in OpenAI's form; ``extra`` holds its other fields (name, tool_calls, ...) untouched."""

    role: str
    content: Content
    extra: Mapping[str, Any] = field(default_factory=dict)

    def wire(self) -> dict[str, Any]:
        return {"role": self.role, "content": self.content, **self.extra}

    @property
    def text(self) -> str:
        """The text of the message; images and other parts are left out."""
        match self.content:
            case None:
                return ""
            case str() as text:
                return text
            case parts:
                return "".join(str(part.get("text") or "") for part in parts if part.get("type") == "text")


@dataclass(frozen=True, slots=True)
class RequestPolicy:
    """What this one request asks of the route; it can narrow the config's switches, never loosen them."""

    provider: str | None = None
    local_only: bool = False
    free_only: bool = False


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A conversation to be answered. ``params`` is all that the caller sent beyond messages and model, untouched."""

    messages: tuple[Message, ...]
    model: str = AUTO
    params: Mapping[str, Any] = field(default_factory=dict)
    policy: RequestPolicy = RequestPolicy()
    id: str = field(default_factory=lambda: token_hex(8))


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One fragment of a tool call: ``index`` says which call it continues, ``arguments`` is a piece of JSON text."""

    index: int
    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A page that an answer refers to; ``title`` "" where the host names none. Only http and https, one line each."""

    url: str
    title: str = ""


class Chunk(Struct, frozen=True, gc=False):
    """One piece of an answer. ``raw`` is the provider's own event payload, for surfaces that speak the same wire.

    ``sources`` are pages that no chunk before has named. ``media``: kinds of content that are no text, "image" or
    "audio". ``encrypted``: reasoning that only the host can read. ``ended``: nothing more of the answer is expected,
    and how it ended; the usage may still come. (A struct and no dataclass: making one takes a tenth of the time.)
    """

    text: str = ""
    reasoning: str = ""
    refusal: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    finish_reason: str | None = None
    usage: Usage | None = None
    model: str | None = None
    raw: bytes = b""
    sources: tuple[Source, ...] = ()
    media: tuple[str, ...] = ()
    encrypted: bool = False
    ended: Ending | None = None

    @property
    def has_content(self) -> bool:
        """True from the commit point on: after it no other provider may be asked (routing.md, section 4)."""
        return bool(self.text or self.reasoning or self.tool_calls or self.refusal or self.media)


@dataclass(frozen=True, slots=True)
class Progress:
    """Something moves before the first content.

    ``kind``: ``accepted`` (the response headers are there), ``loading`` (a model is being loaded), ``prefill`` (the
    prompt is being read), ``queued`` (it stands in the host's queue; ``done`` is the place, 1 = next, 0 = its turn has
    come), ``waiting`` (until a provider wants to be asked again), ``trying`` (a route is being asked now).
    ``done`` of ``total`` in the kind's own unit (layers, tokens, seconds); total 0 = unknown;
    ``status`` is the HTTP status of ``accepted``. ``patience``: seconds that may pass after this without a sign, in the
    place of the timers; 0 = the timers hold.
    """

    kind: Literal["accepted", "loading", "prefill", "queued", "waiting", "trying"]
    provider: str
    model: str = ""
    done: float = 0
    total: float = 0
    text: str = ""
    status: int | None = None
    patience: float = 0.0


StreamBatch = Sequence[Chunk | Progress]
"""What came from a provider in one read: most often one event, several where they came together."""

ChatEvent = Chunk | Progress | Attempt | Provenance
