"""A request and the pieces of its answer."""

import pytest

from traybridge.core.chat import ChatRequest, Chunk, Message, ToolCall
from traybridge.core.outcome import Outcome
from traybridge.core.provenance import Attempt, Usage

USER = Message("user", "Hi")


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


def test_every_request_has_a_name_of_its_own():
    assert len({ChatRequest((USER,)).id for _ in range(100)}) == 100
    assert Attempt("a", "m", Outcome.OK, 1.0).reason == ""
