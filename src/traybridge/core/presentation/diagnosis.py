"""What a doctor says of one provider: reachable, key, models, in one line, and the next step (pure)."""

from traybridge.core.config import ProviderConfig
from traybridge.core.doctor import Finding, Level
from traybridge.core.errors import ProviderError
from traybridge.core.i18n import counted, joined, msg
from traybridge.core.planning import KeyState
from traybridge.core.ports import KeyCheck
from traybridge.core.presentation.describe import detail, milliseconds
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Skip


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
            return Finding(status.health, _about(status, status.reason), error.hint if error else "")
    if key is not None and key.ok is False:
        return _rejected(status, provider, key)
    if not status.usable or error is not None:
        reason = status.reason or (error.title if error else msg("no answer"))
        hint = error.hint if error and error.hint else msg("Is the address right, and is it running?")
        return Finding("unreachable", _about(status, reason), hint, command=f"traybridge providers test {provider.id}")
    if said and provider.takes_key and status.key is KeyState.MISSING:
        command = f"traybridge keys set {provider.id}"
        return Finding("wants_key", _about(status, said), msg("It wants a key."), command=command)
    if skip is not None and skip.code == "no_model":
        return _no_model(status, provider)
    return Finding("fine", _about(status, _well(status, key, said)), level=Level.FINE)


def _about(status: ProviderStatus, what: str) -> str:
    return msg("{name}: {what}", name=status.label, what=what)


def _no_key(status: ProviderStatus, provider: ProviderConfig) -> Finding:
    page = provider.known_preset.key_page if provider.known_preset else ""
    hint = msg("Get one at {page}, then enter it.", page=page) if page else msg("Enter it.")
    level = Level.PROBLEM if status.attention else Level.NOTE
    return Finding("no_key", _about(status, status.reason), hint, level, f"traybridge keys set {provider.id}")


def _rejected(status: ProviderStatus, provider: ProviderConfig, key: KeyCheck | None = None) -> Finding:
    said = msg("key rejected ({why})", why=key.detail) if key and key.detail else msg("key rejected")
    command = f"traybridge keys rotate {provider.id}"
    return Finding("key_rejected", _about(status, said), msg("Enter a new key."), command=command)


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
        milliseconds(status.latency) if status.latency else "",
        msg("key: {what}", what=key.detail) if key is not None and key.detail else "",
        said,
        counted("{count} model", "{count} models", count) if count else "",
    ]
    return joined(", ", (part for part in parts if part))
