"""What is said: messages and requests going in, chunks, progress, attempts and the provenance coming out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import uuid4

from traybridge.core.errors import BadRequest, Outcome
from traybridge.core.text import say

AUTO = "auto"
"""The model name that leaves the choice to the router."""

ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})
MAX_TEXT = 1024 * 1024
"""Longest text of one message in characters: more than any model of 2026 takes (about 250,000 tokens)."""
MAX_ATTACHMENT = 20 * 1024 * 1024
"""Longest data URL of one content part in characters (OpenAI's own limit for an image is 20 MB)."""

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
    id: str = field(default_factory=lambda: uuid4().hex[:16])


def check_request(request: ChatRequest) -> None:
    """Refuse what no provider should see; everything not named here is passed on as it is.

    Raises:
        BadRequest: no messages (an empty list crashes Exo's runner, recording 074), an unknown role, nothing said
            by anyone, a text over MAX_TEXT or an attachment over MAX_ATTACHMENT.
    """
    if not request.messages:
        raise BadRequest("There is no message to answer", "Write something and send it again.")
    for position, message in enumerate(request.messages, start=1):
        if message.role not in ROLES:
            raise BadRequest(
                say("Message {position} has an unknown role", position=position),
                say("Use one of {names}.", names=", ".join(sorted(ROLES))),
            )
        _check_sizes(position, message)
    if not any(_says_something(message) for message in request.messages if message.role != "system"):
        raise BadRequest("The message is empty", "Write something and send it again.")
    if not request.model.strip():
        raise BadRequest("The model name is empty", "Use “auto” or a model's name.")


def _says_something(message: Message) -> bool:
    if message.text.strip() or message.extra.get("tool_calls"):
        return True
    parts = message.content if message.content and not isinstance(message.content, str) else ()
    return any(part.get("type") != "text" for part in parts)


def _check_sizes(position: int, message: Message) -> None:
    if len(message.text) > MAX_TEXT:
        raise BadRequest(
            say(
                "Message {position} is too long: {characters:,} characters, at most {most:,}",
                position=position,
                characters=len(message.text),
                most=MAX_TEXT,
            ),
            "Send a shorter part of it.",
        )
    if isinstance(message.content, str) or message.content is None:
        return
    for part in message.content:
        image = part.get("image_url")
        url = image.get("url") if isinstance(image, Mapping) else image
        if isinstance(url, str) and len(url) > MAX_ATTACHMENT:
            raise BadRequest(
                say(
                    "An image in message {position} is too large: {size} MiB, at most 20 MiB",
                    position=position,
                    size=len(url) // (1024 * 1024),
                ),
                "Scale the image down and send it again.",
            )


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them; ``cost`` in US dollars where it names one (OpenRouter does)."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One fragment of a tool call: ``index`` says which call it continues, ``arguments`` is a piece of JSON text."""

    index: int
    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of an answer. ``raw`` is the provider's own event payload, for surfaces that speak the same wire."""

    text: str = ""
    reasoning: str = ""
    refusal: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    finish_reason: str | None = None
    usage: Usage | None = None
    model: str | None = None
    raw: bytes = b""

    @property
    def has_content(self) -> bool:
        """True from the commit point on: after it no other provider may be asked (routing.md, section 4)."""
        return bool(self.text or self.reasoning or self.refusal or self.tool_calls)


@dataclass(frozen=True, slots=True)
class Progress:
    """Something moves before the first content.

    ``kind``: ``accepted`` (the response headers are there), ``loading`` (a model is being loaded), ``prefill`` (the
    prompt is being read), ``waiting`` (until a provider wants to be asked again), ``trying`` (a route is being
    asked now). ``done`` of ``total`` in the kind's own unit (layers, tokens, seconds); total 0 = unknown;
    ``status`` is the HTTP status of ``accepted``.
    """

    kind: Literal["accepted", "loading", "prefill", "waiting", "trying"]
    provider: str
    model: str = ""
    done: float = 0
    total: float = 0
    text: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of asking one route. ``seconds`` until it ended; ``reason`` is empty only when all was well."""

    provider: str
    model: str
    outcome: Outcome
    seconds: float
    status: int | None = None
    reason: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """A provider that was not asked, and why, in words for people (``code`` for translations and tests)."""

    provider: str
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an answer came from. Times are in seconds; ``cost`` in US dollars, None = unknown, 0 = free."""

    request_id: str
    provider: str | None
    model: str | None
    asked_model: str = AUTO
    attempts: tuple[Attempt, ...] = ()
    skipped: tuple[Skip, ...] = ()
    ttft: float | None = None
    total: float = 0
    usage: Usage | None = None
    cost: float | None = None
    finish_reason: str | None = None
    interrupted: bool = False
    nodes: tuple[str, ...] = ()
    substituted: bool = False
    tiny: bool = False

    @property
    def tokens_per_second(self) -> float | None:
        """Completion tokens over the time from the first content to the end; None where unknown."""
        if self.usage is None or self.ttft is None or self.usage.completion_tokens < 2:
            return None
        span = self.total - self.ttft
        return (self.usage.completion_tokens - 1) / span if span > 0 else None


ChatEvent = Chunk | Progress | Attempt | Provenance
