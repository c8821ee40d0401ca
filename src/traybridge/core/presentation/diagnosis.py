"""What the doctor says of the program's surroundings and of each provider, with the next step (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from traybridge.core.budget import NOT_KNOWN
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import BadConfig, KeyringProblem, ProviderError, TrayBridgeError
from traybridge.core.formatting import elapsed
from traybridge.core.i18n import counted, joined, msg
from traybridge.core.key_warning import unencrypted_key
from traybridge.core.planning import KeyState
from traybridge.core.ports import KeyCheck
from traybridge.core.presentation.describe import detail
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Skip

LISTENER_CODES = frozenset({"port_taken", "port_silent"})
"""Findings that a program has a port which it should not have (providers/exo/diagnosis.py)."""


class Level(StrEnum):
    """How much it matters: all is well, good to know, something has to be done."""

    FINE = "fine"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``code`` is for scripts and translations, ``command`` can be copied into a terminal, "" = none."""

    code: str
    title: str
    hint: str = ""
    level: Level = Level.PROBLEM
    command: str = ""

    @property
    def text(self) -> str:
        """All of it as one copyable text."""
        return joined("\n", (line for line in (self.title, self.hint, self.command) if line))


def settings_finding(problem: BadConfig | None, warnings: Sequence[str], file: str, *, exists: bool) -> Finding:
    """The config file: broken, with unknown keys, not there yet, or fine."""
    if problem is not None:
        hint = msg("{hint} The last good settings are in force.", hint=problem.hint)
        return Finding("settings_broken", _placed(problem), hint)
    if warnings:
        return Finding("settings_unknown", warnings[0], joined("\n", warnings[1:]), Level.NOTE)
    title = (
        msg("Settings are fine ({file})", file=file)
        if exists
        else msg("No settings file yet: all defaults ({file})", file=file)
    )
    return Finding("settings_fine", title, level=Level.FINE)


def _placed(problem: BadConfig) -> str:
    place = ":".join(part for part in (problem.path, str(problem.line) if problem.line else "") if part)
    return msg("{name}: {what}", name=place, what=problem.title) if place else problem.title


def keyring_finding(problem: KeyringProblem | None) -> Finding:
    if problem is not None:
        return Finding(f"keyring_{problem.kind}", problem.title, problem.hint)
    return Finding("keyring_fine", msg("The system's keyring can be used"), level=Level.FINE)


def storage_finding(error: TrayBridgeError | None, *, empty: bool, set_aside: str = "") -> Finding:
    """Whether the journal can be read; ``set_aside`` is the name of a damaged file that was kept."""
    if error is not None:
        return Finding("storage", error.title, error.hint)
    if set_aside:
        return Finding("storage_new", msg("The history was damaged and is kept as {file}", file=set_aside))
    title = msg("The journal can be used (empty)") if empty else msg("The journal can be used")
    return Finding("storage_fine", title, level=Level.FINE)


def running_finding(pid: object) -> Finding:
    """Whether the program runs; ``pid`` None: it does not."""
    if pid is None:
        return Finding("not_running", msg("TrayBridge is not running"), level=Level.NOTE, command="traybridge")
    return Finding("running", msg("TrayBridge is running (process {pid})", pid=pid), level=Level.FINE)


def display_finding(*, display: bool, tray: bool | None, platform: str) -> Finding:
    """Whether there is a display and a place for the icon; ``tray`` None: there is no session bus to ask (Linux)."""
    if not display:
        hint = msg("traybridge chats in the terminal, or runs as a service.")
        return Finding("no_display", msg("There is no display"), hint, Level.NOTE)
    if platform in {"darwin", "win32"}:
        return Finding("display_fine", msg("There is a place for the icon"), level=Level.FINE)
    if tray is None:
        title = msg("There is no session bus; only an X11 tray can show the icon")
        return Finding("no_bus", title, level=Level.NOTE)
    if tray:
        return Finding("display_fine", msg("This desktop has a place for the icon"), level=Level.FINE)
    return Finding(
        "no_tray",
        msg("Nothing on the session bus shows tray icons; only an X11 tray can show the icon"),
        msg("GNOME needs the extension AppIndicator and KStatusNotifierItem Support. Until then: traybridge open."),
        Level.NOTE,
    )


def unexamined(provider: ProviderConfig, error: TrayBridgeError | None) -> Finding:
    """A provider's own examination did not come to its end; ``error`` None: it took too long."""
    if error is not None:
        return Finding("unreachable", msg("{name}: {what}", name=provider.label, what=error.title), error.hint)
    hint = msg("Is it busy or stuck? Restart it if it stays so.")
    return Finding("silent", msg("{name}: {what}", name=provider.label, what=msg("no answer")), hint)


def name_listener(findings: Sequence[Finding], program: str) -> Sequence[Finding]:
    """Say which program holds the port where a cluster should answer; "" = not known."""
    if not program:
        return findings
    return [
        replace(one, hint=msg("It is {program}. {hint}", program=program, hint=one.hint))
        if one.code in LISTENER_CODES
        else one
        for one in findings
    ]


def provider_finding(
    status: ProviderStatus,
    provider: ProviderConfig,
    *,
    error: ProviderError | None = None,
    key: KeyCheck | None = None,
    skip: Skip | None = None,
    said: str = "",
) -> Finding:
    """Judge one provider. ``error`` is what the last look or attempt met, ``key`` a free look at its key, ``skip`` why
    it would not be asked now, ``said`` what its last reading added in words.
    """
    if not provider.enabled:
        command = f"traybridge providers enable {provider.id}"
        return Finding("off", _about(status, msg("switched off")), level=Level.NOTE, command=command)
    match status.health:
        case "off":
            return Finding("not_installed", _about(status, status.reason), level=Level.NOTE)
        case "no_key":
            return _no_key(status, provider)
        case "auth":
            return _rejected(status, provider)
        case "quota" | "cooling":
            return _limited(status, provider, error, skip)
    if key is not None and key.ok is False:
        return _rejected(status, provider, key)
    lacks_model = skip is not None and skip.code == "no_model"
    if error is not None or not (status.usable or lacks_model):
        reason = status.reason or (error.title if error else msg("no answer"))
        hint = error.hint if error and error.hint else msg("Is the address right, and is it running?")
        return Finding("unreachable", _about(status, reason), hint, command=f"traybridge providers test {provider.id}")
    if said and provider.takes_key and status.key is KeyState.MISSING:
        command = f"traybridge keys set {provider.id}"
        return Finding("wants_key", _about(status, said), msg("It wants a key."), command=command)
    if lacks_model:
        return _no_model(status, provider)
    return Finding("fine", _about(status, _well(status, key, said)), level=Level.FINE)


def unencrypted_finding(provider: ProviderConfig) -> Sequence[Finding]:
    """A stored key that is sent where others can read it."""
    warning = unencrypted_key(provider)
    if not warning:
        return []
    command = f"traybridge providers edit {provider.id} --url https://…"
    return [
        Finding("unencrypted_key", msg("{name}: {what}", name=provider.label, what=warning), "", Level.NOTE, command)
    ]


def _about(status: ProviderStatus, what: str) -> str:
    return msg("{name}: {what}", name=status.label, what=what)


def _no_key(status: ProviderStatus, provider: ProviderConfig) -> Finding:
    level = Level.PROBLEM if status.attention else Level.NOTE
    if status.key is KeyState.LOCKED:  # there may be one: nobody has to get another
        hint = msg("Unlock the keyring; its key is read then.")
        return Finding("no_key", _about(status, status.reason), hint, level)
    page = provider.known_preset.key_page if provider.known_preset else ""
    if status.key is KeyState.UNREADABLE:
        hint = msg("Enter it again.")
    elif status.key is KeyState.OTHER_ORIGIN:
        hint = msg("The stored one was given for another address and is not sent here. Enter one for this address.")
    elif page:
        hint = msg("Get one at {page}, then enter it.", page=page)
    else:
        hint = msg("Enter it.")
    return Finding("no_key", _about(status, status.reason), hint, level, f"traybridge keys set {provider.id}")


def _rejected(status: ProviderStatus, provider: ProviderConfig, key: KeyCheck | None = None) -> Finding:
    said = msg("key rejected ({why})", why=key.detail) if key and key.detail else msg("key rejected")
    command = f"traybridge keys rotate {provider.id}"
    return Finding("key_rejected", _about(status, said), msg("Enter a new key."), command=command)


def _limited(
    status: ProviderStatus, provider: ProviderConfig, error: ProviderError | None, skip: Skip | None
) -> Finding:
    """By the host, or by the person's own cap: that keeps it from being asked, whatever was met there before."""
    hint, command = (error.hint if error else ""), ""
    if status.reason == NOT_KNOWN:
        hint = msg("It is asked again when the journal can be read.")
    elif skip is not None and skip.code == "cap":
        hint = msg("Raise the cap, or wait for the next month.")
        command = f"traybridge providers edit {provider.id} --monthly-cap USD"
    return Finding(status.health, _about(status, status.reason), hint, command=command)


def _no_model(status: ProviderStatus, provider: ProviderConfig) -> Finding:
    examples = ", ".join(status.models[:3])
    hint = msg("Name a model.")
    if examples:
        count = len(status.models)
        hint = msg("Choose one of its {count} models, for example {examples}.", count=count, examples=examples)
    command = f"traybridge providers edit {provider.id} --model {status.models[0] if status.models else 'MODEL'}"
    return Finding("no_model", _about(status, msg("reachable, but no model is chosen")), hint, command=command)


def _well(status: ProviderStatus, key: KeyCheck | None, said: str) -> str:
    """In figures: ok, 212 ms, 342 models."""
    count = len(status.models)
    parts = [
        detail(status),
        elapsed(status.latency) if status.latency else "",
        msg("key: {what}", what=key.detail) if key is not None and key.detail else "",
        said,
        counted("{count} model", "{count} models", count) if count else "",
    ]
    return joined(", ", (part for part in parts if part))
