"""Where an answer came from, in the words that every surface uses (pure)."""

from collections.abc import Callable, Sequence

from traybridge.core.chat import Attempt, Provenance, Skip
from traybridge.core.errors import Outcome

Label = Callable[[str], str]

_QUIET_SKIPS = frozenset({"off", "only", "pinned", "failover_off"})
"""Reasons that somebody chose: they are told on demand, not under every answer."""


def provenance_line(provenance: Provenance, label: Label, order: Sequence[str] = ()) -> str:
    """One quiet line: "Exo · Llama-3.2-3B · 2 nodes · 1.2 s · 31 tok/s", and why it was not somebody earlier.

    ``label`` turns a provider id into its name; ``order`` is the order of priority, so that only those who stand
    before the one that answered are explained.
    """
    if provenance.provider is None:
        return "no answer"
    parts = [label(provenance.provider)]
    if provenance.model:
        parts.append(provenance.model.rsplit("/", 1)[-1])
    if len(provenance.nodes) > 1:
        parts.append(f"{len(provenance.nodes)} nodes")
    parts.append(seconds(provenance.total))
    if provenance.tokens_per_second:
        parts.append(f"{provenance.tokens_per_second:.0f} tok/s")
    if provenance.cost:
        parts.append(f"${provenance.cost:.4f}" if provenance.cost < 0.01 else f"${provenance.cost:.2f}")
    line = " · ".join(parts)
    if provenance.substituted:
        line += f" – instead of {provenance.asked_model}"
    because = why_not_earlier(provenance, label, order)
    return f"{line} – {because}" if because else line


def why_not_earlier(provenance: Provenance, label: Label, order: Sequence[str] = ()) -> str:
    """Why nobody of higher priority answered: "Exo: connection refused"; "" when nobody stood before."""
    answered = provenance.provider
    before = set(order[: order.index(answered)]) if answered in order else set(order)
    reasons = {
        skip.provider: skip.reason
        for skip in provenance.skipped
        if skip.provider in before and skip.code not in _QUIET_SKIPS
    }
    for attempt in provenance.attempts:
        if attempt.outcome is not Outcome.OK:
            reasons[attempt.provider] = attempt.reason
    return "; ".join(f"{label(provider)}: {reason}" for provider, reason in reasons.items() if provider != answered)


def attempt_line(attempt: Attempt, label: Label) -> str:
    """One attempt: "OpenRouter (openrouter/auto): rate limit reached, 212 ms"."""
    what = "answered" if attempt.outcome is Outcome.OK else attempt.reason
    return f"{label(attempt.provider)} ({attempt.model}): {what}, {milliseconds(attempt.seconds)}"


def skip_line(skip: Skip, label: Label) -> str:
    """One provider that was not asked, and why."""
    return f"{label(skip.provider)}: not asked, {skip.reason}"


def trace_lines(provenance: Provenance, label: Label) -> list[str]:
    """The whole story, one line each: who was asked with which outcome, then who was not and why."""
    lines = [attempt_line(attempt, label) for attempt in provenance.attempts]
    lines += [skip_line(skip, label) for skip in provenance.skipped]
    if provenance.ttft is not None:
        lines.append(f"first word after {milliseconds(provenance.ttft)}, {seconds(provenance.total)} in all")
    if provenance.usage:
        usage = provenance.usage
        lines.append(f"{usage.prompt_tokens} tokens read, {usage.completion_tokens} written")
    if provenance.cost is not None:
        lines.append("free" if provenance.cost == 0 else f"cost ${provenance.cost:.6f}")
    return lines


def seconds(value: float) -> str:
    return f"{value:.1f} s" if value < 60 else f"{value / 60:.1f} min"


def milliseconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 10 else seconds(value)


TINY_NOTE = (
    "This came from the tiny starter model that ships with TrayBridge: it is quick and private, and often wrong. "
    "For better answers start Exo, or enter a key for OpenRouter or Hugging Face."
)
"""Said under the first answers of the embedded model."""
