import json
from typing import Any

import pytest

from traybridge.core.chat import Chunk, Source, ToolCall
from traybridge.core.ending import Ending
from traybridge.core.errors import (
    ContextTooLong,
    ProviderError,
    ProviderFailed,
    RateLimited,
    RequestRejected,
    StreamBroken,
)
from traybridge.core.provenance import Usage
from traybridge.providers.anthropic.decoder import MessagesDecoder
from traybridge.providers.openai.decoder import OpenAIDecoder


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


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


def feed(decoder: MessagesDecoder, *told: Any) -> list[Chunk]:
    chunks = [decoder.take(json.dumps(one).encode()) for one in told]
    return [chunk for chunk in chunks if chunk is not None]


def test_events_become_chunks_and_their_raw_is_openai_s_form() -> None:
    decoder = MessagesDecoder(wall=lambda: 1_000.0, model="claude-x")
    chunks = feed(decoder, *STREAM)
    decoder.end()
    assert decoder.done
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
    again = OpenAIDecoder()
    for chunk in feed(MessagesDecoder(), *STREAM):
        read = again.take(chunk.raw)
        assert isinstance(read, Chunk)
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
    decoder = MessagesDecoder()
    feed(decoder, *STREAM[:10])
    (chunk,) = feed(decoder, {"type": "message_delta", "delta": {"stop_reason": stop}})
    assert chunk.finish_reason == finish
    assert decoder.finished


@pytest.mark.parametrize(
    ("stop", "error"),
    [("end_turn", ProviderFailed), ("max_tokens", RequestRejected), ("refusal", RequestRejected),
     ("model_context_window_exceeded", ContextTooLong)],
)  # fmt: skip
def test_an_end_without_text_has_its_class(stop: str, error: type[ProviderError]) -> None:
    decoder = MessagesDecoder()
    feed(decoder, STREAM[0], {"type": "message_delta", "delta": {"stop_reason": stop}}, {"type": "message_stop"})
    with pytest.raises(error):
        decoder.end()


@pytest.mark.parametrize(
    ("stop", "ending"),
    [("end_turn", Ending.COMPLETE), ("max_tokens", Ending.LENGTH), ("refusal", Ending.FILTER),
     ("model_context_window_exceeded", Ending.LENGTH)],
)  # fmt: skip
def test_how_an_answer_with_text_ended(stop: str, ending: Ending) -> None:
    decoder = MessagesDecoder()
    feed(decoder, *STREAM[:9], {"type": "message_delta", "delta": {"stop_reason": stop}})
    assert decoder.end() is ending


def test_a_last_event_without_a_reason_is_an_end_and_tells_the_usage() -> None:
    decoder = MessagesDecoder()
    chunks = feed(decoder, *STREAM[:9], {"type": "message_delta", "delta": {}, "usage": {"output_tokens": 4}},
                  {"type": "message_stop"})  # fmt: skip
    assert chunks[-1].usage == Usage(30, 4, 34)
    assert decoder.end() is Ending.COMPLETE


def test_cited_pages_are_sources() -> None:
    page = {"type": "web_search_result_location", "url": "https://a.example", "title": "A", "cited_text": "x"}
    chunks = feed(
        MessagesDecoder(),
        STREAM[0],
        {"type": "content_block_delta", "index": 0, "delta": {"type": "citations_delta", "citation": page}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "citations_delta", "citation": page}},
        {"type": "content_block_start", "index": 1, "content_block": {**text("x"), "citations": [page]}},
    )
    assert [chunk.sources for chunk in chunks] == [(), (Source("https://a.example", "A"),), ()]


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
        feed(MessagesDecoder(), {"type": "error", "error": error})


def test_a_stream_that_ends_without_a_reason_is_broken() -> None:
    decoder = MessagesDecoder()
    feed(decoder, *STREAM[:9])
    with pytest.raises(StreamBroken) as broken:
        decoder.end()
    assert broken.value.partial == "Hello world"


@pytest.mark.parametrize("data", [b"oops", b"[]", b'{"type": "content_block_delta", "delta": 5}', b"\xff"])
def test_events_that_cannot_be_read_are_failures(data: bytes) -> None:
    with pytest.raises(ProviderError):
        MessagesDecoder().take(data)


@pytest.mark.parametrize("told", [{"type": "brand_new_event", "x": 1}, {"type": "content_block_start", "index": 0},
                                  {"type": "message_delta", "delta": {}}, {}])  # fmt: skip
def test_events_of_tomorrow_are_passed_over(told: dict[str, Any]) -> None:
    assert not MessagesDecoder().take(json.dumps(told).encode())


WHOLE = {
    "id": "msg_1",
    "type": "message",
    "model": "claude-x-1",
    "content": [text("Hello"), {"type": "tool_use", "id": "t1", "name": "f", "input": {"a": 1}}],
    "stop_reason": "tool_use",
    "usage": {"input_tokens": 3, "output_tokens": 4},
}


def test_a_whole_message_is_told_as_its_events_would_have_told_it() -> None:
    chunks = list(MessagesDecoder().body(json.dumps(WHOLE).encode(), "application/json"))
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
    decoder = MessagesDecoder()
    with pytest.raises(ProviderError):
        list(decoder.body(body, "application/json"))
        decoder.end()


def test_a_tool_s_arguments_may_come_with_its_beginning() -> None:
    decoder = MessagesDecoder()
    call = {"type": "tool_use", "id": "t1", "name": "f", "input": {"city": "Oslo"}}
    events: list[dict[str, Any]] = [
        {"type": "content_block_start", "index": 0, "content_block": call},
        {"type": "content_block_stop", "index": 0},
    ]
    chunks = [chunk for event in events if (chunk := decoder.take(json.dumps(event).encode())) is not None]
    assert [call.arguments for chunk in chunks for call in chunk.tool_calls] == ["", '{"city":"Oslo"}']


@pytest.mark.parametrize("count", [10**30, -5, True, "5", None, float("nan")])
def test_a_count_that_is_none_is_not_counted(count: object) -> None:
    decoder = MessagesDecoder()
    end = {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": count}}
    chunk = decoder.take(json.dumps(end).encode())
    assert chunk is not None
    assert chunk.usage is None
