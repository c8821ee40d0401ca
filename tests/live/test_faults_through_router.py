"""Every scenario of the fault server through a whole Bridge, with the real provider and a healthy one behind it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field

import pytest
from tests.core.fakes import MemorySecrets
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.server import FaultServer
from tests.faults.turns import AT_ONCE, turns
from tests.support.http_server import Request

from traybridge.core.bridge import Bridge
from traybridge.core.chat import ChatRequest, Chunk, Message
from traybridge.core.clock import SystemClock
from traybridge.core.config import EMBEDDED, Config, ProviderConfig, TimeoutsConfig
from traybridge.core.errors import AllRoutesFailed, AnswerBroken, ChatFailed, Refused
from traybridge.core.health import Health, HealthState
from traybridge.core.outcome import Outcome
from traybridge.core.presets import origin
from traybridge.core.provenance import Provenance
from traybridge.core.tasks import TaskOwner
from traybridge.providers import build

pytestmark = pytest.mark.live

BAD_KEY, GOOD_KEY = "sk-made-up-for-the-bad-one", "sk-made-up-for-the-good-one"
PATIENT = TimeoutsConfig(connect=5, headers=10, first_content=10, idle=10, total=30)
QUICK = TimeoutsConfig(connect=5, headers=0.5, first_content=0.5, idle=0.5, total=4)
ROWS = list(SCENARIOS.values())
ENDLESS = [row for row in ROWS if row.hangs and row.expect.error is None and row.name != "done-hang"]
ENDING = [row for row in ROWS if row not in ENDLESS]


@dataclass
class Ending:
    """What became of one question."""

    text: str = ""
    provenance: Provenance | None = None
    error: ChatFailed | None = None

    @property
    def told(self) -> Provenance:
        told = self.error.provenance if self.error else self.provenance
        assert told is not None
        return told


@dataclass
class House:
    """A Bridge over one failing and one healthy host, and what the two saw."""

    bridge: Bridge
    faults: FaultServer
    healthy: FaultServer
    scenario: str
    troubles: list[str] = field(default_factory=list)

    async def ask(self) -> Ending:
        result = Ending()
        try:
            async with aclosing(self.bridge.chat(ChatRequest((Message("user", "Hello?"),)))) as events:
                async for event in events:
                    if isinstance(event, Chunk):
                        result.text += event.text
                    elif isinstance(event, Provenance):
                        result.provenance = event
        except ChatFailed as error:
            result.error = error
        return result

    @property
    def bad(self) -> list[Request]:
        return self.faults.traces[self.scenario].requests

    @property
    def good(self) -> list[Request]:
        return self.healthy.traces["plain"].requests

    @property
    def health(self) -> Health:
        return self.bridge.facts()[0].health


def host(name: str, url: str) -> ProviderConfig:
    return ProviderConfig(id=name, base_url=url, model="m-1", key_origin=origin(url))


@asynccontextmanager
async def opened(scenario: str, *, alone: bool = False, timeouts: TimeoutsConfig = PATIENT) -> AsyncIterator[House]:
    off = EMBEDDED.__class__(id=EMBEDDED.id, kind=EMBEDDED.kind, enabled=False)
    troubles: list[str] = []
    async with (
        FaultServer() as faults,
        FaultServer() as healthy,
        TaskOwner("test", lambda name, error: troubles.append(f"{name}: {error!r}")) as tasks,
    ):
        rows = [host("bad", faults.base_url(scenario)), host("good", healthy.base_url("plain")), off]
        config = Config(providers=tuple(row for row in rows if not (alone and row.id == "good")), timeouts=timeouts)
        bridge = Bridge(
            config, build=build, clock=SystemClock(), tasks=tasks, secrets=MemorySecrets(bad=BAD_KEY, good=GOOD_KEY)
        )
        await bridge.load()
        house = House(bridge, faults, healthy, scenario, troubles)
        yield house
        await bridge.aclose()
        check_keys(house)
    assert troubles == []


def check_keys(house: House) -> None:
    """No key reached anybody else, and none stands anywhere but in its header."""
    for seen, own, other in ((house.bad, BAD_KEY, GOOD_KEY), (house.good, GOOD_KEY, BAD_KEY)):
        for request in seen:
            assert request.headers["authorization"] == f"Bearer {own}"
            rest = f"{request.path} {request.body!r} {[*request.headers.items()]}"
            assert other not in rest
            assert rest.count(own) == 1
    foreign = [name for name in house.faults.traces if name != house.scenario]
    assert foreign == []
    assert [name for name in house.healthy.traces if name != "plain"] == []


def check_words(told: Provenance) -> None:
    """No reason is ever swallowed: never empty, never HTML, at most 300 characters."""
    for attempt in told.attempts:
        if attempt.outcome is not Outcome.OK:
            assert 0 < len(attempt.reason) <= 300
            assert "<" not in attempt.reason
            assert BAD_KEY not in attempt.reason + attempt.hint
    for skip in told.skipped:
        assert skip.reason


STATES = {
    Outcome.AUTH: HealthState.AUTH,
    Outcome.QUOTA: HealthState.QUOTA,
    Outcome.RATE: HealthState.COOLING,
}


def expected_state(row: Scenario) -> HealthState:
    if row.expect.error is None:
        return HealthState.OK
    if row.expect.opens:
        return HealthState.OPEN
    if row.expect.counted:
        return HealthState.FAILING
    if row.name == "openrouter-fewer":
        return HealthState.UNKNOWN
    return STATES.get(row.expect.error.outcome, HealthState.UNKNOWN)


@pytest.mark.parametrize("row", ENDING, ids=lambda row: row.name)
async def test_a_scenario_decides_as_the_table_says(row: Scenario) -> None:
    """Every scenario decides as routing.md says; one hit upstream, and the other is asked only if he must be."""
    async with opened(row.name) as house:
        result = await house.ask()
        told, expected = result.told, row.expect.error
        check_words(told)
        assert len(house.bad) == 1
        assert house.health.state is expected_state(row)
        assert house.health.half_open is None
        if expected is None:
            assert (result.text, told.provider, told.interrupted, result.error) == (row.text, "bad", False, None)
            assert told.finish_reason or row.name == "mid-done"
        elif row.text:
            assert isinstance(result.error, AnswerBroken)
            assert (result.text, told.provider, told.interrupted) == (row.text, "bad", True)
            assert told.finish_reason is None
        elif expected.outcome in {Outcome.CLIENT, Outcome.CONTEXT}:
            assert isinstance(result.error, Refused)
            assert (result.text, told.provider) == ("", None)
        else:
            assert result.error is None
            assert (result.text, told.provider) == ("Hello world", "good")
            assert [one.outcome for one in told.attempts] == [expected.outcome, Outcome.OK]
            assert len(house.good) == 1
            return
        assert house.good == []
        assert {skip.provider for skip in told.skipped} == {"good", "embedded"}


@pytest.mark.parametrize("row", ENDLESS, ids=lambda row: row.name)
async def test_a_hanging_one_is_paid_for_once(row: Scenario) -> None:
    """A hanging one is paid for once: its expired timer opens the breaker."""
    async with opened(row.name, timeouts=QUICK) as house:
        result = await house.ask()
        check_words(result.told)
        assert house.health.state is HealthState.OPEN
        if row.text:
            assert isinstance(result.error, AnswerBroken)
            assert result.text == row.text
        else:
            assert (result.text, result.told.provider) == ("Hello world", "good")
            assert result.told.attempts[0].outcome is Outcome.TRANSIENT
        async with asyncio.timeout(30):
            await house.faults.traces[row.name].hung_up.wait()
        for _ in range(3):
            again = await house.ask()
            assert again.told.provider == "good"
            assert [skip.provider for skip in again.told.skipped] == ["bad", "embedded"]
        assert len(house.bad) == 1


@pytest.mark.parametrize("name", ["hang-at-once", "keepalive-hang", "mid-hang"])
async def test_whoever_leaves_is_gone_upstream_at_once_and_nobody_is_blamed(name: str) -> None:
    """Cancel = close the socket: the upstream sees it at once, and it never counts against a provider."""
    async with opened(name) as house:
        traces = house.faults.traces[name]
        asking = asyncio.get_running_loop().create_task(house.ask(), name="asking")
        await traces.hanging.wait()
        async with turns() as passed:
            asking.cancel()
            async with asyncio.timeout(30):
                await traces.hung_up.wait()
        assert passed.count < AT_ONCE
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert house.health.state is HealthState.UNKNOWN
        assert house.bridge.busy == 0
        assert house.good == []


async def test_a_refused_one_is_paid_for_once() -> None:
    """Connection refused opens at once."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
        async with opened("plain") as house:
            rows = (host("bad", f"http://127.0.0.1:{port}/v1"), *house.bridge.config.providers[1:])
            house.bridge.adopt_config(Config(providers=rows, timeouts=PATIENT))
            first, second = await house.ask(), await house.ask()
            assert [(one.provider, one.outcome) for one in first.told.attempts] == [
                ("bad", Outcome.TRANSIENT),
                ("good", Outcome.OK),
            ]
            assert [one.provider for one in second.told.attempts] == ["good"]
            assert second.told.skipped[0].reason.startswith("cooling down")
            assert house.health.state is HealthState.OPEN


def hits(row: Scenario) -> int:
    """How often one that is alone is asked for one question."""
    if row.expect.error is None or row.text:
        return 1
    return 3 if row.expect.retryable or row.retry_after is not None else 1


TOO_SLOW = {"mid-giant-event", "error-body-hangs", "429-retry-after", "429-reset"}
"""What takes long by its nature; tests/core/test_router.py waits for a Retry-After on a clock that jumps."""


@pytest.mark.parametrize("batch", range(8))
async def test_one_that_is_alone_is_reached_three_times_at_most(batch: int) -> None:
    """A bad provider is reached <= 3 times, also for 429; the last one is retried only where that may help."""
    rows = [row for row in ENDING[batch::8] if row.name not in TOO_SLOW]

    async def alone(row: Scenario) -> None:
        async with opened(row.name, alone=True, timeouts=TimeoutsConfig(idle=20, total=20)) as house:
            result = await house.ask()
            check_words(result.told)
            assert len(house.bad) == hits(row), row.name
            assert house.good == []
            assert isinstance(result.error, AllRoutesFailed | Refused | AnswerBroken | None)
            if row.expect.error is not None:
                assert result.error is not None
                assert result.error.hint

    await asyncio.gather(*(alone(row) for row in rows))


async def test_one_that_is_alone_and_hangs_is_waited_for_to_the_end_and_reached_once() -> None:
    """An expired timer is never retried on the same route; the last route left is waited for until the chain ends."""

    async def alone(row: Scenario) -> None:
        async with opened(row.name, alone=True, timeouts=QUICK) as house:
            result = await house.ask()
            assert isinstance(result.error, AnswerBroken if row.text else AllRoutesFailed)
            assert len(house.bad) == 1
            assert house.health.state is HealthState.OPEN

    await asyncio.gather(*(alone(row) for row in ENDLESS))
