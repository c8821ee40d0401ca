"""Moving in and out from the command line: migrate's flow over this machine's files, keyring and storage.

It needs no house: a preview must not write anything, not even a folder.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from traybridge.app.application import Store
from traybridge.app.chats import ImportedChats
from traybridge.core.discovery import PLACES, DiscoveredServer, KnownServer
from traybridge.core.errors import BadInput
from traybridge.migrate import flow
from traybridge.storage.conversations import SqliteConversations
from traybridge.storage.database import Database
from traybridge.system.atomic import NotSaved, write_atomic
from traybridge.system.config.file import ConfigFile
from traybridge.system.keyring.store import OsKeyring
from traybridge.system.paths import Paths

JOURNAL = "scrub.jsonl"


@dataclass(slots=True)
class Importing:
    """Look, bring, scrub; each gives the document of ``import --json`` (cli.md) as it stands then.

    ``places`` is where a program may run whose API tells its models.
    """

    paths: Paths
    keyring: OsKeyring = field(default_factory=OsKeyring)
    home: Path = field(default_factory=Path.home)
    folder: Path = field(default_factory=Path.cwd)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    places: Sequence[KnownServer] = tuple(place for place in PLACES if place.preset in {"ollama", "lmstudio"})
    _plan: flow.ImportPlan | None = None
    _applied: flow.Applied | None = None

    @property
    def settings(self) -> ConfigFile:
        return ConfigFile(self.paths.config_file)

    @property
    def formats(self) -> tuple[str, ...]:
        """What can be left out of a look."""
        return flow.FORMATS

    async def look(self, path: Path | None, *, skip: Collection[str] = ()) -> dict[str, Any]:
        """Say what is there and what would happen; nothing is written. Raises NotFound, BadConfig."""
        config = (await asyncio.to_thread(self.settings.load)).config
        findings = await flow.gather(
            home=self.home,
            folder=self.folder,
            environment=self.environment,
            path=path,
            running=await _running(self.places) if path is None and "servers" not in skip else (),
            skip=skip,
        )
        self._plan = await flow.preview(findings, config, self.keyring)
        return flow.document(self._plan)

    @property
    def keyring_problem(self) -> str:
        """Why the keyring could not be looked at; "" when it could."""
        return self._plan.keyring_problem if self._plan else ""

    @property
    def news(self) -> bool:
        """True when the last look found something that is not here yet."""
        return self._plan is not None and self._plan.brings_something

    async def bring(self) -> dict[str, Any]:
        """Do what the last look said. Raises KeyringProblem, BadConfig, TrayBridgeError; again finishes it."""
        plan = self._seen()
        async with _chats(self.paths) as chats:
            self._applied = await flow.apply(plan, Store(self.settings), self.keyring, chats)
        return flow.document(plan, self._applied)

    async def scrub(self) -> dict[str, Any]:
        """Remove from the old files what is in the keyring now. Raises KeyringProblem, NotSaved; then nothing was."""
        plan = self._seen()
        journal = self.paths.data / JOURNAL
        try:
            journal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            done = await flow.scrub(plan, self.keyring, journal=journal, at=time.time(), write=write_atomic)
        except OSError as error:
            raise NotSaved(f"Not saved: {journal} ({error.strerror})", "Nothing was removed.") from error
        return flow.document(plan, self._applied, done)

    def _seen(self) -> flow.ImportPlan:
        if self._plan is None:
            raise BadInput("Nobody has looked yet", "Look at what is there first.")
        return self._plan


async def _running(places: Sequence[KnownServer]) -> Sequence[DiscoveredServer]:
    from traybridge.providers.discovery import discover

    return await discover(places)


async def export(paths: Paths) -> bytes:
    """The bundle for another machine: settings and chats, no keys. Raises BadConfig, TrayBridgeError."""
    config = (await asyncio.to_thread(ConfigFile(paths.config_file).load)).config
    if not (paths.data / "traybridge.db").exists():
        return flow.export(config, (), at=time.time())
    async with _chats(paths) as chats:
        return flow.export(config, await chats.all(), at=time.time())


@asynccontextmanager
async def _chats(paths: Paths) -> AsyncIterator[ImportedChats]:
    database = Database(paths.data / "traybridge.db")
    try:
        yield ImportedChats(SqliteConversations(database))
    finally:
        await database.aclose()
