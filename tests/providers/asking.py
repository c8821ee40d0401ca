"""How the providers' tests ask: made-up keys, a row around an address, and what came back."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import aclosing
from typing import Any

from tests.core.fakes import one_by_one
from tests.faults.scenarios import DONE, END, HELLO, STOP, USAGE, WORLD, events, whole
from tests.faults.serving import read_request

from traybridge.core.chat import ChatRequest, Chunk, Message, Progress
from traybridge.core.config import ProviderConfig, TimeoutsConfig, timers_for
from traybridge.core.ports import Provider, ProviderContext
from traybridge.core.secret import Secret

KEY = "sk-test-abcdefghijklmnop-0123456789"


def make_context(
    base_url: str,
    *,
    key: str | None = KEY,
    local_only: Callable[[], bool] = lambda: False,
    timeouts: TimeoutsConfig | None = None,
    **row: Any,
) -> ProviderContext:
    config = ProviderConfig(id="it", base_url=base_url, **row)
    secret = None if key is None else Secret(key)
    return ProviderContext(
        provider=config,
        timers=timers_for(config, timeouts or TimeoutsConfig(), local=True),
        key=lambda: secret,
        local_only=local_only,
    )


def ask(text: str = "Hello?", **params: Any) -> ChatRequest:
    return ChatRequest((Message("user", text),), params=params)


async def collect(
    provider: Provider, request: ChatRequest | None = None, model: str = "m-1"
) -> AsyncGenerator[Chunk | Progress, None]:
    async with aclosing(one_by_one(provider.stream(request or ask(), model))) as events:
        async for event in events:
            yield event


async def answer(provider: Provider, request: ChatRequest | None = None, model: str = "m-1") -> list[Chunk]:
    async with aclosing(collect(provider, request, model)) as events:
        return [event async for event in events if isinstance(event, Chunk)]


def text_of(chunks: Iterable[Chunk]) -> str:
    return "".join(chunk.text for chunk in chunks)


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
