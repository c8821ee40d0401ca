"""How the providers' tests ask: made-up keys, a row around an address, and what came back."""

from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import aclosing
from typing import Any

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
    async with aclosing(provider.stream(request or ask(), model)) as events:
        async for event in events:
            yield event


async def answer(provider: Provider, request: ChatRequest | None = None, model: str = "m-1") -> list[Chunk]:
    async with aclosing(collect(provider, request, model)) as events:
        return [event async for event in events if isinstance(event, Chunk)]


def text_of(chunks: Iterable[Chunk]) -> str:
    return "".join(chunk.text for chunk in chunks)
