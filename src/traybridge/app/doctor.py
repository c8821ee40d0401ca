"""The doctor: looks at the program's own files and surroundings and at each provider; what it says is core's."""

import asyncio
import os
import sys
from collections.abc import Sequence

from traybridge.app.application import Application
from traybridge.core.errors import TrayBridgeError
from traybridge.core.presentation import diagnosis
from traybridge.core.presentation.diagnosis import Finding
from traybridge.core.presentation.examination import AboutFinding, examine_providers
from traybridge.system import control
from traybridge.system.display import has_display
from traybridge.system.ownership import root_in_a_home
from traybridge.system.port_owner import who_listens
from traybridge.system.tray_host import has_tray_host

LOOK_SECONDS = 8.0


async def examine_all(application: Application, *, ask: bool = False) -> list[AboutFinding]:
    """Look at everything. ``ask``: clusters are also asked for one word, which nobody else is. Nothing is changed."""
    bridge = application.bridge
    await bridge.load()
    own = [
        ("settings", settings_finding(application)),
        ("keyring", diagnosis.keyring_finding(bridge.keyring_problem)),
        ("storage", await _storage(application)),
        ("program", await asyncio.to_thread(_running, application)),
        ("display", await _display()),
    ]
    if (warning := root_in_a_home(application.paths.config)) is not None:
        own.append(("program", Finding("root", warning.title, warning.hint)))
    if sys.platform == "darwin":
        from traybridge.system.macos_install import install_findings, this_install

        own += [("macOS", finding) for finding in install_findings(await asyncio.to_thread(this_install))]
    await bridge.refresh(within=LOOK_SECONDS)
    return own + await examine_each(application, ask=ask)


async def examine_each(application: Application, only: str | None = None, *, ask: bool = False) -> list[AboutFinding]:
    """The same about each provider alone, or about one; they have been looked at before."""
    return await examine_providers(
        application.bridge, platform=sys.platform, port_owner=who_listens, only=only, ask=ask
    )


def settings_finding(application: Application) -> Finding:
    file = application.paths.config_file
    return diagnosis.settings_finding(application.problem, application.warnings, str(file), exists=file.exists())


async def _storage(application: Application) -> Finding:
    error = application.bridge.history_problem
    rows: Sequence[object] = ()
    try:
        rows = await application.journal.tail(1)
    except TrayBridgeError as met:
        error = met
    return diagnosis.storage_finding(error, empty=not rows, set_aside=str(application.database.set_aside or ""))


def _running(application: Application) -> Finding:
    reply = control.ask(application.paths, "status", timeout=1.0)
    return diagnosis.running_finding(reply.get("pid") if reply else None)


async def _display() -> Finding:
    display = has_display(os.environ, sys.platform)
    tray = await has_tray_host() if display and sys.platform not in {"darwin", "win32"} else None
    return diagnosis.display_finding(display=display, tray=tray, platform=sys.platform)
