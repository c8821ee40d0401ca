"""One import of older tools' settings, step by step: what was shown last is carried out (core.ports.Importer)."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from traybridge.core.config import Config
from traybridge.core.discovery import DiscoveredServer
from traybridge.core.errors import BadInput, NotSaved
from traybridge.core.i18n import msg
from traybridge.core.import_preview import Entry, ImportItem, ImportPreview, KeptFile, ScrubReport
from traybridge.core.ports import ConfigStore, SecretStore
from traybridge.core.saved_chat import SavedChat
from traybridge.migrate import servers
from traybridge.migrate.apply import PlanOutdated
from traybridge.migrate.findings import ConversationSink, Findings
from traybridge.migrate.flow import FORMATS, ImportPlan, apply, chats_of, gather, preview, scrub
from traybridge.migrate.report import preview_of
from traybridge.migrate.scrub import Write

MOST_ATTEMPTS = 8
"""How often an import is planned anew while others bring the same things, one key after another."""


class ChatStore(ConversationSink, Protocol):
    """Where chats go, and which of them are there already."""

    async def count_new(self, chats: Sequence[SavedChat]) -> int: ...


@dataclass(frozen=True, slots=True)
class SearchPlaces:
    """Where to look. ``running`` asks the programs of this machine whose API tells their models; None: nobody."""

    home: Path
    folder: Path
    environment: Mapping[str, str]
    running: Callable[[], Awaitable[Sequence[DiscoveredServer]]] | None = None


@dataclass(frozen=True, slots=True)
class ImportTarget:
    """Where things go.

    ``config`` gives the settings in force and may block; ``open_chats`` opens the conversations; with ``counts_new``
    that is done for a preview too, else chats count, known or not. ``scrub_journal`` is the file that says what was
    scrubbed; ``applied`` puts in force what was imported.
    """

    config: Callable[[], Config]
    store: ConfigStore
    secret_store: SecretStore
    open_chats: Callable[[], AbstractAsyncContextManager[ChatStore]]
    scrub_journal: Path
    write: Write
    wall: Callable[[], float]
    counts_new: bool = False
    applied: Callable[[], Awaitable[None]] | None = None


class ImportSession:
    """Look, choose, apply, scrub."""

    formats = FORMATS

    def __init__(self, places: SearchPlaces, target: ImportTarget) -> None:
        self._places = places
        self._target = target
        self._path: Path | None = None
        self._skip: Collection[str] = ()
        self._left_out: frozenset[Entry] = frozenset()
        self._findings: Findings | None = None
        self._plan: ImportPlan | None = None

    async def look(self, path: str | None = None, *, skip: Collection[str] = ()) -> ImportPreview:
        """Raises NotFound, BadConfig."""
        self._path = None if path is None else Path(path)
        self._skip = skip
        self._left_out = frozenset()
        return await self.look_again()

    async def look_again(self) -> ImportPreview:
        places = self._places
        wants_servers = self._path is None and servers.READER not in self._skip
        self._findings = await gather(
            home=places.home,
            folder=places.folder,
            environment=places.environment,
            path=self._path,
            running=await places.running() if places.running and wants_servers else (),
            skip=self._skip,
        )
        return await self._preview(self._findings)

    async def choose(self, left_out: Sequence[ImportItem]) -> ImportPreview:
        self._left_out = frozenset((one.source, one.name, one.key or None) for one in left_out)
        return await self.look_again() if self._findings is None else await self._preview(self._findings)

    async def _preview(self, findings: Findings) -> ImportPreview:
        """Plan anew with what was found; what somebody left out stays left out."""
        target = self._target
        config = await asyncio.to_thread(target.config)
        self._plan = await preview(findings, config, target.secret_store, left_out=self._left_out)
        return preview_of(self._plan, await self._count_new(self._plan))

    async def _count_new(self, plan: ImportPlan) -> int | None:
        if not self._target.counts_new:
            return None
        chats = await asyncio.to_thread(chats_of, plan)
        async with self._target.open_chats() as store:
            return await store.count_new(chats)

    async def apply(self) -> ImportPreview:
        """Raises KeyringProblem, BadConfig, TrayBridgeError.

        Another import may bring the very same things while this one is under way: what is left of them is carried out.
        """
        confirmed = self._last_plan()
        added = await self._apply_what_is_left(confirmed)
        if self._target.applied is not None:
            await self._target.applied()
        return preview_of(self._last_plan(), added)

    async def _apply_what_is_left(self, confirmed: ImportPlan) -> int:
        """Raises PlanOutdated when something else would be done than what was confirmed."""
        attempts = 0
        while True:
            try:
                return await self._apply(self._last_plan())
            except PlanOutdated:
                attempts += 1
                await self.look_again()
                if attempts == MOST_ATTEMPTS or not _is_part_of(self._last_plan(), confirmed):
                    raise

    async def _apply(self, plan: ImportPlan) -> int:
        """The result is how many chats were new."""
        async with self._target.open_chats() as chats:
            return (await apply(plan, self._target.store, self._target.secret_store, chats)).conversations

    async def scrub(self) -> ScrubReport:
        """Raises KeyringProblem, NotSaved; then nothing was removed."""
        plan, target = self._last_plan(), self._target
        journal = target.scrub_journal
        try:
            await asyncio.to_thread(journal.parent.mkdir, mode=0o700, parents=True, exist_ok=True)
            done = await scrub(plan, target.secret_store, journal=journal, at=target.wall(), write=target.write)
        except OSError as error:
            title = msg("Not saved: {file} ({why})", file=str(journal), why=error.strerror)
            raise NotSaved(title, msg("Nothing was removed.")) from error
        kept = tuple(KeptFile(one.path, one.reason) for one in done.kept)
        return ScrubReport(tuple(map(str, done.changed)), kept)

    def _last_plan(self) -> ImportPlan:
        if self._plan is None:
            raise BadInput("Nobody has looked yet", "Look at what is there first.")
        return self._plan


def _is_part_of(plan: ImportPlan, confirmed: ImportPlan) -> bool:
    """Nothing comes in, and no key is stored, that somebody has not confirmed."""
    return _brought(plan) <= _brought(confirmed) and set(plan.keys.values()) <= set(confirmed.keys.values())


def _brought(plan: ImportPlan) -> set[tuple[Entry, str | None, str | None]]:
    return {(one.entry, one.id, one.base_url) for one in plan.items if one.action in {"add", "update"}}
