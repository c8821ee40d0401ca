"""The application put together: log, settings, database and bridge opened in order, unwound in reverse.

Tray, service and commands run in the same ``running(...)``; only ``serve`` makes it the one that others talk to.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from traybridge.core.bridge import Bridge
from traybridge.core.clock import SystemClock
from traybridge.core.errors import BadConfig, TrayBridgeError
from traybridge.core.keyring_watch import watch_keyring
from traybridge.core.ports import Clock, ProviderFactory
from traybridge.core.signal import Signal
from traybridge.core.tasks import TaskOwner
from traybridge.storage.catalogues import SqliteCatalogues
from traybridge.storage.database import Database
from traybridge.storage.journal import SqliteJournal
from traybridge.system.config.file import ConfigFile, Loaded
from traybridge.system.control import Claim
from traybridge.system.keyring.store import OsKeyring
from traybridge.system.logs import log_attempt, reporter, start_log
from traybridge.system.ownership import root_in_a_home
from traybridge.system.paths import Paths

WATCH_SECONDS = 2.0
"""How often the config file is looked at: a hand edit shows within 3 s (desktop.md)."""
SETTLE_SECONDS = 0.1
DAY = 86_400.0

Report = Callable[[str, BaseException], None]
"""Takes a trouble: where it happened, and the error."""


@dataclass(slots=True)
class Application:
    """Everything that a surface may need. ``problem`` says why the settings in force are not the file's.

    ``report`` takes troubles, for the log and for whoever is there; ``log`` only writes them down; ``reloaded`` tells
    that the file was read again, well or not.
    """

    paths: Paths
    settings: ConfigFile
    bridge: Bridge
    keyring: OsKeyring
    database: Database
    journal: SqliteJournal
    tasks: TaskOwner
    clock: Clock
    report: Report
    log: Report
    stack: AsyncExitStack
    warnings: tuple[str, ...] = ()
    problem: BadConfig | None = None
    reloaded: Signal[None] = field(default_factory=Signal)

    async def prepare_keyring(self) -> None:
        """Import what reading keys needs; nothing is read."""
        await self.keyring.prepare()

    def damaged_history(self, since: float) -> str:
        """The name of the file with a history that was damaged since a wall-clock time; "" for none."""
        lost = self.database.lost_since(datetime.fromtimestamp(since, tz=UTC).strftime("%Y-%m-%d"))
        return lost.name if lost else ""

    async def unlock(self) -> None:
        """Let the keyring ask for its password, and read the keys again. Raises KeyringProblem."""
        await self.keyring.unlock()
        await self.bridge.load_keys()

    async def reload(self) -> None:
        """Take in the config file if somebody else wrote it. A broken one changes nothing and is reported."""
        if not await asyncio.to_thread(self.settings.changed):
            return
        loaded = await asyncio.to_thread(self.settings.load_or_last_good)
        self.warnings, self.problem = loaded.warnings, loaded.problem
        if loaded.problem is not None:
            self.report("settings", loaded.problem)
        else:
            self.bridge.adopt_config(loaded.config)
        self.reloaded.emit(None)

    async def serve(
        self,
        held: Claim,
        stop: asyncio.Event,
        *,
        show: Callable[[], None] | None = None,
        has_icon: Callable[[], bool] | None = None,
    ) -> None:
        """Answer on the control socket and look after ourselves until ``running`` ends.

        ``held`` is the claim to be the one instance, given up at the end; ``stop`` is set by who asks us to quit;
        ``show`` brings the window, ``has_icon`` tells whether the icon shows, None where there is no window.
        """
        from traybridge.app.control_handlers import handler
        from traybridge.system.instance import RunningInstance
        from traybridge.system.keyring.changes import watch_system_keyring
        from traybridge.system.power.events import machine_events

        handle = handler(self, stop=stop, show=show, has_icon=has_icon)
        await self.stack.enter_async_context(RunningInstance.serving(held, self.paths, handle, on_error=self.report))
        await self.bridge.start()
        self.tasks.start(_watch_settings(self), "watch settings")
        looks = watch_keyring(
            self.bridge, self.tasks, watch=watch_system_keyring, may_look=lambda: not self.keyring.asks_by_itself
        )
        self.tasks.start(looks, "watch the keyring")
        self.tasks.start(_prune_daily(self), "prune journal")
        self.tasks.start(machine_events(on_error=self.log).watch(self._resumed), "power and network")

    def _resumed(self, what: str) -> None:
        """``what`` is "wake" or "network"."""
        logging.getLogger("traybridge").info("the machine says: %s", what)
        self.tasks.start(self.bridge.on_resume(), f"after {what}")


@asynccontextmanager
async def running(
    paths: Paths,
    *,
    report: Report | None = None,
    strict: bool = False,
    keyring: OsKeyring | None = None,
    build: ProviderFactory | None = None,
    clock: Clock | None = None,
) -> AsyncIterator[Application]:
    """Put the application together and take it apart again; nothing is looked at or asked before somebody wants it.

    ``report`` takes troubles beside the log. ``strict``: a config file that cannot be used raises BadConfig, else the
    last good settings are in force and ``problem`` tells. A folder that cannot be made is reported, not raised:
    answering goes on unsaved.
    """
    settings = ConfigFile(paths.config_file)
    loaded = await asyncio.to_thread(settings.load if strict else settings.load_or_last_good)
    async with AsyncExitStack() as stack:
        opened: list[Bridge] = []
        logger, stop_log = start_log(paths.logs, lambda: opened[0].secrets() if opened else ())
        stack.callback(stop_log)
        log = reporter(logger)
        application = _assemble(
            paths,
            settings,
            loaded,
            stack,
            log=log,
            report=_both(log, report) if report is not None else log,
            keyring=keyring or OsKeyring(),
            build=build or _build_provider(),
            clock=clock or SystemClock(),
        )
        opened.append(application.bridge)
        for where, error in await asyncio.to_thread(_make_folders, paths):
            application.report(where, error)
        yield application


def _make_folders(paths: Paths) -> list[tuple[str, TrayBridgeError]]:
    """Make the folders; the result is what there is to tell about them."""
    warning = root_in_a_home(paths.config)
    found: list[tuple[str, TrayBridgeError]] = [] if warning is None else [("root", warning)]
    try:
        paths.ensure()
    except TrayBridgeError as error:
        found.append(("folders", error))
    return found


def _assemble(
    paths: Paths,
    settings: ConfigFile,
    loaded: Loaded,
    stack: AsyncExitStack,
    *,
    log: Report,
    report: Report,
    keyring: OsKeyring,
    build: ProviderFactory,
    clock: Clock,
) -> Application:
    """Join the rooms; ``stack`` takes them apart in reverse. Nothing is opened yet."""
    database, tasks = Database(paths.database), TaskOwner("application", report)
    journal = SqliteJournal(database)
    bridge = Bridge(
        loaded.config,
        build=build,
        clock=clock,
        tasks=tasks,
        store=settings,
        secrets=keyring,
        journal=journal,
        catalogues=SqliteCatalogues(database),
        on_trouble=report,
    )
    bridge.attempted.connect(log_attempt)
    for close in (database.aclose, bridge.aclose, tasks.cancel, bridge.flush_journal):
        stack.push_async_callback(close)
    fields = (paths, settings, bridge, keyring, database, journal, tasks, clock, report, log, stack)
    return Application(*fields, warnings=loaded.warnings, problem=loaded.problem)


def report_text(where: str, error: BaseException) -> str:
    """A trouble on one side in words for people."""
    return str(error) if isinstance(error, TrayBridgeError) else f"{where} failed; the log tells more."


def _both(first: Report, second: Report) -> Report:
    def report(where: str, error: BaseException) -> None:
        first(where, error)
        second(where, error)

    return report


def _build_provider() -> ProviderFactory:
    from traybridge.providers import build

    return build


async def _watch_settings(application: Application) -> None:
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        if await asyncio.to_thread(application.settings.changed):
            await asyncio.sleep(SETTLE_SECONDS)  # an editor may have emptied the file and not yet written it
            await application.reload()


async def _prune_daily(application: Application) -> None:
    while True:
        await forget_old(application)
        await asyncio.sleep(DAY)


async def forget_old(application: Application) -> None:
    """Delete journal rows that are older than the settings allow; an empty journal file is not made for that."""
    if not application.paths.database.exists():
        return
    days = application.bridge.config.desktop.retention_days
    try:
        await application.journal.prune(now=application.clock.wall(), days=days)
    except TrayBridgeError as error:
        application.report("journal", error)
