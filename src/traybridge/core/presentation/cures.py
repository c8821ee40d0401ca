"""Nobody could answer: what would let each provider answer, one step each, and which is the quickest (pure).

The codes are those of ``Skip`` and of explain.FIXES, which says the same step as a command for the terminal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from traybridge.core.i18n import Text, msg
from traybridge.core.outcome import Outcome
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Provenance

CureKind = Literal["ask", "switch_on", "retry", "load", "model", "key", "new_key", "routing", "settings"]
QUICKNESS: Mapping[CureKind, int] = MappingProxyType(
    {
        "ask": 0, "switch_on": 1, "load": 2, "model": 3, "retry": 4, "key": 5, "new_key": 5, "routing": 6,
        "settings": 7,
    }
)  # fmt: skip
"""The lower, the sooner there is an answer."""
SOON_SECONDS = 15.0
"""A retry that comes of itself so soon is quicker than anything that somebody has to do."""
STEPS: Mapping[str, CureKind] = MappingProxyType(
    {
        "off": "switch_on", "no_key": "key", "auth": "new_key", "pinned": "routing", "local_only": "routing",
        "free_only": "routing", "starter": "routing", "failover_off": "routing", "no_model": "model",
        "not_loaded": "load", "loading": "retry", "not_answering": "retry", "unreachable": "retry", "cooling": "retry",
    }
)  # fmt: skip
"""The step in a window for each reason of explain.FIXES; any other reason leads to the provider's settings."""
_CODES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.AUTH: "auth", Outcome.QUOTA: "quota", Outcome.RATE: "cooling", Outcome.NOT_LOADED: "not_loaded",
        Outcome.TRANSIENT: "unreachable",
    }
)  # fmt: skip
_NO_REASONS = frozenset({"only", "not_needed", "stopped", "begun", "refused", "no_time"})
"""Why somebody was not asked who is not at fault."""
_BUTTONS: Mapping[CureKind, Text] = MappingProxyType(
    {
        "switch_on": msg("Switch on"),
        "retry": msg("Try again"),
        "load": msg("Load a model…"),
        "model": msg("Choose a model…"),
        "key": msg("Enter key…"),
        "new_key": msg("New key…"),
        "routing": msg("Routing…"),
        "settings": msg("Settings…"),
    }
)


@dataclass(frozen=True, slots=True)
class Cure:
    """One provider, why it did not answer, and the step that would change it.

    ``page`` is the page of the settings where it is done, "" where it is done at once. ``seconds``: a retry comes by
    itself after so many, None = it has to be pressed.
    """

    provider: str
    name: str
    reason: str
    hint: str
    kind: CureKind
    button: str
    page: str = ""
    seconds: float | None = None

    @property
    def rank(self) -> int:
        soon = self.seconds is not None and self.seconds <= SOON_SECONDS
        return 0 if soon else QUICKNESS[self.kind]


def cures(provenance: Provenance, providers: Sequence[ProviderStatus]) -> tuple[Cure, ...]:
    """A row for each provider that was asked or left out, in the order of priority."""
    reasons = _reasons(provenance)
    return tuple(_cure(one, *reasons[one.id]) for one in providers if one.id in reasons)


def quickest(rows: Sequence[Cure]) -> Cure | None:
    """The row whose step brings an answer soonest; the first of several."""
    return min(rows, key=lambda one: one.rank, default=None)


def _reasons(provenance: Provenance) -> dict[str, tuple[str, str, str]]:
    """Reason, hint and code by provider; what an attempt met goes before why somebody was left out."""
    found = {one.provider: (one.reason, "", one.code) for one in provenance.skipped if one.code not in _NO_REASONS}
    for one in provenance.attempts:
        if one.outcome is not Outcome.OK:
            found[one.provider] = (one.reason, one.hint, _CODES.get(one.outcome, ""))
    return found


def _cure(status: ProviderStatus, reason: str, hint: str, code: str) -> Cure:
    kind = STEPS.get(code, "settings")
    if kind == "load" and not status.traits.can_load:
        kind = "settings"
    if kind == "retry" and status.usable and not status.retry_in:
        button: str = msg("Ask {name} again", name=status.label)
        return Cure(status.id, status.label, reason, hint, "ask", button)
    seconds = status.retry_in if kind == "retry" else None
    return Cure(status.id, status.label, reason, hint, kind, _BUTTONS[kind], _page(kind, status.id), seconds)


def _page(kind: CureKind, provider: str) -> str:
    match kind:
        case "retry" | "switch_on" | "ask":
            return ""
        case "load":
            return "exo"
        case "routing":
            return "routing"
        case _:
            return f"providers/{provider}"
