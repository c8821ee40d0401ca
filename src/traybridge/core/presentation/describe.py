"""Where an answer came from and how everything is, in the words that every surface uses (pure)."""

from collections.abc import Sequence

from traybridge.core.chat import Source
from traybridge.core.cluster import Cluster, ClusterState, ModelState
from traybridge.core.errors import BadConfig, TrayBridgeError
from traybridge.core.formatting import dollars, elapsed, speed
from traybridge.core.i18n import clipped, counted, joined, msg
from traybridge.core.model_names import model_name
from traybridge.core.outcome import Outcome
from traybridge.core.presentation.status import ProviderStatus, words_of_cluster, words_of_model
from traybridge.core.provenance import Attempt, Provenance, Skip
from traybridge.core.provider_lookup import Label

NAMED_MODELS = 3
"""How many of the models that answer are named in one phrase; 0.x has all that it knows."""

_QUIET_SKIPS = frozenset({"off", "only", "pinned", "failover_off", "not_needed", "stopped"})
"""Reasons that somebody chose, or that explain nothing: they are told on demand, not under every answer."""


def provenance_line(provenance: Provenance, label: Label, order: Sequence[str] = ()) -> str:
    """One quiet line: "Exo · Llama 3.2 3B · 2 nodes · 1.2 s · 31 tok/s", and why it was not somebody earlier.

    ``label`` turns a provider id into its name; ``order`` is the order of priority, so that only those who stand
    before the one that answered are explained.
    """
    if provenance.provider is None:
        return msg("no answer")
    parts: list[str] = [msg("TrayBridge itself") if provenance.own_words else label(provenance.provider)]
    if provenance.model:
        parts.append(model_name(provenance.model))
    if len(provenance.nodes) > 1:
        parts.append(counted("{count} node", "{count} nodes", len(provenance.nodes)))
    parts.append(elapsed(provenance.total))
    if provenance.tokens_per_second:
        parts.append(speed(provenance.tokens_per_second))
    if provenance.cost:
        parts.append(dollars(provenance.cost))
    line = joined(" · ", parts)
    if provenance.substituted:
        line = msg("{line} – instead of {model}", line=line, model=provenance.asked_model)
    because = why_not_earlier(provenance, label, order)
    return msg("{line} – {because}", line=line, because=because) if because else line


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
    return joined(
        "; ",
        (
            msg("{name}: {what}", name=label(provider), what=reason)
            for provider, reason in reasons.items()
            if provider != answered
        ),
    )


def attempt_line(attempt: Attempt, label: Label) -> str:
    """One attempt: "OpenRouter (openrouter/auto): rate limit reached, 212 ms"."""
    return msg(
        "{name} ({model}): {what}, {time}",
        name=label(attempt.provider),
        model=attempt.model,
        what=msg("answered") if attempt.outcome is Outcome.OK else attempt.reason,
        time=elapsed(attempt.seconds),
    )


def skip_line(skip: Skip, label: Label) -> str:
    """One provider that was not asked, and why."""
    return msg("{name}: not asked, {reason}", name=label(skip.provider), reason=skip.reason)


def trace_lines(provenance: Provenance, label: Label) -> list[str]:
    """The whole story, one line each: who was asked with which outcome, then who was not and why."""
    lines = [attempt_line(attempt, label) for attempt in provenance.attempts]
    lines += [skip_line(skip, label) for skip in provenance.skipped]
    if provenance.ttft is not None:
        first, total = elapsed(provenance.ttft), elapsed(provenance.total)
        lines.append(msg("first word after {first}, {total} in all", first=first, total=total))
    if provenance.nodes:
        lines.append(msg("nodes: {nodes}", nodes=", ".join(provenance.nodes)))
    if provenance.usage:
        usage = provenance.usage
        lines.append(
            msg("{read} tokens read, {written} written", read=usage.prompt_tokens, written=usage.completion_tokens)
        )
    if provenance.tokens_per_second:
        lines.append(speed(provenance.tokens_per_second))
    if provenance.cost is not None:
        lines.append(msg("free") if provenance.cost == 0 else msg("cost ${cost:.6f}", cost=provenance.cost))
    return lines


def phrase(one: ProviderStatus) -> str:
    """One phrase for one provider: "Exo: 2 nodes, Llama 3.2 3B ready"."""
    return msg("{name}: {what}", name=one.label, what=detail(one))


def detail(one: ProviderStatus) -> str:
    """The same without the name."""
    if one.reason and one.cluster is None:
        return one.reason
    if one.cluster is not None:
        return cluster_words(one)
    if one.traits.is_starter:
        return msg("ready (tiny)")
    return msg("ok")


def concern(one: ProviderStatus) -> str:
    """What is not as it should be with a provider that is switched on, "" where all is well."""
    cluster = one.cluster
    if cluster is None:
        return one.reason
    stale = any(node.stale for node in cluster.nodes)
    calm = one.usable and not one.reason and not stale and all(model.answers for model in cluster.models)
    return "" if calm else cluster_words(one)


def cluster_words(one: ProviderStatus) -> str:
    """Nodes and what they hold."""
    cluster = one.cluster
    if cluster is None or cluster.state is ClusterState.OFFLINE:
        return one.reason or msg("not running")
    if not cluster.nodes:
        return one.reason or words_of_cluster(cluster)
    count = len(cluster.nodes)
    parts: list[str] = [counted("{count} node", "{count} nodes", count)]
    if stale := [node.name for node in cluster.nodes if node.stale]:
        parts.append(msg("{nodes} not seen lately", nodes=", ".join(stale)))
    held = _models_in_words(cluster)
    parts += held or ([] if stale else [words_of_cluster(cluster)])
    if one.reason and (one.health != "ok" or (not one.usable and any(model.answers for model in cluster.models))):
        parts.append(one.reason)
    return joined(", ", parts)


def _models_in_words(cluster: Cluster) -> list[str]:
    """What the models do, those that answer first: "Llama 3.2 3B ready", "loading Qwen3 40%", "m failed: full"."""
    parts: list[str] = []
    if ready := _named(cluster, ModelState.READY):
        parts.append(msg("{models} ready", models=ready))
    if busy := _named(cluster, ModelState.BUSY):
        parts.append(msg("{models} busy", models=busy))
    for model in cluster.models:
        if model.state is ModelState.FAILED:
            # What a stale node causes is told with the node.
            why = "" if any(node.stale and node.name in model.nodes for node in cluster.nodes) else model.error
            name = model_name(model.id)
            failed = msg("{model} failed: {why}", model=name, why=clipped(why)) if why else None
            parts.append(failed or msg("{model} failed", model=name))
        elif not model.answers:
            parts.append(words_of_model(model))
    return parts


def _named(cluster: Cluster, state: ModelState) -> str:
    """The models in one state by name, the first few of many; "" where there is none."""
    names = [model_name(model.id) for model in cluster.models if model.state is state]
    first, more = ", ".join(names[:NAMED_MODELS]), len(names) - NAMED_MODELS
    return counted("{models} and {count} more", "{models} and {count} more", more, models=first) if more > 0 else first


def queue_words(name: str, place: int) -> str:
    """Where a question stands among those that a host has taken: "third in Exo's queue"."""
    match place:
        case 1:
            return msg("next in {name}'s queue", name=name)
        case 2:
            return msg("second in {name}'s queue", name=name)
        case 3:
            return msg("third in {name}'s queue", name=name)
        case _:
            return msg("number {place} in {name}'s queue", name=name, place=place)


def source_lines(sources: Sequence[Source]) -> list[str]:
    """The pages that an answer refers to, one line each, numbered as the answer numbers them."""
    return [
        f"[{number}] {source.title} – {source.url}" if source.title else f"[{number}] {source.url}"
        for number, source in enumerate(sources, start=1)
    ]


TINY_NOTE = msg(
    "This came from the tiny starter model that ships with TrayBridge: it is quick and private, speaks English only, "
    "and is often wrong. Better answers come from Exo, or from a provider such as OpenRouter or Hugging Face."
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
    return joined("", (where(error), error.title)) if where(error) else error.title
