"""What happened, one line for each attempt: from the journal, and live as it happens (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from traybridge.core.formatting import elapsed
from traybridge.core.i18n import joined, msg
from traybridge.core.provenance import Attempt
from traybridge.core.provider_lookup import Label

WORDS = {
    "ok": msg("answered"),
    "client": msg("refused the request"),
    "context": msg("too long for it"),
    "auth": msg("key refused"),
    "quota": msg("quota used up"),
    "rate": msg("rate limit"),
    "not_loaded": msg("model not loaded"),
    "transient": msg("failed"),
    "cancelled": msg("stopped"),
}
"""The classes of an outcome (core.errors.Outcome) in words."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One attempt, or a request that nobody could be asked: then ``provider`` is empty. ``at`` is local time;
    ``provider_id`` is the id behind the name.
    """

    at: datetime
    provider: str
    model: str
    outcome: str
    took: str
    why: str
    provider_id: str = ""

    @property
    def good(self) -> bool:
        return self.outcome == WORDS["ok"]


def event_of(attempt: Attempt, at: datetime, label: Label) -> HistoryEntry:
    """One attempt that just ended."""
    return HistoryEntry(
        at,
        label(attempt.provider),
        attempt.model,
        WORDS.get(attempt.outcome.value, attempt.outcome.value),
        elapsed(attempt.seconds),
        attempt.reason,
        attempt.provider,
    )


def events_of(rows: Sequence[Mapping[str, Any]], label: Label) -> list[HistoryEntry]:
    """The attempts of journal rows (storage.journal.tail), oldest first."""
    return [event for row in rows for event in _events_of_row(row, label)]


def _events_of_row(row: Mapping[str, Any], label: Label) -> list[HistoryEntry]:
    at = datetime.fromisoformat(str(row["at"])).astimezone()
    attempts = row.get("attempts") or []
    if not attempts:
        skipped = [joined(": ", (label(skip["provider"]), skip["reason"])) for skip in row.get("skipped") or []]
        why = joined("; ", skipped) or str(row.get("error") or "")
        return [HistoryEntry(at, "", str(row.get("asked_model") or ""), msg("nobody was asked"), "", why)]
    return [
        HistoryEntry(
            at,
            label(str(one["provider"])),
            str(one["model"]),
            WORDS.get(str(one["outcome"]), str(one["outcome"])),
            elapsed(float(one["seconds"])),
            one.get("reason") or "",  # not through str(): it may be a text that knows its pattern
            str(one["provider"]),
        )
        for one in attempts
    ]
