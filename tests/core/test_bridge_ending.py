"""What a program that lives for one command needs of the Bridge: a look that ends in time, a journal that is kept."""

import asyncio
from collections.abc import Mapping

from msgspec.structs import replace
from tests.core.fakes import FakeProvider, LoopClock, answer, factory, row, say

from traybridge.core.bridge import Bridge
from traybridge.core.config import EMBEDDED, Config
from traybridge.core.monitor import SILENT
from traybridge.core.ports import KeyCheck
from traybridge.core.presentation.status import snapshot_of
from traybridge.core.probe import Reading
from traybridge.core.provenance import Provenance
from traybridge.core.secret import Secret
from traybridge.core.tasks import TaskOwner


class SlowJournal:
    """A disk that takes its time."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.written: list[str] = []

    async def record(self, provenance: Provenance, *, at: float, **_: object) -> None:
        await self.go.wait()
        self.written.append(provenance.request_id)

    async def spent(self, month: str) -> Mapping[str, float]:
        return {}

    async def reserve(self, request: str, provider: str, amount: float | None, *, cap: float, at: float) -> str:
        return ""

    async def answered(self) -> Mapping[str, float]:
        return {}


class Hanging(FakeProvider):
    """Takes the question how it is, and never answers."""

    async def probe(self) -> Reading:
        self.asked.set()
        await asyncio.Event().wait()
        return Reading(latency=0)


def config_of(*names: str) -> Config:
    return Config(providers=(*(row(name) for name in names), EMBEDDED))


def raise_it(name: str, error: BaseException) -> None:
    raise error


async def test_settle_waits_until_the_request_stands_in_the_journal():
    journal = SlowJournal()
    async with TaskOwner("test", raise_it) as tasks:
        bridge = Bridge(
            config_of("a"),
            build=factory({"a": FakeProvider(answer())}),
            clock=LoopClock(),
            tasks=tasks,
            journal=journal,
        )
        request = say()
        async for _ in bridge.chat(request):
            pass
        settling = tasks.start(bridge.flush_journal(), "settle")
        await asyncio.sleep(0)
        assert not settling.done()
        journal.go.set()
        await settling
        assert journal.written == [request.id]


async def test_settle_has_nothing_to_wait_for_before_the_first_request():
    async with TaskOwner("test", raise_it) as tasks:
        bridge = Bridge(config_of("a"), build=factory({}), clock=LoopClock(), tasks=tasks, journal=SlowJournal())
        async with asyncio.timeout(1):
            await bridge.flush_journal()


async def test_a_look_ends_in_time_and_names_who_did_not_answer():
    quick, hanging = FakeProvider(answer()), Hanging(answer())
    async with TaskOwner("test", raise_it) as tasks:
        bridge = Bridge(
            config_of("quick", "hanging"),
            build=factory({"quick": quick, "hanging": hanging}),
            clock=LoopClock(),
            tasks=tasks,
        )
        await bridge.load()
        async with asyncio.timeout(2):
            await bridge.refresh(within=0.05)
        snapshot = snapshot_of(bridge)
        found = {one.id: (one.health, one.reason) for one in snapshot.providers}
        assert found["quick"] == ("ok", "")
        assert found["hanging"] == ("failing", SILENT)


async def test_after_a_whole_look_nothing_is_starting_any_more():
    """Everything switched off is offline, not for ever "starting"."""
    off = Config(providers=(row("a", enabled=False), replace(EMBEDDED, enabled=False)))
    async with TaskOwner("test", raise_it) as tasks:
        bridge = Bridge(off, build=factory({}), clock=LoopClock(), tasks=tasks)
        await bridge.load()
        assert snapshot_of(bridge).state == "starting"
        await bridge.refresh()
        assert snapshot_of(bridge).state == "offline"


class Store:
    """A keyring with one key."""

    async def get(self, account: str) -> Secret | None:
        return Secret("sk-made-up-0123456789")

    async def set(self, account: str, secret: Secret) -> None:
        return

    async def delete(self, account: str) -> bool:
        return False


class Checked(FakeProvider):
    """Remembers the keys it was asked to try."""

    def __init__(self) -> None:
        super().__init__(answer())
        self.tried: list[Secret | None] = []

    async def check_key(self, key: Secret | None) -> KeyCheck:
        self.tried.append(key)
        return KeyCheck(None, "checked")


async def test_the_stored_key_is_never_handed_to_an_address_that_it_was_not_given_for():
    """The provider takes it by itself, where it may; handing it over here would send it anywhere."""
    moved = Checked()
    config = Config(providers=(row("a", key_origin="https://other.example:443"), EMBEDDED))
    async with TaskOwner("test", raise_it) as tasks:
        bridge = Bridge(config, build=factory({"a": moved}), clock=LoopClock(), tasks=tasks, secrets=Store())
        await bridge.load()
        await bridge.check_key("a")
        await bridge.check_key("a", Secret("sk-another-0123456789"))
        assert moved.tried == [None, Secret("sk-another-0123456789")]


async def test_a_check_says_that_others_could_read_the_key():
    config = Config(providers=(row("a", base_url="http://llm.example/v1"), row("b"), EMBEDDED))
    async with TaskOwner("test", raise_it) as tasks:
        build = factory({"a": Checked(), "b": Checked()})
        bridge = Bridge(config, build=build, clock=LoopClock(), tasks=tasks, secrets=Store())
        await bridge.load()
        assert "unencrypted" in (await bridge.check_key("a")).hint
        assert (await bridge.check_key("b")).hint == ""
