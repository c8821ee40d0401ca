"""How an answer ended, by what came and by the host's last finish_reason (pure; routing.md, section 4)."""

from dataclasses import dataclass
from enum import StrEnum

from traybridge.core.i18n import Text, msg


class Ending(StrEnum):
    """How an answer ended, in the words of ``ask --json`` (cli.md)."""

    COMPLETE = "complete"
    LENGTH = "length"
    FILTER = "filter"
    TOOL_CALLS = "tool_calls"
    IMAGE = "image"
    AUDIO = "audio"
    INTERRUPTED = "interrupted"
    EMPTY = "empty"
    REPETITION = "repetition"


class FinishClass(StrEnum):
    """What a finish_reason means, whatever the host calls it."""

    STOP = "stop"
    LENGTH = "length"
    FILTER = "filter"
    WINDOW_FULL = "window_full"
    NO_RESOURCES = "no_resources"


_LENGTHS = frozenset({"length", "max_tokens", "max_output_tokens", "model_length", "max_length"})
"""OpenAI and nearly all; Anthropic and Gemini; OpenAI's responses; Mistral; text-generation-inference."""
_FILTERS = ("content_filter", "safety", "prohibited_content", "blocklist", "spii", "recitation", "refusal", "sensitive",
            "guardrail", "image_safety", "moderation")  # fmt: skip
"""Beginnings: OpenAI and Azure (``content_filter_...``), Gemini's own words, Anthropic, Zhipu, Bedrock."""
_WINDOWS = frozenset(
    {"model_context_window_exceeded", "context_length_exceeded", "context_window_exceeded", "context_length", "context"}
)
_FAILURES = ("insufficient_system_resource", "insufficient_resource", "error", "network_error", "overloaded", "abort")
"""Beginnings: DeepSeek and its kin; OpenRouter; Zhipu; vLLM says ``abort`` when its engine gives a request up."""


def finish_class(reason: str | None) -> FinishClass:
    """Say what a finish_reason means; an unknown one, and none at all, is an ordinary stop."""
    word = (reason or "").lower()
    if word in _LENGTHS:
        return FinishClass.LENGTH
    if word in _WINDOWS:
        return FinishClass.WINDOW_FULL
    if word.startswith(_FILTERS):
        return FinishClass.FILTER
    if word.startswith(_FAILURES):
        return FinishClass.NO_RESOURCES
    return FinishClass.STOP


@dataclass(slots=True)
class ReceivedContent:
    """What has come of an answer so far. ``hidden``: reasoning that only the host can read (encrypted)."""

    text: bool = False
    reasoning: bool = False
    hidden: bool = False
    tool_calls: bool = False
    image: bool = False
    audio: bool = False

    @property
    def answered(self) -> bool:
        """True when something came that is an answer; thoughts alone are none."""
        return self.text or self.tool_calls or self.image or self.audio


def ending_of(reason: str | None, received: ReceivedContent) -> Ending:
    """Say how a whole answer ended.

    A limit or a filter goes before everything else: half a tool call is no call. Beside text a picture is no news.
    """
    match finish_class(reason):
        case FinishClass.LENGTH | FinishClass.WINDOW_FULL:
            return Ending.LENGTH
        case FinishClass.FILTER:
            return Ending.FILTER
        case FinishClass.NO_RESOURCES:
            return Ending.INTERRUPTED
    if received.tool_calls:
        return Ending.TOOL_CALLS
    if received.text:
        return Ending.COMPLETE
    if received.image:
        return Ending.IMAGE
    return Ending.AUDIO if received.audio else Ending.EMPTY


def ending_words(ending: Ending) -> Text | None:
    """One line for people about an ending that is not the ordinary one; None where nothing needs to be said."""
    match ending:
        case Ending.LENGTH:
            return msg("Cut at its length limit")
        case Ending.FILTER:
            return msg("Stopped by the host's filter")
        case Ending.TOOL_CALLS:
            return msg("It asked for a tool to be run; nothing was run")
        case Ending.IMAGE:
            return msg("It sent a picture, which cannot be shown here yet")
        case Ending.AUDIO:
            return msg("It sent sound, which cannot be played here")
        case Ending.REPETITION:
            return msg("Stopped: it only said the same again and again")
        case Ending.EMPTY:
            return msg("It thought, but wrote no answer")
    return None
