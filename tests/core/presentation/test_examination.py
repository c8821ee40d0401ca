"""What the doctor says of each provider: by the provider's own examination, else by look, key and plan."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from tests.core.fakes import FakeProvider, LoopClock, MemorySecrets, answer, row
from tests.support.growth import assert_linear

from traybridge.core.bridge import Bridge
from traybridge.core.config import EMBEDDED, Config, ProviderConfig
from traybridge.core.errors import ProviderFailed
from traybridge.core.ports import KeyCheck, ProviderContext
from traybridge.core.presentation.diagnosis import LISTENER_CODES, Finding, Level
from traybridge.core.presentation.examination import EXAMINE_SECONDS, KEY_SECONDS, examine_providers
from traybridge.core.secret import Secret
from traybridge.core.tasks import TaskOwner

LISTENER = next(iter(LISTENER_CODES))
CLUSTER = row("exo", kind="exo", base_url="http://127.0.0.1:52415")
CLOUD = row("a", base_url="https://a.example/v1")


class Slow(FakeProvider):
    """Does not answer when a key is checked."""

    async def check_key(self, key: Secret | None) -> KeyCheck:
        await asyncio.Event().wait()
        raise AssertionError(key)


class WithDoctor(FakeProvider):
    """Examines itself: ``found`` is what it finds, what it raises, or None: it hangs."""

    def __init__(self, found: list[Finding] | Exception | None) -> None:
        super().__init__(answer())
        self.found = found
        self.examined: list[tuple[str, bool]] = []

    async def examine(self, *, platform: str, ask: bool = False) -> list[Finding]:
        self.examined.append((platform, ask))
        if self.found is None:
            await asyncio.Event().wait()
        if isinstance(self.found, Exception):
            raise self.found
        return self.found or []


@asynccontextmanager
async def opened(*rows: ProviderConfig, **providers: FakeProvider) -> AsyncIterator[Bridge]:
    def build(context: ProviderContext) -> FakeProvider:
        return providers.get(context.provider.id) or FakeProvider(answer())

    config = Config(providers=(*rows, EMBEDDED))
    async with TaskOwner("test", lambda _where, _error: None) as tasks:
        bridge = Bridge(config, build=build, clock=LoopClock(), tasks=tasks, secrets=MemorySecrets())
        yield bridge
        await tasks.cancel()
        await bridge.aclose()


async def examined(bridge: Bridge, only: str | None = None, **more: bool) -> list[tuple[str, Finding]]:
    await bridge.load()
    await bridge.refresh()
    return await examine_providers(
        bridge, platform="linux", port_owner=lambda port: f"nginx at {port}", only=only, **more
    )


async def test_everybody_in_order_or_one_alone():
    async with opened(row("b"), CLOUD) as bridge:
        assert [about for about, _ in await examined(bridge)] == ["b", "a", "embedded"]
        assert [about for about, _ in await examined(bridge, "b")] == ["b"]
        assert await examined(bridge, "nobody") == []


async def test_who_examines_itself_is_asked_and_nobody_who_is_switched_off():
    own, off = WithDoctor([Finding("fine", "Exo is well")]), WithDoctor([])
    async with opened(CLUSTER, row("off", kind="exo", enabled=False), exo=own, off=off) as bridge:
        found = await examined(bridge, ask=True)
    assert ("exo", Finding("fine", "Exo is well")) in found
    assert own.examined == [("linux", True)]
    assert off.examined == []


async def test_the_program_on_a_clusters_port_is_named_where_it_helps():
    stranger = Finding(LISTENER, "Something else answers", "End it.", Level.PROBLEM, "lsof -i")
    async with opened(CLUSTER, exo=WithDoctor([stranger])) as bridge:
        [(_, found)] = await examined(bridge, "exo")
    assert found.hint == "It is nginx at 52415. End it."
    async with opened(CLUSTER, exo=WithDoctor([Finding("fine", "Exo is well")])) as bridge:
        assert await examined(bridge, "exo") == [("exo", Finding("fine", "Exo is well"))]


@pytest.mark.parametrize("found", [None, ProviderFailed("HTTP 500", "Restart it.")])
async def test_an_examination_that_hangs_or_fails_is_a_finding(found: Exception | None):
    async with opened(CLUSTER, exo=WithDoctor(found)) as bridge:
        began = bridge.now()
        [(_, told)] = await examined(bridge, "exo")
        assert bridge.now() - began == (EXAMINE_SECONDS if found is None else 0)
    assert told.level is Level.PROBLEM


async def test_a_key_that_nobody_confirms_in_time_is_not_checked():
    async with opened(CLOUD, a=Slow(answer())) as bridge:
        await bridge.load()
        await bridge.set_key("a", Secret("sk-made-up-0123456789"))
        began = bridge.now()
        [(_, told)] = await examined(bridge, "a")
        assert bridge.now() - began == KEY_SECONDS
    assert "not checked: no answer" in told.title


def test_the_doctor_is_linear_in_the_number_of_providers():
    """Each is examined by its own facts: 3,000 took 33 s when each planned for all."""

    async def examine(n: int) -> int:
        async with opened(*(row(f"p{number}", enabled=False) for number in range(n))) as bridge:
            began = time.thread_time_ns()
            await examine_providers(bridge, platform="linux", port_owner=str)
            return time.thread_time_ns() - began

    assert_linear(lambda n: asyncio.run(examine(n)), 200)
