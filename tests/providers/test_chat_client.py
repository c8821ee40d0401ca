"""Asking a host and reading what it says, over real sockets."""

import asyncio
import json
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import pytest
from tests.faults.scenarios import DONE, END, HELLO, KEEP_ALIVE, STOP, USAGE, WORLD, events, whole
from tests.faults.server import FaultServer
from tests.faults.serving import read_request, serving
from tests.providers.asking import CHAT, KEY, PLAIN, Host, answer, ask, collect, make_context, text_of

from traybridge.core.chat import ChatRequest, Chunk, Message, Progress
from traybridge.core.ending import Ending
from traybridge.core.errors import (
    AuthenticationFailed,
    ModelUnavailable,
    ProviderFailed,
    RequestRejected,
    StreamBroken,
)
from traybridge.core.ports import KeyCheck
from traybridge.core.provenance import Usage
from traybridge.providers.answer_reader import SHOW_AFTER, USAGE_SECONDS
from traybridge.providers.chat_client import ChatClient
from traybridge.providers.http.client import Client
from traybridge.providers.openai.provider import OpenAIProvider
from traybridge.providers.openai.wire import OpenAIWire


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


async def test_what_comes_back_in_order() -> None:
    host = Host({CHAT: events(KEEP_ALIVE, HELLO, KEEP_ALIVE, WORLD, STOP, USAGE, DONE) + END})
    async with serving(host) as port:
        provider = OpenAIProvider(make_context(f"http://127.0.0.1:{port}/v1"))
        async with aclosing(collect(provider)) as stream:
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
        assert (refused.value.handling.ours, refused.value.handling.counted) == (True, False)
        assert text_of(await answer(provider)) == "Hello world"
        with pytest.raises(RequestRejected):
            await answer(provider, ask(stream_options={"include_usage": True}))
        await provider.aclose()
    assert asked == [{"include_usage": True}, {"include_usage": True}, None, {"include_usage": True}]


class OwnWire(OpenAIWire):
    chat_path = "other/path"

    def comments(self, model: str) -> Callable[[bytes], Progress | None]:
        reading = Progress("prefill", self.provider.id, model, 1, 2)
        return lambda text: reading if text == b"keep-alive" else None

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
        async with aclosing(collect(provider)) as stream:
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
        async with aclosing(collect(provider)) as stream:
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
    async with aclosing(collect(provider)) as stream:
        async for event in stream:
            if isinstance(event, Chunk) and event.ended:
                break
    await provider.aclose()
    async with asyncio.timeout(30):
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


GONE = StreamBroken("its node is gone")


async def test_an_answer_whose_host_is_known_to_be_gone_ends_at_once_and_with_that_reason(faults: FaultServer) -> None:
    context = make_context(faults.base_url("mid-hang"))
    chat = ChatClient(context, OpenAIWire(context.provider), Client(context))
    giving_up: list[asyncio.Task[None]] = []
    said = ""
    with pytest.raises(StreamBroken, match="its node is gone"):
        async with asyncio.timeout(30), aclosing(chat.stream(ask(), "m-1")) as stream:
            async for batch in stream:
                said += "".join(event.text for event in batch if isinstance(event, Chunk))
                if said == "Hello world":
                    (running,) = chat.running
                    loop = asyncio.get_running_loop()
                    giving_up.append(loop.create_task(running.give_up(GONE), name="give up"))
    assert said == "Hello world"
    assert not chat.running
    await asyncio.gather(*giving_up)
    await chat.aclose()
