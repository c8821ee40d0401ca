"""What the desktop is handed beside the bridge: the other rooms, each as one callable."""

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from traybridge import __version__
from traybridge.app.application import Application
from traybridge.app.import_session import session_of
from traybridge.core.discovery import DiscoveredServer
from traybridge.core.errors import NotFound
from traybridge.core.i18n import msg
from traybridge.core.presentation.diagnosis import Finding
from traybridge.desktop.services import DesktopServices, Notify
from traybridge.migrate.export import export
from traybridge.storage.conversations import SqliteConversations
from traybridge.system.atomic import write_atomic
from traybridge.system.environment import offers

if TYPE_CHECKING:
    from traybridge.core.ports import LoginItem
    from traybridge.desktop.macos import MacDesktop


def desktop_services(
    application: Application,
    *,
    quit_: Callable[[], None],
    login: "LoginItem | None" = None,
    notify: Notify | None = None,
    notify_note: str = "",
    mac: "MacDesktop | None" = None,
    reduced_motion: bool = False,
) -> DesktopServices:
    """Everything that the windows can do here; rooms that are seldom needed are imported when they are."""
    chats = SqliteConversations(application.database)
    return DesktopServices(
        bridge=application.bridge,
        tasks=application.tasks,
        quit=quit_,
        login=login,
        unlock=application.unlock,
        platform=sys.platform,
        desktop_name=os.environ.get("XDG_CURRENT_DESKTOP", ""),
        reduced_motion=reduced_motion,
        version=__version__,
        config_file=str(application.paths.config_file),
        home=str(Path.home()),
        problem=lambda: application.problem,
        discover=_discover,
        environment_keys=lambda: offers(os.environ),
        examine=lambda provider_id: _examine(application, provider_id),
        examine_all=lambda: _examine_all(application),
        journal=application.journal,
        wipe_journal=lambda: application.journal.prune(now=application.clock.wall() + 1, days=0),
        wipe_chats=chats.wipe,
        export=lambda path: _export(application, chats, Path(path)),
        importer=session_of(application),
        notify=notify,
        notify_note=notify_note,
        mac=mac,
        monotonic=application.clock.monotonic,
    )


async def _discover() -> Sequence[DiscoveredServer]:
    from traybridge.providers.discovery import discover

    return await discover()


async def _examine(application: Application, provider_id: str) -> Sequence[Finding]:
    from traybridge.app.doctor import examine_each

    if application.bridge.config.provider(provider_id) is None:
        title = msg("There is no provider “{provider}” any more", provider=provider_id)
        raise NotFound(title, "Somebody removed it meanwhile.")
    return [finding for _, finding in await examine_each(application, provider_id)]


async def _examine_all(application: Application) -> Sequence[tuple[str, Finding]]:
    from traybridge.app.doctor import examine_all

    return await examine_all(application)


async def _export(application: Application, chats: SqliteConversations, path: Path) -> None:
    """Settings without keys, and all chats."""
    content = export(application.bridge.config, await chats.all(), at=application.clock.wall())
    await asyncio.to_thread(write_atomic, path, content)
