"""Where one answer came from, ready to be drawn: the parts of its line, its attempts on one time axis, four facts, and
why it was not the person's own Exo (pure).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from traybridge.core.formatting import dollars, elapsed, seconds, speed
from traybridge.core.i18n import counted, joined, msg
from traybridge.core.model_names import model_name
from traybridge.core.outcome import Outcome
from traybridge.core.presentation.describe import why_not_earlier
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Attempt, Provenance
from traybridge.core.provider_lookup import Label

SHORTEST_BAR = 0.02
"""The share of the axis that an attempt takes at least, so that it is seen."""
UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class LinePart:
    """One piece of the line. ``rank``: pieces of higher rank give way first; 0 never does."""

    text: str
    rank: int


@dataclass(frozen=True, slots=True)
class AttemptBar:
    """One attempt on the common axis: it ran from ``start`` to ``end``, both shares of the whole time, 0 to 1."""

    name: str
    outcome: str
    seconds: str
    start: float
    end: float
    answered: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with its name; ``value`` is a dash where nobody counted."""

    name: str
    value: str


def line_parts(provenance: Provenance, label: Label, order: Sequence[str] = ()) -> tuple[LinePart, ...]:
    """Name, model, nodes, speed, seconds to the first word, cost, reason of a failover, in the order they are read.

    A line never wraps: what does not fit gives way by rank (seconds, speed, nodes, cost; then the model is cut short).
    The name and a reason stay. ``order`` is the order of priority: only who stands before is explained.
    """
    if provenance.provider is None:
        return (LinePart(msg("no answer"), 0),)
    parts = [LinePart(label(provenance.provider), 0)]
    if provenance.model:
        parts.append(LinePart(model_name(provenance.model), 1))
    if len(provenance.nodes) > 1:
        parts.append(LinePart(counted("{count} node", "{count} nodes", len(provenance.nodes)), 3))
    if provenance.tokens_per_second:
        parts.append(LinePart(speed(provenance.tokens_per_second), 4))
    if provenance.ttft is not None:
        parts.append(LinePart(seconds(provenance.ttft), 5))
    if provenance.cost:
        parts.append(LinePart(dollars(provenance.cost), 2))
    if provenance.substituted:
        parts.append(LinePart(msg("instead of {model}", model=model_name(provenance.asked_model)), 0))
    if because := why_not_earlier(provenance, label, order):
        parts.append(LinePart(because, 0))
    return tuple(parts)


def attempt_bars(provenance: Provenance, label: Label) -> tuple[AttemptBar, ...]:
    """The attempts on an axis that begins with the question and ends with the answer.

    An attempt whose beginning is not known begins where the one before it ended.
    """
    spans: list[tuple[Attempt, float, float]] = []
    at = 0.0
    for one in provenance.attempts:
        start = max(at, one.started or 0.0)
        at = start + max(0.0, one.seconds)
        spans.append((one, start, at))
    whole = max(at, provenance.total) or 1.0
    return tuple(_bar(one, start / whole, end / whole, label) for one, start, end in spans)


def _bar(one: Attempt, start: float, end: float, label: Label) -> AttemptBar:
    answered = one.outcome is Outcome.OK
    start = min(start, 1 - SHORTEST_BAR)
    return AttemptBar(
        label(one.provider),
        msg("answered") if answered else one.reason,
        elapsed(one.seconds),
        start,
        min(1.0, max(end, start + SHORTEST_BAR)),
        answered,
    )


def facts(provenance: Provenance) -> tuple[Fact, ...]:
    """First word, speed, tokens read and written, cost."""
    usage, pace, cost = provenance.usage, provenance.tokens_per_second, provenance.cost
    tokens = UNKNOWN
    if usage is not None:
        tokens = f"{usage.prompt_tokens} + {usage.completion_tokens}"
    return (
        Fact(msg("First word"), UNKNOWN if provenance.ttft is None else seconds(provenance.ttft)),
        Fact(msg("Speed"), speed(pace) if pace else UNKNOWN),
        Fact(msg("Tokens"), tokens),
        Fact(msg("Cost"), _cost(cost)),
    )


def _cost(cost: float | None) -> str:
    if cost is None:
        return UNKNOWN
    return dollars(cost) if cost else msg("free")


def why_not_exo(provenance: Provenance, providers: Sequence[ProviderStatus]) -> tuple[ProviderStatus, str] | None:
    """The person's cluster that did not give this answer, with the reason; None where it did, or where there is none.

    The reason is what was met while this question was asked; it may be cured by now.
    """
    for one in providers:
        if not one.traits.is_cluster:
            continue
        if one.id == provenance.provider:
            return None
        failed = [each.reason for each in provenance.attempts if each.provider == one.id and each.reason]
        left_out = [each.reason for each in provenance.skipped if each.provider == one.id]
        if reasons := (*failed, *left_out):
            return one, joined("; ", dict.fromkeys(reasons))
    return None


def missing_cluster(
    attempts: Sequence[Attempt], answers: str, providers: Sequence[ProviderStatus]
) -> tuple[ProviderStatus, str] | None:
    """The person's cluster that stands before whoever answers from the cloud, and why it cannot; None where none does.

    A cluster that could answer and was not asked is not missing: somebody has chosen.
    """
    for one in providers:
        if one.id == answers:
            return None
        if one.enabled and one.traits.is_cluster:
            failed = [each.reason for each in attempts if each.provider == one.id and each.reason]
            reason = failed[-1] if failed else "" if one.usable else one.reason
            speaker = next((each for each in providers if each.id == answers), None)
            from_cloud = speaker is not None and not speaker.local and not speaker.traits.is_starter
            return (one, reason) if reason and from_cloud else None
    return None


def fitting(widths: Sequence[tuple[LinePart, float]], room: float, between: float) -> tuple[LinePart, ...]:
    """The parts of a line that fit into ``room``, in their order; what gives way goes whole, by rank.

    ``widths``: each part with what it takes, ``between`` what stands between two, all in one unit. Ranks 0 and 1 (the
    name, a reason, the model) always stay: who draws them cuts the model short.
    """
    left = list(widths)
    while len(left) > 1 and sum(width for _, width in left) + between * (len(left) - 1) > room:
        least = max(left, key=lambda one: one[0].rank)
        if least[0].rank <= 1:
            break
        left.remove(least)
    return tuple(part for part, _ in left)
