"""Lists of models are fetched when they are due, once for all who ask, and kept with their age."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from tests.core.fakes import WALL, FakeProvider, LoopClock, MemoryCatalogues, answer, catalogue, factory, row

from traybridge.core.active_config import ActiveConfig
from traybridge.core.catalogues import FRESH_SECONDS, RETRY_SECONDS, Catalogues
from traybridge.core.config import Config
from traybridge.core.errors import ProviderFailed, TrayBridgeError
from traybridge.core.health import HealthBoard
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.planning import Route
from traybridge.core.ports import ProviderContext
from traybridge.core.provider_registry import Providers
from traybridge.core.tasks import TaskOwner

HERE = row("a")


class Lists:
    """The list of one provider, and what was told of it."""

    def __init__(self, tasks: TaskOwner, store: MemoryCatalogues | None = None) -> None:
        self.provider = FakeProvider(answer())
        self.provider.catalogue = catalogue("x", "y")
        self.board = HealthBoard()
        self.news: list[str] = []
        self.troubles: list[str] = []
        self.board.changed.connect(self.news.append)
        self.settings = ActiveConfig(Config(providers=(HERE,)), None, lambda _old, _new: None)
        self.providers = Providers(factory({"a": self.provider}), tasks, on_defect=raise_it)
        self.fill()
        self.catalogues = Catalogues(
            LoopClock(),
            tasks,
            self.board,
            self.providers,
            self.settings,
            store=store,
            on_trouble=lambda where, _error: self.troubles.append(where),
        )

    def fill(self) -> None:
        contexts = (
            ProviderContext(one, self.settings.timers(one), lambda: None, lambda: False)
            for one in self.settings.providers
        )
        self.providers.update(contexts)


def raise_it(name: str, error: BaseException) -> None:
    raise AssertionError(name) from error


@asynccontextmanager
async def opened(store: MemoryCatalogues | None = None) -> AsyncIterator[Lists]:
    async with TaskOwner("test", raise_it) as tasks:
        lists = Lists(tasks, store)
        yield lists
        await lists.providers.aclose()


async def test_a_list_is_fetched_once_for_all_who_ask_and_told():
    async with opened() as lists:
        assert not lists.catalogues["a"].known
        lists.provider.hold_models = asyncio.Event()
        asking = [lists.catalogues.fetch("a") for _ in range(5)]
        await asyncio.sleep(1)
        lists.provider.hold_models.set()
        await asyncio.wait(asking)
        assert lists.catalogues["a"].ids == ("x", "y")
        assert (lists.provider.lists, lists.news) == (1, ["a"])
        assert lists.catalogues.info(Route("a", "x")) == ModelInfo("x")
        assert lists.catalogues.info(Route("a", "z")) is lists.catalogues.info(Route("z", "x")) is None


async def test_a_list_is_due_after_a_quarter_of_an_hour():
    async with opened() as lists:
        assert lists.catalogues.is_due("a")
        await lists.catalogues.fetch("a")
        assert lists.catalogues.is_fresh("a")
        await asyncio.sleep(FRESH_SECONDS + 1)
        assert not lists.catalogues.is_fresh("a")
        assert lists.catalogues.is_due("a")


async def test_a_list_that_cannot_be_had_leaves_the_old_one_and_is_left_alone_for_a_minute():
    async with opened() as lists:
        await lists.catalogues.fetch("a")
        await asyncio.sleep(FRESH_SECONDS + 1)
        lists.provider.catalogue = ProviderFailed("HTTP 503")
        await lists.catalogues.fetch("a")
        error = lists.catalogues.error("a")
        assert error is not None
        assert (error.title, lists.catalogues["a"].ids, lists.troubles) == ("HTTP 503", ("x", "y"), ["models of a"])
        assert not lists.catalogues.is_due("a")
        await asyncio.sleep(RETRY_SECONDS)
        assert lists.catalogues.is_due("a")
        lists.catalogues.forget_errors()
        assert lists.catalogues.error("a") is None


async def test_a_list_that_comes_for_somebody_who_is_gone_is_thrown_away():
    async with opened() as lists:
        lists.provider.hold_models = asyncio.Event()
        asking = lists.catalogues.fetch("a")
        await asyncio.sleep(1)
        lists.settings.adopt(Config(providers=(row("b"),)))
        lists.fill()
        lists.provider.hold_models.set()
        await asking
        assert not lists.catalogues["a"].known
        await lists.catalogues.fetch("nobody")


@pytest.mark.parametrize(
    ("source", "ids"), [("", ("k",)), (HERE.base_url, ("k",)), ("https://elsewhere.example/v1", ())]
)
async def test_what_was_listed_at_another_address_says_nothing_about_this_one(source: str, ids: tuple[str, ...]):
    kept = replace(catalogue("k"), source=source)
    async with opened(MemoryCatalogues(a=kept, gone=kept)) as lists:
        await lists.catalogues.load()
        assert lists.catalogues["a"].ids == ids
        assert not lists.catalogues["gone"].known
        lists.catalogues.forget("a")
        assert not lists.catalogues["a"].known


async def test_it_is_written_to_disk_when_it_says_something_new_or_what_is_there_has_aged():
    store = MemoryCatalogues()
    async with opened(store) as lists:
        for wait, fetched_at, written in ((1, WALL, 1), (1, WALL + 60, 1), (1, WALL + 1000, 2)):
            lists.provider.catalogue = Catalogue((ModelInfo("x"),), fetched_at=fetched_at)
            await lists.catalogues.fetch("a")
            await asyncio.sleep(wait)
            assert len(store.saved) == written
        assert store.kept["a"].source == HERE.base_url
        store.refuses = TrayBridgeError("disk full")
        lists.provider.catalogue = catalogue("z")
        await lists.catalogues.fetch("a")
        assert lists.catalogues["a"].ids == ("z",)
        assert lists.troubles == ["keep the models of a"]
