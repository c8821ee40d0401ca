"""Tells which tool call a fragment of a stream belongs to, whatever its host numbers (pure)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from traybridge.core.chat import ToolCall

MOST_LOOKS = 32
_NUMBER = re.compile(r"[0-9]{1,4}")
"""An index that a host wrote as a text."""


@dataclass(slots=True)
class _Call:
    id: str
    name: str
    arguments: list[str] = field(default_factory=list)
    looks: int = 0

    def is_whole(self) -> bool:
        """True when its arguments are whole JSON. Looked at a few times only: each look reads all of them."""
        self.looks += 1
        if self.looks > MOST_LOOKS or not (self.arguments and self.arguments[-1].rstrip().endswith("}")):
            return False
        try:
            msgspec.json.decode("".join(self.arguments))
        except (msgspec.DecodeError, RecursionError):
            return False
        return True


class ToolCallIndex:
    """Numbers the tool calls of one answer: as the host does where that tells them apart, else by their order.

    A fragment with an id that is new begins another call, whatever its index says (hosts send none, or always 0). One
    without an id continues the last call of its index, unless that one is whole and this one begins a name again.
    ``mended`` is True once a number was given that the host did not send.
    """

    def __init__(self) -> None:
        self._calls: dict[int, _Call] = {}
        self._by_id: dict[str, int] = {}
        self._by_index: dict[Any, int] = {}
        self.mended = False

    def numbered(self, fragments: Sequence[Mapping[str, Any]]) -> tuple[ToolCall, ...]:
        """The fragments of one event as what they continue or begin."""
        return tuple(self._one(fragment, position, len(fragments)) for position, fragment in enumerate(fragments))

    def _one(self, fragment: Mapping[str, Any], position: int, count: int) -> ToolCall:
        function = fragment.get("function")
        function = function if isinstance(function, Mapping) else {}
        arguments = function.get("arguments")
        written = msgspec.json.encode(arguments).decode() if isinstance(arguments, dict) else _text(arguments)
        sent = fragment.get("index")
        if isinstance(sent, str) and _NUMBER.fullmatch(sent):
            sent = int(sent)
        key = sent if isinstance(sent, int) else ("position", position if count > 1 else 0)
        call = ToolCall(0, _text(fragment.get("id")), _text(function.get("name")), written)
        number = self._number(call, key, sent)
        self.mended = self.mended or number != fragment.get("index")
        self._calls[number].arguments.append(written)
        return ToolCall(number, call.id, call.name, written)

    def _number(self, call: ToolCall, key: Any, sent: Any) -> int:
        if call.id in self._by_id:
            return self._by_id[call.id]
        last = self._by_index.get(key)
        if last is not None and not self._begins(call, self._calls[last]):
            if call.id:
                self._calls[last].id = call.id
                self._by_id[call.id] = last
            return last
        free = isinstance(sent, int) and sent >= 0 and sent not in self._calls
        number = sent if free else max(self._calls, default=-1) + 1
        self._calls[number] = _Call(call.id, call.name)
        self._by_index[key] = number
        if call.id:
            self._by_id[call.id] = number
        return number

    @staticmethod
    def _begins(call: ToolCall, last: _Call) -> bool:
        if call.id:
            return bool(last.id) or last.is_whole()
        return bool(call.name) and bool(last.name) and last.is_whole()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
