"""How everything is, as a compact table for people (pure): ``status`` prints it, the running instance sends it."""

from typing import Any

from traybridge.core.cluster import LoadedModel, Node, activity
from traybridge.core.formatting import age, elapsed, memory
from traybridge.core.presentation.describe import detail, phrase
from traybridge.core.presentation.documents import status_document
from traybridge.core.presentation.headline import headline
from traybridge.core.presentation.status import ProviderStatus, Snapshot

OLD_SECONDS = 5.0
"""From this age on it is said how old what is shown is."""


def status_reply(snapshot: Snapshot, wall: float) -> dict[str, Any]:
    """How everything is, for scripts and for people: what the running instance sends. ``wall`` in seconds."""
    return {"status": status_document(snapshot, wall), "view": view(snapshot)}


def view(snapshot: Snapshot) -> dict[str, Any]:
    """The parts of the view as plain values, which fit into a control reply."""
    nodes = [row for one in snapshot.providers for row in _nodes(one)]
    return {
        "headline": headline(snapshot),
        "rows": [_row(one) for one in snapshot.providers],
        "below": [*nodes, *(f"! {note}" for note in snapshot.attention)],
    }


def _row(one: ProviderStatus) -> list[str]:
    """Mark, name, how it is, and figures."""
    mark = "●" if one.usable else "○" if one.enabled else "–"
    models = f"{len(one.models)} model{'' if len(one.models) == 1 else 's'}" if one.models else ""
    latency = elapsed(one.latency) if one.usable and one.latency is not None else ""
    old = age(one.age) if one.enabled and one.age is not None and one.age >= OLD_SECONDS else ""
    figures = [models, latency, old]
    return [mark, one.label, detail(one), ", ".join(part for part in figures if part)]


def _nodes(one: ProviderStatus) -> list[str]:
    if one.cluster is None or not one.enabled:
        return []
    return [f"  {one.label} node {node.name}: {_memory(node)}" for node in one.cluster.nodes]


def cluster_lines(one: ProviderStatus) -> list[str]:
    """One cluster in full: how it is, its nodes, its models."""
    lines = [phrase(one)]
    if one.cluster is not None:
        lines += [f"  node {node.name}: {_memory(node)}" for node in one.cluster.nodes]
        lines += [f"  model {model.id}: {_model(model)}" for model in one.cluster.models]
    return lines


def _model(model: LoadedModel) -> str:
    return f"{activity(model)} ({model.error})" if model.error else activity(model)


def _memory(node: Node) -> str:
    used, total = node.memory_used, node.memory_total
    words = f"{memory(used, total)} used" if total and used is not None else "memory unknown"
    return f"{words}, not seen lately" if node.stale else words
