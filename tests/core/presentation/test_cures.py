"""Which step each provider has when nobody could answer, and which is the quickest."""

from typing import Any

import pytest

from traybridge.core.outcome import Outcome
from traybridge.core.presentation.cures import STEPS, Cure, cures, quickest
from traybridge.core.presentation.explain import FIXES
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Attempt, Provenance, Skip


def status(name: str, kind: str = "openai", *, usable: bool = False, retry_in: float | None = None) -> ProviderStatus:
    return ProviderStatus(
        name, name.title(), kind, enabled=True, health="ok", reason="", usable=usable, retry_in=retry_in
    )


def rows(*providers: ProviderStatus, skipped: tuple[Skip, ...] = (), attempts: tuple[Attempt, ...] = ()) -> list[Cure]:
    return list(cures(Provenance("1", None, None, attempts=attempts, skipped=skipped), providers))


def test_each_reason_that_has_a_command_has_a_step() -> None:
    assert STEPS.keys() == FIXES.keys()


@pytest.mark.parametrize(
    ("code", "kind", "button", "page"),
    [
        ("off", "switch_on", "Switch on", ""), ("no_key", "key", "Enter key…", "providers/cloud"),
        ("auth", "new_key", "New key…", "providers/cloud"), ("local_only", "routing", "Routing…", "routing"),
        ("no_model", "model", "Choose a model…", "providers/cloud"), ("unreachable", "retry", "Try again", ""),
        ("cap", "settings", "Settings…", "providers/cloud"), ("not_loaded", "settings", "Settings…", "providers/cloud"),
    ],
)  # fmt: skip
def test_whoever_was_left_out_has_one_step(code: str, kind: str, button: str, page: str) -> None:
    (row,) = rows(status("cloud"), skipped=(Skip("cloud", "why", code),))
    assert (row.kind, row.button, row.page, row.reason) == (kind, button, page, "why")


def test_only_a_cluster_can_load_a_model() -> None:
    (row,) = rows(status("exo", "exo"), skipped=(Skip("exo", "nothing is loaded", "not_loaded"),))
    assert (row.kind, row.page) == ("load", "exo")


@pytest.mark.parametrize(
    ("outcome", "now", "kind", "seconds"),
    [
        (Outcome.TRANSIENT, {"usable": True}, "ask", None), (Outcome.TRANSIENT, {}, "retry", None),
        (Outcome.RATE, {"retry_in": 42.0}, "retry", 42.0), (Outcome.AUTH, {"usable": True}, "new_key", None),
        (Outcome.QUOTA, {}, "settings", None),
    ],
)  # fmt: skip
def test_whoever_was_asked_goes_by_what_happened_and_by_how_he_is_now(
    outcome: Outcome, now: dict[str, Any], kind: str, seconds: float | None
) -> None:
    attempt = Attempt("cloud", "m", outcome, 0.1, None, "it broke", "Do this.")
    (row,) = rows(status("cloud", **now), attempts=(attempt,), skipped=(Skip("cloud", "later", "off"),))
    assert (row.kind, row.seconds, row.reason, row.hint) == (kind, seconds, "it broke", "Do this.")


def test_who_is_not_at_fault_has_no_row_and_the_order_is_that_of_priority() -> None:
    skipped = (Skip("b", "off", "off"), Skip("a", "no key", "no_key"), Skip("c", "another was asked for", "only"))
    assert [one.provider for one in rows(status("a"), status("b"), status("c"), skipped=skipped)] == ["a", "b"]


def test_the_quickest_is_who_answers_at_once_or_soon() -> None:
    def best(*skipped: Skip, attempts: tuple[Attempt, ...] = (), **now: Any) -> str:
        one = quickest(rows(status("a"), status("b", **now), status("c"), skipped=skipped, attempts=attempts))
        return one.provider if one else ""

    key, off = Skip("a", "no key", "no_key"), Skip("c", "off", "off")
    failed = (Attempt("b", "m", Outcome.RATE, 0.1, 429, "busy"),)
    assert best(key, off) == "c"
    assert best(key, off, attempts=failed, retry_in=42.0) == "c"
    assert best(key, off, attempts=failed, retry_in=4.0) == "b"
    assert best(key, off, attempts=failed, usable=True) == "b"
    assert best() == ""
