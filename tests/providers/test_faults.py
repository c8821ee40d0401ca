"""Every scenario of the fault server, asked by the OpenAI-compatible provider."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing

import pytest
from tests.core.fakes import one_by_one
from tests.faults.scenarios import BROKEN, SCENARIOS, Scenario
from tests.faults.server import FaultServer
from tests.faults.translations import untold
from tests.faults.turns import AT_ONCE, turns
from tests.providers.asking import KEY, ask, make_context
from tests.support.replies import Do

from traybridge.core.chat import Chunk
from traybridge.core.errors import ProviderError, StreamBroken
from traybridge.core.ports import ProviderContext
from traybridge.providers.http.client import Client
from traybridge.providers.http.provider_transport import ProviderTransport
from traybridge.providers.openai.provider import OpenAIProvider

Make = Callable[[str], OpenAIProvider]

# The plain wire is our own, the pool is httpcore's: both must make the same of everything.
WIRES = {"plain": False, "pool": True}
ENDING = [row for row in SCENARIOS.values() if not row.hangs or row.expect.error or row.name == "done-hang"]
WAITING = [row for row in SCENARIOS.values() if row not in ENDING]


@pytest.fixture(params=WIRES)
def make(request: pytest.FixtureRequest, faults: FaultServer) -> Make:
    pooled = WIRES[request.param]

    def opening(context: ProviderContext) -> ProviderTransport:
        return ProviderTransport(local_only=context.local_only, connect_seconds=context.timers.connect, pooled=pooled)

    def made(scenario: str) -> OpenAIProvider:
        context = make_context(faults.base_url(scenario))
        return OpenAIProvider(context, client=Client(context, opening=opening))

    return made


async def test_there_are_enough_of_them() -> None:
    assert len(SCENARIOS) >= 120
    assert {row.expect.error for row in ENDING} >= {None, StreamBroken}


@pytest.mark.parametrize("row", ENDING, ids=lambda row: row.name)
async def test_a_scenario_ends_as_the_table_says(row: Scenario, make: Make, faults: FaultServer) -> None:
    provider = make(row.name)
    said, error = await _ask(provider)
    await provider.aclose()
    assert said == row.text
    assert type(error) is (row.expect.error or type(None)), error
    assert faults.traces[row.name].hits == 1
    if error is None:
        return
    assert (error.handling.counted, error.handling.opens, error.handling.retryable) == (
        row.expect.counted,
        row.expect.opens,
        row.expect.retryable,
    )
    assert row.says in f"{error.title}. {error.hint}"
    assert error.retry_after == row.retry_after
    assert error.title
    assert error.hint
    assert len(error.title) <= 400
    assert KEY not in f"{error.title} {error.hint} {error!r}"
    assert "<" not in error.title
    assert untold(error.title) + untold(error.hint) == []
    if row.expect is BROKEN:
        assert isinstance(error, StreamBroken)
        assert error.partial == row.text


@pytest.mark.parametrize("row", WAITING, ids=lambda row: row.name)
async def test_stopping_a_hanging_one_is_seen_there_at_once(row: Scenario, make: Make, faults: FaultServer) -> None:
    provider = make(row.name)
    traces = faults.traces[row.name]
    asking = asyncio.get_running_loop().create_task(_ask(provider), name="asking")
    await traces.hanging.wait()
    await _settled(row, asking)
    async with turns() as passed:
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        async with asyncio.timeout(30):
            await traces.hung_up.wait()
    assert passed.count < AT_ONCE
    await provider.aclose()


async def _settled(row: Scenario, asking: asyncio.Task[tuple[str, ProviderError | None]]) -> None:
    """Let the client read what has been sent, so that it really waits."""
    for _ in range(20):
        await asyncio.sleep(0)
    assert not asking.done(), row.name


async def _ask(provider: OpenAIProvider) -> tuple[str, ProviderError | None]:
    said: list[str] = []
    try:
        async with aclosing(one_by_one(provider.stream(ask(), "m-1"))) as events:
            async for event in events:
                said += [event.text] if isinstance(event, Chunk) else []
    except ProviderError as error:
        return "".join(said), error
    return "".join(said), None


async def test_closing_the_generator_closes_the_socket(make: Make, faults: FaultServer) -> None:
    provider = make("mid-hang")
    traces = faults.traces["mid-hang"]
    async with aclosing(one_by_one(provider.stream(ask(), "m-1"))) as events:
        async for event in events:
            if isinstance(event, Chunk) and event.text == " world":
                break
    async with asyncio.timeout(30):
        await traces.hung_up.wait()
    await provider.aclose()


@pytest.mark.parametrize("name", ["dead-keepalive", "reset-keepalive"])
async def test_a_dead_reused_connection_is_replaced_once_and_nobody_notices(
    name: str, make: Make, faults: FaultServer
) -> None:
    provider = make(name)
    assert await _ask(provider) == ("Hello", None)
    assert await _ask(provider) == ("Hello", None)
    await provider.aclose()
    assert [seen.connection for seen in faults.traces[name].requests] == [1, 1, 2]


async def test_a_reused_connection_that_dies_after_a_byte_is_a_failure(make: Make, faults: FaultServer) -> None:
    provider = make("half-keepalive")
    assert await _ask(provider) == ("Hello", None)
    _, error = await _ask(provider)
    await provider.aclose()
    assert error is not None
    assert error.handling.counted
    assert faults.traces["half-keepalive"].hits == 2


async def test_a_new_connection_that_dies_is_not_tried_again(make: Make, faults: FaultServer) -> None:
    provider = make("close-at-once")
    for expected in (1, 2):
        _, error = await _ask(provider)
        assert error is not None
        assert faults.traces["close-at-once"].hits == expected
    await provider.aclose()


async def test_nothing_is_left_open_after_all_of_them(make: Make, faults: FaultServer) -> None:
    before = len(asyncio.all_tasks())
    for row in ENDING:
        if Do.HANG in row.steps:
            continue
        provider = make(row.name)
        await _ask(provider)
        await provider.aclose()
    for _ in range(20):
        await asyncio.sleep(0)
    assert faults.open_connections == 0
    assert len(asyncio.all_tasks()) <= before
