from typing import Any

import pytest

from traybridge.core.chat import ChatRequest, Message
from traybridge.core.errors import OddAnswer
from traybridge.core.outcome import Outcome
from traybridge.providers.anthropic.wire import DEFAULT_MAX_TOKENS, wire_request


def request(*messages: Message, **params: Any) -> ChatRequest:
    return ChatRequest(messages or (Message("user", "Hi"),), params=params)


def wire(*messages: Message, **params: Any) -> dict[str, Any]:
    return wire_request(request(*messages, **params), "claude-x")


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


def test_the_smallest_request() -> None:
    assert wire() == {
        "model": "claude-x",
        "max_tokens": DEFAULT_MAX_TOKENS,
        "messages": [{"role": "user", "content": [text("Hi")]}],
        "stream": True,
    }


def test_system_and_developer_messages_are_lifted() -> None:
    body = wire(
        Message("system", "One"), Message("user", "Hi"), Message("developer", "Two"), Message("assistant", "Hello")
    )
    assert body["system"] == "One\n\nTwo"
    assert [turn["role"] for turn in body["messages"]] == ["user", "assistant"]
    cached = [{"type": "text", "text": "Long", "cache_control": {"type": "ephemeral"}}]
    assert wire(Message("system", cached), Message("user", "Hi"))["system"] == cached


def test_neighbours_of_one_role_become_one_turn_and_empty_text_is_left_out() -> None:
    body = wire(Message("user", "a"), Message("user", " "), Message("user", "b"), Message("assistant", ""))
    assert body["messages"] == [{"role": "user", "content": [text("a"), text("b")]}]


PICTURE = "data:image/png;base64,iVBORw0KGgo="


@pytest.mark.parametrize(
    ("part", "block"),
    [
        ({"type": "image_url", "image_url": {"url": PICTURE, "detail": "low"}},
         {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}}),
        ({"type": "image_url", "image_url": PICTURE},
         {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}}),
        ({"type": "image_url", "image_url": {"url": "https://a.example/b.png"}},
         {"type": "image", "source": {"type": "url", "url": "https://a.example/b.png"}}),
        ({"type": "file", "file": {"file_data": "data:application/pdf;base64,JVBE"}},
         {"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBE"}}),
        ({"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}},
         {"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}}),
        ({"type": "document", "source": {"type": "text", "data": "x"}},
         {"type": "document", "source": {"type": "text", "data": "x"}}),
    ],
)  # fmt: skip
def test_parts_become_blocks(part: dict[str, Any], block: dict[str, Any]) -> None:
    assert wire(Message("user", [part]))["messages"][0]["content"] == [block]


def test_tools_go_there_and_their_results_come_back_as_the_user_s() -> None:
    calls = [
        {"id": "c1", "type": "function", "function": {"name": "f", "arguments": '{"a": 1}'}},
        {"id": "c2", "type": "function", "function": {"name": "g", "arguments": ""}},
    ]
    body = wire(
        Message("user", "Hi"),
        Message("assistant", "Let me see", {"tool_calls": calls}),
        Message("tool", "42", {"tool_call_id": "c1"}),
        Message("tool", [{"type": "text", "text": "43"}], {"tool_call_id": "c2"}),
        Message("user", "And?"),
        tools=[
            {"type": "function", "function": {"name": "f", "description": "does f", "parameters": {"type": "object"}}},
            {"type": "function", "function": {"name": "g"}},
            {"type": "web_search_20250305", "name": "web_search"},
        ],
    )
    assert body["messages"][1:] == [
        {
            "role": "assistant",
            "content": [
                text("Let me see"),
                {"type": "tool_use", "id": "c1", "name": "f", "input": {"a": 1}},
                {"type": "tool_use", "id": "c2", "name": "g", "input": {}},
            ],
        },
        {
            "role": "user",
            "content": [
                {"type": "tool_result", "tool_use_id": "c1", "content": "42"},
                {"type": "tool_result", "tool_use_id": "c2", "content": [text("43")]},
                text("And?"),
            ],
        },
    ]
    assert body["tools"] == [
        {"name": "f", "description": "does f", "input_schema": {"type": "object"}},
        {"name": "g", "input_schema": {"type": "object", "properties": {}}},
        {"type": "web_search_20250305", "name": "web_search"},
    ]


TOOLS = [{"type": "function", "function": {"name": "f"}}]


@pytest.mark.parametrize(
    ("params", "choice"),
    [
        ({}, None),
        ({"tool_choice": "auto"}, {"type": "auto"}),
        ({"tool_choice": "none"}, {"type": "none"}),
        ({"tool_choice": "required"}, {"type": "any"}),
        ({"tool_choice": {"type": "function", "function": {"name": "f"}}}, {"type": "tool", "name": "f"}),
        ({"tool_choice": {"type": "any"}}, {"type": "any"}),
        ({"parallel_tool_calls": False}, {"type": "auto", "disable_parallel_tool_use": True}),
        ({"tool_choice": "required", "parallel_tool_calls": False}, {"type": "any", "disable_parallel_tool_use": True}),
        ({"tool_choice": "none", "parallel_tool_calls": False}, {"type": "none"}),
        ({"tool_choice": 7}, None),
    ],
)
def test_the_choice_of_a_tool_is_translated(params: dict[str, Any], choice: Any) -> None:
    assert wire(tools=TOOLS, **params).get("tool_choice") == choice
    assert "tool_choice" not in wire(**params)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"max_tokens": 7}, {"max_tokens": 7}),
        ({"max_completion_tokens": 8}, {"max_tokens": 8}),
        ({"max_tokens": None}, {"max_tokens": DEFAULT_MAX_TOKENS}),
        ({"temperature": 0.3}, {"temperature": 0.3}),
        ({"temperature": 1.9}, {"temperature": 1}),
        ({"stop": "END"}, {"stop_sequences": ["END"]}),
        ({"stop": ["a", "", "\n", "b"]}, {"stop_sequences": ["a", "b"]}),
        ({"top_p": 0.9, "top_k": 4}, {"top_p": 0.9, "top_k": 4}),
        ({"user": "u1"}, {"metadata": {"user_id": "u1"}}),
        ({"thinking": {"type": "disabled"}}, {"thinking": {"type": "disabled"}}),
        ({"n": 1, "seed": 4, "logprobs": True, "frequency_penalty": 1, "stream_options": {}, "stream": False}, {}),
    ],
)  # fmt: skip
def test_parameters_are_translated_or_left_out(params: dict[str, Any], expected: dict[str, Any]) -> None:
    assert wire(**params) == {**wire(), **expected}


@pytest.mark.parametrize(
    ("messages", "params"),
    [
        ((), {"n": 2}),
        ((Message("user", [{"type": "input_audio", "input_audio": {}}]),), {}),
        ((Message("user", [{"type": "image_url", "image_url": {"url": "data:image/png,raw"}}]),), {}),
        ((Message("function", "x", {"name": "f"}),), {}),
        ((Message("assistant", None, {"tool_calls": [{"function": {"name": "f", "arguments": "{no"}}]}),), {}),
        ((Message("assistant", None, {"tool_calls": [{"type": "custom"}]}),), {}),
    ],
)
def test_what_this_wire_cannot_carry_goes_to_the_next_provider(messages: tuple[Message, ...], params: Any) -> None:
    with pytest.raises(OddAnswer, match="cannot carry") as refused:
        wire(*messages, **params)
    assert refused.value.outcome is Outcome.TRANSIENT
    assert not refused.value.handling.counted
