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
    told = answer.provenance
    found: dict[str, Any] = {
        "text": "".join(answer.text),
        "reasoning": "".join(answer.reasoning),
        "provider": told.provider if told else _who_began(answer),
        "model": told.model if told else _model_begun(answer),
        "finish_reason": told.finish_reason if told else None,
        "usage": _usage(told.usage if told else None),
        "cost": told.cost if told else None,
        "ttft_ms": round(told.ttft * 1000) if told and told.ttft is not None else None,
        "total_ms": round(told.total * 1000) if told else round(sum(one.seconds for one in answer.attempts) * 1000),
        "interrupted": told.interrupted if told else answer.begun,
        "attempts": [_attempt(one) for one in (told.attempts if told else answer.attempts)],
        "skipped": [{"provider": one.provider, "reason": _plain(one.reason)} for one in (told.skipped if told else ())],
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


def _who_began(answer: PartialAnswer) -> str | None:
    """Who was answering when somebody stopped it."""
    return answer.attempts[-1].provider if answer.begun and answer.attempts else None


def _model_begun(answer: PartialAnswer) -> str | None:
    return answer.attempts[-1].model if answer.begun and answer.attempts else None


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
