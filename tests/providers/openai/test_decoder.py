import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traybridge.core.chat import Chunk, Source, ToolCall
from traybridge.core.ending import Ending
from traybridge.core.errors import ContextTooLong, ProviderError, ProviderFailed, RequestRejected, StreamBroken
from traybridge.core.provenance import Usage
from traybridge.providers.http.sse import Reader, ServerSentEvent
from traybridge.providers.openai.decoder import OpenAIDecoder, read_usage


def take(decoder: OpenAIDecoder, value: Any) -> Chunk:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    chunk = decoder.take(data)
    assert isinstance(chunk, Chunk)
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
    chunk = take(OpenAIDecoder(), choice(delta, finish_reason=None))
    found = {"text": chunk.text, "reasoning": chunk.reasoning, "refusal": chunk.refusal, "tool_calls": chunk.tool_calls}
    assert found == {"text": "", "reasoning": "", "refusal": "", "tool_calls": ()} | expected
    assert chunk.has_content is bool(expected)


def test_the_old_exo_sends_message_and_delta_and_they_are_one_text() -> None:
    said = {"role": "assistant", "content": "dummy"}
    chunk = take(OpenAIDecoder(), {"choices": [{"index": 0, "message": said, "delta": said, "finish_reason": None}]})
    assert chunk.text == "dummy"


def test_only_message_and_plain_text_are_read_too() -> None:
    assert take(OpenAIDecoder(), {"choices": [{"message": {"content": "a"}}]}).text == "a"
    assert take(OpenAIDecoder(), {"choices": [{"text": "b"}]}).text == "b"


@pytest.mark.parametrize("name", ["finish_reason", "finishReason"])
def test_the_last_reason_counts_by_either_name(name: str) -> None:
    decoder = OpenAIDecoder()
    take(decoder, choice({"content": "x"}, **{name: "stop"}))
    assert decoder.finished
    assert take(decoder, choice({"content": "y"})).finish_reason is None
    assert (decoder.finished, decoder.resumed) == (False, True)
    assert take(decoder, choice({}, **{name: "length"})).finish_reason == "length"
    assert decoder.end() is Ending.LENGTH


@pytest.mark.parametrize("reason", ["", "null", "NULL", "None", " ", None, 5, {}])
def test_these_reasons_are_none(reason: Any) -> None:
    decoder = OpenAIDecoder()
    assert take(decoder, choice({"content": "x"}, finish_reason=reason)).finish_reason is None
    assert not decoder.finished


@pytest.mark.parametrize(
    ("said", "reason", "ending"),
    [
        ({"content": "x"}, "stop", Ending.COMPLETE),
        ({"content": "x"}, "eos", Ending.COMPLETE),
        ({"content": "x"}, "length", Ending.LENGTH),
        ({"content": "x"}, "MAX_TOKENS", Ending.LENGTH),
        ({"content": "x"}, "content_filter", Ending.FILTER),
        ({"content": "x"}, "content_filter_results", Ending.FILTER),
        ({"content": "x"}, "SAFETY", Ending.FILTER),
        ({"refusal": "No"}, "stop", Ending.COMPLETE),
        ({"images": [{"url": "data:"}]}, "stop", Ending.IMAGE),
        ({"content": [{"type": "image_url", "image_url": {"url": "data:"}}]}, "stop", Ending.IMAGE),
        ({"audio": {"data": "AA=="}}, "stop", Ending.AUDIO),
        ({"tool_calls": [{"id": "a"}]}, "tool_calls", Ending.TOOL_CALLS),
        ({"tool_calls": [{"id": "a"}]}, "stop", Ending.TOOL_CALLS),
        ({"tool_calls": [{"id": "a"}]}, "length", Ending.LENGTH),
        ({"reasoning_details": [{"type": "reasoning.encrypted", "data": "AA=="}]}, "stop", Ending.EMPTY),
    ],
)
def test_how_a_whole_answer_ended(said: dict[str, Any], reason: str, ending: Ending) -> None:
    decoder = OpenAIDecoder()
    take(decoder, choice(said))
    assert take(decoder, choice({}, finish_reason=reason)).finish_reason == reason
    assert decoder.end() is ending


@pytest.mark.parametrize("said", [{"content": ""}, {"reasoning": "Hm"}])
@pytest.mark.parametrize(
    ("reason", "error", "words"),
    [
        ("stop", ProviderFailed, "ended without a word"),
        ("insufficient_system_resource", ProviderFailed, "ran out of resources"),
        ("tool_calls", ProviderFailed, "ended without a word"),
        ("length", RequestRejected, "length limit"),
        ("content_filter", RequestRejected, "filter"),
        ("context_length_exceeded", ContextTooLong, "context window"),
    ],
)
def test_an_end_without_text_has_its_class(
    said: dict[str, Any], reason: str, error: type[ProviderError], words: str
) -> None:
    decoder = OpenAIDecoder()
    take(decoder, choice(said))
    take(decoder, choice({}, finish_reason=reason))
    with pytest.raises(error, match=words) as raised:
        decoder.end()
    assert type(raised.value) is error
    assert raised.value.hint


def test_hidden_thoughts_alone_do_not_excuse_a_limit() -> None:
    decoder = OpenAIDecoder()
    take(decoder, choice({"reasoning_details": [{"type": "reasoning.encrypted", "data": "AA=="}]}))
    take(decoder, choice({}, finish_reason="length"))
    with pytest.raises(RequestRejected):
        decoder.end()


def test_a_host_without_resources_breaks_what_had_begun() -> None:
    decoder = OpenAIDecoder()
    take(decoder, choice({"content": "Hel"}))
    assert take(decoder, choice({}, finish_reason="insufficient_system_resource")).finish_reason is None
    with pytest.raises(StreamBroken, match="ran out of resources") as broken:
        decoder.end()
    assert broken.value.partial == "Hel"


def test_an_error_goes_before_choices() -> None:
    with pytest.raises(ProviderFailed, match="broken"):
        take(OpenAIDecoder(), {"error": {"message": "broken"}, "choices": [{"delta": {"content": "x"}}]})


@pytest.mark.parametrize("nothing", [None, {}, "", [], False])
def test_an_empty_error_is_none(nothing: Any) -> None:
    assert take(OpenAIDecoder(), {"error": nothing, **choice({"content": "x"})}).text == "x"


def test_an_error_reason_is_a_failure() -> None:
    decoder = OpenAIDecoder()
    take(decoder, choice({"content": "Hel"}))
    with pytest.raises(ProviderFailed):
        take(decoder, choice({}, finish_reason="error"))


def test_usage_comes_in_many_places() -> None:
    decoder = OpenAIDecoder()
    counted = {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}
    assert take(decoder, {"choices": [], "usage": counted}).usage == Usage(3, 4, 7)
    assert take(decoder, {"choices": [], "x_groq": {"usage": counted}}).usage == Usage(3, 4, 7)
    assert take(decoder, {**choice({"content": "x"}), "usage": counted}).usage == Usage(3, 4, 7)
    assert take(decoder, {**choice({"content": "x"}), "usage": None}).usage is None


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ({"prompt_tokens": 1, "completion_tokens": 2, "cost": 0.0004}, Usage(1, 2, 3, 0.0004)),
        ({"prompt_tokens": 1, "completion_tokens": 2, "cost": 0}, Usage(1, 2, 3, 0.0)),
        ({"prompt_tokens": 1, "completion_tokens": 2, "cost": None}, Usage(1, 2, 3)),
        ({"prompt_tokens": 1, "completion_tokens": 2, "cost": -1}, Usage(1, 2, 3)),
        ({"prompt_tokens": 1, "completion_tokens": 2, "cost": True}, Usage(1, 2, 3)),
        ({"input_tokens": 1, "output_tokens": 2}, Usage(1, 2, 3)),
        ({"prompt_tokens": None, "completion_tokens": "x", "total_tokens": -4}, None),
        ({"prompt_tokens": 0, "completion_tokens": 0, "cost": 0.002}, Usage(0, 0, 0, 0.002)),
        ({}, None),
    ],
)
def test_usage_is_read_carefully(usage: dict[str, Any], expected: Usage | None) -> None:
    assert read_usage(usage) == expected


def test_the_model_that_really_answered_is_told() -> None:
    assert take(OpenAIDecoder(), {"model": "m-9", **choice({"content": "x"})}).model == "m-9"
    assert take(OpenAIDecoder(), {"model": None, **choice({"content": "x"})}).model is None
    assert take(OpenAIDecoder(), {"model": 5, **choice({"content": "x"})}).model is None


def test_of_several_answers_the_first_is_shown_and_the_others_are_waited_for() -> None:
    decoder = OpenAIDecoder()
    take(decoder, {"choices": [{"index": 0, "delta": {"content": "a"}}]})
    second = take(decoder, {"choices": [{"index": 1, "delta": {"content": "b"}}]})
    assert second.text == ""
    take(decoder, {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    take(decoder, {"choices": [{"index": 1, "delta": {"content": "c"}}]})
    assert decoder.resumed
    take(decoder, {"choices": [{"index": 1, "delta": {}, "finish_reason": "length"}]})
    assert decoder.partial == "a"
    assert decoder.end() is Ending.COMPLETE


def test_the_only_answer_may_have_any_number() -> None:
    decoder = OpenAIDecoder()
    take(decoder, {"choices": [{"index": 1, "delta": {"role": "assistant", "content": ""}}]})
    assert take(decoder, {"choices": [{"index": 1, "delta": {"content": "Hi"}}]}).text == "Hi"
    take(decoder, {"choices": [{"index": 1, "delta": {}, "finish_reason": "stop"}]})
    assert decoder.end() is Ending.COMPLETE


def test_done_is_no_chunk_and_the_end_of_an_answer() -> None:
    decoder = OpenAIDecoder()
    take(decoder, choice({"content": "Hello"}))
    assert decoder.take(b"[DONE]") is None
    assert decoder.done
    assert decoder.end() is Ending.COMPLETE


def test_sources_are_told_once_and_in_their_order() -> None:
    decoder = OpenAIDecoder()
    pages = ["https://a.example/1", "https://b.example/2", "javascript:alert(1)", "https://a.example/1"]
    first = take(decoder, {**choice({"content": "Oslo [1]"}), "citations": pages})
    assert [source.url for source in first.sources] == pages[:2]
    note = {"type": "url_citation", "url_citation": {"url": "https://c.example", "title": "C\n\u202epage"}}
    second = take(decoder, {**choice({"content": "x", "annotations": [note]}), "citations": pages})
    assert second.sources == (Source("https://c.example", "C page"),)


def test_annotations_that_come_by_themselves_are_sources() -> None:
    decoder = OpenAIDecoder()
    take(decoder, choice({"content": "Oslo"}))
    note = {"type": "url_citation", "url_citation": {"url": "https://c.example"}}
    assert take(decoder, choice({"content": "", "annotations": [note]})).sources == (Source("https://c.example"),)


@pytest.mark.parametrize(
    "usage",
    [
        b'{"prompt_tokens":NaN,"completion_tokens":1e400}',
        b'{"prompt_tokens":null}',
        b'{"prompt_tokens":0,"total_tokens":-1}',
    ],
)
def test_a_usage_that_counts_nothing_is_not_known(usage: bytes) -> None:
    decoder = OpenAIDecoder()
    chunk = decoder.take(b'{"choices":[],"usage":' + usage + b"}")
    assert isinstance(chunk, Chunk)
    assert (chunk.usage, decoder.has_usage) == (None, False)


def test_after_the_last_event_only_the_usage_counts() -> None:
    decoder = OpenAIDecoder()
    late = {**choice({"content": "late"}), "usage": {"prompt_tokens": 1, "completion_tokens": 2}}
    assert decoder.late_usage(json.dumps(late).encode()) == Usage(1, 2, 3)
    assert decoder.late_usage(b"oops") is None
    assert decoder.late_usage(b'{"error": "late"}') is None
    assert decoder.partial == ""


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "-Infinity", "1e400", "-1E999", "9" * 500])
def test_numbers_that_are_none_become_null(odd: str) -> None:
    event = '{"choices":[{"index":0,"delta":{"content":"One %s "},"logprobs":{"x":%s},"finish_reason":null}]}'
    chunk = take(OpenAIDecoder(), (event % (odd, odd)).encode())
    assert chunk.text == f"One {odd} "
    if "N" in odd or "f" in odd:  # the others are JSON, whatever becomes of them
        assert json.loads(chunk.raw)["choices"][0]["logprobs"] == {"x": None}


def test_tool_calls_without_a_number_are_told_apart_and_relayed_with_one() -> None:
    decoder = OpenAIDecoder()
    chunks = [
        take(decoder, choice({"tool_calls": [{"id": name, "function": {"name": "f", "arguments": "{}"}}]}))
        for name in ("c1", "c2")
    ]
    assert [chunk.tool_calls for chunk in chunks] == [(ToolCall(0, "c1", "f", "{}"),), (ToolCall(1, "c2", "f", "{}"),)]
    sent = [json.loads(chunk.raw)["choices"][0]["delta"]["tool_calls"][0]["index"] for chunk in chunks]
    assert sent == [0, 1]


def test_an_end_before_the_first_word_is_told_as_such() -> None:
    with pytest.raises(StreamBroken, match="before the first word"):
        OpenAIDecoder().end()


@pytest.mark.parametrize("data", [b"", b" ", b"\n"])
def test_empty_events_say_nothing(data: bytes) -> None:
    assert not OpenAIDecoder().take(data)


@pytest.mark.parametrize("data", [b"ping", b"{", b"\xff\xfe", b"<html>", b"1", b"[]", b'"x"', b'{"choices": 5}'])
def test_events_that_are_no_chunks_are_failures(data: bytes) -> None:
    with pytest.raises(ProviderError):
        OpenAIDecoder().take(data)


def test_an_event_without_choices_is_handed_on() -> None:
    """OpenRouter and Perplexity send events that only carry fields of their own."""
    assert not take(OpenAIDecoder(), {"id": "x", "provider": "Acme"}).has_content


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
    said, ended = OpenAIDecoder().body(json.dumps(ANSWER).encode(), "application/json")
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
BROKE = "Stopped sending before the end of the answer"
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
    decoder = OpenAIDecoder()
    chunks: list[Chunk] = []
    error = ""
    try:
        if body.startswith(b"{"):
            chunks += decoder.body(body, "application/json")
        for event in Reader().feed(body):
            if isinstance(event, ServerSentEvent):
                chunk = decoder.take(event.data)
                chunks += [chunk] if isinstance(chunk, Chunk) else []
        decoder.end()
    except ProviderError as failed:
        error = failed.title
    assert said is None or "".join(chunk.text for chunk in chunks) == decoder.partial == said
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
        chunk = OpenAIDecoder().take(data)
        assert chunk is None or isinstance(chunk, Chunk)
    decoder = OpenAIDecoder()
    with suppress(ProviderError):
        assert len([*decoder.body(data, "application/json")]) == 2
        assert decoder.end() in Ending


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
    chunk = take(OpenAIDecoder(), b'{"choices":[{"index":0,"delta":{"content":"' + sent + b'"}}]}')
    assert chunk.text == text
    assert json.loads(chunk.raw)["choices"][0]["delta"]["content"] == text
    whole = b'{"choices":[{"message":{"content":"' + sent + b'"},"finish_reason":"stop"}]}'
    assert "".join(chunk.text for chunk in OpenAIDecoder().body(whole, "application/json")) == text


@pytest.mark.parametrize("odd", [10**30, 1e300, -1, True, "7", None, [1]])
def test_a_count_or_cost_that_cannot_be_is_none(odd: object):
    usage = read_usage({"prompt_tokens": odd, "completion_tokens": 2, "cost": odd})
    assert usage == Usage(0, 2, 2, cost=None)
