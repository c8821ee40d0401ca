"""The Bridge over fakes: what a surface asks of it, and what happens behind it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest
from msgspec.structs import replace
from tests.core.fakes import (
    WALL,
    Event,
    FakeProvider,
    LoopClock,
    MemoryCatalogues,
    MemoryJournal,
    MemorySecrets,
    MemoryStore,
    answer,
    catalogue,
    exo_reading,
    row,
    say,
)

from traybridge.core.bridge import Bridge
from traybridge.core.chat import ChatRequest, Chunk, Message, RequestPolicy
from traybridge.core.cluster import ModelState
from traybridge.core.config import EMBEDDED, Config, ProviderConfig, from_preset
from traybridge.core.ending import Ending
from traybridge.core.errors import (
    AllRoutesFailed,
    AuthenticationFailed,
    BadConfig,
    BadRequest,
    KeyringProblem,
    NoRoute,
    NotFound,
    ProviderDefect,
    ProviderFailed,
    RateLimited,
    TrayBridgeError,
    Unreachable,
)
from traybridge.core.health import HealthState
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.monitor import SILENT
from traybridge.core.planning import KeyState
from traybridge.core.ports import ProviderContext
from traybridge.core.presentation.status import snapshot_of
from traybridge.core.presets import origin, preset
from traybridge.core.probe import Reading
from traybridge.core.provenance import Attempt, Provenance, Usage
from traybridge.core.readiness import FIRST_LOOK_SECONDS
from traybridge.core.secret import Secret
from traybridge.core.tasks import TaskOwner
from traybridge.core.usage import AGAIN_SECONDS

KEY = "sk-made-up-0123456789"
NO_EMBEDDED = replace(EMBEDDED, enabled=False)
READY = exo_reading(("llama", ModelState.READY))


def now() -> float:
    return asyncio.get_running_loop().time()


def of(name: str, **values: Any) -> ProviderConfig:
    known = preset(name)
    assert known is not None
    return from_preset(known, **values)


def config(*rows: ProviderConfig, **routing: Any) -> Config:
    return Config(providers=(*rows, NO_EMBEDDED)).with_routing(**routing)


class House:
    """A Bridge over fakes, and everything that it told."""

    def __init__(self, settings: Config, tasks: TaskOwner, **ports: Any) -> None:
        self.providers: dict[str, list[FakeProvider]] = {}
        self.scripts: dict[str, FakeProvider] = ports.pop("providers", {})
        self.troubles: list[tuple[str, BaseException]] = []
        self.cannot_build: set[str] = set()
        self.clock = LoopClock()
        self.tasks = tasks
        self.bridge = Bridge(
            settings,
            build=self.build,
            clock=self.clock,
            tasks=tasks,
            on_trouble=lambda where, error: self.troubles.append((where, error)),
            **ports,
        )
        self.told: list[tuple[str, Any]] = []
        for name in ("health_changed", "config_changed", "attempted", "activity", "keys_changed"):
            getattr(self.bridge, name).connect(lambda payload, name=name: self.told.append((name, payload)))

    def build(self, context: ProviderContext) -> FakeProvider:
        if context.provider.id in self.cannot_build:
            raise KeyError(context.provider.id)
        made = self.scripts.pop(context.provider.id, None) or FakeProvider(answer())
        made.context = context
        self.providers.setdefault(context.provider.id, []).append(made)
        return made

    def __getitem__(self, name: str) -> FakeProvider:
        return self.providers[name][-1]

    async def ask(self, request: ChatRequest | None = None, **values: Any) -> Provenance:
        async with aclosing(self.bridge.chat(request or say(**values))) as events:
            async for event in events:
                if isinstance(event, Provenance):
                    return event
        raise AssertionError("no provenance came")

    def names(self, kind: str) -> list[Any]:
        return [payload for name, payload in self.told if name == kind]


def raise_it(name: str, error: BaseException) -> None:
    raise AssertionError(name) from error


@asynccontextmanager
async def opened(settings: Config, **ports: Any) -> AsyncIterator[House]:
    """A house whose tasks are all gone at the end, and whose providers are closed."""
    async with TaskOwner("test", raise_it) as tasks:
        house = House(settings, tasks, **ports)
        yield house
        await house.bridge.flush_journal()
        await tasks.cancel()
        await house.bridge.aclose()
    assert len(asyncio.all_tasks()) == 1
    assert all(provider.closed for made in house.providers.values() for provider in made)
    assert all(
        provider.closed_streams == len(provider.requests) for made in house.providers.values() for provider in made
    )


# ---------------------------------------------------------------- settings


async def test_a_change_is_saved_first_and_then_in_force():
    store = MemoryStore(config(row("a")))
    async with opened(store.config, store=store) as house:
        new = await house.bridge.change(lambda old: old.with_routing(failover=False))
        assert house.bridge.config == new == store.config
        assert house.names("config_changed") == [new]


@pytest.mark.parametrize("error", [BadConfig("The file is broken"), TrayBridgeError("The disk is full")])
async def test_a_change_that_cannot_be_saved_changes_nothing(error):
    store = MemoryStore(config(row("a")))
    store.refuses = error
    async with opened(store.config, store=store) as house:
        with pytest.raises(type(error)):
            await house.bridge.change(lambda old: old.with_routing(failover=False))
        assert house.bridge.config.routing.failover
        assert house.told == []


async def test_without_a_file_a_change_is_checked_all_the_same():
    async with opened(config(row("a"))) as house:
        with pytest.raises(BadConfig, match="pinned provider"):
            await house.bridge.change(lambda old: old.with_routing(pin="nobody"))
        assert house.bridge.config.routing.pin == ""


async def test_changes_at_the_same_time_are_all_kept():
    store = MemoryStore(config(*(row(name) for name in "abc")))

    def off(name: str) -> Callable[[Config], Config]:
        return lambda old: old.with_provider_enabled(name, False)

    async with opened(store.config, store=store) as house:
        await asyncio.gather(*(house.bridge.change(off(name)) for name in "abc"))
        assert [one.enabled for one in house.bridge.config.providers[:3]] == [False] * 3
        assert [len(one.providers) for one in house.names("config_changed")] == [4, 4, 4]


async def test_settings_that_are_the_same_change_nothing():
    async with opened(config(row("a"))) as house:
        house.bridge.adopt_config(config(row("a")))
        assert house.told == []
        assert len(house.providers["a"]) == 1


async def test_an_answer_in_flight_ends_on_the_provider_that_began_it():
    """Streams in flight finish on the old providers, which are closed afterwards; the next request takes the new."""
    go = asyncio.Event()
    a = FakeProvider([Chunk(text="Pa"), go, Chunk(text="ris"), Chunk(finish_reason="stop", ended=Ending.COMPLETE)])
    async with opened(config(row("a"), row("b")), providers={"a": a}) as house:
        async with aclosing(house.bridge.chat(say())) as events:
            text = ""
            async for event in events:
                if isinstance(event, Chunk):
                    text += event.text
                    if event.text == "Pa":
                        house.bridge.adopt_config(config(row("a", model="n"), row("b")))
                        await asyncio.sleep(1)
                        assert not a.closed
                        go.set()
        assert text == "Paris"
        await asyncio.sleep(1)
        assert a.closed
        assert len(house.providers["a"]) == 2
        assert len(house.providers["b"]) == 1
        assert (await house.ask()).model == "n"
        assert house["a"] is not a


async def test_a_provider_that_is_taken_away_finishes_its_answer():
    go = asyncio.Event()
    a = FakeProvider([Chunk(text="Pa"), go, Chunk(finish_reason="stop", ended=Ending.COMPLETE)])
    async with opened(config(row("a"), row("b")), providers={"a": a}) as house:
        asking = house.tasks.start(house.ask(), "ask")
        await a.asked.wait()
        house.bridge.adopt_config(config(row("b")))
        go.set()
        assert (await asking).provider == "a"
        await asyncio.sleep(1)
        assert a.closed
        assert [one.id for one in snapshot_of(house.bridge).providers] == ["b", "embedded"]


async def test_an_unused_provider_is_closed_at_once_when_its_settings_change():
    async with opened(config(row("a"))) as house:
        old = house["a"]
        house.bridge.adopt_config(config(row("a", model="n")))
        await asyncio.sleep(0)
        assert old.closed


async def test_what_is_known_of_an_address_says_nothing_about_another():
    """Another base_url: its health, its list of models and its key stay behind."""
    settings = config(row("a", base_url="https://a.example/v1"))
    secrets = MemorySecrets(a=KEY)
    await secrets.set("a@origin", Secret("https://a.example:443"))
    async with opened(settings, secrets=secrets, catalogues=MemoryCatalogues(a=catalogue("x"))) as house:
        await house.bridge.load()
        house["a"].scripts = [[AuthenticationFailed("no")]]
        with pytest.raises(AllRoutesFailed):
            await house.ask()
        (facts, _) = house.bridge.facts()
        assert (facts.health.state, facts.catalogue.ids, facts.key) == (HealthState.AUTH, ("x",), KeyState.PRESENT)
        house.bridge.adopt_config(config(row("a", base_url="https://b.example/v1")))
        (facts, _) = house.bridge.facts()
        assert (facts.health.state, facts.catalogue.ids) == (HealthState.UNKNOWN, ())
        assert facts.key is KeyState.OTHER_ORIGIN
        context = house["a"].context
        assert context is not None
        assert context.key() is None
        house.bridge.adopt_config(settings)
        assert house.bridge.facts()[0].key is KeyState.PRESENT


async def test_a_list_that_could_not_be_had_may_be_had_elsewhere_and_after_waking_up():
    a = FakeProvider(answer())
    a.catalogue = ProviderFailed("There is no list")
    settings = config(row("a", model="", base_url="https://a.example/v1"))
    async with opened(settings, providers={"a": a}) as house:
        await house.bridge.load()
        await house.bridge.models(refresh=True)
        assert house.bridge.plan(say()).skipped[0].reason == "There is no list"
        await house.bridge.on_resume()
        assert house.bridge.plan(say()).skipped[0].reason == "not looked at yet"
        await house.bridge.models(refresh=True)
        house.bridge.adopt_config(config(row("a", model="", base_url="https://b.example/v1")))
        assert house.bridge.plan(say()).skipped[0].reason == "not looked at yet"


async def test_a_look_that_fails_shows():
    exo = FakeProvider(answer())
    exo.reading = Unreachable("Nothing answers there", refused=True)
    async with opened(config(of("exo"), row("a")), providers={"exo": exo}) as house:
        await house.bridge.start()
        await asyncio.sleep(1)
        (one, *_) = snapshot_of(house.bridge).providers
        assert (one.health, one.reason, one.usable) == ("open", "Nothing answers there", False)
        assert "exo" in house.names("health_changed")


async def test_local_only_drops_what_is_open():
    async with opened(config(row("a"))) as house:
        house.bridge.adopt_config(config(row("a"), local_only=True))
        await asyncio.sleep(0)
        assert house["a"].resets == 1
        context = house["a"].context
        assert context is not None
        assert context.local_only()
        house.bridge.adopt_config(config(row("a", model="n"), local_only=True))
        await asyncio.sleep(0)
        assert house["a"].resets == 0


async def test_what_is_said_of_the_whole_follows_the_only_one_that_is_asked():
    exo, a = FakeProvider(answer()), FakeProvider(answer())
    exo.reading = Unreachable("Nothing answers there", refused=True)
    async with opened(config(of("exo"), row("a")), providers={"exo": exo, "a": a}) as house:
        await house.bridge.start()
        await asyncio.sleep(1)
        assert snapshot_of(house.bridge).state == "cloud"
        house.bridge.pin_for_session("exo")
        pinned = snapshot_of(house.bridge)
        assert (pinned.state, [one.id for one in pinned.asked]) == ("offline", ["exo"])
        assert pinned.provider("a") is not None, "who is not asked is still shown"


async def test_a_pin_for_the_session_ends_with_it_and_with_its_provider():
    async with opened(config(row("a"), row("b"))) as house:
        with pytest.raises(NotFound):
            house.bridge.pin_for_session("nobody")
        house.bridge.pin_for_session("b")
        assert house.bridge.pin == "b"
        assert house.bridge.config.routing.pin == ""
        assert len(house.names("config_changed")) == 1
        assert (await house.ask()).provider == "b"
        house.bridge.adopt_config(config(row("a")))
        assert house.bridge.pin == ""
        assert (await house.ask()).provider == "a"
        house.bridge.pin_for_session("a")
        house.bridge.pin_for_session(None)
        assert house.bridge.pin == ""


async def test_a_provider_that_is_added_finds_its_key():
    """Somebody adds a host whose key the keyring has had all along."""
    b = row("b", key_origin=origin(row("b").base_url))
    async with opened(config(row("a")), secrets=MemorySecrets(b=KEY)) as house:
        await house.bridge.load()
        house.bridge.adopt_config(config(row("a"), b))
        await asyncio.sleep(1)
        assert house.bridge.facts()[1].key is KeyState.PRESENT


async def test_a_provider_that_is_switched_on_is_looked_at_at_once():
    async with opened(config(row("a"), row("b"))) as house:
        await house.bridge.start()
        await asyncio.sleep(1)
        house.bridge.adopt_config(config(row("a"), row("b", enabled=False)))
        await asyncio.sleep(10)
        before = sum(one.probes for one in house.providers["b"])
        house.bridge.adopt_config(config(row("a"), row("b")))
        await asyncio.sleep(1)
        assert sum(one.probes for one in house.providers["b"]) == before + 1


# ---------------------------------------------------------------- start, keys and what is kept


async def test_the_start_reads_what_is_kept_and_looks_at_everybody():
    journal, kept = MemoryJournal(a=4.0), MemoryCatalogues(a=catalogue("x"))
    settings = config(row("a", monthly_cap=5.0), row("b"))
    async with opened(settings, journal=journal, catalogues=kept, secrets=MemorySecrets()) as house:
        assert snapshot_of(house.bridge).state == "starting"
        await house.bridge.start()
        await asyncio.sleep(1)
        assert [house[name].probes for name in "ab"] == [1, 1]
        assert (house.bridge.facts()[0].spent, journal.months) == (4.0, ["2026-11"])
        assert house.bridge.facts()[0].catalogue.ids == ("x",)
        assert (house["a"].lists, house["b"].lists) == (0, 1)
        assert snapshot_of(house.bridge).state == "cloud"


async def test_what_cannot_be_read_at_the_start_is_told_and_nothing_else():
    journal = MemoryJournal()
    journal.refuses = TrayBridgeError("The database is broken")
    secrets = MemorySecrets()
    secrets.problem = KeyringProblem("locked", "The keyring is locked")
    async with opened(config(of("openrouter"), row("a")), journal=journal, secrets=secrets) as house:
        await house.bridge.load()
        assert house.troubles == [("read what is kept", journal.refuses)]
        assert house.bridge.keyring_problem is secrets.problem
        assert snapshot_of(house.bridge).keyring == "The keyring is locked"
        assert (await house.ask()).skipped[0].reason == "keyring locked"
        await house.bridge.flush_journal()
        assert house.troubles[1:] == [("journal", journal.refuses)]


async def test_a_history_that_cannot_be_read_is_told_and_leaves_out_who_has_a_cap():
    """Also when the lists beside it cannot be read: what is not known is not nothing."""
    journal, kept = MemoryJournal(), MemoryCatalogues()
    journal.refuses = kept.refuses_to_load = TrayBridgeError("traybridge.db was written by a newer TrayBridge")
    settings = config(row("capped", monthly_cap=5.0), row("a"))
    async with opened(settings, journal=journal, catalogues=kept) as house:
        await house.bridge.load()
        shown = snapshot_of(house.bridge)
        assert shown.history == "traybridge.db was written by a newer TrayBridge"
        assert shown.attention == ("capped: what was spent is not known", shown.history)
        plan = house.bridge.plan(say())
        assert [one.provider for one in plan.routes] == ["a"]
        assert plan.skipped[0].reason == "what was spent is not known"
        journal.refuses = None
        await asyncio.sleep(AGAIN_SECONDS)
        assert (await house.ask()).provider == "capped"
        assert snapshot_of(house.bridge).attention == ()


async def test_a_provider_that_cannot_be_built_does_not_fail_the_change_of_the_settings():
    async with opened(config(row("a"))) as house:
        house.cannot_build = {"b"}
        await house.bridge.change(lambda _old: config(row("b"), row("a")))
        assert [where for where, _ in house.troubles] == ["build b"]
        told = await house.ask()
        assert [(one.provider, one.reason) for one in told.attempts] == [
            ("b", "a defect of TrayBridge: KeyError"),
            ("a", ""),
        ]


async def test_a_cluster_that_could_not_be_built_says_so_whatever_is_asked_of_it():
    async with opened(config(row("a"))) as house:
        house.cannot_build = {"exo"}
        await house.bridge.change(lambda _old: config(of("exo"), row("a")))
        with pytest.raises(ProviderDefect, match="a defect of TrayBridge: KeyError"):
            house.bridge.exo("exo")


async def test_the_keyring_is_not_asked_twice_at_the_same_time():
    secrets = MemorySecrets(a=KEY)
    secrets.hold = asyncio.Event()
    async with opened(config(row("a")), secrets=secrets) as house:
        starting = house.tasks.start(house.bridge.start(), "start")
        asking = house.tasks.start(house.ask(), "ask")
        await asyncio.sleep(1)
        secrets.hold.set()
        await asyncio.gather(starting, asking)
        assert secrets.read == ["a"]


async def test_a_key_that_the_command_line_changed_is_taken_up():
    """Auth: skip this provider until its key changes."""
    secrets = MemorySecrets(a=KEY)
    async with opened(config(row("a")), secrets=secrets) as house:
        await house.bridge.load()
        house["a"].scripts = [[AuthenticationFailed("no")], answer()]
        with pytest.raises(AllRoutesFailed):
            await house.ask()
        await house.bridge.load_keys()
        assert house.bridge.facts()[0].health.state is HealthState.AUTH
        secrets.keys["a"] = Secret(KEY + "x")
        await house.bridge.load_keys()
        assert house.bridge.facts()[0].health.state is HealthState.UNKNOWN
        assert (await house.ask()).provider == "a"
        assert house.bridge.key_hint("a") == "…789x"


async def test_a_new_key_is_stored_with_its_address_and_tried_at_once():
    store, secrets = MemoryStore(config(of("openrouter"), row("a"))), MemorySecrets()
    async with opened(store.config, store=store, secrets=secrets) as house:
        await house.bridge.start()
        await asyncio.sleep(1)
        assert sum(one.probes for one in house.providers["openrouter"]) == 0
        assert await house.bridge.set_key("openrouter", Secret(KEY)) is None
        await asyncio.sleep(1)
        assert secrets.keys["openrouter"] == Secret(KEY)
        assert store.config.providers[0].key_origin == "https://openrouter.ai:443"
        assert house["openrouter"].probes == 1
        assert house["a"].probes == 1
        assert house.names("keys_changed") == ["", "openrouter"]
        assert house.bridge.facts()[0].key is KeyState.PRESENT
        with pytest.raises(NotFound):
            await house.bridge.set_key("nobody", Secret(KEY))


async def test_a_key_that_the_keyring_does_not_take_lives_for_the_session_if_somebody_says_so():
    secrets = MemorySecrets()
    secrets.problem = KeyringProblem("locked", "The keyring is locked")
    async with opened(config(row("a")), secrets=secrets) as house:
        with pytest.raises(KeyringProblem):
            await house.bridge.set_key("a", Secret(KEY))
        assert house.bridge.key_hint("a") is None
        assert await house.bridge.set_key("a", Secret(KEY), session_only_ok=True) is secrets.problem
        assert house.bridge.key_hint("a") == "…6789"


@pytest.mark.parametrize("before", [None, "sk-the-old-one-123"])
async def test_a_key_whose_address_cannot_be_written_down_is_not_kept(before):
    """A key must not stand beside an origin that it was not given for."""
    store = MemoryStore(config(row("a", key_origin="https://old.example:443")))
    secrets = MemorySecrets(**({"a": before} if before else {}))
    async with opened(store.config, store=store, secrets=secrets) as house:
        await house.bridge.load()
        store.refuses = BadConfig("The file is broken")
        with pytest.raises(BadConfig):
            await house.bridge.set_key("a", Secret(KEY))
        assert secrets.keys == ({"a": Secret(before)} if before else {})
        assert house.bridge.key_hint("a") == (f"…{before[-4:]}" if before else None)


async def test_a_key_is_deleted_in_memory_and_in_the_keyring():
    secrets = MemorySecrets(a=KEY)
    async with opened(config(row("a")), secrets=secrets) as house:
        await house.bridge.load()
        assert await house.bridge.delete_key("a") is True
        assert secrets.keys == {}
        assert house.bridge.key_hint("a") is None
        assert await house.bridge.delete_key("a") is False
        assert house.names("keys_changed") == ["", "a", "a"]


async def test_a_look_with_the_old_key_says_nothing_about_the_new_one():
    """Results of before are discarded."""
    a = FakeProvider(answer())
    a.reading, a.hold_probe = Reading(0.1, key_ok=False), asyncio.Event()
    async with opened(config(row("a")), providers={"a": a}, secrets=MemorySecrets(a=KEY)) as house:
        await house.bridge.start()
        await asyncio.sleep(1)
        await house.bridge.set_key("a", Secret(KEY + "x"))
        gate, a.hold_probe = a.hold_probe, None
        a.reading = Reading(0.1, key_ok=True)
        gate.set()
        await asyncio.sleep(1)
        assert house.bridge.facts()[0].health.state is HealthState.OK


# ---------------------------------------------------------------- chat


async def test_a_question_runs_through_the_whole_house():
    journal = MemoryJournal()
    async with opened(config(row("a"), row("b")), journal=journal) as house:
        request = say()
        provenance = await house.ask(request)
        await house.bridge.flush_journal()
        assert (provenance.provider, provenance.request_id) == ("a", request.id)
        assert journal.rows == [(provenance, None)]
        assert house.names("activity") == [1, 0]
        (attempt,) = house.names("attempted")
        assert isinstance(attempt, Attempt)
        assert house.bridge.busy == 0


async def test_what_nobody_can_be_asked_is_refused_before_anything_happens():
    async with opened(config(row("a"))) as house:
        with pytest.raises(BadRequest, match="The message is empty"):
            await house.ask(ChatRequest((Message("user", " "),)))
        assert house["a"].requests == []
        assert house.told == []


async def test_whoever_leaves_in_the_middle_leaves_no_request_behind():
    a = FakeProvider([Chunk(text="Pa"), ...])
    async with opened(config(row("a")), providers={"a": a}) as house:
        async with aclosing(house.bridge.chat(say())) as events:
            async for event in events:
                if isinstance(event, Chunk):
                    break
        assert house.bridge.busy == 0
        assert a.closed_streams == 1


async def test_when_nobody_can_be_asked_the_error_is_the_one_that_route_explains():
    journal = MemoryJournal()
    async with opened(config(of("openrouter"), row("a", enabled=False)), journal=journal) as house:
        request = say()
        with pytest.raises(NoRoute) as failed:
            await house.ask(request)
        title = "There is nobody to ask (OpenRouter: no key; a: switched off; Starter model: switched off)"
        assert failed.value.title == title
        explained = house.bridge.explain_no_route(request, house.bridge.plan(request))
        assert (explained.title, explained.hint) == (failed.value.title, failed.value.hint)
        await house.bridge.flush_journal()
        assert journal.rows[0][1] is failed.value


async def test_exo_is_looked_at_before_the_first_question_and_asked_if_it_is_ready():
    """The plan waits up to 2 s for a first look at somebody who is unknown and matters."""
    exo = FakeProvider(answer())
    exo.reading = READY
    async with opened(config(of("exo"), row("a")), providers={"exo": exo}) as house:
        provenance = await house.ask()
        assert (provenance.provider, provenance.model, exo.probes) == ("exo", "llama", 1)
        await house.ask()
        assert exo.probes == 1


async def test_a_first_look_that_hangs_costs_two_seconds_and_then_nothing():
    exo = FakeProvider(answer())
    exo.hold_probe = asyncio.Event()
    async with opened(config(of("exo"), row("a")), providers={"exo": exo}) as house:
        began = now()
        provenance = await house.ask()
        assert now() == pytest.approx(began + FIRST_LOOK_SECONDS)
        assert provenance.provider == "a"
        assert provenance.skipped[0].reason == SILENT
        await asyncio.gather(*(house.ask() for _ in range(20)))
        assert exo.probes == 1
        await asyncio.sleep(10)
        began = now()
        assert (await house.ask()).skipped[0].reason == "No answer to a look at its health"
        assert now() == began


async def test_a_first_look_is_not_waited_for_longer_than_it_matters():
    """As soon as nobody unknown stands before somebody who can answer, the question goes out."""
    slow, quick = FakeProvider(answer()), FakeProvider(answer())
    quick.catalogue = catalogue("gpt")
    slow.hold_models = asyncio.Event()
    settings = config(row("quick", model=""), row("slow", model=""))
    async with opened(settings, providers={"slow": slow, "quick": quick}) as house:
        began = now()
        assert (await house.ask(model="gpt")).provider == "quick"
        assert now() == began


async def test_a_list_that_cannot_be_had_is_looked_for_once_and_the_id_sent_as_written():
    a = FakeProvider(answer())
    a.catalogue = ProviderFailed("There is no list")
    async with opened(config(row("a", model="")), providers={"a": a}) as house:
        assert (await house.ask(model="a/some:7b")).model == "some:7b"
        assert (await house.ask(model="a/some:7b")).model == "some:7b"
        assert a.lists == 1
        assert house.troubles == [("models of a", a.catalogue)]
        with pytest.raises(NoRoute, match="There is no list"):
            await house.ask(model="other")


async def test_who_stands_behind_is_looked_at_when_everybody_before_failed():
    exo = FakeProvider(answer())
    exo.reading = READY
    a = FakeProvider([ProviderFailed("HTTP 503")])
    async with opened(config(row("a"), of("exo")), providers={"a": a, "exo": exo}) as house:
        provenance = await house.ask()
        assert (provenance.provider, exo.probes, len(a.requests)) == ("exo", 1, 1)
        assert {skip.provider for skip in provenance.skipped} == {"embedded"}


async def test_settings_that_change_during_that_look_are_for_the_next_question():
    exo, gate = FakeProvider(answer()), asyncio.Event()
    exo.reading, exo.hold_probe = READY, gate
    a = FakeProvider([ProviderFailed("HTTP 503")])
    settings = config(row("a"), of("exo"))
    async with opened(settings, providers={"a": a, "exo": exo}) as house:
        asking = asyncio.get_running_loop().create_task(house.ask())
        await a.asked.wait()
        await asyncio.sleep(0.1)
        house.bridge.adopt_config(settings.with_routing(free_only=True))
        gate.set()
        with pytest.raises(AllRoutesFailed):
            await asking
        assert exo.requests == []


async def test_only_who_matters_is_looked_at():
    exo = FakeProvider(answer())
    exo.reading = READY
    async with opened(config(row("a"), of("exo")), providers={"exo": exo}) as house:
        await house.ask()
        assert exo.probes == 0


async def test_who_was_not_looked_at_is_looked_at_when_the_others_have_failed():
    bad, exo, silent = FakeProvider([Unreachable("dead")]), FakeProvider(answer()), FakeProvider(answer())
    exo.reading = READY
    silent.catalogue = ProviderFailed("There is no list")
    providers = {"bad": bad, "exo": exo, "silent": silent}
    async with opened(config(row("bad"), row("silent", model=""), of("exo")), providers=providers) as house:
        provenance = await house.ask()
        assert (provenance.provider, exo.probes, silent.requests) == ("exo", 1, [])
        assert [one.provider for one in provenance.attempts] == ["bad", "exo"]
        assert {one.provider: one.reason for one in provenance.skipped} == {
            "silent": "There is no list", "embedded": "switched off",
        }  # fmt: skip


async def test_when_a_look_brings_nobody_the_last_one_is_asked_again():
    bad, exo = FakeProvider([ProviderFailed("broken")]), FakeProvider(answer())
    exo.reading = Unreachable("nobody there")
    async with opened(config(row("bad"), of("exo")), providers={"bad": bad, "exo": exo}) as house:
        with pytest.raises(AllRoutesFailed) as failed:
            await house.ask()
        assert len(bad.requests) == 3
        assert exo.probes == 1
        assert failed.value.provenance.skipped[0].reason == "nobody there"


async def test_what_was_kept_is_known_to_the_first_request_also_without_a_start():
    """A command has no start(): its cap and its prices count all the same."""
    journal, kept = MemoryJournal(a=5.0), MemoryCatalogues(a=catalogue("x"), b=catalogue("m"))
    settings = config(row("a", monthly_cap=5.0), row("b", model=""))
    async with opened(settings, journal=journal, catalogues=kept) as house:
        provenance = await house.ask()
        assert (provenance.provider, provenance.model) == ("b", "m")
        assert provenance.skipped[0].reason == "monthly cap reached ($5.00 of $5.00)"
        assert house["b"].lists == 0


async def test_a_list_of_another_address_is_not_believed():
    kept = MemoryCatalogues(a=Catalogue((ModelInfo("old"),), WALL, source="http://127.0.0.1:1/v1"))
    a = FakeProvider(answer())
    a.catalogue = catalogue("new")
    async with opened(config(row("a", model="")), providers={"a": a}, catalogues=kept) as house:
        assert (await house.ask()).model == "new"
        assert kept.kept["a"].source == "http://127.0.0.1:9/v1"


async def test_spending_counts_at_once_and_ends_with_the_month():
    """Monthly spend cap per provider."""
    a = FakeProvider(
        [Chunk(text="x"), Chunk(finish_reason="stop", ended=Ending.COMPLETE, usage=Usage(1, 1, 2, cost=2.0))]
    )
    journal = MemoryJournal(a=1.5)
    async with opened(config(row("a", monthly_cap=5.0)), providers={"a": a}, journal=journal) as house:
        await house.bridge.load()
        await house.ask()
        await house.ask()
        assert house.bridge.facts()[0].spent == 5.5
        with pytest.raises(NoRoute, match="monthly cap reached"):
            await house.ask()
        assert snapshot_of(house.bridge).attention == ("a: monthly cap reached ($5.50 of $5.00)",)
        house.clock.ahead = 15 * 86_400
        assert (await house.ask()).cost == 2.0
        assert house.bridge.facts()[0].spent == 2.0


@pytest.mark.parametrize(
    ("settings", "cost"),
    [
        (row("a"), 7.0),
        (of("ollama", provider_id="a", model="m"), 0.0),
    ],
)
async def test_the_price_is_the_lists_and_ones_own_machine_is_free(settings, cost):
    """Provenance: usage, cost (or free)."""
    a = FakeProvider([Chunk(text="x"), Chunk(finish_reason="stop", ended=Ending.COMPLETE, usage=Usage(3, 4, 7))])
    kept = MemoryCatalogues(a=Catalogue((ModelInfo("m", prompt_price=1.0, completion_price=1.0),), WALL))
    async with opened(config(settings), providers={"a": a}, catalogues=kept) as house:
        await house.bridge.load()
        assert (await house.ask()).cost == cost


async def test_the_last_used_of_several_ready_models_is_asked_again():
    exo = FakeProvider(answer())
    exo.reading = exo_reading(("small", ModelState.READY), ("big", ModelState.READY))
    async with opened(config(of("exo")), providers={"exo": exo}) as house:
        assert (await house.ask()).model == "big"
        await asyncio.sleep(1)
        assert (await house.ask(model="exo/small")).model == "small"
        assert (await house.ask()).model == "small"


async def test_which_model_was_used_last_is_known_after_a_restart_too():
    exo, journal = FakeProvider(answer()), MemoryJournal()
    exo.reading = exo_reading(("small", ModelState.READY), ("big", ModelState.READY))
    journal.models = {"small": WALL - 60, "big": WALL - 3600}
    async with opened(config(of("exo")), providers={"exo": exo}, journal=journal) as house:
        assert (await house.ask()).model == "small"


async def test_local_only_of_one_request_reaches_nobody_else():
    async with opened(config(row("a", base_url="https://a.example/v1"), row("b"))) as house:
        provenance = await house.ask(policy=RequestPolicy(local_only=True))
        assert provenance.provider == "b"
        assert house["a"].requests == []


# ---------------------------------------------------------------- looking


async def probes_within(house: House, name: str, seconds: float) -> int:
    before = house[name].probes
    await asyncio.sleep(seconds)
    return house[name].probes - before


async def test_each_provider_is_looked_at_at_its_own_pace():
    """Exo every second while somebody looks or a request ran in the last minute, 30 s otherwise, 5 min on battery
    saver; cloud every 15 min."""
    exo = FakeProvider(answer())
    exo.reading = READY
    settings = config(of("exo"), of("ollama", model="m"), row("cloud", base_url="https://cloud.example/v1"))
    async with opened(settings, providers={"exo": exo}) as house:
        await house.bridge.start()
        await asyncio.sleep(0.5)
        assert await probes_within(house, "exo", 600) == 20
        house.bridge.watched(True)
        assert 58 <= await probes_within(house, "exo", 60) <= 61
        house.bridge.watched(False)
        assert await probes_within(house, "exo", 600) <= 21
        await house.ask()
        assert 58 <= await probes_within(house, "exo", 60) <= 61
        assert await probes_within(house, "exo", 600) <= 21
        house.bridge.save_battery(True)
        assert 1 <= await probes_within(house, "exo", 600) <= 3
        assert 6 <= await probes_within(house, "ollama", 1800) <= 7
        house.bridge.save_battery(False)
        assert await probes_within(house, "ollama", 600) == 10
        assert await probes_within(house, "cloud", 3600) == 4
        assert house["cloud"].lists <= house["cloud"].probes


async def test_somebody_who_is_switched_off_or_has_no_key_is_never_looked_at():
    """Health is never polled with calls that cost, nor where nothing could be learned."""
    settings = config(row("off", enabled=False), of("openrouter"), row("far", base_url="https://far.example/v1"))
    async with opened(settings.with_routing(local_only=True), secrets=MemorySecrets()) as house:
        await house.bridge.start()
        await asyncio.sleep(3600)
        await house.bridge.refresh()
        await house.bridge.models(refresh=True)
        assert [house[name].probes + house[name].lists for name in ("off", "openrouter", "far")] == [0, 0, 0]


async def test_a_dead_connection_is_found_alive_when_its_time_is_over():
    far = FakeProvider([Unreachable("down", refused=True)])
    settings = config(row("far", base_url="https://far.example/v1"))
    async with opened(settings, providers={"far": far}) as house:
        await house.bridge.start()
        await asyncio.sleep(1)
        with pytest.raises(AllRoutesFailed):
            await house.ask()
        assert house.bridge.facts()[0].health.state is HealthState.OPEN
        await asyncio.sleep(32)
        assert house.bridge.facts()[0].health.state is HealthState.OK
        assert far.probes == 2


async def test_a_list_that_cannot_be_had_is_not_asked_for_with_every_look():
    exo = FakeProvider(answer())
    exo.reading, exo.catalogue = READY, ProviderFailed("HTTP 500")
    async with opened(config(of("exo")), providers={"exo": exo}) as house:
        await house.bridge.start()
        house.bridge.watched(True)
        await asyncio.sleep(300)
        assert exo.probes > 250
        assert exo.lists <= 6


async def test_what_a_cluster_can_load_is_listed_anew_when_it_holds_something_else():
    """A model that came by download can be loaded again after it was unloaded, not only a quarter of an hour later."""
    exo = FakeProvider(answer())
    exo.reading, exo.catalogue = exo_reading(), catalogue()
    async with opened(config(of("exo")), providers={"exo": exo}) as house:
        await house.bridge.load()
        for state in (None, ModelState.DOWNLOADING, ModelState.DOWNLOADING, ModelState.READY, ModelState.BUSY, None):
            exo.reading = exo_reading(("llama", state)) if state else exo_reading()
            exo.catalogue = catalogue("llama") if state is ModelState.READY else exo.catalogue
            await house.bridge.refresh()
        assert (await house.bridge.models())["exo"].ids == ("llama",)
        assert exo.lists == 4


async def test_a_catalogue_is_written_only_when_it_says_something_new():
    """No disk writes while nothing happens (performance.md)."""
    kept = MemoryCatalogues()
    cloud = FakeProvider(answer())
    cloud.catalogue = catalogue("x")
    async with opened(config(row("cloud")), providers={"cloud": cloud}, catalogues=kept) as house:
        await house.bridge.models()
        for ids in (("x",), ("x",), ("x", "y")):
            cloud.catalogue = Catalogue(catalogue(*ids).models, house.clock.wall())
            assert (await house.bridge.models(refresh=True))["cloud"].ids == ids
        assert kept.saved == ["cloud", "cloud"]
        kept.refuses = TrayBridgeError("The disk is full")
        cloud.catalogue = catalogue("z")
        assert (await house.bridge.models(refresh=True))["cloud"].ids == ("z",)


async def test_a_list_that_is_being_fetched_is_not_fetched_twice():
    cloud = FakeProvider(answer())
    cloud.hold_models = asyncio.Event()
    async with opened(config(row("cloud")), providers={"cloud": cloud}) as house:
        waiting = [house.tasks.start(house.bridge.models(refresh=True), str(number)) for number in range(5)]
        await asyncio.sleep(1)
        cloud.hold_models.set()
        await asyncio.gather(*waiting)
        assert cloud.lists == 1


async def test_a_refresh_looks_at_those_that_were_named_and_waits_for_them():
    async with opened(config(row("a"), row("b"))) as house:
        await house.bridge.load()
        await house.bridge.refresh(["b", "nobody"])
        assert (house["a"].probes, house["b"].probes) == (0, 1)
        await house.bridge.refresh()
        assert (house["a"].probes, house["b"].probes) == (1, 2)


async def test_a_look_that_takes_too_long_is_ended_and_told():
    hanging = FakeProvider(answer())
    hanging.hold_probe = asyncio.Event()
    async with opened(config(of("exo")), providers={"exo": hanging}) as house:
        await house.bridge.load()
        began = now()
        await house.bridge.refresh()
        assert now() == pytest.approx(began + 2 + 5)
        (one, _) = snapshot_of(house.bridge).providers
        assert (one.health, one.reason) == ("failing", "No answer to a look at its health")


async def test_after_waking_up_everything_is_new():
    """Drop pooled connections, all breakers half-open, probe at once, results of before discarded."""
    exo, cloud = FakeProvider(answer()), FakeProvider([ProviderFailed("HTTP 503")])
    exo.reading = READY
    async with opened(config(of("exo"), row("cloud")), providers={"exo": exo, "cloud": cloud}) as house:
        await house.bridge.start()
        await asyncio.sleep(1)
        with pytest.raises(AllRoutesFailed):
            await house.ask(policy=RequestPolicy(provider="cloud"))
        assert house.bridge.facts()[1].health.state is HealthState.OPEN
        exo.hold_probe = asyncio.Event()
        looking = house.tasks.start(house.bridge.refresh(["exo"]), "look")
        await asyncio.sleep(0.1)
        probes = exo.probes
        await house.bridge.on_resume()
        assert (exo.resets, cloud.resets) == (1, 1)
        assert house.bridge.facts()[1].health.retry_at <= now()
        gate, exo.hold_probe, exo.reading = exo.hold_probe, None, exo_reading()
        await asyncio.sleep(0.1)
        assert exo.probes == probes + 1
        exo.reading = READY
        gate.set()
        await looking
        skipped = house.bridge.plan(say()).skipped
        assert skipped[0].reason == "model not loaded (nothing is loaded)"
        assert cloud.probes == 2


async def test_a_look_that_a_wake_up_overtook_is_repeated_at_once():
    """Not at its next turn: a cloud's comes in 15 minutes."""
    cloud = FakeProvider(answer())
    cloud.hold_probe = asyncio.Event()
    async with opened(config(row("cloud", base_url="https://cloud.example/v1")), providers={"cloud": cloud}) as house:
        await house.bridge.start()
        await asyncio.sleep(1)
        await house.bridge.on_resume()
        gate, cloud.hold_probe = cloud.hold_probe, None
        gate.set()
        await asyncio.sleep(1)
        assert cloud.probes == 2
        assert house.bridge.facts()[0].health.state is HealthState.OK


async def test_a_question_right_after_waking_up_waits_for_a_look():
    exo = FakeProvider(answer())
    exo.reading = READY
    async with opened(config(of("exo"), row("a")), providers={"exo": exo}) as house:
        await house.ask()
        await house.bridge.on_resume()
        exo.reading = exo_reading()
        assert (await house.ask()).provider == "a"


async def test_what_a_host_asked_to_wait_for_goes_on_while_the_machine_sleeps():
    a = FakeProvider([RateLimited("slow down", retry_after=3600)], answer())
    async with opened(config(row("a"), row("b")), providers={"a": a}) as house:
        await house.bridge.start()
        assert (await house.ask()).provider == "b"
        await house.bridge.on_resume()
        assert (await house.ask()).provider == "b"
        house.clock.ahead += 3600
        await house.bridge.on_resume()
        assert (await house.ask()).provider == "a"


async def test_a_failed_look_of_before_says_nothing_about_the_provider_that_took_its_place():
    """A provider that was replaced is closed; what it then raises is not its successor's."""
    old = FakeProvider(answer())
    old.hold_probe = asyncio.Event()
    async with opened(config(row("a")), providers={"a": old}) as house:
        await house.bridge.start()
        await asyncio.sleep(1)
        house.bridge.adopt_config(config(row("a", base_url="http://127.0.0.1:10/v1")))
        assert not old.closed
        old.reading = Unreachable("closed", refused=True)
        old.hold_probe.set()
        await asyncio.sleep(1)
        assert old.closed
        assert house.bridge.facts()[0].health.state is not HealthState.OPEN


# ---------------------------------------------------------------- what is known


async def test_the_snapshot_tells_how_everything_is():
    exo = FakeProvider(answer())
    exo.reading = READY
    settings = config(of("exo"), row("cloud", base_url="https://cloud.example/v1"), row("off", enabled=False))
    async with opened(settings, providers={"exo": exo}) as house:
        await house.bridge.start()
        await asyncio.sleep(1)
        shown = snapshot_of(house.bridge)
        assert (shown.state, shown.busy, shown.local_only, shown.keyring) == ("exo", 0, False, "")
        assert [(one.id, one.health, one.usable) for one in shown.providers] == [
            ("exo", "ok", True),
            ("cloud", "ok", True),
            ("off", "off", False),
            ("embedded", "off", False),
        ]
        await house.bridge.change(lambda old: old.with_routing(local_only=True))
        assert [(one.reason, one.usable) for one in snapshot_of(house.bridge).providers[:2]] == [
            ("", True),
            ("local only", False),
        ]
        assert house.bridge.label("exo") == "Exo"
        assert house.bridge.label("gone") == "gone"


async def test_a_problem_of_the_keyring_is_shown_only_where_somebody_wants_a_key():
    secrets = MemorySecrets()
    secrets.problem = KeyringProblem("locked", "The keyring is locked")
    async with opened(config(of("exo"), row("a", enabled=False)), secrets=secrets) as house:
        await house.bridge.load()
        assert house.bridge.keyring_problem is not None
        assert snapshot_of(house.bridge).keyring == ""


async def test_the_working_provider_is_found_by_its_id():
    async with opened(config(of("exo"), row("a"))) as house:
        assert house.bridge.provider("a") is house["a"]
        assert house.bridge.exo("exo") is house["exo"]  # type: ignore[comparison-overlap]
        for wrong in ("a", "nobody"):
            with pytest.raises(NotFound):
                house.bridge.exo(wrong)
        with pytest.raises(NotFound):
            house.bridge.provider("nobody")


async def test_a_hundred_questions_at_once_leave_nothing_behind():
    weather: list[list[Event]] = [answer(), [ProviderFailed("HTTP 503")], [Chunk(text="x"), ProviderFailed("cut")]]
    a, journal = FakeProvider(*weather * 30), MemoryJournal()
    async with opened(config(row("a"), row("b")), providers={"a": a}, journal=journal) as house:
        results = await asyncio.gather(*(house.ask() for _ in range(100)), return_exceptions=True)
        await house.bridge.flush_journal()
        assert len(journal.rows) == 100
        assert house.bridge.busy == 0
        assert all(isinstance(one, Provenance | TrayBridgeError) for one in results)
        assert all(house.bridge.facts()[at].health.half_open is None for at in (0, 1))
