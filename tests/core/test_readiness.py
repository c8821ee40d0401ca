"""Whoever is unknown and matters is looked at first, and nobody is waited for longer than a person would."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace
from tests.core.fakes import FakeProvider, LoopClock, answer, exo_reading, factory, row, say

from traybridge.core.bridge import Bridge
from traybridge.core.cluster import ModelState
from traybridge.core.config import EMBEDDED, Config, RoutingConfig, from_preset
from traybridge.core.errors import Unreachable
from traybridge.core.monitor import SILENT
from traybridge.core.presets import preset
from traybridge.core.probe import Reading
from traybridge.core.readiness import FIRST_LOOK_SECONDS, GLANCE_SECONDS
from traybridge.core.tasks import TaskOwner

known = preset("exo")
assert known is not None
EXO = from_preset(known)
CLOUD = row("cloud")


def raise_it(name: str, error: BaseException) -> None:
    raise AssertionError(name) from error


def now() -> float:
    return asyncio.get_running_loop().time()


@asynccontextmanager
async def opened(exo: FakeProvider, starter: FakeProvider | None = None) -> AsyncIterator[Bridge]:
    """Exo first, a host of which all is known, and the starter model where one is given."""
    providers = {"exo": exo, "cloud": FakeProvider(answer()), "embedded": starter or FakeProvider(answer())}
    routing = RoutingConfig(starter_fallback=True)
    config = Config(providers=(EXO, CLOUD, replace(EMBEDDED, enabled=starter is not None)), routing=routing)
    async with TaskOwner("test", raise_it) as tasks:
        bridge = Bridge(config, build=factory(providers), clock=LoopClock(), tasks=tasks)
        yield bridge
        await bridge.aclose()


def cluster_that(reading: Reading | Exception, hold: asyncio.Event | None = None) -> FakeProvider:
    provider = FakeProvider(answer())
    provider.reading, provider.hold_probe = reading, hold
    return provider


async def test_a_cluster_that_nobody_has_seen_is_looked_at_before_the_plan_is_made():
    exo = cluster_that(exo_reading(("llama", ModelState.READY)))
    async with opened(exo) as bridge:
        assert bridge.plan(say()).pending == ("exo",)
        chosen = await bridge.prepare(say())
        assert [route.provider for route in chosen.routes] == ["exo", "cloud"]
        await bridge.prepare(say())
        assert exo.probes == 1


async def test_ten_requests_wait_for_the_same_look():
    exo = cluster_that(exo_reading(("llama", ModelState.READY)), asyncio.Event())
    async with opened(exo) as bridge:
        assert exo.hold_probe is not None
        asyncio.get_running_loop().call_later(0.5, exo.hold_probe.set)
        chosen = await asyncio.gather(*(bridge.prepare(say()) for _ in range(10)))
        assert {plan.routes[0].provider for plan in chosen} == {"exo"}
        assert exo.probes == 1


async def test_who_does_not_say_how_he_is_is_left_out_after_two_seconds():
    async with opened(cluster_that(exo_reading(), asyncio.Event())) as bridge:
        began = now()
        chosen = await bridge.prepare(say())
        assert now() == pytest.approx(began + FIRST_LOOK_SECONDS)
        assert [route.provider for route in chosen.routes] == ["cloud"]
        assert [skip.reason for skip in chosen.skipped if skip.provider == "exo"] == [SILENT]
        assert bridge.plan(say()).skipped[0].reason == "not looked at yet"


async def test_who_answers_with_an_error_is_not_asked_again_for_this_request():
    exo = cluster_that(Unreachable("Nothing answers", refused=True))
    async with opened(exo) as bridge:
        chosen = await bridge.prepare(say())
        assert [route.provider for route in chosen.routes] == ["cloud"]
        assert exo.probes == 1


async def test_the_starter_model_behind_somebody_known_is_glanced_at():
    starter = cluster_that(Reading(0.001, installed=False))
    async with opened(cluster_that(exo_reading(("llama", ModelState.READY))), starter) as bridge:
        chosen = await bridge.prepare(say())
        assert [skip.code for skip in chosen.skipped if skip.provider == "embedded"] == ["not_installed"]
        assert starter.probes == 1


async def test_a_starter_model_that_is_slow_to_be_found_is_not_waited_for():
    starter = cluster_that(Reading(0.001), asyncio.Event())
    async with opened(cluster_that(exo_reading(("llama", ModelState.READY))), starter) as bridge:
        await bridge.refresh(["exo"])
        began = now()
        chosen = await bridge.prepare(say())
        assert now() == pytest.approx(began + GLANCE_SECONDS)
        assert chosen.later == ("embedded",)
        await bridge.prepare(say(), everybody=True)
        assert now() == pytest.approx(began + GLANCE_SECONDS + FIRST_LOOK_SECONDS + GLANCE_SECONDS)
