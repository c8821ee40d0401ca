"""The free look at a host: probes, lists of models, keys."""

import asyncio
import json
import logging
import traceback
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import pytest
from tests.faults.scenarios import DONE, END, STOP, chunked, events, whole
from tests.faults.server import FaultServer
from tests.faults.serving import read_request, serving
from tests.providers.asking import CHAT, KEY, OTHER, PLAIN, Host, answer, ask, keyed, make_context, text_of

from traybridge.core.errors import (
    AuthenticationFailed,
    ProviderError,
    ProviderFailed,
    RateLimited,
)
from traybridge.core.ports import KeyCheck
from traybridge.core.presets import preset
from traybridge.core.secret import Secret
from traybridge.providers.http.client import Client
from traybridge.providers.http.provider_transport import ProviderTransport
from traybridge.providers.openai.provider import OpenAIProvider

LISTED = whole(200, {"data": [{"id": "b", "context_length": 4096}, {"id": "a"}]})


@pytest.mark.parametrize(
    ("row", "url", "tells"),
    [
        ({"base_url": "https://openrouter.ai/api/v1"}, "https://openrouter.ai/api/v1/key", True),
        ({"base_url": "https://router.huggingface.co/v1"}, "https://huggingface.co/api/whoami-v2", True),
        ({"base_url": "https://api.openai.com/v1"}, "https://api.openai.com/v1/models", True),
        ({"base_url": "https://api.groq.com/openai/v1/"}, "https://api.groq.com/openai/v1/models", True),
        ({"base_url": "http://127.0.0.1:9/v1", "preset": "openrouter"}, "http://127.0.0.1:9/v1/key", True),
        ({"base_url": "http://127.0.0.1:9/v1", "preset": "huggingface"}, "http://127.0.0.1:9/v1/models", False),
        ({"base_url": "http://127.0.0.1:9/v1", "preset": "openai"}, "http://127.0.0.1:9/v1/models", True),
        ({"base_url": "http://127.0.0.1:9/v1", "preset": "custom"}, "http://127.0.0.1:9/v1/models", False),
        ({"base_url": "http://127.0.0.1:9/v1"}, "http://127.0.0.1:9/v1/models", False),
        ({"base_url": "http://127.0.0.1:11434/v1"}, "http://127.0.0.1:11434/v1/models", False),
    ],
)
def test_where_the_free_look_goes(row: dict[str, Any], url: str, tells: bool) -> None:
    assert OpenAIProvider(make_context(**row)).free_look() == (url, tells)


def test_every_preset_s_check_address_is_its_own_or_named_in_the_design() -> None:
    known = preset("huggingface")
    assert known is not None
    assert known.key_check == "https://huggingface.co/api/whoami-v2"


Provide = Callable[..., Any]


@pytest.fixture
async def provide() -> AsyncIterator[Provide]:
    """Serve replies and make a provider that asks them."""
    from contextlib import AsyncExitStack

    async with AsyncExitStack() as stack:

        async def made(replies: Mapping[str, Any], **row: Any) -> tuple[OpenAIProvider, Host]:
            host = Host(replies)
            port = await stack.enter_async_context(serving(host))
            provider = OpenAIProvider(make_context(f"http://127.0.0.1:{port}/v1", **row), wall=lambda: 1_000.0)
            stack.push_async_callback(provider.aclose)
            return provider, host

        yield made


async def test_the_list_of_models_is_fetched_with_its_time(provide: Provide) -> None:
    provider, host = await provide({"/v1/models": LISTED})
    catalogue = await provider.models()
    assert (catalogue.ids, catalogue.fetched_at) == (("b", "a"), 1_000.0)
    assert catalogue.get("b").context == 4096
    assert host.seen[0][1]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (whole(401, {"error": {"message": "no"}}), AuthenticationFailed),
        (whole(429, b""), RateLimited),
        (whole(200, b"<html>", "text/html"), ProviderFailed),
        (whole(200, {"error": "x"}), ProviderFailed),
        (whole(200, b""), ProviderFailed),
    ],
)
async def test_a_list_that_does_not_come_is_an_error(
    provide: Provide, reply: bytes, error: type[ProviderError]
) -> None:
    provider, _ = await provide({"/v1/models": reply})
    with pytest.raises(error):
        await provider.models()


async def test_a_probe_of_a_preset_speaks_for_the_key(provide: Provide) -> None:
    provider, _ = await provide({"/v1/models": keyed(LISTED)}, preset="openai")
    reading = await provider.probe()
    assert (reading.key_ok, reading.detail) == (True, "")
    assert reading.latency > 0


async def test_a_probe_with_a_refused_key_is_a_reading_that_says_so(provide: Provide) -> None:
    provider, _ = await provide({"/v1/models": keyed(LISTED, "another")}, preset="openai")
    reading = await provider.probe()
    assert reading.key_ok is False
    assert OTHER not in reading.detail
    assert "[key]" in reading.detail


async def test_a_probe_without_a_key_says_nothing_about_it(provide: Provide) -> None:
    provider, _ = await provide({"/v1/models": keyed(LISTED)}, preset="openai", key=None)
    reading = await provider.probe()
    assert (reading.key_ok, reading.detail.startswith("A key is needed")) == (None, True)


async def test_a_public_list_says_nothing_about_the_key(provide: Provide) -> None:
    for row in ({"preset": "huggingface"}, {"preset": "ollama"}, {}):
        provider, _ = await provide({"/v1/models": LISTED}, **row)
        assert (await provider.probe()).key_ok is None


async def test_openrouter_s_probe_tells_the_credit_left(provide: Provide) -> None:
    left = whole(200, {"data": {"label": "x", "limit_remaining": 3.5}})
    provider, host = await provide({"/v1/key": keyed(left)}, preset="openrouter")
    reading = await provider.probe()
    assert (reading.key_ok, reading.detail) == (True, "$3.50 left")
    assert [path for path, _, _ in host.seen] == ["/v1/key"]


async def test_a_probe_of_a_server_that_fails_is_an_error(provide: Provide) -> None:
    provider, _ = await provide({"/v1/models": whole(503, {"error": "busy"})})
    with pytest.raises(ProviderFailed):
        await provider.probe()


CHECKS: list[tuple[dict[str, Any], bytes | Callable[[Mapping[str, str]], bytes], str | None, bool | None, str]] = [
    ({"preset": "openai"}, keyed(LISTED), KEY, True, "The key works"),
    ({"preset": "openai"}, keyed(LISTED), None, True, "The key works"),
    ({"preset": "openai"}, keyed(LISTED), OTHER, False, "The key was refused"),
    ({"preset": "openai"}, whole(403, {"error": "no"}), KEY, False, "The key was refused"),
    ({"preset": "openai"}, whole(402, {"error": "no money"}), KEY, True, "used up"),
    ({"preset": "openai"}, whole(429, {"error": "slow"}), KEY, None, "Rate limit"),
    ({"preset": "openai"}, whole(500, b"oops", "text/plain"), KEY, None, "Failed with status 500"),
    ({"preset": "openai"}, whole(401, b"<html>", "text/html"), KEY, None, "an HTML page"),
    ({}, keyed(LISTED), KEY, True, "The key works"),
    ({}, keyed(LISTED), OTHER, False, "The key was refused"),
    ({}, LISTED, KEY, None, "without a key too"),
    ({"preset": "openai"}, keyed(LISTED), "bad key", False, "a character that no key has"),
]


@pytest.mark.parametrize(("row", "reply", "key", "ok", "words"), CHECKS)
async def test_a_key_is_checked_for_nothing(
    provide: Provide, row: dict[str, Any], reply: Any, key: str | None, ok: bool | None, words: str
) -> None:
    provider, host = await provide({"/v1/models": reply}, **row)
    check = await provider.check_key(None if key is None else Secret(key))
    assert check.ok is ok
    assert words in check.detail
    assert KEY not in check.detail + check.hint
    assert OTHER not in check.detail + check.hint
    assert all(body is None for _, _, body in host.seen)


async def test_a_key_s_check_that_reaches_nobody_finds_nothing_out() -> None:
    provider = OpenAIProvider(make_context("http://127.0.0.1:1/v1", preset="openai"))
    check = await provider.check_key(Secret(KEY))
    assert (check.ok, check.detail) == (None, "Nothing answers at 127.0.0.1:1")


async def test_openrouter_s_check_tells_the_credit_left(provide: Provide) -> None:
    left = whole(200, {"data": {"limit_remaining": 3.5}})
    provider, _ = await provide({"/v1/key": keyed(left)}, preset="openrouter")
    assert await provider.check_key(Secret(KEY)) == KeyCheck(True, "The key works ($3.50 left)")


async def test_reset_is_no_end() -> None:
    host = Host({CHAT: PLAIN})
    async with serving(host) as port:
        provider = OpenAIProvider(make_context(f"http://127.0.0.1:{port}/v1"))
        await answer(provider)
        await provider.reset()
        assert text_of(await answer(provider)) == "Hello world"
        await provider.aclose()


@pytest.mark.parametrize("pooled", [False, True])
async def test_no_key_is_in_any_log_or_error(
    pooled: bool, faults: FaultServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    for name in ("plain", "401-json", "openai-bad-key", "mid-close", "not-http", "endless-headers", "close-at-once"):
        context = make_context(faults.base_url(name))
        way = ProviderTransport(local_only=context.local_only, connect_seconds=2.0, pooled=pooled)
        provider = OpenAIProvider(context, client=Client(context, opening=lambda _, way=way: way))
        try:
            await answer(provider)
        except ProviderError as error:
            told += traceback.format_exception(error)
        await provider.aclose()
    assert len(told) > 10
    assert faults.traces["plain"].requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in caplog.text
    assert KEY not in "".join(told)


async def test_many_at_once_do_not_mix() -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            _, _, body = await read_request(reader)
            word = json.loads(body)["messages"][0]["content"]
            said = b'data: {"choices":[{"index":0,"delta":{"content":"%b"}}]}\n\n' % word.encode()
            writer.write(events(said))
            await writer.drain()
            writer.write(chunked(said, STOP, DONE) + END)

    async with serving(echo) as port:
        provider = OpenAIProvider(make_context(f"http://127.0.0.1:{port}/v1"))
        for _ in range(2):
            words = [f"w{number}" for number in range(64)]
            answers = await asyncio.gather(*[answer(provider, ask(word)) for word in words])
            assert [text_of(chunks) for chunks in answers] == [word * 2 for word in words]
        await provider.aclose()
