"""Decodes the events of Anthropic's messages wire into chunks whose raw bytes have OpenAI's form (no I/O).

Facts: the Messages API reference and its streaming guide.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from traybridge.core.chat import Chunk, Source, ToolCall
from traybridge.core.errors import ProviderFailed
from traybridge.core.foreign_text import one_line
from traybridge.core.provenance import Usage
from traybridge.providers.answer_decoder import NO_REASONS, AnswerDecoder, token_count
from traybridge.providers.json_repair import UNDECODABLE, decode, repaired
from traybridge.providers.model_list import LONGEST_ID
from traybridge.providers.openai.sources import SourceList
from traybridge.providers.refusals import classify

REASONS: Mapping[str, str] = {
    "end_turn": "stop",
    "stop_sequence": "stop",
    "pause_turn": "stop",
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
    "tool_use": "tool_calls",
    "refusal": "content_filter",
}


class _Delta(msgspec.Struct):
    type: Any = None
    text: Any = None
    thinking: Any = None
    partial_json: Any = None
    citation: Any = None
    stop_reason: Any = None


class _Block(msgspec.Struct):
    type: Any = None
    text: Any = None
    thinking: Any = None
    data: Any = None
    id: Any = None
    name: Any = None
    input: Any = None
    citations: Any = None


class _Message(msgspec.Struct):
    id: Any = None
    model: Any = None
    usage: Any = None


class _Event(msgspec.Struct):
    type: Any = None
    index: Any = None
    message: _Message | None = None
    content_block: _Block | None = None
    delta: _Delta | None = None
    usage: Any = None
    error: Any = None


_decode_event = msgspec.json.Decoder(_Event).decode


class MessagesDecoder(AnswerDecoder):
    """One answer on the messages wire; a gateway can relay what it gives."""

    def __init__(self, *, wall: Callable[[], float] = time.time, key: str = "", model: str = "") -> None:
        super().__init__(wall=wall, key=key)
        self._head: dict[str, Any] = {
            "id": "",
            "object": "chat.completion.chunk",
            "created": int(wall()),
            "model": model,
        }
        self._usage: dict[str, Any] = {}
        self._calls: dict[Any, int] = {}
        self._silent: dict[Any, str] = {}
        """Arguments of the calls that nothing more was said about than their beginning."""
        self._sources = SourceList()

    def take(self, data: bytes) -> Chunk | None:
        """Read one event (AnswerDecoder.take)."""
        self.touched = True
        if not data.strip():
            return None
        event = self._parse(data)
        if event.error or event.type == "error":
            raise classify.judge_event({"error": event.error or decode(data)}, wall=self._wall(), key=self._key)
        return self._read(event)

    def _parse(self, data: bytes) -> _Event:
        try:
            return _decode_event(data)
        except UNDECODABLE:
            pass
        try:
            value = repaired(data)
        except ValueError:
            raise ProviderFailed("Sent an event that is not JSON", classify.LATER, status=200) from None
        try:
            return _decode_event(value)
        except UNDECODABLE:
            raise classify.judge_event(decode(value), wall=self._wall(), key=self._key) from None

    def late_usage(self, data: bytes) -> Usage | None:  # noqa: ARG002 - the wire counts before its last event
        return None

    def _read(self, event: _Event) -> Chunk | None:
        match event.type:
            case "message_start" if event.message is not None:
                return self._start(event.message)
            case "content_block_start" if event.content_block is not None:
                return self._open(event.index, event.content_block)
            case "content_block_delta" if event.delta is not None:
                return self._continue(event.index, event.delta)
            case "content_block_stop" if arguments := self._silent.pop(event.index, ""):
                return self._piece(tool_calls=(ToolCall(self._calls[event.index], arguments=arguments),))
            case "message_delta":
                return self._finish(event)
            case "message_stop":
                self.done = True
                if self._usage and not self.has_usage:
                    self.has_usage = True
                    return Chunk(usage=_usage(self._usage), model=self._head["model"])
        return None

    def _start(self, message: _Message) -> Chunk:
        if isinstance(message.id, str):
            self._head["id"] = message.id
        if isinstance(message.model, str):
            self._head["model"] = one_line(message.model, LONGEST_ID)
        if isinstance(message.usage, dict):
            self._usage |= message.usage
        raw = self._raw({"role": "assistant", "content": ""})
        return Chunk(model=self._head["model"], raw=raw)

    def _open(self, index: Any, block: _Block) -> Chunk | None:
        if block.type == "tool_use":
            self._calls[index] = len(self._calls)
            whole = block.input if isinstance(block.input, dict) else {}  # some gateways send it all at once
            self._silent[index] = msgspec.json.encode(whole).decode()
            return self._piece(tool_calls=(ToolCall(self._calls[index], _text(block.id), _text(block.name)),))
        if block.type == "redacted_thinking":
            self.received.hidden = True
            return Chunk(encrypted=True, model=self._head["model"])
        return self._piece(_text(block.text), _text(block.thinking), sources=self._sources.new(block.citations))

    def _continue(self, index: Any, delta: _Delta) -> Chunk | None:
        if delta.type == "input_json_delta" and index in self._calls:
            piece = _text(delta.partial_json)
            if not piece:
                return None
            self._silent.pop(index, None)
            return self._piece(tool_calls=(ToolCall(self._calls[index], arguments=piece),))
        if delta.type == "signature_delta":
            # What signs a thought; where the thought itself is kept back, it is all that comes of it.
            self.received.hidden = True
            return None
        sources = self._sources.new([delta.citation]) if delta.type == "citations_delta" else ()
        return self._piece(_text(delta.text), _text(delta.thinking), sources=sources)

    def _piece(
        self,
        text: str = "",
        reasoning: str = "",
        *,
        tool_calls: tuple[ToolCall, ...] = (),
        sources: tuple[Source, ...] = (),
    ) -> Chunk | None:
        delta: dict[str, Any] = {}
        if text:
            delta["content"] = text
            self.saw_text(text)
        if reasoning:
            delta["reasoning_content"] = reasoning
            self.received.reasoning = True
        if tool_calls:
            delta["tool_calls"] = [_call(call) for call in tool_calls]
            self.received.tool_calls = True
        if not delta:
            return Chunk(sources=sources, model=self._head["model"]) if sources else None
        if not text:
            self.saw_content()
        raw = self._raw(delta)
        return Chunk(text, reasoning, tool_calls=tool_calls, model=self._head["model"], raw=raw, sources=sources)

    def _finish(self, event: _Event) -> Chunk | None:
        if isinstance(event.usage, dict):
            self._usage |= {name: count for name, count in event.usage.items() if count is not None}
        reason = event.delta.stop_reason if event.delta is not None else None
        if not isinstance(reason, str) or reason.strip().lower() in NO_REASONS:
            return None
        usage = _usage(self._usage)
        self.has_usage = True
        told = REASONS.get(reason, "stop")
        self.saw_reason(reason)  # a full window is more than "length" where no text came
        return Chunk(finish_reason=told, usage=usage, model=self._head["model"], raw=self._raw({}, told, usage))

    def _raw(self, delta: Mapping[str, Any], reason: str | None = None, usage: Usage | None = None) -> bytes:
        value = {**self._head, "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}
        if usage is not None:
            value["usage"] = {
                "prompt_tokens": usage.prompt_tokens,
                "completion_tokens": usage.completion_tokens,
                "total_tokens": usage.total_tokens,
            }
        return msgspec.json.encode(value)

    def body(self, body: bytes, content_type: str) -> Iterator[Chunk]:
        """A whole message where events were asked for, read as its events would have been."""
        try:
            value = decode(body)
        except ValueError:
            raise classify.not_json(body[:4096], content_type=content_type, key=self._key) from None
        if not isinstance(value, dict) or not isinstance(value.get("content"), list) or value.get("error"):
            raise classify.judge_event(value, status=200, wall=self._wall(), key=self._key)
        for event in _events(value):
            if (chunk := self.take(msgspec.json.encode(event))) is not None:
                yield chunk


def _events(message: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"type": "message_start", "message": {name: message.get(name) for name in ("id", "model", "usage")}}
    for index, block in enumerate(message["content"]):
        if not isinstance(block, dict):
            raise ProviderFailed("Answered with content that cannot be read", classify.LATER, status=200)
        yield {"type": "content_block_start", "index": index, "content_block": block}
        yield {"type": "content_block_stop", "index": index}
    yield {"type": "message_delta", "delta": {"stop_reason": message.get("stop_reason")}, "usage": message.get("usage")}
    if message.get("stop_reason") is not None:
        yield {"type": "message_stop"}


def _call(call: ToolCall) -> dict[str, Any]:
    function: dict[str, Any] = {"arguments": call.arguments}
    if not call.name:
        return {"index": call.index, "function": function}
    return {"index": call.index, "id": call.id, "type": "function", "function": {"name": call.name, **function}}


def _usage(usage: Mapping[str, Any]) -> Usage | None:
    """None where nothing is counted that can be read.

    Tokens read from and written to the cache are part of the prompt; the wire counts them apart.
    """
    names = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
    prompt = sum(token_count(usage.get(name)) for name in names)
    told = token_count(usage.get("output_tokens"))
    return Usage(prompt, told, prompt + told) if prompt + told else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
