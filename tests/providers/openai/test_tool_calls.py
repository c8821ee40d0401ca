"""Fragments of tool calls are put together as they were meant, whatever their host numbers."""

import json
from typing import Any

import pytest
from tests.support.growth import assert_linear, cpu

from traybridge.providers.openai.tool_calls import ToolCallIndex


def fragment(arguments: str = "", name: str = "", **more: Any) -> dict[str, Any]:
    return {**more, "function": {"name": name, "arguments": arguments}}


def joined(events: list[list[dict[str, Any]]]) -> list[tuple[int, str, str, str]]:
    """Number, id, name and arguments of each call."""
    index = ToolCallIndex()
    calls: dict[int, list[str]] = {}
    for event in events:
        for call in index.numbered(event):
            begun = calls.setdefault(call.index, ["", "", ""])
            calls[call.index] = [begun[0] or call.id, begun[1] or call.name, begun[2] + call.arguments]
    return [(number, *parts) for number, parts in sorted(calls.items())]  # type: ignore[misc]


TWO = [(0, "a", "f", '{"x":1}'), (1, "b", "g", '{"y":2}')]


@pytest.mark.parametrize(
    "events",
    [
        pytest.param(
            [[fragment('{"x"', "f", index=0, id="a")], [fragment(":1}", index=0)],
             [fragment('{"y"', "g", index=1, id="b")], [fragment(":2}", index=1)]], id="as OpenAI does"),
        pytest.param([[fragment('{"x":1}', "f", id="a")], [fragment('{"y":2}', "g", id="b")]], id="no index"),
        pytest.param(
            [[fragment('{"x":1}', "f", index=0, id="a")], [fragment('{"y":2}', "g", index=0, id="b")]], id="always 0"),
        pytest.param([[fragment('{"x":1}', "f", id="a"), fragment('{"y":2}', "g", id="b")]], id="in one event"),
        pytest.param(
            [[fragment('{"x"', "f", id="a")], [fragment(":1}")], [fragment('{"y"', "g", id="b")], [fragment(":2}")]],
            id="pieces without index"),
        pytest.param(
            [[fragment('{"x"', "f", index=0, id="a")], [fragment('{"y"', "g", index=1, id="b")],
             [fragment(":1}", index=0)], [fragment(":2}", index=1)]], id="interleaved"),
        pytest.param(
            [[fragment('{"x"', "f", index="0", id="a")], [fragment('{"y"', "g", index="1", id="b")],
             [fragment(":1}", index="0")], [fragment(":2}", index="1")]], id="numbers as texts"),
        pytest.param(
            [[fragment('{"x"', "f", index=0, id="a")], [fragment(":1}", "f", index=0, id="a")],
             [fragment('{"y":2}', "g", index=1, id="b")]], id="id and name in each piece"),
    ],
)  # fmt: skip
def test_two_calls_are_two(events: list[list[dict[str, Any]]]) -> None:
    assert joined(events) == TWO


def test_whole_calls_without_id_and_number_are_told_apart_by_their_names() -> None:
    assert joined([[fragment('{"x":1}', "f")], [fragment('{"y":2}', "g")], [fragment('{"y":3}', "g")]]) == [
        (0, "", "f", '{"x":1}'),
        (1, "", "g", '{"y":2}'),
        (2, "", "g", '{"y":3}'),
    ]


def test_a_host_s_own_numbers_stay() -> None:
    index = ToolCallIndex()
    assert [call.index for call in index.numbered([fragment("{}", "f", index=1, id="a")])] == [1]
    assert not index.mended


def test_arguments_as_an_object_are_written_as_text() -> None:
    (call,) = ToolCallIndex().numbered([{"id": "a", "function": {"name": "f", "arguments": {"a": 1}}}])
    assert json.loads(call.arguments) == {"a": 1}


@pytest.mark.parametrize("odd", [{}, {"function": 5}, {"id": 5, "index": "x", "function": {"name": []}}])
def test_odd_fragments_are_survived(odd: dict[str, Any]) -> None:
    (call,) = ToolCallIndex().numbered([odd])
    assert (call.id, call.name, call.arguments) == ("", "", "")


def test_many_fragments_are_linear() -> None:
    def measure(n: int) -> int:
        index = ToolCallIndex()
        pieces = [[fragment("x}", "f")] for _ in range(n)]
        return cpu(lambda: [index.numbered(piece) for piece in pieces])

    assert_linear(measure, 2_000)
