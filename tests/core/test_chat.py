"""What is said: requests that nobody should see are refused by name, everything else passes untouched."""

from typing import Any

import pytest

from traybridge.core.chat import ChatRequest, Chunk, Message, ToolCall
from traybridge.core.errors import BadRequest
from traybridge.core.outcome import Outcome
from traybridge.core.provenance import Attempt, Provenance, Usage
from traybridge.core.request_checks import MAX_ATTACHMENT, MAX_TEXT, check_request


def asked(*messages: Message, **values: Any) -> ChatRequest:
    return ChatRequest(messages, **values)


def image(size: int) -> Message:
    return Message("user", [{"type": "image_url", "image_url": {"url": "x" * size}}])


USER = Message("user", "Hi")


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (asked(), "There is no message to answer"),
        (asked(USER, Message("robot", "Hi")), "Message 2 has an unknown role"),
        (asked(Message("User", "Hi")), "Message 1 has an unknown role"),
        (asked(Message("user", "")), "The message is empty"),
        (asked(Message("user", " \n")), "The message is empty"),
        (asked(Message("user", None)), "The message is empty"),
        (asked(Message("user", [])), "The message is empty"),
        (asked(Message("user", [{"type": "text", "text": " "}])), "The message is empty"),
        (asked(Message("system", "Be terse.")), "The message is empty"),
        (asked(USER, model=" "), "The model name is empty"),
        (
            asked(Message("user", "x" * (MAX_TEXT + 1))),
            "Message 1 is too long: 1,048,577 characters, at most 1,048,576",
        ),
        (asked(USER, Message("user", [{"type": "text", "text": "x" * (MAX_TEXT + 1)}])), "Message 2 is too long"),
        (asked(image(MAX_ATTACHMENT + 1)), "An image in message 1 is too large: 20 MiB, at most 20 MiB"),
        (
            asked(Message("user", [{"type": "input_image", "image_url": "x" * (MAX_ATTACHMENT + 1)}])),
            "An image in message 1 is too large",
        ),
    ],
)
def test_bad_input_is_refused_by_clear_rules_named_in_the_error(request_, says):
    """Empty messages, wrong roles, huge images are refused by clear rules; recording 074: [] crashes Exo's runner."""
    with pytest.raises(BadRequest, match=says) as refused:
        check_request(request_)
    assert refused.value.hint
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    "request_",
    [
        asked(USER),
        asked(Message("system", ""), USER),
        asked(
            USER,
            Message("assistant", None, {"tool_calls": [{"id": "1"}]}),
            Message("tool", "42", {"tool_call_id": "1"}),
        ),
        asked(Message("assistant", "", {"tool_calls": [{"id": "1"}]})),
        asked(Message("developer", "Be terse."), USER),
        asked(Message("user", "x" * MAX_TEXT)),
        asked(image(MAX_ATTACHMENT)),
        asked(Message("user", [{"type": "something of tomorrow", "x": 1}])),
        asked(USER, params={"unknown": object(), "temperature": 99}),
    ],
)
def test_everything_else_is_passed_as_it_is(request_):
    """Unknown parameters are passed: the provider knows more than we do."""
    check_request(request_)


def test_a_message_goes_out_with_all_that_it_came_with():
    message = Message("tool", "42", {"tool_call_id": "1", "name": "sum"})
    assert message.wire() == {"role": "tool", "content": "42", "tool_call_id": "1", "name": "sum"}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, ""),
        ("Hi", "Hi"),
        ([{"type": "text", "text": "a"}, {"type": "image_url"}, {"type": "text", "text": "b"}], "ab"),
        ([{"type": "text", "text": None}], ""),
        ([], ""),
    ],
)
def test_the_text_of_a_message_leaves_images_out(content, text):
    assert Message("user", content).text == text


@pytest.mark.parametrize(
    ("chunk", "content"),
    [
        (Chunk(), False),
        (Chunk(model="m", raw=b"{}", usage=Usage(1, 1, 2)), False),
        (Chunk(finish_reason="stop"), False),
        (Chunk(text="x"), True),
        (Chunk(reasoning="x"), True),
        (Chunk(refusal="x"), True),
        (Chunk(tool_calls=(ToolCall(0),)), True),
    ],
)
def test_the_commit_point(chunk, content):
    """The first delta with content, reasoning, refusal or a tool call; comments and role-only chunks are not."""
    assert chunk.has_content is content


@pytest.mark.parametrize(
    ("usage", "ttft", "total", "speed"),
    [
        (Usage(9, 31, 40), 1.0, 2.0, 30.0),
        (Usage(9, 1, 10), 1.0, 2.0, None),
        (Usage(9, 31, 40), None, 2.0, None),
        (Usage(9, 31, 40), 2.0, 2.0, None),
        (None, 1.0, 2.0, None),
    ],
)
def test_tokens_per_second_are_counted_from_the_first_content(usage, ttft, total, speed):
    assert Provenance("1", "a", "m", usage=usage, ttft=ttft, total=total).tokens_per_second == speed


def test_every_request_has_a_name_of_its_own():
    assert len({asked(USER).id for _ in range(100)}) == 100
    assert Attempt("a", "m", Outcome.OK, 1.0).reason == ""
