"""Import and export over this machine's files, keyring and conversations: what migrate's session is made of here."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from traybridge.app.application import Application, Store
from traybridge.core.config import Config
from traybridge.core.discovery import PLACES, DiscoveredServer, KnownServer
from traybridge.migrate.export import export
from traybridge.migrate.findings import SavedChat, SavedMessage
from traybridge.migrate.session import ImportSession, ImportTarget, SearchPlaces
from traybridge.storage.conversations import KeptChat, KeptMessage, SqliteConversations
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
        config=lambda: settings.load().config,
        store=Store(settings),
        secret_store=keyring or OsKeyring(),
        open_chats=lambda: _opened_chats(paths),
        scrub_journal=paths.data / SCRUB_JOURNAL,
        write=write_atomic,
        wall=time.time,
    )
    return ImportSession(places or SearchPlaces(Path.home(), Path.cwd(), os.environ, running), target)


def session_of(application: Application, places: SearchPlaces | None = None) -> ImportSession:
    """The import of a running application; what it brings is in force at once."""

    @asynccontextmanager
    async def open_chats() -> AsyncIterator[ImportedChats]:
        yield ImportedChats(SqliteConversations(application.database))

    async def take_in() -> None:
        application.bridge.adopt_config((await asyncio.to_thread(application.settings.load)).config)
        await application.bridge.load_keys()

    target = ImportTarget(
        config=lambda: application.bridge.config,
        store=Store(application.settings),
        secret_store=application.keyring,
        open_chats=open_chats,
        scrub_journal=application.paths.data / SCRUB_JOURNAL,
        write=write_atomic,
        wall=application.clock.wall,
        counts_new=True,
        applied=take_in,
    )
    return ImportSession(places or SearchPlaces(Path.home(), Path.cwd(), os.environ), target)


async def bundle_of_command(paths: Paths) -> bytes:
    """The bundle for another machine: settings and chats, no keys. Raises BadConfig, TrayBridgeError."""
    config = (await asyncio.to_thread(ConfigFile(paths.config_file).load)).config
    if not (paths.data / "traybridge.db").exists():
        return export(config, (), at=time.time())
    async with _opened_chats(paths) as chats:
        return export(config, await chats.all(), at=time.time())


async def bundle(config: Config, conversations: SqliteConversations, *, at: float) -> bytes:
    """The same of a running application; ``at`` in wall-clock seconds."""
    return export(config, await ImportedChats(conversations).all(), at=at)


@asynccontextmanager
async def _opened_chats(paths: Paths) -> "AsyncIterator[ImportedChats]":
    database = Database(paths.data / "traybridge.db")
    try:
        yield ImportedChats(SqliteConversations(database))
    finally:
        await database.aclose()


class ImportedChats:
    """Where imported chats go (migrate.session.ChatStore), and where an export takes all of them from."""

    def __init__(self, conversations: SqliteConversations) -> None:
        self._conversations = conversations

    async def add_chats(self, chats: Sequence[SavedChat]) -> int:
        return await self._conversations.add([_kept(chat) for chat in chats])

    async def count_new(self, chats: Sequence[SavedChat]) -> int:
        """How many of these are not here yet."""
        known = await self._conversations.fingerprints() if chats else frozenset()
        return len({chat.id for chat in chats} - known)

    async def all(self) -> list[SavedChat]:
        return [_saved(chat) for chat in await self._conversations.all()]


def _kept(chat: SavedChat) -> KeptChat:
    messages = tuple(
        KeptMessage(one.role, one.text, one.provider, one.model, one.tokens, one.created_at) for one in chat.messages
    )
    return KeptChat(chat.id, messages, chat.title, chat.created_at, "import")


def _saved(chat: KeptChat) -> SavedChat:
    messages = tuple(
        SavedMessage(one.role, one.content, one.model, one.provider, one.tokens, one.at) for one in chat.messages
    )
    return SavedChat(chat.fingerprint, messages, chat.title, chat.at)
