"""What happened, one line for each attempt: from the journal, and live as it happens (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from traybridge.core.chat import Attempt
from traybridge.core.text import joined, say
from traybridge.core.words import Label, milliseconds

WORDS = {
    "ok": say("answered"),
    "client": say("refused the request"),
    "context": say("too long for it"),
    "auth": say("key refused"),
    "quota": say("quota used up"),
    "rate": say("rate limit"),
    "not_loaded": say("model not loaded"),
    "transient": say("failed"),
    "cancelled": say("stopped"),
}
"""The classes of an outcome (core.errors.Outcome) in words."""


@dataclass(frozen=True, slots=True)
class Event:
    """One attempt, or a request that nobody could be asked: then ``provider`` is empty. ``at`` is local time."""

    at: datetime
    provider: str
    model: str
    outcome: str
    took: str
    why: str

    @property
    def good(self) -> bool:
        return self.outcome == WORDS["ok"]


def event_of(attempt: Attempt, at: datetime, label: Label) -> Event:
    """One attempt that just ended."""
    return Event(
        at,
        label(attempt.provider),
        attempt.model,
        WORDS.get(attempt.outcome.value, attempt.outcome.value),
        milliseconds(attempt.seconds),
        attempt.reason,
    )


def events_of(rows: Sequence[Mapping[str, Any]], label: Label) -> list[Event]:
    """The attempts of journal rows (storage.journal.tail), oldest first."""
    return [event for row in rows for event in _events_of_row(row, label)]


def _events_of_row(row: Mapping[str, Any], label: Label) -> list[Event]:
    at = datetime.fromisoformat(str(row["at"])).astimezone()
    attempts = row.get("attempts") or []
    if not attempts:
        skipped = [joined(": ", (label(skip["provider"]), skip["reason"])) for skip in row.get("skipped") or []]
        why = joined("; ", skipped) or str(row.get("error") or "")
        return [Event(at, "", str(row.get("asked_model") or ""), say("nobody was asked"), "", why)]
    return [
        Event(
            at,
            label(str(one["provider"])),
            str(one["model"]),
            WORDS.get(str(one["outcome"]), str(one["outcome"])),
            milliseconds(float(one["seconds"])),
            one.get("reason") or "",  # not through str(): it may be a text that knows its pattern
        )
        for one in attempts
    ]
