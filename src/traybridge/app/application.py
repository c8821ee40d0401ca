"""The house put together: settings, keys, storage and providers behind one Bridge, opened in order, unwound in reverse.

The tray, the headless service and every command live in the same house; only ``live_in`` makes it look after itself.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from traybridge.core.bridge import Bridge
from traybridge.core.clock import SystemClock
from traybridge.core.config import Config
from traybridge.core.errors import BadConfig, TrayBridgeError
from traybridge.core.ports import Clock, ProviderFactory
from traybridge.core.provenance import Attempt
from traybridge.core.signal import Signal
from traybridge.core.tasks import TaskOwner
from traybridge.storage.catalogues import SqliteCatalogues
from traybridge.storage.database import Database
from traybridge.storage.journal import SqliteJournal
from traybridge.system.config.file import ConfigFile, Loaded
from traybridge.system.keyring.store import OsKeyring
from traybridge.system.paths import Paths

WATCH_SECONDS = 2.0
"""How often the config file is looked at: a hand edit shows within 3 s (desktop.md)."""
SETTLE_SECONDS = 0.1
DAY = 86_400.0

Told = Callable[[str, BaseException], None]
"""Somebody is told of a trouble: where it happened, and the error."""


class Store:
    """The config file as the Bridge wants it (core.ports.ConfigStore)."""

    def __init__(self, file: ConfigFile) -> None:
        self._file = file

    def load(self) -> Config:
        return self._file.load().config

    def edit(self, change: Callable[[Config], Config]) -> Config:
        return self._file.edit(change)


@dataclass(slots=True)
class Application:
    """Everything that a surface may need. ``problem`` says why the settings in force are not the file's.

    ``reloaded`` tells that the file was read again, well or not.
    """

    paths: Paths
    settings: ConfigFile
    bridge: Bridge
    keyring: OsKeyring
    database: Database
    journal: SqliteJournal
    tasks: TaskOwner
    clock: Clock
    told: Told
    warnings: tuple[str, ...] = ()
    problem: BadConfig | None = None
    reloaded: Signal[None] = field(default_factory=Signal)

    async def unlock(self) -> None:
        """Let the keyring ask for its password, and read the keys again. Raises KeyringProblem."""
        await self.keyring.unlock()
        await self.bridge.load_keys()

    async def reload(self) -> None:
        """Take in the config file if somebody else wrote it. A broken one changes nothing and is told."""
        if not await asyncio.to_thread(self.settings.changed):
            return
        loaded = await asyncio.to_thread(self.settings.load_or_last_good)
        self.warnings, self.problem = loaded.warnings, loaded.problem
        if loaded.problem is not None:
            self.told("settings", loaded.problem)
        else:
            self.bridge.adopt_config(loaded.config)
        self.reloaded.emit(None)


@asynccontextmanager
async def open_application(
    paths: Paths,
    loaded: Loaded,
    settings: ConfigFile,
    *,
    told: Told,
    keyring: OsKeyring | None = None,
    build: ProviderFactory | None = None,
    clock: Clock | None = None,
) -> AsyncIterator[Application]:
    """Put the house together and take it apart again; nothing is looked at or asked before somebody wants it.

    ``loaded`` is what ``settings`` gave. A folder that cannot be made is told, not raised: answering goes on unsaved.
    """
    clock = clock or SystemClock()
    keyring = keyring or OsKeyring()
    try:
        await asyncio.to_thread(paths.ensure)
    except TrayBridgeError as error:
        told("folders", error)
    database = Database(paths.data / "traybridge.db")
    journal = SqliteJournal(database)
    tasks = TaskOwner("house", told)
    bridge = Bridge(
        loaded.config,
        build=build or _providers(),
        clock=clock,
        tasks=tasks,
        store=Store(settings),
        secrets=keyring,
        journal=journal,
        catalogues=SqliteCatalogues(database),
        on_trouble=told,
    )
    bridge.attempted.connect(_log_attempt)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.aclose)
        stack.push_async_callback(bridge.aclose)
        stack.push_async_callback(tasks.cancel)
        stack.push_async_callback(bridge.flush_journal)
        yield Application(
            paths=paths,
            settings=settings,
            bridge=bridge,
            keyring=keyring,
            database=database,
            journal=journal,
            tasks=tasks,
            clock=clock,
            told=told,
            warnings=loaded.warnings,
            problem=loaded.problem,
        )


def _log_attempt(attempt: Attempt) -> None:
    """One line of the log for each request sent: whom, with which outcome, never what."""
    reason = f": {attempt.reason}" if attempt.reason else ""
    words = (attempt.provider, attempt.model, attempt.outcome.value, attempt.seconds * 1000, reason)
    logging.getLogger("traybridge.router").info("%s (%s) %s, %.0f ms%s", *words)


def _providers() -> ProviderFactory:
    from traybridge.providers import build

    return build


async def keep_running(house: Application) -> None:
    """Make a long-running house look after itself: monitor, hand edits, old journal rows."""
    await house.bridge.start()
    house.tasks.start(_watch_settings(house), "watch settings")
    house.tasks.start(_prune_daily(house), "prune journal")


async def _watch_settings(house: Application) -> None:
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        if await asyncio.to_thread(house.settings.changed):
            await asyncio.sleep(SETTLE_SECONDS)  # an editor may have emptied the file and not yet written it
            await house.reload()


async def _prune_daily(house: Application) -> None:
    while True:
        await forget_old(house)
        await asyncio.sleep(DAY)


async def forget_old(house: Application) -> None:
    """Delete journal rows that are older than the settings allow; an empty journal file is not made for that."""
    if not (house.paths.data / "traybridge.db").exists():
        return
    try:
        await house.journal.prune(now=house.clock.wall(), days=house.bridge.config.desktop.retention_days)
    except TrayBridgeError as error:
        house.told("journal", error)
