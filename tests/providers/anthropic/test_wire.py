import json
from typing import Any

import pytest

from traybridge.core.chat import ChatRequest, Chunk, Message, ToolCall
from traybridge.core.errors import ContextTooLong, OddAnswer, ProviderError, ProviderFailed, RateLimited, StreamBroken
from traybridge.core.outcome import Outcome
from traybridge.core.provenance import Usage
from traybridge.providers.anthropic.wire import DEFAULT_MAX_TOKENS, MessagesConversation, wire_request
from traybridge.providers.http.sse import ServerSentEvent


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
    assert not refused.value.counted


STREAM: list[dict[str, Any]] = [
    {"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "content": [],
     "model": "claude-x-1", "stop_reason": None,
     "usage": {"input_tokens": 25, "cache_read_input_tokens": 5, "output_tokens": 1}}},
    {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": ""}},
    {"type": "ping"},
    {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "Hm"}},
    {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "EqQ"}},
    {"type": "content_block_stop", "index": 0},
    {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
    {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": "Hello"}},
    {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": " world"}},
    {"type": "content_block_stop", "index": 1},
    {"type": "content_block_start", "index": 2, "content_block":
     {"type": "tool_use", "id": "t1", "name": "f", "input": {}}},
    {"type": "content_block_delta", "index": 2, "delta": {"type": "input_json_delta", "partial_json": ""}},
    {"type": "content_block_delta", "index": 2, "delta": {"type": "input_json_delta", "partial_json": '{"a"'}},
    {"type": "content_block_delta", "index": 2, "delta": {"type": "input_json_delta", "partial_json": ":1}"}},
    {"type": "content_block_stop", "index": 2},
    {"type": "content_block_start", "index": 3, "content_block": {"type": "tool_use", "id": "t2", "name": "g"}},
    {"type": "content_block_stop", "index": 3},
    {"type": "message_delta", "delta": {"stop_reason": "tool_use"}, "usage": {"output_tokens": 15}},
    {"type": "message_stop"},
]  # fmt: skip


def feed(conversation: MessagesConversation, *told: Any) -> list[Chunk]:
    return [
        chunk for one in told for chunk in conversation.take(ServerSentEvent(json.dumps(one).encode(), one["type"]))
    ]


def test_events_become_chunks_and_their_raw_is_openai_s_form() -> None:
    conversation = MessagesConversation(wall=lambda: 1_000.0, model="claude-x")
    chunks = feed(conversation, *STREAM)
    conversation.end()
    assert conversation.done
    assert "".join(chunk.text for chunk in chunks) == "Hello world"
    assert "".join(chunk.reasoning for chunk in chunks) == "Hm"
    calls = [call for chunk in chunks for call in chunk.tool_calls]
    assert calls == [
        ToolCall(0, "t1", "f", ""),
        ToolCall(0, "", "", '{"a"'),
        ToolCall(0, "", "", ":1}"),
        ToolCall(1, "t2", "g", ""),
        ToolCall(1, "", "", "{}"),
    ]
    last = chunks[-1]
    assert (last.finish_reason, last.usage, last.model) == ("tool_calls", Usage(30, 15, 45), "claude-x-1")
    raw = [json.loads(chunk.raw) for chunk in chunks]
    assert {(one["id"], one["object"], one["created"], one["model"]) for one in raw} == {
        ("msg_1", "chat.completion.chunk", 1000, "claude-x-1")
    }
    assert raw[0]["choices"][0] == {"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": None}
    assert raw[1]["choices"][0]["delta"] == {"reasoning_content": "Hm"}
    assert raw[4]["choices"][0]["delta"]["tool_calls"] == [
        {"index": 0, "id": "t1", "type": "function", "function": {"name": "f", "arguments": ""}}
    ]
    assert raw[5]["choices"][0]["delta"]["tool_calls"] == [{"index": 0, "function": {"arguments": '{"a"'}}]
    assert raw[-1]["choices"][0] == {"index": 0, "delta": {}, "finish_reason": "tool_calls"}
    assert raw[-1]["usage"] == {"prompt_tokens": 30, "completion_tokens": 15, "total_tokens": 45}


def test_the_relayed_form_reads_the_same_again() -> None:
    from traybridge.providers.openai.decoder import AnswerDecoder

    again = AnswerDecoder()
    for chunk in feed(MessagesConversation(), *STREAM):
        (read,) = again.take(ServerSentEvent(chunk.raw))
        assert (read.text, read.reasoning, read.tool_calls) == (chunk.text, chunk.reasoning, chunk.tool_calls)
        assert read.finish_reason == chunk.finish_reason
    again.end()


@pytest.mark.parametrize(
    ("stop", "finish"),
    [("end_turn", "stop"), ("stop_sequence", "stop"), ("max_tokens", "length"), ("tool_use", "tool_calls"),
     ("refusal", "content_filter"), ("pause_turn", "stop"), ("model_context_window_exceeded", "length"),
     ("something_new", "stop")],
)  # fmt: skip
def test_reasons_to_stop_are_translated(stop: str, finish: str) -> None:
    conversation = MessagesConversation()
    feed(conversation, *STREAM[:10])
    (chunk,) = feed(conversation, {"type": "message_delta", "delta": {"stop_reason": stop}})
    assert chunk.finish_reason == finish
    assert conversation.finished


def test_an_end_without_a_word_is_a_matter_of_context() -> None:
    with pytest.raises(ContextTooLong):
        feed(MessagesConversation(), STREAM[0], {"type": "message_delta", "delta": {"stop_reason": "end_turn"}})


def test_a_refusal_without_a_word_is_an_end() -> None:
    conversation = MessagesConversation()
    feed(conversation, STREAM[0], {"type": "message_delta", "delta": {"stop_reason": "refusal"}})
    conversation.end()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ({"type": "overloaded_error", "message": "Overloaded"}, ProviderFailed),
        ({"type": "rate_limit_error", "message": "Slow"}, RateLimited),
        ({"type": "api_error", "message": "Internal server error"}, ProviderFailed),
        ({"type": "invalid_request_error", "message": "prompt is too long: 9 tokens"}, ContextTooLong),
    ],
)
def test_an_error_event_has_its_class(error: dict[str, str], expected: type[ProviderError]) -> None:
    with pytest.raises(expected):
        feed(MessagesConversation(), {"type": "error", "error": error})


def test_a_stream_that_ends_without_a_reason_is_broken() -> None:
    conversation = MessagesConversation()
    feed(conversation, *STREAM[:9])
    with pytest.raises(StreamBroken) as broken:
        conversation.end()
    assert broken.value.partial == "Hello world"


@pytest.mark.parametrize("data", [b"oops", b"[]", b'{"type": "content_block_delta", "delta": 5}', b"\xff"])
def test_events_that_cannot_be_read_are_failures(data: bytes) -> None:
    with pytest.raises(ProviderError):
        MessagesConversation().take(ServerSentEvent(data))


@pytest.mark.parametrize("told", [{"type": "brand_new_event", "x": 1}, {"type": "content_block_start", "index": 0},
                                  {"type": "message_delta", "delta": {}}, {}])  # fmt: skip
def test_events_of_tomorrow_are_passed_over(told: dict[str, Any]) -> None:
    assert not MessagesConversation().take(ServerSentEvent(json.dumps(told).encode()))


WHOLE = {
    "id": "msg_1",
    "type": "message",
    "model": "claude-x-1",
    "content": [text("Hello"), {"type": "tool_use", "id": "t1", "name": "f", "input": {"a": 1}}],
    "stop_reason": "tool_use",
    "usage": {"input_tokens": 3, "output_tokens": 4},
}


def test_a_whole_message_is_told_as_its_events_would_have_told_it() -> None:
    chunks = list(MessagesConversation().body(json.dumps(WHOLE).encode(), "application/json"))
    assert "".join(chunk.text for chunk in chunks) == "Hello"
    assert [call.arguments for chunk in chunks for call in chunk.tool_calls] == ["", '{"a":1}']
    assert (chunks[-1].finish_reason, chunks[-1].usage) == ("tool_calls", Usage(3, 4, 7))


NO_MESSAGES = [
    b"{}",
    b"<html>",
    b'{"type":"error","error":{"type":"api_error","message":"x"}}',
    b'{"content":[5],"stop_reason":"end_turn"}',
    b'{"content":[],"stop_reason":null}',
]


@pytest.mark.parametrize("body", NO_MESSAGES)
def test_a_body_that_is_no_message_is_a_failure(body: bytes) -> None:
    with pytest.raises(ProviderError):
        list(MessagesConversation().body(body, "application/json"))
