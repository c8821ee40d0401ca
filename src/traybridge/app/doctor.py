"""The doctor: looks at the program's own files and surroundings and at each provider; what it says is core's."""

import asyncio
import os
import sys
from collections.abc import Sequence
from typing import Protocol, runtime_checkable
from urllib.parse import urlsplit

from traybridge.app.application import Application
from traybridge.core.bridge import Bridge
from traybridge.core.chat import ChatRequest, Message, RequestPolicy
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.planning import ProviderFacts, plan
from traybridge.core.ports import KeyCheck
from traybridge.core.presentation import diagnosis
from traybridge.core.presentation.diagnosis import Finding
from traybridge.core.presentation.status import describe
from traybridge.core.provenance import Skip
from traybridge.system import control
from traybridge.system.display import has_display
from traybridge.system.ownership import root_in_a_home
from traybridge.system.port_owner import who_listens
from traybridge.system.tray_host import has_tray_host

LOOK_SECONDS = 8.0
KEY_SECONDS = 10.0
EXAMINE_SECONDS = 15.0
ASK_SECONDS = 30.0

AboutFinding = tuple[str, Finding]
"""What a finding is about, and the finding."""


@runtime_checkable
class Examined(Protocol):
    """A provider with a doctor of its own."""

    async def examine(self, *, platform: str, ask: bool = False) -> list[Finding]: ...


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
    facts = bridge.facts()
    each = await asyncio.gather(*(_examine(application, fact, ask=ask) for fact in facts))
    return own + [(fact.provider.id, finding) for fact, found in zip(facts, each, strict=True) for finding in found]


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


async def examine_provider(application: Application, row: ProviderConfig) -> Sequence[Finding]:
    """Everything worth saying about one provider; it has been looked at before."""
    fact = next((one for one in application.bridge.facts() if one.provider.id == row.id), None)
    return await _examine(application, fact) if fact is not None else ()  # None: removed meanwhile


async def _examine(application: Application, fact: ProviderFacts, *, ask: bool = False) -> Sequence[Finding]:
    row, bridge = fact.provider, application.bridge
    provider = bridge.provider(row.id)
    if row.enabled and isinstance(provider, Examined):
        try:
            async with asyncio.timeout(EXAMINE_SECONDS + (ASK_SECONDS if ask else 0)):
                return await _name_listener(row, await provider.examine(platform=sys.platform, ask=ask))
        except TimeoutError:
            return [diagnosis.unexamined(row, None)]
        except TrayBridgeError as error:
            return [diagnosis.unexamined(row, error)]
    status = describe(fact, bridge.now(), local_only=bridge.config.routing.local_only)
    met = fact.health.probe_error or fact.health.error
    key = await _key(application, row) if status.usable else None
    said = fact.health.reading.detail if fact.health.reading else ""
    found = diagnosis.provider_finding(status, row, error=met, key=key, skip=_skip(bridge, fact), said=said)
    return [found, *(diagnosis.unencrypted_finding(row) if bridge.key_hint(row.id) is not None else ())]


async def _name_listener(row: ProviderConfig, found: Sequence[Finding]) -> Sequence[Finding]:
    """Say which program holds a port of this machine where Exo should answer."""
    port = urlsplit(row.base_url).port
    if port is None or not any(one.code in diagnosis.LISTENER_CODES and one.command for one in found):
        return found
    return diagnosis.name_listener(found, await asyncio.to_thread(who_listens, port))


async def _key(application: Application, row: ProviderConfig) -> KeyCheck | None:
    if not row.takes_key or application.bridge.key_hint(row.id) is None:
        return None
    try:
        async with asyncio.timeout(KEY_SECONDS):
            return await application.bridge.check_key(row.id)
    except TimeoutError:
        return KeyCheck(None, msg("not checked: no answer"))


def _skip(bridge: Bridge, fact: ProviderFacts) -> Skip | None:
    """Why a question would not go there if nobody else were asked."""
    request = ChatRequest((Message("user", "?"),), policy=RequestPolicy(fact.provider.id))
    return next(iter(plan(request, bridge.config, [fact], bridge.now()).skipped), None)
