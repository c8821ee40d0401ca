"""What is sent to hosts that speak OpenAI's wire."""

from typing import Any

import pytest
from tests.providers.asking import ask, make_context

from traybridge.providers.openai.provider import OpenAIProvider


@pytest.mark.parametrize(
    ("row", "params", "expected"),
    [
        ({}, {}, {"include_usage": True}),
        ({}, {"stream_options": {"include_usage": False, "x": 1}}, {"include_usage": False, "x": 1}),
        ({"preset": "mistral"}, {}, None),
        ({"preset": "mistral"}, {"stream_options": {"x": 1}}, {"x": 1}),
    ],
)
def test_the_usage_is_asked_for_where_the_host_knows_how(row: Any, params: Any, expected: Any) -> None:
    provider = OpenAIProvider(make_context("http://127.0.0.1:1/v1", **row))
    assert provider.wire.encode(ask(**params), "m").get("stream_options") == expected


def test_model_and_messages_of_the_params_do_not_win() -> None:
    provider = OpenAIProvider(make_context("http://127.0.0.1:1/v1"))
    body = provider.wire.encode(ask("Hi", model="evil", messages=[]), "good")
    assert (body["model"], body["messages"]) == ("good", [{"role": "user", "content": "Hi"}])
