"""Decodes OpenAI's chunks: what one event says, in the forms that hosts use (no I/O)."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any

import msgspec

from traybridge.core.chat import Chunk, Progress, ToolCall
from traybridge.core.errors import ProviderError, ProviderFailed
from traybridge.core.foreign_text import one_line
from traybridge.core.provenance import Usage
from traybridge.providers.answer_decoder import NO_REASONS, AnswerDecoder, is_number, token_count
from traybridge.providers.json_repair import UNDECODABLE, decode, repaired
from traybridge.providers.model_list import LONGEST_ID
from traybridge.providers.openai.sources import SourceList
from traybridge.providers.openai.tool_calls import ToolCallIndex
from traybridge.providers.refusals import classify

DONE = b"[DONE]"
MOST_DOLLARS = 1e6
"""A cost beyond this is a host's mistake."""

_Nothing = Annotated[list[Any], msgspec.Meta(max_length=0)] | Annotated[str, msgspec.Meta(max_length=0)] | None
"""What a host may write where there is nothing."""


class _PlainDelta(msgspec.Struct, gc=False):
    content: str | None = None
    reasoning_content: str | None = None
    reasoning: str | None = None
    refusal: _Nothing = None
    tool_calls: _Nothing = None
    function_call: _Nothing = None
    annotations: _Nothing = None
    reasoning_details: _Nothing = None
    images: _Nothing = None
    audio: None = None


class _PlainChoice(msgspec.Struct, gc=False):
    delta: _PlainDelta
    index: Annotated[int, msgspec.Meta(ge=0, le=0)] = 0
    finish_reason: None = None
    finishReason: None = None  # noqa: N815 - a host's name
    error: None = None


class _Plain(msgspec.Struct, gc=False):
    """What nearly every event is: one choice with some text and nothing else. Others are read as an ``_Event``."""

    choices: tuple[_PlainChoice]
    model: str | None = None
    usage: None = None
    error: None = None
    x_groq: None = None
    citations: _Nothing = None
    search_results: _Nothing = None


class _Choice(msgspec.Struct):
    index: Any = 0
    delta: Any = None
    message: Any = None
    text: Any = None
    finish_reason: Any = None
    finishReason: Any = None  # noqa: N815 - a host's name
    error: Any = None

    @property
    def reason(self) -> str | None:
        """The finish_reason by either name; None for what some hosts write while nothing has finished."""
        for reason in (self.finish_reason, self.finishReason):
            if isinstance(reason, str) and reason.strip().lower() not in NO_REASONS:
                return reason
        return None


class _Event(msgspec.Struct):
    """What a chunk may hold; everything else is passed over. ``error`` and its kin are looked at first."""

    choices: list[_Choice] | None = None
    error: Any = None
    model: Any = None
    usage: Any = None
    x_groq: Any = None
    object: Any = None
    type: Any = None
    detail: Any = None
    citations: Any = None
    search_results: Any = None

    @property
    def any_usage(self) -> Usage | None:
        usage = self.usage or (self.x_groq.get("usage") if isinstance(self.x_groq, dict) else None)
        return read_usage(usage) if isinstance(usage, dict) else None


_decode_plain = msgspec.json.Decoder(_Plain).decode
_decode_event = msgspec.json.Decoder(_Event).decode


class OpenAIDecoder(AnswerDecoder):
    """One answer on OpenAI's wire. Of several choices (``n``) the first one that says something is shown."""

    def __init__(self, *, wall: Callable[[], float] = time.time, key: str = "") -> None:
        super().__init__(wall=wall, key=key)
        self._calls = ToolCallIndex()
        self._sources = SourceList()
        self._index: Any = None
        self._answering: tuple[str | None, str | None] = (None, None)

    def take(self, data: bytes) -> Chunk | Progress | None:
        """Read one event (AnswerDecoder.take)."""
        self.touched = True
        if data == DONE:  # an exception for each answer's last event costs more than this
            self.done = True
            return None
        try:
            plain = _decode_plain(data)
        except UNDECODABLE:
            return self._take_other(data)
        delta = plain.choices[0].delta
        text, reasoning = delta.content or "", delta.reasoning_content or delta.reasoning or ""
        if text and self._shows(0):
            self.saw_text(text)
        elif reasoning and self._shows(0):
            self.received.reasoning = True
            self.saw_content()
        elif text or reasoning:
            return self._take_other(data)
        return Chunk(text, reasoning, model=self._named(plain.model), raw=data)

    def _named(self, model: Any) -> str | None:
        """The model that answers, as it may be shown; nearly every chunk names the same one."""
        if model != self._answering[0]:
            self._answering = model, (one_line(model, LONGEST_ID) or None) if isinstance(model, str) else None
        return self._answering[1]

    def _shows(self, index: Any) -> bool:
        """True for the choice that is shown: the first one that says something."""
        if self._index is None:
            self._index = index
        return bool(self._index == index)

    def _take_other(self, data: bytes) -> Chunk | None:
        stripped = data.strip()
        if stripped == DONE:
            self.done = True
            return None
        return self._chunk(*self.parse(data)) if stripped else None

    def late_usage(self, data: bytes) -> Usage | None:
        try:
            usage = self.parse(data)[0].any_usage
        except ProviderError:
            return None
        self.has_usage = self.has_usage or usage is not None
        return usage

    def parse(self, data: bytes) -> tuple[_Event, bytes]:
        """Read an event that is not plain; the bytes are the same, or repaired where they were no JSON."""
        try:
            parsed = _decode_event(data)
        except UNDECODABLE:
            parsed, data = self._repaired(data)
        error = parsed.error or next((choice.error for choice in parsed.choices or () if choice.error), None)
        if error:
            raise classify.judge_event({"error": error}, wall=self._wall(), key=self._key)
        if parsed.choices is None and (parsed.object == "error" or parsed.type == "error" or parsed.detail):
            raise classify.judge_event(decode(data), wall=self._wall(), key=self._key)
        return parsed, data

    def _repaired(self, data: bytes) -> tuple[_Event, bytes]:
        """JSON of another shape may be an error in disguise; what is no JSON at all is noise."""
        try:
            data = repaired(data)
        except ValueError:
            raise ProviderFailed("Sent an event that is not JSON", classify.LATER, status=200) from None
        try:
            return _decode_event(data), data
        except UNDECODABLE:
            raise classify.judge_event(decode(data), wall=self._wall(), key=self._key) from None

    def _chunk(self, event: _Event, raw: bytes) -> Chunk:
        said, reason, annotations = _NOTHING, None, None
        for choice in event.choices or ():
            content = _content(choice)
            index = choice.index or 0
            if content.says_something:
                if self._shows(index):
                    said = content
                else:
                    self.saw_content()
            if self._index in {None, index}:  # they often come by themselves, after the text
                annotations = content.annotations or annotations
            if choice.reason is not None and (self._index is None or index == self._index):
                reason = choice.reason
        usage = event.any_usage
        self.has_usage = self.has_usage or usage is not None
        calls = self._calls.numbered(said.calls)
        self._note(said)
        return Chunk(
            text=said.text,
            reasoning=said.reasoning,
            refusal=said.refusal,
            tool_calls=calls,
            finish_reason=None if reason is None else self._reason(reason),
            usage=usage,
            model=self._named(event.model),
            raw=_renumbered(raw, calls) if self._calls.mended else raw,
            sources=self._sources.new(event.citations, event.search_results, annotations),
            media=said.media,
            encrypted=said.encrypted,
        )

    def _note(self, said: "_Content") -> None:
        """Remember what came. Thoughts alone are content too, but no answer."""
        received = self.received
        received.reasoning = received.reasoning or bool(said.reasoning)
        received.hidden = received.hidden or said.encrypted
        received.tool_calls = received.tool_calls or bool(said.calls)
        received.image = received.image or "image" in said.media
        received.audio = received.audio or "audio" in said.media
        received.text = received.text or bool(said.refusal)
        if said.text:
            self.saw_text(said.text)
        elif said.says_something:
            self.saw_content()

    def _reason(self, reason: str) -> str | None:
        if reason.lower().startswith("error"):
            raise ProviderFailed("The answer ended with an error", classify.LATER, status=200)
        return self.saw_reason(reason)

    def body(self, body: bytes, content_type: str) -> Iterator[Chunk]:
        """A whole JSON answer where events were asked for (some hosts ignore ``stream``), as chunks."""
        try:
            value = decode(body)
        except ValueError:
            raise classify.not_json(body[:4096], content_type=content_type, key=self._key) from None
        if not isinstance(value, dict) or not isinstance(value.get("choices"), list) or value.get("error"):
            raise classify.judge_event(value, status=200, wall=self._wall(), key=self._key)
        for data in as_chunks(value):
            if isinstance(chunk := self.take(data), Chunk):
                yield chunk


def as_chunks(answer: Mapping[str, Any]) -> Iterator[bytes]:
    """Tell a non-streamed answer in two events: what was said, then how it ended and what it took."""
    names = ("id", "created", "model", "system_fingerprint", "citations", "search_results")
    head = {name: answer[name] for name in names if name in answer}
    head["object"] = "chat.completion.chunk"
    choices = [choice for choice in answer["choices"] if isinstance(choice, dict)]
    said = [
        {"index": choice.get("index", position), "delta": _as_delta(choice), "finish_reason": None}
        for position, choice in enumerate(choices)
    ]
    ended = [
        {
            "index": choice.get("index", position),
            "delta": {},
            "finish_reason": choice.get("finish_reason") or choice.get("finishReason"),
        }
        for position, choice in enumerate(choices)
    ]
    yield msgspec.json.encode({**head, "choices": said})
    last = {**head, "choices": ended}
    if answer.get("usage") is not None:
        last["usage"] = answer["usage"]
    yield msgspec.json.encode(last)


def _as_delta(choice: Mapping[str, Any]) -> dict[str, Any]:
    message = choice.get("message") or choice.get("delta")
    delta = dict(message) if isinstance(message, dict) else {"role": "assistant", "content": choice.get("text")}
    if isinstance(calls := delta.get("tool_calls"), list):
        delta["tool_calls"] = [{**call, "index": place} for place, call in enumerate(calls) if isinstance(call, dict)]
    return delta


class _Content(msgspec.Struct, gc=False):
    """What a delta brings. ``calls`` are tool calls as sent."""

    text: str = ""
    reasoning: str = ""
    refusal: str = ""
    calls: Sequence[Mapping[str, Any]] = ()
    media: tuple[str, ...] = ()
    encrypted: bool = False
    annotations: Any = None

    @property
    def says_something(self) -> bool:
        return bool(self.text or self.reasoning or self.refusal or self.calls or self.media or self.encrypted)


_NOTHING = _Content()


def _content(choice: _Choice) -> _Content:
    """Text, reasoning, refusal, tool calls and media of a choice, in the forms that hosts use."""
    delta = choice.delta if isinstance(choice.delta, dict) else choice.message
    if not isinstance(delta, dict):
        return _Content(choice.text) if isinstance(choice.text, str) else _NOTHING
    content = delta.get("content")
    reasoning = _text(delta.get("reasoning_content")) or _text(delta.get("reasoning"))
    text, media = _text(content), [*_media(delta)]
    if isinstance(content, list):
        text, thought = _parts(content)
        reasoning = reasoning or thought
        media += [kind for part in content if isinstance(part, dict) if (kind := _kind_of_part(part))]
    calls = delta.get("tool_calls")
    found = [call for call in calls if isinstance(call, dict)] if isinstance(calls, list) else []
    if not found and isinstance(call := delta.get("function_call"), dict):
        found = [{"index": 0, "function": call}]
    return _Content(
        text,
        reasoning,
        _text(delta.get("refusal")),
        found,
        tuple(dict.fromkeys(media)),
        _is_encrypted(delta.get("reasoning_details")),
        delta.get("annotations"),
    )


def _media(delta: Mapping[str, Any]) -> Iterator[str]:
    if delta.get("images"):
        yield "image"
    if delta.get("audio"):
        yield "audio"


def _kind_of_part(part: Mapping[str, Any]) -> str:
    kind = _text(part.get("type"))
    return "image" if "image" in kind else "audio" if "audio" in kind else ""


def _is_encrypted(details: Any) -> bool:
    """OpenRouter's ``reasoning_details`` with data that only the host can read, and no thought beside it."""
    rows = [row for row in details if isinstance(row, dict)] if isinstance(details, list) else []
    return any(row.get("type") == "reasoning.encrypted" and row.get("data") for row in rows)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _parts(parts: Sequence[Any]) -> tuple[str, str]:
    """Content as a list: text parts, and Mistral's ``thinking``."""
    text: list[str] = []
    thinking: list[str] = []
    for part in parts:
        if isinstance(part, str):
            text.append(part)
        elif isinstance(part, dict):
            text.append(_text(part.get("text")))
            thought = part.get("thinking")
            thinking.append(_parts(thought)[0] if isinstance(thought, list) else _text(thought))
    return "".join(text), "".join(thinking)


def _renumbered(raw: bytes, calls: Sequence[ToolCall]) -> bytes:
    """The event with the numbers that its tool calls really have, for whoever relays it."""
    value = decode(raw)
    numbers = iter(calls)
    for choice in value.get("choices") or ():
        delta = choice.get("delta") or choice.get("message") or {}
        for call in delta.get("tool_calls") or ():
            if isinstance(call, dict) and (numbered := next(numbers, None)) is not None:
                call["index"] = numbered.index
    return msgspec.json.encode(value)


def read_usage(usage: Mapping[str, Any]) -> Usage | None:
    """Tokens, and the cost in US dollars where the host names one; None where it counts nothing that can be read."""
    prompt = token_count(usage.get("prompt_tokens", usage.get("input_tokens")))
    completion = token_count(usage.get("completion_tokens", usage.get("output_tokens")))
    total = token_count(usage.get("total_tokens")) or prompt + completion
    cost = usage.get("cost")
    cost = float(cost) if is_number(cost) and 0 <= cost <= MOST_DOLLARS else None
    if not total and cost is None:
        return None  # zeros stand for "not known" too: no question has no tokens
    return Usage(prompt_tokens=prompt, completion_tokens=completion, total_tokens=total, cost=cost)
