"""Requests that nobody should see are refused by name, everything else passes untouched."""

from typing import Any

import pytest

from traybridge.core.chat import ChatRequest, Message
from traybridge.core.errors import BadRequest
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
