import asyncio
import json
from typing import Any

import pytest
from tests.faults.scenarios import END, EVENTS, chunked, head, whole
from tests.faults.serving import read_request, serving
from tests.providers.anthropic.test_decoder import STREAM
from tests.providers.asking import KEY, answer, ask, make_context, text_of

from traybridge.core.ending import Ending
from traybridge.core.errors import (
    AuthenticationFailed,
    ModelUnavailable,
    ProviderError,
    ProviderFailed,
    QuotaExceeded,
    RateLimited,
    StreamBroken,
)
from traybridge.core.presets import PRESETS
from traybridge.core.provenance import Usage
from traybridge.core.secret import Secret
from traybridge.providers.anthropic.provider import AnthropicProvider


def told(*events: dict[str, Any]) -> bytes:
    lines = [f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode() for event in events]
    return head(200, EVENTS, Transfer_Encoding="chunked") + chunked(*lines)


class Host:
    def __init__(self, reply: bytes) -> None:
        self.reply = reply
        self.seen: list[tuple[str, dict[str, str], Any]] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            line, headers, body = await read_request(reader)
            self.seen.append((line, headers, json.loads(body) if body else None))
            writer.write(self.reply)
            await writer.drain()


def provider(port: int, **row: Any) -> AnthropicProvider:
    return AnthropicProvider(make_context(f"http://127.0.0.1:{port}/v1", kind="anthropic", **row))


async def test_a_question_and_its_answer() -> None:
    host = Host(told(*STREAM) + END)
    async with serving(host) as port:
        asked = provider(port)
        chunks = await answer(asked, ask("Hi", temperature=2), "claude-x")
        chunks_again = await answer(asked)
        await asked.aclose()
    assert text_of(chunks) == text_of(chunks_again) == "Hello world"
    assert chunks[-2].finish_reason == "tool_calls"
    assert chunks[-1].ended is Ending.TOOL_CALLS
    assert chunks[-2].usage == Usage(30, 15, 45)
    line, headers, body = host.seen[0]
    assert line == "POST /v1/messages HTTP/1.1"
    assert headers["x-api-key"] == KEY
    assert headers["anthropic-version"] == "2023-06-01"
    assert "authorization" not in headers
    assert (body["model"], body["temperature"], body["stream"]) == ("claude-x", 1, True)


async def test_no_key_goes_to_another_origin() -> None:
    host = Host(told(*STREAM) + END)
    async with serving(host) as port:
        asked = provider(port, key_origin="https://api.anthropic.com:443")
        await answer(asked)
        await asked.aclose()
    assert "x-api-key" not in host.seen[0][1]
    assert KEY not in str(host.seen)


def error(kind: str, message: str) -> dict[str, Any]:
    return {"type": "error", "error": {"type": kind, "message": message}}


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (whole(401, error("authentication_error", "invalid x-api-key")), AuthenticationFailed),
        (whole(429, error("rate_limit_error", "Slow"), Retry_After="3"), RateLimited),
        (whole(529, error("overloaded_error", "Overloaded")), ProviderFailed),
        (whole(404, error("not_found_error", "model: claude-9")), ModelUnavailable),
        (whole(400, error("invalid_request_error", "Your credit balance is too low")), QuotaExceeded),
        (told(STREAM[0], error("overloaded_error", "Overloaded")) + END, ProviderFailed),
        (told(*STREAM[:9]) + END, StreamBroken),
        (told(STREAM[0]) + END, StreamBroken),
        (whole(200, b""), ProviderFailed),
        (whole(200, b"<html>", "text/html"), ProviderFailed),
    ],
)
async def test_failures_have_the_same_classes_as_on_the_other_wire(reply: bytes, expected: type[ProviderError]) -> None:
    async with serving(Host(reply)) as port:
        asked = provider(port)
        with pytest.raises(expected):
            await answer(asked)
        await asked.aclose()


async def test_its_list_of_models_needs_the_key_and_so_tells_of_it() -> None:
    listed = whole(200, {"data": [{"type": "model", "id": "claude-x", "display_name": "Claude X"}], "has_more": False})
    host = Host(listed)
    async with serving(host) as port:
        asked = provider(port, preset="anthropic")
        catalogue = await asked.models()
        reading = await asked.probe()
        check = await asked.check_key(Secret(KEY))
        await asked.aclose()
    assert [(info.id, info.name) for info in catalogue.models] == [("claude-x", "Claude X")]
    assert reading.key_ok is True
    assert check.ok is True
    assert {line for line, _, _ in host.seen} == {"GET /v1/models?limit=1000 HTTP/1.1"}
    assert all(headers["x-api-key"] == KEY for _, headers, _ in host.seen)


def test_the_preset_uses_this_wire() -> None:
    assert [row.base_url for row in PRESETS if row.kind == "anthropic"] == ["https://api.anthropic.com/v1"]
