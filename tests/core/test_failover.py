"""What follows a failure, as a table: next, again, or the end."""

from dataclasses import replace
from typing import Any

import pytest

from traybridge.core.errors import (
    AuthenticationFailed,
    ContextTooLong,
    ProviderError,
    ProviderFailed,
    RateLimited,
    RequestRejected,
    TimedOut,
)
from traybridge.core.failover import Decision, Step, decide
from traybridge.core.outcome import Outcome
from traybridge.core.planning import Route


def our_own(error: ProviderError) -> ProviderError:
    """Something that we added was refused."""
    return type(error)(error.title, handling=replace(error.handling, ours=True))


ROUTES = (Route("a", "m", 8_000), Route("b", "m", 4_000), Route("c", "m", 32_000))


@pytest.mark.parametrize(
    ("error", "changes", "expected"),
    [
        (ProviderFailed("x"), {}, Decision(Step.NEXT, 1)),
        (ProviderFailed("x"), {"committed": True}, Decision(Step.BROKEN)),
        (our_own(ProviderFailed("x")), {}, Decision(Step.RETRY, 0)),
        (our_own(ProviderFailed("x")), {"retries": 2}, Decision(Step.NEXT, 1)),
        (our_own(ProviderFailed("x")), {"seconds_left": 0.0}, Decision(Step.GIVE_UP)),
        (ProviderFailed("x"), {"position": 2}, Decision(Step.RETRY, 2, 0.5)),
        (ProviderFailed("x"), {"position": 2, "retries": 1}, Decision(Step.RETRY, 2, 1.0)),
        (ProviderFailed("x"), {"position": 2, "retries": 2}, Decision(Step.GIVE_UP)),
        (ProviderFailed("x"), {"position": 2, "seconds_left": 0.4}, Decision(Step.GIVE_UP)),
        (ProviderFailed("x"), {"seconds_left": 0.0}, Decision(Step.GIVE_UP)),
        (RequestRejected("x"), {"seconds_left": 0.0}, Decision(Step.REFUSED)),
        (RequestRejected("x"), {"committed": True}, Decision(Step.BROKEN)),
        (ContextTooLong("x"), {"seconds_left": 0.0}, Decision(Step.GIVE_UP)),
        (ContextTooLong("x"), {"position": 1}, Decision(Step.NEXT, 2)),
        (TimedOut("x", phase="headers"), {}, Decision(Step.NEXT, 1)),
        (TimedOut("x", phase="headers"), {"position": 2}, Decision(Step.GIVE_UP)),
        (RequestRejected("x"), {}, Decision(Step.REFUSED)),
        (ContextTooLong("x"), {}, Decision(Step.NEXT, 2)),
        (ContextTooLong("x"), {"position": 2}, Decision(Step.REFUSED)),
        (RateLimited("x", retry_after=5), {}, Decision(Step.NEXT, 1)),
        (RateLimited("x", retry_after=5), {"position": 2}, Decision(Step.RETRY, 2, 5)),
        (RateLimited("x", retry_after=61), {"position": 2, "seconds_left": 90.0}, Decision(Step.GIVE_UP)),
        (RateLimited("x", retry_after=60), {"position": 2, "seconds_left": 90.0}, Decision(Step.RETRY, 2, 60)),
        (RateLimited("x", retry_after=60), {"position": 2, "seconds_left": 60.0}, Decision(Step.GIVE_UP)),
        (ContextTooLong("x"), {"routes": (Route("a", "m", 8), Route("b", "m", 8))}, Decision(Step.REFUSED)),
        (ContextTooLong("x"), {"routes": (Route("a", "m"), Route("b", "m"))}, Decision(Step.REFUSED)),
        (ContextTooLong("x"), {"routes": (Route("a", "m"), Route("b", "m", 8))}, Decision(Step.NEXT, 1)),
        (RateLimited("x"), {"position": 2}, Decision(Step.GIVE_UP)),
        (RateLimited("x", retry_after=5), {"position": 2, "retries": 2}, Decision(Step.GIVE_UP)),
        (AuthenticationFailed("x"), {"position": 2}, Decision(Step.GIVE_UP)),
    ],
)
def test_decide(error: ProviderError, changes: dict[str, object], expected: Decision):
    values: dict[str, Any] = {"committed": False, "position": 0, "retries": 0, "seconds_left": 60.0, "routes": ROUTES}
    assert decide(error, jitter=0.0, **values | changes) == expected
    if expected.step is Step.RETRY and error.outcome is Outcome.TRANSIENT:
        later = decide(error, jitter=1.0, **values | changes)
        assert later.wait == pytest.approx(expected.wait * 1.25)
