"""Decodes OpenAI's chunks: what one event says, in the forms that hosts use, and when an answer is whole (no I/O)."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard

import msgspec

from traybridge.core.chat import Chunk, ToolCall
from traybridge.core.errors import ProviderError, ProviderFailed, StreamBroken
from traybridge.core.i18n import msg
from traybridge.core.provenance import Usage
from traybridge.providers.http.sse import ServerSentEvent
from traybridge.providers.refusals import classify

DONE = b"[DONE]"
MOST_TOKENS = 10**12
MOST_DOLLARS = 1e6
"""Counts and costs beyond these are a host's mistake; they would not fit where they are added up."""
_ESCAPES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
"""An escaped backslash and a whole pair, which stay, and half a pair."""
INTERRUPTED = msg("Continue with another provider, or ask again.")


class _Choice(msgspec.Struct):
    index: Any = 0
    delta: Any = None
    message: Any = None
    text: Any = None
    finish_reason: Any = None
    error: Any = None


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


class _PlainDelta(msgspec.Struct, gc=False):
    content: str | None = None
    reasoning_content: str | None = None
    reasoning: str | None = None
    refusal: Any = None
    tool_calls: Any = None
    function_call: Any = None
    images: Any = None
    audio: Any = None


class _PlainChoice(msgspec.Struct, gc=False):
    delta: _PlainDelta
    index: int = 0
    finish_reason: Any = None
    error: Any = None


class _Plain(msgspec.Struct, gc=False):
    """What nearly every event is: one choice with some text. Whatever else is read again as an ``_Event``."""

    choices: tuple[_PlainChoice]
    model: str | None = None
    usage: Any = None
    error: Any = None
    x_groq: Any = None

    @property
    def is_plain(self) -> bool:
        choice = self.choices[0]
        delta = choice.delta
        return (
            choice.finish_reason is None
            and choice.index == 0
            and self.usage is None
            and self.error is None
            and choice.error is None
            and self.x_groq is None
            and not (delta.tool_calls or delta.refusal or delta.function_call or delta.images or delta.audio)
        )


_decode_plain = msgspec.json.Decoder(_Plain).decode
_decode = msgspec.json.Decoder(_Event).decode
_decode_any = msgspec.json.Decoder().decode


class AnswerDecoder:
    """What one answer has shown so far: takes events, gives chunks, knows when the answer is whole (no I/O).

    ``wall`` is the clock for errors that name a date; ``key`` is taken out of them; ``answers`` is how many choices
    were asked for (``n``).
    """

    def __init__(self, *, answers: int = 1, wall: Callable[[], float] = time.time, key: str = "") -> None:
        self._answers = answers
        self._wall = wall
        self._key = key
        self._said: list[str] = []
        self._any = False
        self._finished: set[Any] = set()
        self.done = False
        self.touched = False

    @property
    def finished(self) -> bool:
        return len(self._finished) >= self._answers

    @property
    def partial(self) -> str:
        return "".join(self._said)

    def take(self, event: ServerSentEvent) -> Sequence[Chunk]:
        """Read one event.

        Raises:
            ProviderError: the event is an error, or no JSON.
        """
        self.touched = True
        data = event.data
        try:
            plain = _decode_plain(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return self._take_other(data)
        return (self._plain(plain, data),) if plain.is_plain else self._take_other(data)

    def _plain(self, plain: _Plain, raw: bytes) -> Chunk:
        delta = plain.choices[0].delta
        text, reasoning = delta.content or "", delta.reasoning_content or delta.reasoning or ""
        if text:
            self._said.append(text)
            self._any = True
        elif reasoning:
            self._any = True
        return Chunk(text, reasoning, model=plain.model, raw=raw)

    def _take_other(self, data: bytes) -> Sequence[Chunk]:
        if data.strip() == DONE:
            self.done = True
            return ()
        if not data.strip():
            return ()
        return (self._chunk(*self.parse(data)),)

    def parse(self, data: bytes) -> tuple[_Event, bytes]:
        """Read an event that is not plain; the bytes are the same, or mended where they were no text."""
        try:
            parsed = _decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            if (mended := mend(data)) != data:
                return self.parse(mended)
            raise self.unreadable(data) from None
        self._refuse_error(parsed, data)
        return parsed, data

    def unreadable(self, data: bytes) -> ProviderError:
        """JSON of another shape may be an error in disguise; anything else is noise."""
        try:
            value = _decode_any(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return ProviderFailed("Sent an event that is not JSON", classify.LATER, status=200)
        return classify.judge_event(value, wall=self._wall(), key=self._key)

    def _refuse_error(self, parsed: _Event, data: bytes) -> None:
        error = parsed.error or next((choice.error for choice in parsed.choices or () if choice.error), None)
        if error:
            raise classify.judge_event({"error": error}, wall=self._wall(), key=self._key)
        if parsed.choices is None and (parsed.object == "error" or parsed.type == "error" or parsed.detail):
            raise classify.judge_event(_decode_any(data), wall=self._wall(), key=self._key)

    def _chunk(self, parsed: _Event, raw: bytes) -> Chunk:
        text = reasoning = refusal = ""
        calls: tuple[ToolCall, ...] = ()
        reason: str | None = None
        for choice in parsed.choices or ():
            first = not choice.index
            delta = choice.delta if isinstance(choice.delta, dict) else choice.message
            if isinstance(delta, dict):
                found = _content(delta)
                if first:
                    text, reasoning, refusal, calls = found
                self._any = self._any or any(found) or bool(delta.get("images") or delta.get("audio"))
            elif isinstance(choice.text, str) and choice.text:
                text = choice.text if first else text
                self._any = True
            if isinstance(choice.finish_reason, str) and choice.finish_reason:
                reason = self._reason(choice.finish_reason)
                self._finished.add(choice.index)
        if text:
            self._said.append(text)
        usage = parsed.usage or (parsed.x_groq.get("usage") if isinstance(parsed.x_groq, dict) else None)
        return Chunk(
            text=text,
            reasoning=reasoning,
            refusal=refusal,
            tool_calls=calls,
            finish_reason=reason,
            usage=read_usage(usage) if isinstance(usage, dict) else None,
            model=parsed.model if isinstance(parsed.model, str) else None,
            raw=raw,
        )

    def _reason(self, reason: str) -> str:
        if reason == "error":
            raise ProviderFailed("The answer ended with an error", classify.LATER, status=200)
        if reason == "stop" and not self._any:
            raise classify.no_content(reason)
        return reason

    def end(self) -> None:
        """The stream is over.

        Raises:
            StreamBroken: no finish_reason came.
        """
        if not self._finished:
            raise self.broken()

    def broken(self) -> StreamBroken:
        if not self._any:
            return StreamBroken(
                "The connection ended before the first word", "Ask again, or use another provider.", status=200
            )
        return StreamBroken("The answer broke off before its end", INTERRUPTED, partial=self.partial, status=200)

    def body(self, body: bytes, content_type: str) -> Iterator[Chunk]:
        """A whole JSON answer where events were asked for (some hosts ignore ``stream``), told as chunks.

        Raises:
            ProviderError: it is an error, a page, or no answer.
        """
        try:
            value = decode_mended(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise classify.not_json(body[:4096], content_type=content_type, key=self._key) from None
        if not isinstance(value, dict) or not isinstance(value.get("choices"), list) or value.get("error"):
            raise classify.judge_event(value, status=200, wall=self._wall(), key=self._key)
        for data in as_chunks(value):
            yield from self.take(ServerSentEvent(data))
        self.end()


def mend(data: bytes) -> bytes:
    """JSON with U+FFFD for what is no text: bytes that are no UTF-8, halves of a pair (a token cut in two)."""
    return _ESCAPES.sub(
        lambda found: "\\ufffd" if found["half"] else found[0], data.decode("utf-8", "replace")
    ).encode()


def decode_mended(data: bytes) -> Any:
    """Decode JSON, mended if need be. Raises msgspec.DecodeError, UnicodeDecodeError, RecursionError."""
    try:
        return _decode_any(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _decode_any(mend(data))


def is_whole(data: bytes) -> bool:
    """True for the data of an event that was not cut: JSON, or ``[DONE]``."""
    if data.strip() == DONE:
        return True
    try:
        decode_mended(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def as_chunks(answer: Mapping[str, Any]) -> Iterator[bytes]:
    """Tell a non-streamed answer in two events: what was said, then how it ended and what it took."""
    head = {name: answer[name] for name in ("id", "created", "model", "system_fingerprint") if name in answer}
    head["object"] = "chat.completion.chunk"
    choices = [choice for choice in answer["choices"] if isinstance(choice, dict)]
    said = [
        {"index": choice.get("index", position), "delta": _as_delta(choice), "finish_reason": None}
        for position, choice in enumerate(choices)
    ]
    ended = [
        {"index": choice.get("index", position), "delta": {}, "finish_reason": choice.get("finish_reason")}
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
        delta["tool_calls"] = [{"index": place, **call} for place, call in enumerate(calls) if isinstance(call, dict)]
    return delta


Found = tuple[str, str, str, tuple[ToolCall, ...]]


def _content(delta: dict[str, Any]) -> Found:
    """Text, reasoning, refusal and tool calls of a delta, in the forms that hosts use."""
    content = delta.get("content")
    thought = delta.get("reasoning_content") or delta.get("reasoning")
    refusal = delta.get("refusal")
    text = content if isinstance(content, str) else ""
    reasoning = thought if isinstance(thought, str) else ""
    if isinstance(content, list):
        text, told = _parts(content)
        reasoning = reasoning or told
    calls = delta.get("tool_calls")
    fragments = tuple(_calls(calls)) if isinstance(calls, list) and calls else ()
    if not fragments and isinstance(call := delta.get("function_call"), dict):
        fragments = (ToolCall(0, "", _text(call.get("name")), _text(call.get("arguments"))),)
    return text, reasoning, refusal if isinstance(refusal, str) else "", fragments


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


def _calls(calls: Sequence[Any]) -> Iterator[ToolCall]:
    for position, call in enumerate(calls):
        if not isinstance(call, dict):
            continue
        function = call.get("function")
        function = function if isinstance(function, dict) else {}
        index = call.get("index")
        arguments = function.get("arguments")
        yield ToolCall(
            index=index if isinstance(index, int) else position,
            id=_text(call.get("id")),
            name=_text(function.get("name")),
            arguments=msgspec.json.encode(arguments).decode() if isinstance(arguments, dict) else _text(arguments),
        )


def read_usage(usage: Mapping[str, Any]) -> Usage:
    """Tokens, and the cost in US dollars where the host names one."""
    prompt = _count(usage.get("prompt_tokens", usage.get("input_tokens")))
    completion = _count(usage.get("completion_tokens", usage.get("output_tokens")))
    cost = usage.get("cost")
    return Usage(
        prompt_tokens=prompt,
        completion_tokens=completion,
        total_tokens=_count(usage.get("total_tokens")) or prompt + completion,
        cost=float(cost) if _is_number(cost) and 0 <= cost <= MOST_DOLLARS else None,
    )


def _count(value: Any) -> int:
    return int(value) if _is_number(value) and 0 <= value <= MOST_TOKENS else 0


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
