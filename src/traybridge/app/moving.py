"""Older tools' settings for the windows: migrate's plan, told in the desktop's values."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from traybridge.app.application import Application, Store
from traybridge.app.chats import ImportedChats
from traybridge.core.errors import BadInput
from traybridge.core.i18n import msg
from traybridge.desktop.services import Cleared, OldItem, OldSettings
from traybridge.system.atomic import NotSaved, write_atomic

if TYPE_CHECKING:
    from traybridge.migrate.findings import Findings
    from traybridge.migrate.plan import Entry, ImportPlan, Mark

ENVIRONMENT = "environment"
"""The source of what is not in a file (migrate.environment): such keys are offered one by one."""


class Moving:
    """Look, choose, bring, clear (desktop.services.MovingIn). The plan that was told is the one that is carried out."""

    def __init__(
        self, house: Application, chats: ImportedChats, *, home: Path, folder: Path, environment: Mapping[str, str]
    ) -> None:
        """``chats`` is where conversations go; the rest says where to look."""
        self._house = house
        self._chats = chats
        self._home = home
        self._folder = folder
        self._environment = environment
        self._findings: Findings | None = None
        self._left_out: frozenset[Entry] = frozenset()
        self._plan: ImportPlan | None = None

    async def look(self) -> OldSettings:
        self._left_out = frozenset()
        return await self._look()

    async def choose(self, left_out: Sequence[OldItem]) -> OldSettings:
        self._left_out = frozenset((one.source, one.name, one.key or None) for one in left_out)
        return await self._look() if self._findings is None else await self._weigh(self._findings)

    async def _look(self) -> OldSettings:
        from traybridge.migrate.flow import gather

        self._findings = await gather(home=self._home, folder=self._folder, environment=self._environment)
        return await self._weigh(self._findings)

    async def _weigh(self, findings: "Findings") -> OldSettings:
        """Plan anew with what was found; what somebody left out stays left out."""
        from traybridge.migrate.flow import chats_of, preview

        house = self._house
        self._plan = await preview(findings, house.bridge.config, house.keyring, left_out=self._left_out)
        chats = await asyncio.to_thread(chats_of, self._plan)
        return told(self._plan, chats=await self._chats.count_new(chats))

    async def bring(self) -> OldSettings:
        from traybridge.migrate.flow import apply

        house = self._house
        await apply(self._seen(), Store(house.settings), house.keyring, self._chats)
        house.bridge.adopt_config((await asyncio.to_thread(house.settings.load)).config)
        await house.bridge.load_keys()
        return await self._look()

    async def clear(self) -> Cleared:
        from traybridge.app.importing import JOURNAL
        from traybridge.migrate.flow import scrub

        house = self._house
        journal = house.paths.data / JOURNAL
        try:
            await asyncio.to_thread(journal.parent.mkdir, mode=0o700, parents=True, exist_ok=True)
            done = await scrub(self._seen(), house.keyring, journal=journal, at=house.clock.wall(), write=write_atomic)
        except OSError as error:
            title = msg("Not saved: {file} ({why})", file=str(journal), why=error.strerror)
            raise NotSaved(title, msg("Nothing was removed.")) from error
        kept = tuple(msg("{name}: {what}", name=str(one.path), what=one.reason) for one in done.kept)
        return Cleared(tuple(map(str, done.changed)), kept)

    def _seen(self) -> "ImportPlan":
        if self._plan is None:
            raise BadInput("Nobody has looked yet", "Look at what is there first.")
        return self._plan


def told(plan: "ImportPlan", *, chats: int) -> OldSettings:
    """A plan in the desktop's words, with the number of chats that are not here yet. No key is in it."""
    news = {"add", "update"}
    return OldSettings(
        items=tuple(
            OldItem(one.source, one.name, one.key or "", one.action, one.problem, one.left_out) for one in plan.items
        ),
        keys=len(plan.keys),
        chats=chats,
        plain=tuple(dict.fromkeys(str(mark.place.path) for mark in plan.marks if _can_go(mark))),
        problem=plan.keyring_problem,
        news=chats > 0 or any(one.action in news and one.source != ENVIRONMENT for one in plan.items),
    )


def _can_go(mark: "Mark") -> bool:
    """True for a key that stands in a file and can be read: what nobody can decrypt is no use to anybody, and stays."""
    return mark.place.key is not None and str(mark.place.path) != "."
