"""The whole doctor: the program's own files and surroundings, then each provider."""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, runtime_checkable
from urllib.parse import urlsplit

from traybridge.app.application import Application
from traybridge.core.chat import ChatRequest, Message, RequestPolicy
from traybridge.core.config import ProviderConfig
from traybridge.core.doctor import Finding, Level
from traybridge.core.errors import BadConfig, TrayBridgeError
from traybridge.core.i18n import joined, msg
from traybridge.core.ports import KeyCheck
from traybridge.core.presentation.diagnosis import provider_finding
from traybridge.core.provenance import Skip
from traybridge.system import control
from traybridge.system.display import has_display
from traybridge.system.port_owner import who_listens

LOOK_SECONDS = 8.0
KEY_SECONDS = 10.0
EXAMINE_SECONDS = 15.0
ASK_SECONDS = 30.0
HELD = frozenset({"port_taken", "port_silent"})
"""Findings that a program has a port which it should not have (providers/exo/diagnosis.py)."""

Told = tuple[str, Finding]
"""What a finding is about, and the finding."""


@runtime_checkable
class Examined(Protocol):
    """A provider with a doctor of its own."""

    async def examine(self, *, platform: str, ask: bool = False) -> list[Finding]: ...


async def examine_all(application: Application, *, ask: bool = False) -> list[Told]:
    """Look at everything. ``ask``: clusters are also asked for one word, which nobody else is. Nothing is changed."""
    await application.bridge.load()
    own = [
        ("settings", settings_finding(application)),
        ("keyring", keyring_finding(application)),
        ("storage", await _storage(application)),
        ("program", await asyncio.to_thread(_running, application)),
        ("display", await display_finding(os.environ, sys.platform)),
    ]
    if sys.platform == "darwin":
        own += [("macOS", finding) for finding in await asyncio.to_thread(_mac_install)]
    await application.bridge.refresh(within=LOOK_SECONDS)
    rows = application.bridge.config.effective_providers
    each = await asyncio.gather(*(examine_provider(application, row, ask=ask) for row in rows))
    return own + [(row.id, finding) for row, found in zip(rows, each, strict=True) for finding in found]


def _mac_install() -> list[Finding]:
    from pathlib import Path
    from platform import mac_ver

    from traybridge.system.autostart.macos import is_bundle
    from traybridge.system.macos_app import MacApp, draws_no_icon, is_framework_build
    from traybridge.system.macos_install import MacInstall, install_findings

    return install_findings(
        MacInstall(
            framework=is_framework_build(),
            icon_hidden=draws_no_icon(mac_ver()[0]),
            appkit=MacApp().available,
            bundle=is_bundle(sys.executable),
            program=Path(sys.executable).resolve().name,
        )
    )


def settings_finding(application: Application) -> Finding:
    """The config file: broken, with unknown keys, or fine."""
    problem = application.problem
    if problem is not None:
        return Finding("settings_broken", _placed(problem), _in_force(problem))
    if application.warnings:
        return Finding("settings_unknown", application.warnings[0], joined("\n", application.warnings[1:]), Level.NOTE)
    where = application.paths.config_file
    if not where.exists():
        title = msg("No settings file yet: all defaults ({file})", file=str(where))
        return Finding("settings_fine", title, level=Level.FINE)
    return Finding("settings_fine", msg("Settings are fine ({file})", file=str(where)), level=Level.FINE)


def _placed(problem: BadConfig) -> str:
    place = ":".join(part for part in (problem.path, str(problem.line) if problem.line else "") if part)
    return msg("{name}: {what}", name=place, what=problem.title) if place else problem.title


def _in_force(problem: BadConfig) -> str:
    return msg("{hint} The last good settings are in force.", hint=problem.hint)


def keyring_finding(application: Application) -> Finding:
    problem = application.bridge.keyring_problem
    if problem is not None:
        return Finding(f"keyring_{problem.kind}", problem.title, problem.hint)
    return Finding("keyring_fine", msg("The system's keyring can be used"), level=Level.FINE)


async def _storage(application: Application) -> Finding:
    """Whether the journal can be read and written; a broken file that was set aside is named."""
    try:
        rows = await application.journal.tail(1)
    except TrayBridgeError as error:
        return Finding("storage", error.title, error.hint)
    if application.database.set_aside is not None:
        kept = str(application.database.set_aside)
        return Finding("storage_new", msg("The history was damaged and is kept as {file}", file=kept))
    title = msg("The journal can be used") if rows else msg("The journal can be used (empty)")
    return Finding("storage_fine", title, level=Level.FINE)


def _running(application: Application) -> Finding:
    reply = control.ask(application.paths, "status", timeout=1.0)
    if reply is None:
        return Finding("not_running", msg("TrayBridge is not running"), level=Level.NOTE, command="traybridge")
    return Finding("running", msg("TrayBridge is running (process {pid})", pid=reply.get("pid")), level=Level.FINE)


async def display_finding(environ: Mapping[str, str], platform: str) -> Finding:
    """Whether there is a display, and on Linux a host for tray icons."""
    if not has_display(environ, platform):
        hint = msg("traybridge chats in the terminal, or runs as a service.")
        return Finding("no_display", msg("There is no display"), hint, Level.NOTE)
    if platform in {"darwin", "win32"}:
        return Finding("display_fine", msg("There is a place for the icon"), level=Level.FINE)
    has_host = await _has_tray_host()
    if has_host is None:
        title = msg("There is no session bus; only an X11 tray can show the icon")
        return Finding("no_bus", title, level=Level.NOTE)
    if has_host:
        return Finding("display_fine", msg("This desktop has a place for the icon"), level=Level.FINE)
    return Finding(
        "no_tray",
        msg("This desktop has no place for tray icons"),
        msg("GNOME needs the extension AppIndicator and KStatusNotifierItem Support. Until then: traybridge open."),
        Level.NOTE,
    )


async def _has_tray_host() -> bool | None:
    """Ask the session bus for the watcher of tray icons (StatusNotifierItem specification); None without a bus."""
    from jeepney.auth import AuthenticationError
    from jeepney.bus_messages import message_bus
    from jeepney.io.asyncio import open_dbus_router
    from jeepney.io.common import RouterClosed

    open_router: Any = open_dbus_router  # it has no types
    asking: Any = message_bus
    try:
        async with asyncio.timeout(2), open_router("SESSION") as router:
            reply = await router.send_and_get_reply(asking.NameHasOwner("org.kde.StatusNotifierWatcher"))
            return bool(reply.body[0])
    except (OSError, EOFError, KeyError, RuntimeError, ValueError, AuthenticationError, RouterClosed):
        return None


async def examine_provider(application: Application, row: ProviderConfig, *, ask: bool = False) -> Sequence[Finding]:
    """Everything worth saying about one provider; it has been looked at before."""
    provider = application.bridge.provider(row.id)
    if row.enabled and isinstance(provider, Examined):
        try:
            async with asyncio.timeout(EXAMINE_SECONDS + (ASK_SECONDS if ask else 0)):
                return await _name_who_listens(row, await provider.examine(platform=sys.platform, ask=ask))
        except TimeoutError:
            hint = msg("Is it busy or stuck? Restart it if it stays so.")
            return [Finding("silent", msg("{name}: {what}", name=row.label, what=msg("no answer")), hint)]
        except TrayBridgeError as error:
            return [Finding("unreachable", msg("{name}: {what}", name=row.label, what=error.title), error.hint)]
    status = application.bridge.snapshot().provider(row.id)
    fact = next((one for one in application.bridge.facts() if one.provider.id == row.id), None)
    if status is None or fact is None:  # removed meanwhile
        return []
    met = fact.health.probe_error or fact.health.error
    key = await _key(application, row) if status.usable else None
    said = fact.health.reading.detail if fact.health.reading else ""
    return [provider_finding(status, row, error=met, key=key, skip=_skip(application, row), said=said)]


async def _name_who_listens(row: ProviderConfig, found: Sequence[Finding]) -> Sequence[Finding]:
    """Say which program holds a port of this machine where Exo should answer."""
    port = urlsplit(row.base_url).port
    if port is None or not any(one.code in HELD and one.command for one in found):
        return found
    who = await asyncio.to_thread(who_listens, port)
    if not who:
        return found
    return [
        replace(one, hint=msg("It is {program}. {hint}", program=who, hint=one.hint)) if one.code in HELD else one
        for one in found
    ]


async def _key(application: Application, row: ProviderConfig) -> KeyCheck | None:
    if not row.takes_key or application.bridge.key_hint(row.id) is None:
        return None
    try:
        async with asyncio.timeout(KEY_SECONDS):
            return await application.bridge.check_key(row.id)
    except TimeoutError:
        return KeyCheck(None, msg("not checked: no answer"))


def _skip(application: Application, row: ProviderConfig) -> Skip | None:
    request = ChatRequest((Message("user", "?"),), policy=RequestPolicy(row.id))
    return next((one for one in application.bridge.plan(request).skipped if one.provider == row.id), None)
