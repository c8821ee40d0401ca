"""How everything is, as a compact table for people (pure): what ``status`` prints, and the running instance sends."""

from collections.abc import Mapping
from typing import Any

from traybridge.core.routes import KeyState
from traybridge.core.status import ProviderStatus, Snapshot
from traybridge.core.words import detail, headline, milliseconds

GIB = 1024**3


def view(snapshot: Snapshot) -> dict[str, Any]:
    """The parts of the view as plain values that fit into a control reply."""
    return {
        "headline": headline(snapshot),
        "rows": [_row(one) for one in snapshot.providers],
        "nodes": [row for one in snapshot.providers for row in _nodes(one)],
        "notes": list(snapshot.attention),
    }


def _row(one: ProviderStatus) -> list[str]:
    """Mark, name, how it is, latency, models."""
    mark = "●" if one.usable else "○" if one.enabled else "–"
    latency = "" if one.latency is None else milliseconds(one.latency)
    models = f"{len(one.models)} model{'' if len(one.models) == 1 else 's'}" if one.models else ""
    return [mark, one.label, _detail(one), ", ".join(part for part in (latency, models) if part)]


def _detail(one: ProviderStatus) -> str:
    if one.health == "unknown":
        return one.reason
    words = detail(one)
    return f"{words} (keyring locked)" if one.key is KeyState.LOCKED and one.usable else words


def _nodes(one: ProviderStatus) -> list[str]:
    if one.cluster is None or not one.enabled:
        return []
    return [f"{node.name}: {_memory(node.memory_used, node.memory_total)}{_seen(node)}" for node in one.cluster.nodes]


def _memory(used: int | None, total: int | None) -> str:
    if used is None or total is None:
        return "memory unknown"
    return f"{used / GIB:.1f} of {total / GIB:.0f} GiB used"


def _seen(node: Any) -> str:
    return ", not seen lately" if node.stale else ""


def lines(view: Mapping[str, Any]) -> tuple[str, list[list[str]], list[str]]:
    """Headline, rows of the table and what stands below it."""
    return view["headline"], view["rows"], [*view["nodes"], *(f"! {note}" for note in view["notes"])]
