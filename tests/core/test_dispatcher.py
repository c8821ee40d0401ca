"""A request keeps the router and the providers that it began with, whatever happens to the settings meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest
from tests.core.fakes import FakeProvider, LoopClock, answer, factory, row, say

from traybridge.core.bridge import Bridge
from traybridge.core.chat import ChatRequest, Chunk
from traybridge.core.config import EMBEDDED, Config
from traybridge.core.errors import BadRequest, NoRoute
from traybridge.core.provenance import Provenance
from traybridge.core.tasks import TaskOwner


def raise_it(name: str, error: BaseException) -> None:
    raise AssertionError(name) from error


@asynccontextmanager
async def opened(**providers: FakeProvider) -> AsyncIterator[tuple[Bridge, list[int]]]:
    """A bridge over these, and how many requests ran each time that changed."""
    async with TaskOwner("test", raise_it) as tasks:
        config = Config(providers=(*(row(name) for name in providers), EMBEDDED))
        bridge = Bridge(config, build=factory(providers), clock=LoopClock(), tasks=tasks)
        running: list[int] = []
        bridge.activity.connect(running.append)
        yield bridge, running
        await bridge.aclose()


async def test_a_request_counts_from_its_plan_to_its_end():
    async with opened(a=FakeProvider(answer())) as (bridge, running):
        async with aclosing(bridge.chat(say())) as events:
            async for event in events:
                assert bridge.busy == (1 if not isinstance(event, Provenance) else bridge.busy)
        assert (bridge.busy, running) == (0, [1, 0])


async def test_whoever_leaves_is_no_longer_counted():
    async with opened(a=FakeProvider(answer())) as (bridge, running):
        async with aclosing(bridge.chat(say())) as events:
            async for _ in events:
                break
        assert (bridge.busy, running) == (0, [1, 0])


async def test_what_nobody_can_be_sent_is_refused_before_anybody_is_looked_at():
    provider = FakeProvider(answer())
    async with opened(a=provider) as (bridge, running):
        with pytest.raises(BadRequest):
            await anext(bridge.chat(ChatRequest(())))
        assert (running, provider.probes, provider.lists) == ([], 0, 0)


async def test_a_provider_that_is_removed_answers_to_the_end_and_is_closed_then():
    go = asyncio.Event()
    provider = FakeProvider([Chunk(text="Pa"), go, *answer("ris")[1:]])
    async with opened(a=provider) as (bridge, _):
        text = ""
        async with aclosing(bridge.chat(say())) as events:
            async for event in events:
                if isinstance(event, Chunk):
                    text += event.text
                    bridge.adopt_config(Config(providers=(row("b"), EMBEDDED)))
                    assert not provider.closed
                    go.set()
        await asyncio.sleep(0)
        assert (text, provider.closed) == ("Paris", True)


async def test_the_next_request_goes_by_the_new_settings():
    async with opened(a=FakeProvider(answer())) as (bridge, _):
        bridge.adopt_config(
            Config(providers=(row("a", enabled=False), row("embedded", kind="embedded", enabled=False)))
        )
        with pytest.raises(NoRoute):
            async with aclosing(bridge.chat(say())) as events:
                async for _ in events:
                    pass
