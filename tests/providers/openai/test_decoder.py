import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traybridge.core.chat import Chunk, ToolCall
from traybridge.core.errors import ContextTooLong, ProviderError, ProviderFailed, StreamBroken
from traybridge.core.provenance import Usage
from traybridge.providers.http.sse import Reader, ServerSentEvent
from traybridge.providers.openai.decoder import AnswerDecoder, is_whole, read_usage


def take(conversation: AnswerDecoder, value: Any) -> Chunk:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    (chunk,) = conversation.take(ServerSentEvent(data))
    assert chunk.raw == data
    return chunk


def choice(delta: Any, **more: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta, **more}]}


DELTAS: list[tuple[Any, dict[str, Any]]] = [
    ({"content": "Hi"}, {"text": "Hi"}),
    ({"content": None}, {}),
    ({"content": ""}, {}),
    ({}, {}),
    (None, {}),
    ({"role": "assistant", "content": ""}, {}),
    ({"content": "Hi", "role": "assistant", "new_field": [1, {"a": 2}]}, {"text": "Hi"}),
    ({"reasoning": "Hm"}, {"reasoning": "Hm"}),
    ({"reasoning_content": "Hm"}, {"reasoning": "Hm"}),
    ({"reasoning": "Hm", "reasoning_content": "Hm"}, {"reasoning": "Hm"}),
    ({"reasoning": None, "reasoning_content": None, "content": "x"}, {"text": "x"}),
    ({"refusal": "No."}, {"refusal": "No."}),
    ({"content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}, {"text": "ab"}),
    ({"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "Hm"}]}]}, {"reasoning": "Hm"}),
    ({"content": ["a", {"text": "b"}, 3, None]}, {"text": "ab"}),
    ({"content": 5}, {}),
    ({"tool_calls": [{"index": 0, "id": "c1", "type": "function", "function": {"name": "f", "arguments": ""}}]},
     {"tool_calls": (ToolCall(0, "c1", "f", ""),)}),
    ({"tool_calls": [{"index": 1, "function": {"arguments": '{"a"'}}]}, {"tool_calls": (ToolCall(1, "", "", '{"a"'),)}),
    ({"tool_calls": [{"id": "a", "function": {"name": "f", "arguments": None}}, {"function": None}]},
     {"tool_calls": (ToolCall(0, "a", "f", ""), ToolCall(1))}),
    ({"tool_calls": [{"index": 0, "function": {"name": "f", "arguments": {"a": 1}}}]},
     {"tool_calls": (ToolCall(0, "", "f", '{"a":1}'),)}),
    ({"tool_calls": []}, {}),
    ({"tool_calls": [None, "x"]}, {}),
    ({"function_call": {"name": "f", "arguments": "{}"}}, {"tool_calls": (ToolCall(0, "", "f", "{}"),)}),
]  # fmt: skip


@pytest.mark.parametrize(("delta", "expected"), DELTAS, ids=lambda value: json.dumps(value, default=str)[:70])
def test_a_delta_says_what_it_says_in_every_form(delta: Any, expected: dict[str, Any]) -> None:
    chunk = take(AnswerDecoder(), choice(delta, finish_reason=None))
    found = {"text": chunk.text, "reasoning": chunk.reasoning, "refusal": chunk.refusal, "tool_calls": chunk.tool_calls}
    assert found == {"text": "", "reasoning": "", "refusal": "", "tool_calls": ()} | expected
    assert chunk.has_content is bool(expected)


def test_the_old_exo_sends_message_and_delta_and_they_are_one_text() -> None:
    said = {"role": "assistant", "content": "dummy"}
    chunk = take(AnswerDecoder(), {"choices": [{"index": 0, "message": said, "delta": said, "finish_reason": None}]})
    assert chunk.text == "dummy"


def test_only_message_and_plain_text_are_read_too() -> None:
    assert take(AnswerDecoder(), {"choices": [{"message": {"content": "a"}}]}).text == "a"
    assert take(AnswerDecoder(), {"choices": [{"text": "b"}]}).text == "b"


@pytest.mark.parametrize("reason", ["length", "tool_calls", "content_filter", "function_call"])
def test_these_ends_need_no_word(reason: str) -> None:
    conversation = AnswerDecoder()
    assert take(conversation, choice({}, finish_reason=reason)).finish_reason == reason
    assert conversation.finished
    conversation.end()


def test_stop_without_a_word_is_a_matter_of_context() -> None:
    with pytest.raises(ContextTooLong):
        take(AnswerDecoder(), choice({"content": ""}, finish_reason="stop"))


@pytest.mark.parametrize("said", [{"reasoning": "Hm"}, {"refusal": "No"}, {"images": [{"url": "data:"}]},
                                  {"tool_calls": [{"id": "a"}]}])  # fmt: skip
def test_stop_after_anything_is_an_end(said: dict[str, Any]) -> None:
    conversation = AnswerDecoder()
    take(conversation, choice(said))
    assert take(conversation, choice({}, finish_reason="stop")).finish_reason == "stop"


def test_an_error_goes_before_choices() -> None:
    with pytest.raises(ProviderFailed, match="broken"):
        take(AnswerDecoder(), {"error": {"message": "broken"}, "choices": [{"delta": {"content": "x"}}]})


@pytest.mark.parametrize("nothing", [None, {}, "", [], False])
def test_an_empty_error_is_none(nothing: Any) -> None:
    assert take(AnswerDecoder(), {"error": nothing, **choice({"content": "x"})}).text == "x"


def test_an_error_reason_is_a_failure() -> None:
    conversation = AnswerDecoder()
    take(conversation, choice({"content": "Hel"}))
    with pytest.raises(ProviderFailed):
        take(conversation, choice({}, finish_reason="error"))


def test_usage_comes_in_many_places() -> None:
    conversation = AnswerDecoder()
    counted = {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}
    assert take(conversation, {"choices": [], "usage": counted}).usage == Usage(3, 4, 7)
    assert take(conversation, {"choices": [], "x_groq": {"usage": counted}}).usage == Usage(3, 4, 7)
    assert take(conversation, {**choice({"content": "x"}), "usage": counted}).usage == Usage(3, 4, 7)
    assert take(conversation, {**choice({"content": "x"}), "usage": None}).usage is None


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ({"prompt_tokens": 1, "completion_tokens": 2, "cost": 0.0004}, Usage(1, 2, 3, 0.0004)),
        ({"prompt_tokens": 1, "completion_tokens": 2, "cost": 0}, Usage(1, 2, 3, 0.0)),
        ({"prompt_tokens": 1, "completion_tokens": 2, "cost": None}, Usage(1, 2, 3)),
        ({"prompt_tokens": 1, "completion_tokens": 2, "cost": -1}, Usage(1, 2, 3)),
        ({"prompt_tokens": 1, "completion_tokens": 2, "cost": True}, Usage(1, 2, 3)),
        ({"input_tokens": 1, "output_tokens": 2}, Usage(1, 2, 3)),
        ({"prompt_tokens": None, "completion_tokens": "x", "total_tokens": -4}, Usage(0, 0, 0)),
        ({}, Usage()),
    ],
)
def test_usage_is_read_carefully(usage: dict[str, Any], expected: Usage) -> None:
    assert read_usage(usage) == expected


def test_the_model_that_really_answered_is_told() -> None:
    assert take(AnswerDecoder(), {"model": "m-9", **choice({"content": "x"})}).model == "m-9"
    assert take(AnswerDecoder(), {"model": None, **choice({"content": "x"})}).model is None
    assert take(AnswerDecoder(), {"model": 5, **choice({"content": "x"})}).model is None


def test_several_answers_end_with_the_last_of_them_and_only_the_first_is_shown() -> None:
    conversation = AnswerDecoder(answers=2)
    take(conversation, {"choices": [{"index": 0, "delta": {"content": "a"}}]})
    second = take(conversation, {"choices": [{"index": 1, "delta": {"content": "b"}}]})
    assert second.text == ""
    take(conversation, {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    assert not conversation.finished
    take(conversation, {"choices": [{"index": 1, "delta": {}, "finish_reason": "stop"}]})
    assert conversation.finished
    assert conversation.partial == "a"


def test_done_is_no_chunk_and_no_end_of_an_answer() -> None:
    conversation = AnswerDecoder()
    take(conversation, choice({"content": "Hel"}))
    assert not conversation.take(ServerSentEvent(b"[DONE]"))
    assert conversation.done
    with pytest.raises(StreamBroken) as broken:
        conversation.end()
    assert broken.value.partial == "Hel"


def test_an_end_before_the_first_word_is_told_as_such() -> None:
    with pytest.raises(StreamBroken, match="before the first word"):
        AnswerDecoder().end()


@pytest.mark.parametrize("data", [b"", b" ", b"\n"])
def test_empty_events_say_nothing(data: bytes) -> None:
    assert not AnswerDecoder().take(ServerSentEvent(data))


@pytest.mark.parametrize("data", [b"ping", b"{", b"\xff\xfe", b"<html>", b"1", b"[]", b'"x"', b'{"choices": 5}'])
def test_events_that_are_no_chunks_are_failures(data: bytes) -> None:
    with pytest.raises(ProviderError):
        AnswerDecoder().take(ServerSentEvent(data))


def test_an_event_without_choices_is_handed_on() -> None:
    """OpenRouter and Perplexity send events that only carry fields of their own."""
    assert not take(AnswerDecoder(), {"id": "x", "provider": "Acme"}).has_content


@pytest.mark.parametrize(("data", "whole"), [(b"{}", True), (b"[DONE]", True), (b'{"a', False), (b"", False)])
def test_a_cut_event_is_told_from_a_whole_one(data: bytes, whole: bool) -> None:
    assert is_whole(data) is whole


ANSWER = {
    "id": "1",
    "model": "m-1",
    "choices": [
        {
            "index": 0,
            "message": {
                "role": "assistant",
                "content": "Hello",
                "tool_calls": [{"id": "a", "type": "function", "function": {"name": "f", "arguments": "{}"}}],
            },
            "logprobs": None,
            "finish_reason": "tool_calls",
        }
    ],
    "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3},
}


def test_a_whole_answer_is_told_in_chunks_that_a_gateway_can_relay() -> None:
    said, ended = AnswerDecoder().body(json.dumps(ANSWER).encode(), "application/json")
    assert (said.text, said.tool_calls, said.finish_reason) == ("Hello", (ToolCall(0, "a", "f", "{}"),), None)
    assert (ended.finish_reason, ended.usage, ended.model) == ("tool_calls", Usage(1, 2, 3), "m-1")
    first, second = json.loads(said.raw), json.loads(ended.raw)
    assert first["object"] == second["object"] == "chat.completion.chunk"
    assert first["choices"][0]["delta"]["tool_calls"][0]["index"] == 0
    assert second["choices"][0] == {"index": 0, "delta": {}, "finish_reason": "tool_calls"}
    assert second["usage"] == ANSWER["usage"]


EXO = Path(__file__).parents[2] / "fixtures" / "exo"
PARIS = "The capital of France is Paris."
KILLED = "Failed with status 500: Runner shutdown before completing command (signal=9 (Killed))"
BROKE = "The answer broke off before its end"
# Real nodes (tests/fixtures/exo/README.md): what was said, how it ended, completion tokens.
RECORDINGS = [
    ("050_chat_stream_ready", PARIS, "stop", 8),
    ("042_chat_sent_while_runner_loading", PARIS[:-1], "length", 6),
    ("055_chat_logprobs", "The capital of", "length", 3),
    ("071_chat_tools", PARIS, "stop", 8),
    ("114_chat_two_node_pipeline_via_node2", PARIS, "stop", 8),
    ("305_v1071_chat_stream", PARIS, "stop", 8),
    ("211_old_chat_stream", "dummy" * 10, "stop", None),
    ("077_chat_empty_messages_stream_crashes_runner", "", "Failed with status 500: list index out of range", None),
    ("090_stream_runner_sigkilled", "The story of a", KILLED, None),
    ("121_stream_node2_killed_midway", None, BROKE, None),
    ("132_stream_via_node2_master_killed_midway", "The", BROKE, None),
    ("161_stream_node_sigint_midway", "The story of a fox is a", BROKE, None),
    ("051_chat_nonstream", PARIS, "stop", 8),
    ("083_nonstream_cancelled_by_v1_cancel", None, BROKE, None),
]


@pytest.mark.parametrize(("name", "said", "ended", "tokens"), RECORDINGS, ids=[row[0] for row in RECORDINGS])
def test_recordings_of_real_exo_nodes_read_as_they_went(
    name: str, said: str | None, ended: str, tokens: int | None
) -> None:
    body = (EXO / f"{name}.http").read_bytes().partition(b"\r\n\r\n")[2]
    conversation = AnswerDecoder()
    chunks: list[Chunk] = []
    error = ""
    try:
        if body.startswith(b"{"):
            chunks += conversation.body(body, "application/json")
        for event in Reader().feed(body):
            if isinstance(event, ServerSentEvent):
                chunks += conversation.take(event)
        conversation.end()
    except ProviderError as failed:
        error = failed.title
    assert said is None or "".join(chunk.text for chunk in chunks) == conversation.partial == said
    assert [chunk.finish_reason for chunk in chunks if chunk.finish_reason] == ([] if error else [ended])
    assert error in {"", ended}
    assert [chunk.usage.completion_tokens for chunk in chunks if chunk.usage] == ([] if tokens is None else [tokens])


NAMES = ("choices", "delta", "message", "content", "index", "finish_reason", "error", "usage", "tool_calls", "function",
         "arguments", "prompt_tokens", "model", "detail", "type", "text")  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 600) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=20,
)


@given(value=VALUES)
def test_any_json_is_a_chunk_or_a_provider_s_error(value: Any) -> None:
    data = json.dumps(value).encode()
    with suppress(ProviderError):
        assert all(isinstance(chunk.text, str) for chunk in AnswerDecoder().take(ServerSentEvent(data)))
    with suppress(ProviderError):
        assert [*AnswerDecoder().body(data, "application/json")][-1].finish_reason


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (b"x\xff", "x\ufffd"),
        (b"x\xe2\x82", "x\ufffd"),
        (rb"x\ud83d", "x\ufffd"),
        (rb"\ude00x\ud83d\ude00", "\ufffdx\N{GRINNING FACE}"),
        (rb"\\ud83d", "\\ud83d"),
    ],
)
def test_what_is_no_text_becomes_a_replacement_sign_and_costs_no_answer(sent: bytes, text: str):
    """A token that ends in the middle of a sign is sent as it is by some hosts."""
    event = ServerSentEvent(b'{"choices":[{"index":0,"delta":{"content":"' + sent + b'"}}]}')
    [chunk] = AnswerDecoder().take(event)
    assert chunk.text == text
    assert json.loads(chunk.raw)["choices"][0]["delta"]["content"] == text
    whole = b'{"choices":[{"message":{"content":"' + sent + b'"},"finish_reason":"stop"}]}'
    assert "".join(chunk.text for chunk in AnswerDecoder().body(whole, "application/json")) == text


@pytest.mark.parametrize("odd", [10**30, 1e300, -1, True, "7", None, [1]])
def test_a_count_or_cost_that_cannot_be_is_none(odd: object):
    usage = read_usage({"prompt_tokens": odd, "completion_tokens": 2, "cost": odd})
    assert usage == Usage(0, 2, 2, cost=None)
