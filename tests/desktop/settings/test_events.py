"""What happened, one line for each attempt."""

from datetime import UTC, datetime

from traybridge.core.outcome import Outcome
from traybridge.core.provenance import Attempt
from traybridge.desktop.settings.events import event_of, events_of

NAMES = {"exo": "Exo", "or": "OpenRouter"}


def label(provider_id: str) -> str:
    return NAMES.get(provider_id, provider_id)


def test_each_attempt_of_a_request_is_an_event():
    row = {
        "at": "2026-07-01T10:20:11.123+00:00",
        "asked_model": "auto",
        "attempts": [
            {"provider": "exo", "model": "m", "outcome": "transient", "seconds": 0.2, "reason": "connection reset"},
            {"provider": "or", "model": "big", "outcome": "ok", "seconds": 2.34, "reason": ""},
        ],
        "skipped": [],
        "error": None,
    }
    first, second = events_of([row], label)
    assert (first.provider, first.outcome, first.took, first.why) == ("Exo", "failed", "200 ms", "connection reset")
    assert (second.provider, second.outcome, second.took, second.good) == ("OpenRouter", "answered", "2.3 s", True)
    assert first.at == datetime(2026, 7, 1, 10, 20, 11, 123000, UTC)
    assert first.at.tzinfo is not None


def test_a_request_that_nobody_got_says_why():
    row = {
        "at": "2026-07-01T10:20:11.123+00:00",
        "asked_model": "gpt-9",
        "attempts": [],
        "skipped": [{"provider": "exo", "reason": "has no model “gpt-9”", "code": "no_model"}],
        "error": "Nobody has it",
    }
    [event] = events_of([row], label)
    assert (event.provider, event.model, event.outcome) == ("", "gpt-9", "nobody was asked")
    assert event.why == "Exo: has no model “gpt-9”"


def test_a_live_attempt_looks_the_same():
    at = datetime(2026, 7, 1, tzinfo=UTC)
    event = event_of(Attempt("exo", "m", Outcome.RATE, 0.5, reason="slow down"), at, label)
    assert (event.at, event.provider, event.outcome, event.took, event.why) == (
        at,
        "Exo",
        "rate limit",
        "500 ms",
        "slow down",
    )
