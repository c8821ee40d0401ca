"""Anthropic's messages wire beside OpenAI's: requests one way, events the other (pure).

Facts: the Messages API reference and its streaming guide. What that wire lacks (penalties, seeds, logprobs,
response formats) is left out of the request; what would change the answer is refused.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from traybridge.core.chat import ChatRequest, Chunk, Message, ToolCall
from traybridge.core.errors import OddAnswer, ProviderFailed
from traybridge.core.i18n import Text, msg
from traybridge.core.provenance import Usage
from traybridge.providers.http.sse import ServerSentEvent
from traybridge.providers.openai.decoder import AnswerDecoder, decode_mended, mend
from traybridge.providers.refusals import classify

DEFAULT_MAX_TOKENS = 4096
"""The wire requires a limit; this is what Anthropic's own examples for chat use."""
REASONS: Mapping[str, str] = {
    "end_turn": "stop",
    "stop_sequence": "stop",
    "pause_turn": "stop",
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
    "tool_use": "tool_calls",
    "refusal": "content_filter",
}
_SAME = ("top_p", "top_k", "thinking", "metadata", "service_tier", "mcp_servers", "container", "output_config",
         "context_management")  # fmt: skip
Block = dict[str, Any]


def wire_request(request: ChatRequest, model: str) -> dict[str, Any]:
    """Write a request of OpenAI's form as one of Anthropic's.

    Raises:
        OddAnswer: it holds something that this wire cannot carry; another provider may.
    """
    params = request.params
    answers = params.get("n")
    if isinstance(answers, int) and answers > 1:
        raise _cannot(msg("Anthropic's messages wire cannot carry several answers to one question (n)"))
    body: dict[str, Any] = {name: params[name] for name in _SAME if params.get(name) is not None}
    body |= {
        "model": model,
        "max_tokens": params.get("max_tokens") or params.get("max_completion_tokens") or DEFAULT_MAX_TOKENS,
        "messages": _turns(request.messages),
        "stream": True,
    }
    if system := _system(request.messages):
        body["system"] = system
    if isinstance(heat := params.get("temperature"), int | float):
        body["temperature"] = min(heat, 1)
    if stops := _stops(params.get("stop")):
        body["stop_sequences"] = stops
    if isinstance(user := params.get("user"), str) and user:
        body.setdefault("metadata", {"user_id": user})
    return body | _tools(params)


def _cannot(title: Text) -> OddAnswer:
    return OddAnswer(title, "Ask another provider, or leave it out.")


def _stops(stop: Any) -> list[str]:
    stops = [stop] if isinstance(stop, str) else stop
    return [text for text in stops or () if isinstance(text, str) and text.strip()]


def _system(messages: Sequence[Message]) -> str | list[Block]:
    """System and developer messages, lifted out; as blocks only where somebody sent blocks (cache_control)."""
    found = [message for message in messages if message.role in {"system", "developer"}]
    if all(isinstance(message.content, str) for message in found):
        return "\n\n".join(message.text for message in found if message.text)
    return [block for message in found for block in _blocks(message.content)]


def _turns(messages: Sequence[Message]) -> list[Block]:
    """The conversation by turns: neighbours of one role become one, results of tools are the user's."""
    turns: list[Block] = []
    for message in messages:
        if message.role in {"system", "developer"}:
            continue
        role, blocks = _turn(message)
        if not blocks:
            continue
        if turns and turns[-1]["role"] == role:
            turns[-1]["content"] += blocks
        else:
            turns.append({"role": role, "content": blocks})
    return turns


def _turn(message: Message) -> tuple[str, list[Block]]:
    match message.role:
        case "tool":
            return "user", [_result(message)]
        case "assistant":
            return "assistant", [*_blocks(message.content), *_uses(message.extra.get("tool_calls"))]
        case "user":
            return "user", _blocks(message.content)
    raise _cannot(msg("Anthropic's messages wire cannot carry a message of the role “{role}”", role=message.role))


def _result(message: Message) -> Block:
    content = message.content if isinstance(message.content, str) else _blocks(message.content)
    return {"type": "tool_result", "tool_use_id": str(message.extra.get("tool_call_id") or ""), "content": content}


def _uses(calls: Any) -> Iterator[Block]:
    for call in calls if isinstance(calls, Sequence) else ():
        function = call.get("function") if isinstance(call, Mapping) else None
        if not isinstance(function, Mapping):
            raise _cannot(msg("Anthropic's messages wire cannot carry a tool call that is no function"))
        yield {
            "type": "tool_use",
            "id": str(call.get("id") or ""),
            "name": str(function.get("name") or ""),
            "input": _arguments(function.get("arguments")),
        }


def _arguments(arguments: Any) -> Any:
    if not isinstance(arguments, str):
        return arguments or {}
    try:
        return msgspec.json.decode(arguments) if arguments.strip() else {}
    except msgspec.DecodeError:
        raise _cannot(msg("Anthropic's messages wire cannot carry a tool call whose arguments are no JSON")) from None


def _blocks(content: Any) -> list[Block]:
    """Content as blocks; empty text is left out, because the wire refuses it."""
    if isinstance(content, str):
        return [{"type": "text", "text": content}] if content.strip() else []
    return [block for part in content or () if (block := _block(part)) is not None]


def _block(part: Mapping[str, Any]) -> Block | None:
    kept = {"cache_control": part["cache_control"]} if "cache_control" in part else {}
    match part.get("type"):
        case "text":
            text = part.get("text")
            return {"type": "text", "text": text, **kept} if isinstance(text, str) and text.strip() else None
        case "image_url":
            image = part.get("image_url")
            url = image.get("url") if isinstance(image, Mapping) else image
            return {"type": "image", "source": _source(str(url or "")), **kept}
        case "file" if isinstance(file := part.get("file"), Mapping) and isinstance(file.get("file_data"), str):
            return {"type": "document", "source": _source(file["file_data"]), **kept}
        case "image" | "document" | "tool_use" | "tool_result" | "thinking" | "redacted_thinking":
            return dict(part)
        case kind:
            raise _cannot(msg("Anthropic's messages wire cannot carry a part of the type “{kind}”", kind=kind))


def _source(url: str) -> Block:
    """``data:image/png;base64,...`` as data, anything else as an address."""
    if not url.startswith("data:"):
        return {"type": "url", "url": url}
    head, _, data = url[5:].partition(",")
    kind, *flags = head.split(";")
    if "base64" not in flags or not data:
        raise _cannot(msg("Anthropic's messages wire cannot carry an attachment that is not base64"))
    return {"type": "base64", "media_type": kind or "application/octet-stream", "data": data}


def _tools(params: Mapping[str, Any]) -> dict[str, Any]:
    tools = [_tool(tool) for tool in params.get("tools") or () if isinstance(tool, Mapping)]
    if not tools:
        return {}
    choice = _choice(params.get("tool_choice"))
    if params.get("parallel_tool_calls") is False and choice.get("type") != "none":
        choice = {"type": "auto", **choice, "disable_parallel_tool_use": True}
    return {"tools": tools, **({"tool_choice": choice} if choice else {})}


def _tool(tool: Mapping[str, Any]) -> Block:
    function = tool.get("function")
    if tool.get("type") != "function" or not isinstance(function, Mapping):
        return dict(tool)
    made: Block = {
        "name": function.get("name"),
        "input_schema": function.get("parameters") or {"type": "object", "properties": {}},
    }
    if function.get("description"):
        made["description"] = function["description"]
    return made


def _choice(choice: Any) -> Block:
    match choice:
        case "auto" | "none":
            return {"type": choice}
        case "required":
            return {"type": "any"}
        case {"type": "function", "function": {"name": str(name)}}:
            return {"type": "tool", "name": name}
        case {"type": "auto" | "any" | "tool" | "none"}:
            return dict(choice)
        case _:
            return {}


class _Delta(msgspec.Struct):
    type: Any = None
    text: Any = None
    thinking: Any = None
    partial_json: Any = None
    stop_reason: Any = None


class _Block(msgspec.Struct):
    type: Any = None
    text: Any = None
    thinking: Any = None
    id: Any = None
    name: Any = None


class _Message(msgspec.Struct):
    id: Any = None
    model: Any = None
    usage: Any = None


class _Told(msgspec.Struct):
    type: Any = None
    index: Any = None
    message: _Message | None = None
    content_block: _Block | None = None
    delta: _Delta | None = None
    usage: Any = None
    error: Any = None


_decode = msgspec.json.Decoder(_Told).decode
_decode_any = msgspec.json.Decoder().decode


class MessagesConversation(AnswerDecoder):
    """One answer on the messages wire, told in chunks whose ``raw`` has OpenAI's form: a gateway can relay it."""

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
        self._silent: set[Any] = set()

    def take(self, event: ServerSentEvent) -> Sequence[Chunk]:
        """Read one event. Raises ProviderError when it is an error, or no JSON."""
        self.touched = True
        if not event.data.strip():
            return ()
        try:
            told = _decode(event.data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            if (mended := mend(event.data)) != event.data:
                return self.take(ServerSentEvent(mended, event.name))
            raise self.unreadable(event.data) from None
        if told.error or told.type == "error":
            raise classify.judge_event(
                {"error": told.error or _decode_any(event.data)}, wall=self._wall(), key=self._key
            )
        chunk = self._read(told)
        return () if chunk is None else (chunk,)

    def _read(self, told: _Told) -> Chunk | None:
        match told.type:
            case "message_start" if told.message is not None:
                return self._start(told.message)
            case "content_block_start" if told.content_block is not None:
                return self._open(told.index, told.content_block)
            case "content_block_delta" if told.delta is not None:
                return self._continue(told.index, told.delta)
            case "content_block_stop" if told.index in self._silent:
                self._silent.discard(told.index)
                return self._piece(tool_calls=(ToolCall(self._calls[told.index], arguments="{}"),))
            case "message_delta":
                return self._finish(told)
            case "message_stop":
                self.done = True
        return None

    def _start(self, message: _Message) -> Chunk:
        if isinstance(message.id, str):
            self._head["id"] = message.id
        if isinstance(message.model, str):
            self._head["model"] = message.model
        if isinstance(message.usage, dict):
            self._usage |= message.usage
        raw = self._raw({"role": "assistant", "content": ""})
        return Chunk(model=self._head["model"], raw=raw)

    def _open(self, index: Any, block: _Block) -> Chunk | None:
        if block.type == "tool_use":
            self._calls[index] = len(self._calls)
            self._silent.add(index)
            return self._piece(tool_calls=(ToolCall(self._calls[index], _text(block.id), _text(block.name)),))
        return self._piece(text=_text(block.text), reasoning=_text(block.thinking))

    def _continue(self, index: Any, delta: _Delta) -> Chunk | None:
        if delta.type == "input_json_delta" and index in self._calls:
            piece = _text(delta.partial_json)
            if not piece:
                return None
            self._silent.discard(index)
            return self._piece(tool_calls=(ToolCall(self._calls[index], arguments=piece),))
        return self._piece(text=_text(delta.text), reasoning=_text(delta.thinking))

    def _piece(self, text: str = "", reasoning: str = "", tool_calls: tuple[ToolCall, ...] = ()) -> Chunk | None:
        delta: dict[str, Any] = {}
        if text:
            delta["content"] = text
            self._said.append(text)
        if reasoning:
            delta["reasoning_content"] = reasoning
        if tool_calls:
            delta["tool_calls"] = [_call(call) for call in tool_calls]
        if not delta:
            return None
        self._any = True
        return Chunk(
            text=text, reasoning=reasoning, tool_calls=tool_calls, model=self._head["model"], raw=self._raw(delta)
        )

    def _finish(self, told: _Told) -> Chunk | None:
        if isinstance(told.usage, dict):
            self._usage |= {name: count for name, count in told.usage.items() if count is not None}
        reason = told.delta.stop_reason if told.delta is not None else None
        if not isinstance(reason, str):
            return None
        finish = self._reason(REASONS.get(reason, "stop"))
        self._finished.add(0)
        usage = _usage(self._usage)
        raw = self._raw({}, finish, usage)
        return Chunk(finish_reason=finish, usage=usage, model=self._head["model"], raw=raw)

    def _raw(self, delta: dict[str, Any], finish: str | None = None, usage: Usage | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {**self._head, "choices": [choice]}
        if usage is not None:
            event["usage"] = {
                "prompt_tokens": usage.prompt_tokens,
                "completion_tokens": usage.completion_tokens,
                "total_tokens": usage.total_tokens,
            }
        return msgspec.json.encode(event)

    def body(self, body: bytes, content_type: str) -> Iterator[Chunk]:
        """A whole message where events were asked for, told as its events would have told it."""
        try:
            value = decode_mended(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise classify.not_json(body[:4096], content_type=content_type, key=self._key) from None
        if not isinstance(value, dict) or not isinstance(value.get("content"), list) or value.get("error"):
            raise classify.judge_event(value, status=200, wall=self._wall(), key=self._key)
        for event in _events(value):
            yield from self.take(ServerSentEvent(msgspec.json.encode(event)))
        self.end()


def _events(message: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"type": "message_start", "message": {name: message.get(name) for name in ("id", "model", "usage")}}
    for index, block in enumerate(message["content"]):
        if not isinstance(block, dict):
            raise ProviderFailed("Answered with content that cannot be read", classify.LATER, status=200)
        yield {"type": "content_block_start", "index": index, "content_block": block}
        if block.get("type") == "tool_use":
            piece = msgspec.json.encode(block.get("input") or {}).decode()
            yield {
                "type": "content_block_delta", "index": index,
                "delta": {"type": "input_json_delta", "partial_json": piece},
            }  # fmt: skip
        yield {"type": "content_block_stop", "index": index}
    yield {"type": "message_delta", "delta": {"stop_reason": message.get("stop_reason")}, "usage": message.get("usage")}
    yield {"type": "message_stop"}


def _call(call: ToolCall) -> dict[str, Any]:
    function: dict[str, Any] = {"arguments": call.arguments}
    if not call.name:
        return {"index": call.index, "function": function}
    return {"index": call.index, "id": call.id, "type": "function", "function": {"name": call.name, **function}}


def _usage(usage: Mapping[str, Any]) -> Usage:
    """Tokens read from and written to the cache are part of the prompt; the wire counts them apart."""
    names = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
    prompt = sum(count for name in names if isinstance(count := usage.get(name), int))
    completion = usage.get("output_tokens")
    told = completion if isinstance(completion, int) else 0
    return Usage(prompt, told, prompt + told)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
