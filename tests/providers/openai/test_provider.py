import asyncio
import json
import logging
import traceback
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing
from typing import Any

import pytest
from tests.faults.scenarios import DONE, END, HELLO, KEEP_ALIVE, STOP, USAGE, WORLD, chunked, events, whole
from tests.faults.server import FaultServer
from tests.faults.serving import read_request, serving
from tests.providers.asking import KEY, answer, ask, make_context, text_of

from traybridge.core.chat import ChatRequest, Chunk, Message, Progress
from traybridge.core.ending import Ending
from traybridge.core.errors import (
    AuthenticationFailed,
    ModelUnavailable,
    ProviderError,
    ProviderFailed,
    RateLimited,
    RequestRejected,
)
from traybridge.core.ports import KeyCheck
from traybridge.core.presets import preset
from traybridge.core.provenance import Usage
from traybridge.core.secret import Secret
from traybridge.providers.answer_reader import SHOW_AFTER, USAGE_SECONDS
from traybridge.providers.http.client import Client
from traybridge.providers.http.provider_transport import ProviderTransport
from traybridge.providers.openai.provider import OpenAIProvider
from traybridge.providers.openai.wire import OpenAIWire

OTHER = "sk-other-ponmlkjihgfedcba-9876543210"


class Host:
    """A host whose answers follow from method, path and key; it remembers everything."""

    def __init__(self, replies: Mapping[str, bytes | Callable[[Mapping[str, str]], bytes]]) -> None:
        self.replies = replies
        self.seen: list[tuple[str, Mapping[str, str], Any]] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            line, headers, body = await read_request(reader)
            path = line.split(" ")[1]
            self.seen.append((path, headers, json.loads(body) if body else None))
            reply = self.replies.get(path, whole(404, {"detail": "Not Found"}))
            writer.write(reply(headers) if callable(reply) else reply)
            await writer.drain()


CHAT = "/v1/chat/completions"
PLAIN = events(HELLO, WORLD, STOP, USAGE, DONE) + END


def keyed(good: bytes, key: str = KEY) -> Callable[[Mapping[str, str]], bytes]:
    refused = whole(401, {"error": {"message": f"Bad key {OTHER}", "code": "invalid_api_key"}})
    return lambda headers: good if headers.get("authorization") == f"Bearer {key}" else refused


async def test_a_request_is_written_in_openai_s_form() -> None:
    host = Host({CHAT: PLAIN})
    request = ChatRequest(
        (
            Message("system", "Be brief"),
            Message("user", [{"type": "text", "text": "Hi"}], {"name": "Ada"}),
        ),
        params={"temperature": 0.5, "tools": [{"type": "function"}], "new_field": {"a": [1]}, "stream": False},
    )
    async with serving(host) as port:
        provider = OpenAIProvider(make_context(f"http://127.0.0.1:{port}/v1"))
        await answer(provider, request, "m-7")
        await provider.aclose()
    ((path, headers, body),) = host.seen
    assert path == CHAT
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["content-type"] == "application/json"
    assert body == {
        "model": "m-7",
        "messages": [
            {"role": "system", "content": "Be brief"},
            {"role": "user", "content": [{"type": "text", "text": "Hi"}], "name": "Ada"},
        ],
        "temperature": 0.5,
        "tools": [{"type": "function"}],
        "new_field": {"a": [1]},
        "stream": True,
        "stream_options": {"include_usage": True},
    }


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


async def test_what_comes_back_in_order() -> None:
    host = Host({CHAT: events(KEEP_ALIVE, HELLO, KEEP_ALIVE, WORLD, STOP, USAGE, DONE) + END})
    async with serving(host) as port:
        provider = OpenAIProvider(make_context(f"http://127.0.0.1:{port}/v1"))
        async with aclosing(provider.stream(ask(), "m-1")) as stream:
            came = [event async for event in stream]
        await provider.aclose()
    first, *chunks = came
    assert first == Progress("accepted", "it", "m-1", status=200)
    assert all(isinstance(chunk, Chunk) for chunk in chunks)
    said = [chunk for chunk in chunks if isinstance(chunk, Chunk)]
    assert text_of(said) == "Hello world"
    assert [chunk.finish_reason for chunk in said] == [None, None, "stop", None, None]
    assert said[-2].usage == Usage(3, 2, 5)
    assert said[-1] == Chunk(ended=Ending.COMPLETE)
    assert b"data: " + said[0].raw + b"\n\n" == HELLO
    assert {chunk.model for chunk in said[:3]} == {"m-1"}


async def test_no_key_is_sent_to_another_origin_than_the_one_it_was_given_for() -> None:
    host = Host({CHAT: PLAIN, "/v1/models": whole(200, {"data": []})})
    async with serving(host) as port:
        context = make_context(f"http://127.0.0.1:{port}/v1", key_origin="https://openrouter.ai:443")
        provider = OpenAIProvider(context)
        await answer(provider)
        await provider.models()
        await provider.probe()
        check = await provider.check_key(None)
        await provider.aclose()
    assert check == KeyCheck(None, "No key is stored for this address", "Enter a key.")
    assert len(host.seen) == 3
    for _, headers, _ in host.seen:
        assert "authorization" not in headers
        assert KEY not in str(headers)


async def test_a_redirect_is_not_followed_and_no_key_follows_it() -> None:
    thief = Host({})
    async with serving(thief) as thief_port:
        elsewhere = whole(307, b"", Location=f"http://127.0.0.1:{thief_port}/v1/chat/completions?token=x")
        async with serving(Host({CHAT: elsewhere})) as port:
            provider = OpenAIProvider(make_context(f"http://127.0.0.1:{port}/v1"))
            with pytest.raises(ProviderFailed, match=r"Redirected to 127\.0\.0\.1") as refused:
                await answer(provider)
            await provider.aclose()
    assert refused.value.hint == "Is this the right address?"
    assert thief.seen == []


async def test_a_bad_stored_key_is_told_before_anything_is_sent(faults: FaultServer) -> None:
    provider = OpenAIProvider(make_context(faults.base_url("plain"), key="two\nlines"))
    with pytest.raises(AuthenticationFailed) as refused:
        await answer(provider)
    assert "lines" not in str(refused.value)
    assert faults.connections == 0


async def test_a_host_that_refuses_stream_options_gets_none_from_then_on() -> None:
    extra = {"detail": [{"type": "extra_forbidden", "loc": ["body", "stream_options"], "msg": "Extra inputs"}]}
    asked: list[Any] = []

    async def strict(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            _, _, body = await read_request(reader)
            asked.append(json.loads(body).get("stream_options"))
            writer.write(whole(422, extra) if asked[-1] else PLAIN)

    async with serving(strict) as port:
        provider = OpenAIProvider(make_context(f"http://127.0.0.1:{port}/v1"))
        with pytest.raises(RequestRejected):
            await answer(provider, ask(stream_options={"include_usage": True}))
        with pytest.raises(ProviderFailed) as refused:
            await answer(provider)
        assert (refused.value.ours, refused.value.counted) == (True, False)
        assert text_of(await answer(provider)) == "Hello world"
        with pytest.raises(RequestRejected):
            await answer(provider, ask(stream_options={"include_usage": True}))
        await provider.aclose()
    assert asked == [{"include_usage": True}, {"include_usage": True}, None, {"include_usage": True}]


class OwnWire(OpenAIWire):
    chat_path = "other/path"

    def comment(self, text: bytes, model: str) -> Progress | None:
        return Progress("prefill", self.provider.id, model, 1, 2) if text == b"keep-alive" else None

    def checker(self, model: str) -> Callable[[Chunk], None]:
        def check(chunk: Chunk) -> None:
            if chunk.model and chunk.model != model:
                raise ModelUnavailable("Another model answered")

        return check


class Hooked(OpenAIProvider):
    wire_type = OwnWire


async def test_a_wire_of_its_own_reads_comments_and_checks_chunks_on_its_own_path() -> None:
    host = Host({"/v1/other/path": events(KEEP_ALIVE, b": other\n\n", HELLO, STOP, DONE) + END})
    async with serving(host) as port:
        provider = Hooked(make_context(f"http://127.0.0.1:{port}/v1"))
        async with aclosing(provider.stream(ask(), "m-1")) as stream:
            kinds = [event.kind for event in [e async for e in stream] if isinstance(event, Progress)]
        assert kinds == ["accepted", "prefill"]
        with pytest.raises(ModelUnavailable):
            await answer(provider, model="m-2")
        await provider.aclose()


async def test_after_the_last_word_the_end_is_shown_and_the_usage_waited_for_but_not_for_ever() -> None:
    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(events(HELLO, STOP))
        await reader.read()

    loop = asyncio.get_running_loop()
    async with serving(slow) as port:
        provider = OpenAIProvider(make_context(f"http://127.0.0.1:{port}/v1"))
        finished = shown = 0.0
        async with aclosing(provider.stream(ask(), "m-1")) as stream:
            async for event in stream:
                if isinstance(event, Chunk) and event.finish_reason:
                    finished = loop.time()
                if isinstance(event, Chunk) and event.ended:
                    shown = loop.time()
        await provider.aclose()
        assert shown - finished >= SHOW_AFTER * 0.9
        assert loop.time() - finished >= USAGE_SECONDS * 0.9


async def test_after_done_the_end_is_shown_at_once(faults: FaultServer) -> None:
    provider = OpenAIProvider(make_context(faults.base_url("done-hang")))
    async with aclosing(provider.stream(ask(), "m-1")) as stream:
        async for event in stream:
            if isinstance(event, Chunk) and event.ended:
                break
    await provider.aclose()
    async with asyncio.timeout(1):
        await faults.traces["done-hang"].hung_up.wait()


async def test_a_whole_answer_leaves_the_connection_for_the_next_question(faults: FaultServer) -> None:
    provider = OpenAIProvider(make_context(faults.base_url("plain")))
    for _ in range(5):
        assert text_of(await answer(provider)) == "Hello world"
    await provider.aclose()
    assert faults.connections == 1


async def test_a_large_question_arrives_whole() -> None:
    host = Host({CHAT: PLAIN})
    image = {"type": "image_url", "image_url": {"url": "data:image/png;base64," + "A" * 8_000_000}}
    async with serving(host) as port:
        provider = OpenAIProvider(make_context(f"http://127.0.0.1:{port}/v1"))
        await answer(provider, ChatRequest((Message("user", [image]),)))
        await provider.aclose()
    assert host.seen[0][2]["messages"][0]["content"][0] == image


# The free look: probes, lists of models, keys.

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
