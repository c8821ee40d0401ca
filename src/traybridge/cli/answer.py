"""One answer as it arrives, and the JSON document that tells its whole story (cli.md)."""

import re
from dataclasses import dataclass, field
from typing import Any

from traybridge.cli.failures import error_fields
from traybridge.core.chat import ChatEvent, Chunk, ToolCall
from traybridge.core.errors import ChatFailed, TrayBridgeError
from traybridge.core.outcome import Outcome
from traybridge.core.provenance import Attempt, Provenance, Usage

LONGEST_REASON = 300
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")


@dataclass(slots=True)
class PartialAnswer:
    """What has arrived so far; ``attempts`` is kept apart because a stopped answer has no provenance."""

    text: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    refusal: list[str] = field(default_factory=list)
    tool_calls: dict[int, ToolCall] = field(default_factory=dict)
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
                for call in event.tool_calls:
                    self._take_call(call)
                return event.text or event.refusal
            case Provenance():
                self.provenance = event
        return ""

    def _take_call(self, call: ToolCall) -> None:
        begun = self.tool_calls.get(call.index, ToolCall(call.index))
        self.tool_calls[call.index] = ToolCall(
            call.index, begun.id or call.id, begun.name or call.name, begun.arguments + call.arguments
        )

    def fail(self, error: TrayBridgeError) -> None:
        self.error = error
        if isinstance(error, ChatFailed):
            self.provenance = error.provenance

    @property
    def begun(self) -> bool:
        """True when something had arrived."""
        return any(self.text) or any(self.reasoning) or any(self.refusal) or bool(self.tool_calls)


def document(answer: PartialAnswer) -> dict[str, Any]:
    """The document of ``ask --json``; ``refusal``, ``tool_calls`` and ``error`` only when there are any."""
    provenance = answer.provenance or _as_far_as_it_came(answer)
    found: dict[str, Any] = {
        "text": "".join(answer.text),
        "reasoning": "".join(answer.reasoning),
        "provider": provenance.provider,
        "model": provenance.model,
        "finish_reason": provenance.finish_reason,
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
        found["tool_calls"] = [
            {"id": call.id, "name": call.name, "arguments": call.arguments} for _, call in sorted(calls.items())
        ]
    if answer.error is not None:
        found["error"] = error_fields(answer.error)
    elif answer.stopped:
        found["error"] = {"title": "Stopped", "hint": "", "class": Outcome.CANCELLED.value}
    return found


def _as_far_as_it_came(answer: PartialAnswer) -> Provenance:
    """The provenance of an answer that somebody stopped: who was answering then, if anything had arrived."""
    last = answer.attempts[-1] if answer.begun and answer.attempts else None
    return Provenance(
        "",
        last.provider if last else None,
        last.model if last else None,
        attempts=tuple(answer.attempts),
        total=sum(one.seconds for one in answer.attempts),
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
    text = " ".join(_TAG.sub(" ", reason).split())
    return text if len(text) <= LONGEST_REASON else f"{text[: LONGEST_REASON - 1]}…"
