"""Import and export over this machine's files, keyring and conversations: what migrate's session is made of here."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager, nullcontext
from pathlib import Path

from traybridge.app.application import Application
from traybridge.core.discovery import PLACES, DiscoveredServer, KnownServer
from traybridge.migrate.export import export
from traybridge.migrate.session import ImportSession, ImportTarget, SearchPlaces
from traybridge.storage.conversations import SqliteConversations
from traybridge.storage.database import Database
from traybridge.system.atomic import write_atomic
from traybridge.system.config.file import ConfigFile
from traybridge.system.keyring.store import OsKeyring
from traybridge.system.paths import Paths

SCRUB_JOURNAL = "scrub.jsonl"
WITH_LISTS = tuple(place for place in PLACES if place.preset in {"ollama", "lmstudio"})
"""Where a program may run whose API tells its models."""


def session_of_command(
    paths: Paths,
    keyring: OsKeyring | None = None,
    places: SearchPlaces | None = None,
    known_servers: Sequence[KnownServer] = WITH_LISTS,
) -> ImportSession:
    """The import of a command. Nothing is open yet: a preview must not write anything, not even a folder."""
    settings = ConfigFile(paths.config_file)

    async def running() -> Sequence[DiscoveredServer]:
        from traybridge.providers.discovery import discover

        return await discover(known_servers)

    target = ImportTarget(
        config=settings.current,
        store=settings,
        secret_store=keyring or OsKeyring(),
        open_chats=lambda: _opened_chats(paths),
        scrub_journal=paths.data / SCRUB_JOURNAL,
        write=write_atomic,
        wall=time.time,
    )
    return ImportSession(places or SearchPlaces(Path.home(), Path.cwd(), os.environ, running), target)


def session_of(application: Application, places: SearchPlaces | None = None) -> ImportSession:
    """The import of a running application; what it brings is in force at once."""

    async def take_in() -> None:
        application.bridge.adopt_config(await asyncio.to_thread(application.settings.current))
        await application.bridge.load_keys()

    target = ImportTarget(
        config=lambda: application.bridge.config,
        store=application.settings,
        secret_store=application.keyring,
        open_chats=lambda: nullcontext(SqliteConversations(application.database)),
        scrub_journal=application.paths.data / SCRUB_JOURNAL,
        write=write_atomic,
        wall=application.clock.wall,
        counts_new=True,
        applied=take_in,
    )
    return ImportSession(places or SearchPlaces(Path.home(), Path.cwd(), os.environ), target)


async def bundle_of_command(paths: Paths) -> bytes:
    """The bundle for another machine: settings and chats, no keys. Raises BadConfig, TrayBridgeError."""
    config = await asyncio.to_thread(ConfigFile(paths.config_file).current)
    if not paths.database.exists():
        return export(config, (), at=time.time())
    async with _opened_chats(paths) as chats:
        return export(config, await chats.all(), at=time.time())


@asynccontextmanager
async def _opened_chats(paths: Paths) -> AsyncIterator[SqliteConversations]:
    async with aclosing(Database(paths.database)) as database:
        yield SqliteConversations(database)
