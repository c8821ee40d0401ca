"""Where an answer came from and how everything is, in the words that every surface uses (pure)."""

from collections.abc import Callable, Sequence

from traybridge.core.chat import Attempt, Provenance, Skip
from traybridge.core.errors import BadConfig, Outcome, TrayBridgeError
from traybridge.core.readings import Cluster, ClusterState, ModelState
from traybridge.core.status import ProviderStatus, Snapshot, words_of_cluster

Label = Callable[[str], str]
NAMED_MODELS = 3
"""How many of the models that answer are named in one phrase; 0.x has all that it knows."""

_QUIET_SKIPS = frozenset({"off", "only", "pinned", "failover_off", "not_needed", "stopped"})
"""Reasons that somebody chose, or that explain nothing: they are told on demand, not under every answer."""


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


def headline(snapshot: Snapshot) -> str:
    """One phrase for the whole: the first line of the menu."""
    words = {
        "starting": "Starting…",
        "offline": "Nobody can answer",
        "exo": "Exo answers",
        "loading": "Exo is loading a model",
        "local": "A local server answers",
        "cloud": "The cloud answers",
        "embedded": "The starter model answers",
    }
    text = words.get(snapshot.state, snapshot.state)
    return f"{text} · local only" if snapshot.local_only else text


def phrase(one: ProviderStatus) -> str:
    """One phrase for one provider: "Exo: 2 nodes, Llama-3.2-3B ready"."""
    return f"{one.label}: {detail(one)}"


def detail(one: ProviderStatus) -> str:
    """The same without the name."""
    if one.reason and one.cluster is None:
        return one.reason
    if one.cluster is not None:
        return cluster_words(one)
    if one.kind == "embedded":
        return "ready (tiny)"
    return "ok"


def cluster_words(one: ProviderStatus) -> str:
    """Nodes and what they hold."""
    cluster = one.cluster
    if cluster is None or cluster.state is ClusterState.OFFLINE:
        return one.reason or "not running"
    if not cluster.nodes:
        return one.reason or words_of_cluster(cluster)
    count = len(cluster.nodes)
    parts = [f"{count} node{'' if count == 1 else 's'}"]
    if stale := [node.name for node in cluster.nodes if node.stale]:
        parts.append(f"{', '.join(stale)} not seen lately")
    held = _models_in_words(cluster)
    parts += held or ([] if stale else [words_of_cluster(cluster)])
    if one.reason and (one.health != "ok" or (not one.usable and any(model.answers for model in cluster.models))):
        parts.append(one.reason)
    return ", ".join(parts)


def _models_in_words(cluster: Cluster) -> list[str]:
    """What the models do, those that answer first: "Llama-3.2-3B ready", "loading Qwen3 40%", "m failed: full"."""
    parts = []
    for state in (ModelState.READY, ModelState.BUSY):
        names = [short(model.id) for model in cluster.models if model.state is state]
        more = f" and {len(names) - NAMED_MODELS} more" if len(names) > NAMED_MODELS else ""
        parts += [f"{', '.join(names[:NAMED_MODELS])}{more} {state.value}"] if names else []
    for model in cluster.models:
        if model.state is ModelState.FAILED:
            # What a stale node causes is told with the node.
            why = "" if any(node.stale and node.name in model.nodes for node in cluster.nodes) else model.error
            parts.append(f"{short(model.id)} failed" + (f": {clipped(why)}" if why else ""))
        elif not model.answers:
            share = "" if model.progress is None else f" {model.progress:.0%}"
            parts.append(f"{model.state.value} {short(model.id)}{share}")
    return parts


def clipped(text: str, longest: int = 120) -> str:
    """A text on one line that fits into a menu or tooltip."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def short(model: str) -> str:
    """A model's name without its owner."""
    return model.rsplit("/", 1)[-1]


def tooltip(snapshot: Snapshot) -> str:
    """What the icon says in words: the state, then one phrase for each provider that is switched on, by its name."""
    lines = [headline(snapshot)]
    lines += [phrase(one) for one in snapshot.providers if one.enabled]
    lines += [line for line in (snapshot.keyring, snapshot.settings) if line]
    return "\n".join(lines)


def seconds(value: float) -> str:
    return f"{value:.1f} s" if value < 60 else f"{value / 60:.1f} min"


def milliseconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 10 else seconds(value)


TINY_NOTE = (
    "This came from the tiny starter model that ships with TrayBridge: it is quick and private, and often wrong. "
    "For better answers start Exo, or enter a key for OpenRouter or Hugging Face."
)
"""Said under the first answers of the embedded model."""


def where(error: TrayBridgeError) -> str:
    """The place that an error names, ready to stand before its words: "config.toml:3: "; "" where it names none."""
    if not isinstance(error, BadConfig) or not error.path:
        return ""
    name = error.path.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name}:{error.line}: " if error.line else f"{name}: "


def in_one_line(error: TrayBridgeError) -> str:
    """What happened and where, for a menu or a tooltip: "config.toml:3: failover must be true or false"."""
    return f"{where(error)}{error.title}"
