"""Writes requests of OpenAI's form as Anthropic's messages wire has them (pure).

Facts: the Messages API reference and its streaming guide. What that wire lacks (penalties, seeds, logprobs,
response formats) is left out of the request; what would change the answer is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from traybridge.core.chat import ChatRequest, Message
from traybridge.core.errors import OddAnswer
from traybridge.core.i18n import Text, msg
from traybridge.providers.anthropic.decoder import MessagesDecoder
from traybridge.providers.chat_client import Wire

VERSION = "2023-06-01"
"""The one version of the API that there is (Anthropic's API reference, "Versions")."""
DEFAULT_MAX_TOKENS = 4096
"""The wire requires a limit; this is what Anthropic's own examples for chat use."""
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


class MessagesWire(Wire):
    """Another body, other headers, other events than OpenAI's."""

    chat_path = "messages"
    models_path = "models?limit=1000"

    def encode(self, request: ChatRequest, model: str) -> dict[str, Any]:
        return wire_request(request, model)

    def headers(self, key: str) -> dict[str, str]:
        return {"anthropic-version": VERSION, **({"x-api-key": key} if key else {})}

    def decoder(self, model: str, key: str) -> MessagesDecoder:
        return MessagesDecoder(wall=self.wall, key=key, model=model)
