"""What follows a failed attempt: the next route, the same again, or the end (routing.md, sections 3 and 4; pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from traybridge.core.errors import ProviderError
from traybridge.core.outcome import Outcome
from traybridge.core.planning import Route

MAX_RETRIES = 2
"""How often the last route is asked again: a bad provider is reached three times at most (performance.md)."""
BACKOFF_SECONDS = 0.5
LONGEST_WAIT = 60.0


class Step(Enum):
    """What to do after a failed attempt."""

    NEXT = auto()
    RETRY = auto()
    REFUSED = auto()
    BROKEN = auto()
    GIVE_UP = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """``route`` is the position of the next route for NEXT; ``wait`` the seconds before a RETRY."""

    step: Step
    route: int = 0
    wait: float = 0.0


def decide(
    error: ProviderError,
    *,
    committed: bool,
    position: int,
    routes: Sequence[Route],
    retries: int,
    seconds_left: float,
    jitter: float = 0.0,
) -> Decision:
    """Say what follows a failure of ``routes[position]``, asked ``retries`` times before this.

    ``committed``: content has been shown. ``seconds_left`` of the whole chain's time. ``jitter`` 0..1.
    """
    if committed:
        return Decision(Step.BROKEN)
    larger = _larger_window(position, routes) if error.outcome is Outcome.CONTEXT else None
    match error.outcome:
        case Outcome.CLIENT:
            return Decision(Step.REFUSED)
        case Outcome.CONTEXT if larger is None:
            return Decision(Step.REFUSED)
        case _ if seconds_left <= 0:
            return Decision(Step.GIVE_UP)
        case _ if error.handling.ours and retries < MAX_RETRIES:
            return Decision(Step.RETRY, position)
        case Outcome.CONTEXT if larger is not None:
            return Decision(Step.NEXT, larger)
        case _ if position + 1 < len(routes):
            return Decision(Step.NEXT, position + 1)
    wait = _seconds_before_retry(error, retries, jitter)
    return Decision(Step.RETRY, position, wait) if wait < seconds_left else Decision(Step.GIVE_UP)


def _larger_window(position: int, routes: Sequence[Route]) -> int | None:
    window = routes[position].context or 0
    later = range(position + 1, len(routes))
    return next((at for at in later if (routes[at].context or 0) > window), None)


def _seconds_before_retry(error: ProviderError, retries: int, jitter: float) -> float:
    """How long to wait before the last route is asked again; infinity where that makes no sense."""
    if retries >= MAX_RETRIES:
        return float("inf")
    match error.outcome:
        case Outcome.RATE if error.retry_after is not None and error.retry_after <= LONGEST_WAIT:
            return error.retry_after
        case Outcome.TRANSIENT if error.handling.retryable:
            return BACKOFF_SECONDS * 2.0**retries * (1 + jitter / 4)
        case _:
            return float("inf")
