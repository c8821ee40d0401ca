"""What a doctor says of one provider: reachable, key, models, in one line, and the next step (pure)."""

from traybridge.core.chat import Skip
from traybridge.core.config import ProviderConfig
from traybridge.core.doctor import Finding, Level
from traybridge.core.errors import ProviderError
from traybridge.core.ports import KeyCheck
from traybridge.core.routes import KeyState
from traybridge.core.status import ProviderStatus
from traybridge.core.words import detail, milliseconds


def provider_finding(
    status: ProviderStatus,
    row: ProviderConfig,
    *,
    error: ProviderError | None = None,
    key: KeyCheck | None = None,
    skip: Skip | None = None,
    said: str = "",
) -> Finding:
    """Judge one provider. ``error`` is what the last look or attempt met, ``key`` a free look at its key, ``skip`` why
    it would not be asked now, ``said`` what its last reading added in words.
    """
    if not row.enabled:
        command = f"traybridge providers enable {row.id}"
        return Finding("off", f"{status.label}: switched off", level=Level.NOTE, command=command)
    match status.health:
        case "off":
            return Finding("not_installed", f"{status.label}: {status.reason}", level=Level.NOTE)
        case "no_key":
            return _no_key(status, row)
        case "auth":
            return _rejected(status, row)
        case "quota" | "cooling":
            return Finding(status.health, f"{status.label}: {status.reason}", error.hint if error else "")
    if key is not None and key.ok is False:
        return _rejected(status, row, key)
    if not status.usable or error is not None:
        reason = status.reason or (error.title if error else "no answer")
        hint = error.hint if error and error.hint else "Is the address right, and is it running?"
        return Finding("unreachable", f"{status.label}: {reason}", hint, command=f"traybridge providers test {row.id}")
    if said and row.takes_key and status.key is KeyState.MISSING:
        return Finding(
            "wants_key", f"{status.label}: {said}", "It wants a key.", command=f"traybridge keys set {row.id}"
        )
    if skip is not None and skip.code == "no_model":
        return _no_model(status, row)
    return Finding("fine", f"{status.label}: {_well(status, key, said)}", level=Level.FINE)


def _no_key(status: ProviderStatus, row: ProviderConfig) -> Finding:
    page = row.known_preset.key_page if row.known_preset else ""
    hint = f"Get one at {page}, then enter it." if page else "Enter it."
    level = Level.PROBLEM if status.attention else Level.NOTE
    return Finding("no_key", f"{status.label}: {status.reason}", hint, level, f"traybridge keys set {row.id}")


def _rejected(status: ProviderStatus, row: ProviderConfig, key: KeyCheck | None = None) -> Finding:
    said = f" ({key.detail})" if key and key.detail else ""
    command = f"traybridge keys rotate {row.id}"
    return Finding("key_rejected", f"{status.label}: key rejected{said}", "Enter a new key.", command=command)


def _no_model(status: ProviderStatus, row: ProviderConfig) -> Finding:
    examples = ", ".join(status.models[:3])
    hint = f"Choose one of its {len(status.models)} models, for example {examples}." if examples else "Name a model."
    command = f"traybridge providers edit {row.id} --model {status.models[0] if status.models else 'MODEL'}"
    return Finding("no_model", f"{status.label}: reachable, but no model is chosen", hint, command=command)


def _well(status: ProviderStatus, key: KeyCheck | None, said: str) -> str:
    """In figures: ok, 212 ms, 342 models."""
    count = len(status.models)
    parts = [
        detail(status),
        milliseconds(status.latency) if status.latency else "",
        f"key: {key.detail}" if key is not None and key.detail else "",
        said,
        f"{count} model{'' if count == 1 else 's'}" if count else "",
    ]
    return ", ".join(part for part in parts if part)
