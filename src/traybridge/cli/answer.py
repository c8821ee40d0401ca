"""One answer as it arrives, and the JSON document that tells its whole story (cli.md)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from traybridge.cli.failures import error_fields
from traybridge.core.chat import ChatEvent, Chunk, Source, ToolCall
from traybridge.core.ending import Ending, ending_words
from traybridge.core.errors import ChatFailed, TrayBridgeError
from traybridge.core.foreign_text import one_line
from traybridge.core.outcome import Outcome
from traybridge.core.presentation.describe import source_lines
from traybridge.core.provenance import Attempt, Provenance, Usage

LONGEST_REASON = 300
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")


@dataclass(slots=True)
class PartialAnswer:
    """What has arrived so far; ``attempts`` is kept apart because a stopped answer has no provenance."""

    text: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    refusal: list[str] = field(default_factory=list)
    fragments: dict[int, list[ToolCall]] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    media: bool = False
    attempts: list[Attempt] = field(default_factory=list)
    provenance: Provenance | None = None
    error: TrayBridgeError | None = None
    stopped: bool = False

    def take(self, event: ChatEvent) -> str:
        """Take in one event; the result is the text that people are shown for it."""
        match event:
            case Chunk():
                self.text.append(event.text)
                self.reasoning.append(event.reasoning)
                self.refusal.append(event.refusal)
                self.sources += event.sources
                self.media = self.media or bool(event.media)
                for call in event.tool_calls:
                    self.fragments.setdefault(call.index, []).append(call)
                return event.text or event.refusal
            case Provenance():
                self.provenance = event
        return ""

    @property
    def tool_calls(self) -> list[ToolCall]:
        """The calls in the order of their numbers, put together."""
        return [_joined(number, parts) for number, parts in sorted(self.fragments.items())]

    def fail(self, error: TrayBridgeError) -> None:
        self.error = error
        if isinstance(error, ChatFailed):
            self.provenance = error.provenance

    @property
    def begun(self) -> bool:
        """True when something had arrived."""
        said = any(self.text) or any(self.reasoning) or any(self.refusal)
        return said or bool(self.fragments) or self.media


def _joined(number: int, parts: Sequence[ToolCall]) -> ToolCall:
    name = next((part.name for part in parts if part.name), "")
    call_id = next((part.id for part in parts if part.id), "")
    return ToolCall(number, call_id, name, "".join(part.arguments for part in parts))


def document(answer: PartialAnswer) -> dict[str, Any]:
    """The document of ``ask --json``; ``refusal``, ``tool_calls`` and ``error`` only when there are any."""
    provenance = answer.provenance or _as_far_as_it_came(answer)
    found: dict[str, Any] = {
        "text": "".join(answer.text),
        "reasoning": "".join(answer.reasoning),
        "provider": provenance.provider,
        "model": provenance.model,
        "finish_reason": provenance.finish_reason,
        "ended": provenance.ended.value,
        "nodes": list(provenance.nodes),
        "tokens_per_second": None if (speed := provenance.tokens_per_second) is None else round(speed, 2),
        "sources": [{"url": source.url, "title": source.title} for source in answer.sources],
        "usage": _usage(provenance.usage),
        "cost": provenance.cost,
        "ttft_ms": None if provenance.ttft is None else round(provenance.ttft * 1000),
        "total_ms": round(provenance.total * 1000),
        "interrupted": provenance.interrupted,
        "attempts": [_attempt(one) for one in provenance.attempts],
        "skipped": [{"provider": one.provider, "reason": _plain(one.reason)} for one in provenance.skipped],
    }
    if refusal := "".join(answer.refusal):
        found["refusal"] = refusal
    if calls := answer.tool_calls:
        found["tool_calls"] = [{"id": call.id, "name": call.name, "arguments": call.arguments} for call in calls]
    if answer.error is not None:
        found["error"] = error_fields(answer.error)
    elif answer.stopped:
        found["error"] = {"title": "Stopped", "hint": "", "class": Outcome.CANCELLED.value}
    return found


def ending_lines(provenance: Provenance | None, sources: Sequence[Source]) -> list[str]:
    """What people are told below an answer: how it ended, where that is news, and its sources."""
    words = None if provenance is None else ending_words(provenance.ended)
    return [*([words] if words else []), *source_lines(sources)]


def _as_far_as_it_came(answer: PartialAnswer) -> Provenance:
    """The provenance of an answer that somebody stopped: who was answering then, if anything had arrived."""
    last = answer.attempts[-1] if answer.begun and answer.attempts else None
    return Provenance(
        "",
        last.provider if last else None,
        last.model if last else None,
        attempts=tuple(answer.attempts),
        total=sum(one.seconds for one in answer.attempts),
        ended=Ending.INTERRUPTED if answer.begun else Ending.EMPTY,
        interrupted=answer.begun,
    )


def _usage(usage: Usage | None) -> dict[str, int] | None:
    if usage is None:
        return None
    return {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": usage.total_tokens,
    }


def _attempt(one: Attempt) -> dict[str, Any]:
    well = one.outcome is Outcome.OK
    return {
        "provider": one.provider,
        "model": one.model,
        "outcome": one.outcome.value,
        "ms": round(one.seconds * 1000),
        "status": one.status,
        "reason": "" if well else _plain(one.reason) or "no reason was given",
    }


def _plain(reason: str) -> str:
    """A reason on one line, without markup, 300 characters at most."""
    return one_line(_TAG.sub(" ", reason), LONGEST_REASON)
