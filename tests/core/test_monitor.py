"""Looks at the right pace: one sleeping task for all, one look at a time for each."""

import asyncio
from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from tests.core.fakes import FakeProvider, LoopClock, MemorySecrets, answer, catalogue, exo_reading, factory, row

from traybridge.core.active_config import ActiveConfig
from traybridge.core.catalogues import Catalogues
from traybridge.core.cluster import ModelState
from traybridge.core.config import EMBEDDED, Config, ProviderConfig, from_preset
from traybridge.core.errors import Unreachable
from traybridge.core.health import Health, HealthBoard, HealthState
from traybridge.core.keyring import KeyRing
from traybridge.core.monitor import LOOKING_SECONDS, SILENT, Attention, Monitor, Prober, next_look, pace, watched
from traybridge.core.ports import ProviderContext
from traybridge.core.presets import preset
from traybridge.core.probe import Reading
from traybridge.core.provider_registry import Providers
from traybridge.core.tasks import TaskOwner

NOW = 1000.0
LOOKING, NOBODY, SAVING = Attention.LOOKING, Attention.NOBODY, Attention.SAVING


def of(name: str) -> ProviderConfig:
    known = preset(name)
    assert known is not None
    return from_preset(known)


EXO, OLLAMA, CLOUD = of("exo"), of("ollama"), row("cloud", base_url="https://cloud.example/v1")


@pytest.mark.parametrize(
    ("one", "attention", "seconds"),
    [
        (EXO, LOOKING, 1),
        (EXO, NOBODY, 30),
        (EXO, SAVING, 300),
        (OLLAMA, LOOKING, 15),
        (OLLAMA, NOBODY, 60),
        (OLLAMA, SAVING, 300),
        (EMBEDDED, NOBODY, 60),
        (CLOUD, LOOKING, 900),
        (CLOUD, NOBODY, 900),
        (CLOUD, SAVING, 900),
    ],
)
def test_the_paces(one, attention, seconds):
    """Exo every 1 s while somebody looks, 30 s otherwise, 5 min on battery saver; cloud every 15 min."""
    assert pace(one, attention) == seconds


OPEN = Health(HealthState.OPEN, retry_at=NOW + 30, by_connection=True, error=Unreachable("down"))


@pytest.mark.parametrize(
    ("health", "looked_at", "due"),
    [
        (Health(), None, NOW),
        (Health(), NOW - 5, NOW + 895),
        (OPEN, NOW, NOW + 30),
        (OPEN, NOW - 880, NOW + 20),
        (Health(HealthState.OPEN, retry_at=NOW + 30), NOW, NOW + 900),
        (Health(HealthState.OPEN, retry_at=NOW - 1, by_connection=True), NOW, NOW + 900),
        (Health(HealthState.OPEN, retry_at=NOW + 0.1, by_connection=True), NOW, NOW + 1),
    ],
)
def test_a_dead_connection_is_looked_at_when_its_time_is_over(health, looked_at, due):
    assert next_look(CLOUD, health, NOBODY, looked_at, NOW) == due


def coming(seconds: float | None, error: Unreachable | None = None) -> Health:
    return Health(HealthState.OK, reading=Reading(0.01, again_in=seconds), probe_error=error)


@pytest.mark.parametrize(
    ("health", "attention", "seconds"),
    [
        (coming(None), NOBODY, 30),
        (coming(5.0), NOBODY, 5),
        (coming(0.4), NOBODY, 2),
        (coming(0.4), LOOKING, 0.4),
        (coming(0.0), LOOKING, 0.1),
        (coming(5.0), LOOKING, 1),
        (coming(5.0), SAVING, 30),
        (coming(5.0, Unreachable("down")), NOBODY, 30),
    ],
)
def test_where_something_is_on_its_way_it_is_looked_at_sooner(health, attention, seconds):
    """An election, a model that loads, a node that has gone quiet; not again and again where nobody answers."""
    assert next_look(EXO, health, attention, NOW, NOW) == NOW + seconds


class Watch:
    """A monitor over ``rows``, who may all be looked at; ``looks`` are (time, provider)."""

    def __init__(self, tasks: TaskOwner, *rows: ProviderConfig, runs: bool = True) -> None:
        self.rows: Sequence[ProviderConfig] = rows
        self.looks: list[tuple[float, str]] = []
        self.takes = 0.0
        self.fails = False
        self.began = asyncio.get_running_loop().time()
        self.board = HealthBoard()
        self.monitor = Monitor(LoopClock(), tasks, self.board, watched=lambda: self.rows, look=self.look)
        if runs:
            tasks.start(self.monitor.run(), "monitor")

    async def look(self, provider: str) -> None:
        self.looks.append((round(asyncio.get_running_loop().time() - self.began, 3), provider))
        await asyncio.sleep(self.takes)
        if self.fails:
            raise ValueError("oops")

    def times(self, provider: str) -> list[float]:
        return [at for at, name in self.looks if name == provider]


def raise_it(name: str, error: BaseException) -> None:
    raise AssertionError(name) from error


async def test_everybody_is_looked_at_at_once_and_then_at_his_own_pace():
    async with TaskOwner("test", raise_it) as tasks:
        watch = Watch(tasks, EXO, OLLAMA, CLOUD)
        await asyncio.sleep(100)
        assert watch.times("exo") == [0, 30, 60, 90]
        assert watch.times("ollama") == [0, 60]
        assert watch.times("cloud") == [0]


async def test_attention_takes_effect_at_once():
    async with TaskOwner("test", raise_it) as tasks:
        watch = Watch(tasks, EXO)
        await asyncio.sleep(10.5)
        watch.monitor.window_opened(True)
        await asyncio.sleep(3)
        watch.monitor.save_battery(True)
        watch.monitor.window_opened(False)
        await asyncio.sleep(600)
        assert watch.times("exo") == [0, 10.5, 11.5, 12.5, 312.5, 612.5]


async def test_a_slow_look_delays_nobody_and_is_not_doubled():
    async with TaskOwner("test", raise_it) as tasks:
        watch = Watch(tasks, EXO, OLLAMA)
        watch.monitor.window_opened(True)
        watch.takes = 7.0
        await asyncio.sleep(20)
        assert watch.times("exo") == [0, 8, 16]
        assert watch.times("ollama") == [0]


async def test_who_asks_while_somebody_looks_waits_for_the_same_look():
    async with TaskOwner("test", raise_it) as tasks:
        watch = Watch(tasks)
        watch.takes = 5.0
        looks = [watch.monitor.look("exo") for _ in range(10)]
        await asyncio.wait(looks)
        assert watch.times("exo") == [0]
        await watch.monitor.look("exo")
        assert watch.times("exo") == [0, 5]


async def test_whoever_is_due_again_is_looked_at_again_also_while_a_look_is_under_way():
    async with TaskOwner("test", raise_it) as tasks:
        watch = Watch(tasks, CLOUD, OLLAMA)
        watch.takes = 5.0
        await asyncio.sleep(1)
        watch.monitor.wake(due=["cloud"])
        await asyncio.sleep(20)
        assert watch.times("cloud") == [0, 1]
        assert watch.times("ollama") == [0]
        await asyncio.sleep(900)
        assert watch.times("cloud") == [0, 1, 906]


async def test_a_look_that_goes_wrong_is_told_and_does_not_end_the_others():
    told: list[str] = []
    async with TaskOwner("test", lambda name, _error: told.append(name)) as tasks:
        watch = Watch(tasks, EXO)
        watch.fails = True
        await asyncio.sleep(65)
        assert watch.times("exo") == [0, 30, 60]
        assert told == ["test.look at exo"] * 3


async def test_who_comes_and_goes_is_noticed():
    async with TaskOwner("test", raise_it) as tasks:
        watch = Watch(tasks, CLOUD)
        await asyncio.sleep(5)
        watch.rows = (EXO,)
        watch.monitor.wake()
        await asyncio.sleep(31)
        watch.rows = ()
        watch.monitor.wake()
        await asyncio.sleep(1000)
        assert watch.looks == [(0, "cloud"), (5, "exo"), (35, "exo")]


async def test_it_sleeps_while_nothing_is_due():
    """Idle: no wakeups but the looks themselves."""
    asked = 0
    async with TaskOwner("test", raise_it) as tasks:

        def rows() -> Sequence[ProviderConfig]:
            nonlocal asked
            asked += 1
            return (CLOUD,)

        watch = Watch(tasks)
        watch.monitor.watched = rows
        watch.monitor.wake()
        await asyncio.sleep(3600)
        assert asked <= 3 * 5


async def test_a_request_draws_attention_for_a_minute():
    async with TaskOwner("test", raise_it) as tasks:
        monitor = Watch(tasks).monitor
        monitor.save_battery(True)
        assert monitor.attention is SAVING
        monitor.boost()
        await asyncio.sleep(LOOKING_SECONDS - 1)
        assert monitor.attention is LOOKING
        monitor.boost()
        await asyncio.sleep(LOOKING_SECONDS + 1)
        assert monitor.attention is SAVING


async def test_two_windows_are_two_windows_and_closing_one_too_often_is_none():
    async with TaskOwner("test", raise_it) as tasks:
        monitor = Watch(tasks).monitor
        seen = []
        for opened in (True, True, False, False, False, True):
            monitor.window_opened(opened)
            seen.append(monitor.attention is LOOKING)
        assert seen == [True, True, True, False, False, True]


async def test_a_refresh_waits_for_those_who_are_wanted_and_names_who_is_late():
    async with TaskOwner("test", raise_it) as tasks:
        watch = Watch(tasks, EXO, OLLAMA)
        await asyncio.sleep(1)
        watch.takes = 5.0
        await watch.monitor.refresh(["ollama", "nobody"], within=0.5)
        error = watch.board["ollama"].probe_error
        assert error is not None
        assert error.title == SILENT
        assert watch.board["exo"].probe_error is None
        await watch.monitor.refresh(["ollama"])
        assert watch.times("ollama") == [0, 1]
        watch.rows = ()
        await watch.monitor.refresh()


LOCAL_ONLY = Config(providers=(EXO, CLOUD)).with_routing(local_only=True)
NEEDY = of("openrouter")


@pytest.mark.parametrize(
    ("config", "keys", "names"),
    [
        (Config(providers=(EXO, CLOUD)), None, ["exo", "embedded"]),
        (Config(providers=(EXO, CLOUD)), {}, ["exo", "cloud", "embedded"]),
        (Config(providers=(EXO, replace(CLOUD, enabled=False))), {}, ["exo", "embedded"]),
        (LOCAL_ONLY, {}, ["exo", "embedded"]),
        (Config(providers=(NEEDY,)), {}, ["embedded"]),
        (Config(providers=(NEEDY,)), {"openrouter": "sk-made-up-0123456789"}, ["openrouter", "embedded"]),
    ],
)
async def test_nobody_is_looked_at_who_may_not_be_asked(config: Config, keys: dict[str, str] | None, names: list[str]):
    """Local only holds for looking too; a host that requires a key is not asked without one."""
    ring = KeyRing(None if keys is None else MemorySecrets(**keys))
    if keys is not None:
        await ring.load(keys)
    settings = ActiveConfig(config, None, lambda _old, _new: None)
    assert [one.id for one in watched(settings, ring)] == names


class Probed:
    """One provider that is probed, with the board that hears of it."""

    def __init__(self, tasks: TaskOwner) -> None:
        self.provider = FakeProvider(answer())
        self.board = HealthBoard()
        settings = ActiveConfig(Config(providers=(EXO,)), None, lambda _old, _new: None)
        self.providers = Providers(factory({"exo": self.provider}), tasks, on_defect=raise_it)
        self.providers.update(
            ProviderContext(one, settings.timers(one), lambda: None, lambda: False) for one in settings.providers
        )
        clock = LoopClock()
        lists = Catalogues(
            clock, tasks, self.board, self.providers, settings, store=None, on_trouble=lambda _where, _error: None
        )
        self.probe = Prober(clock, self.board, self.providers, settings, lists).probe


async def test_a_probe_fetches_the_list_when_what_a_cluster_holds_has_changed():
    async with TaskOwner("test", raise_it) as tasks:
        probed = Probed(tasks)
        for held, lists in ((("x",), 1), (("x",), 1), (("x", "y"), 2), ((), 3)):
            probed.provider.catalogue = catalogue(*held)
            probed.provider.reading = exo_reading(*((name, ModelState.READY) for name in held))
            await probed.probe("exo")
            assert probed.provider.lists == lists
        await probed.probe("nobody")
        await probed.providers.aclose()


async def test_a_probe_that_fails_or_lasts_too_long_is_news_for_the_board():
    async with TaskOwner("test", raise_it) as tasks:
        probed = Probed(tasks)
        probed.provider.reading = Unreachable("Nothing answers", refused=True)
        await probed.probe("exo")
        assert probed.board["exo"].probe_error is probed.provider.reading
        probed.provider.hold_probe = asyncio.Event()
        await probed.probe("exo")
        error = probed.board["exo"].probe_error
        assert error is not None
        assert error.title == "No answer to a look at its health"
        await probed.providers.aclose()


async def test_a_defect_while_probing_is_shown_as_that_ones_failure_and_told():
    async with TaskOwner("test", raise_it) as tasks:
        probed = Probed(tasks)
        probed.provider.reading = KeyError("oops")
        with pytest.raises(KeyError):
            await probed.probe("exo")
        error = probed.board["exo"].probe_error
        assert error is not None
        assert error.title == "a defect of TrayBridge: KeyError"
        await probed.providers.aclose()


async def test_while_a_request_runs_its_cluster_is_watched_closely():
    async with TaskOwner("test", raise_it) as tasks:
        watch = Watch(tasks, EXO)
        await asyncio.sleep(10.5)
        with watch.monitor.following({"exo"}), watch.monitor.following({"exo"}):
            assert watch.monitor.attention is LOOKING
            await asyncio.sleep(3)
        assert watch.monitor.attention is NOBODY
        assert [at for at in watch.times("exo") if at > 10] == [10.5, 11.5, 12.5]
        await asyncio.sleep(10)
        assert len(watch.times("exo")) == 4


async def test_a_command_watches_the_clusters_that_it_asks_and_nobody_else():
    """Nobody runs the monitor there."""
    async with TaskOwner("test", raise_it) as tasks:
        watch = Watch(tasks, EXO, OLLAMA, CLOUD, runs=False)
        with watch.monitor.following({"exo", "cloud"}):
            await asyncio.sleep(3.5)
        await asyncio.sleep(10)
        assert watch.looks == [(1.0, "exo"), (2.0, "exo"), (3.0, "exo")]
