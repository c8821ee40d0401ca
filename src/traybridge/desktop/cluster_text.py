"""A cluster's machines in words, as the menu and the settings show them."""

from traybridge.core.cluster import Node
from traybridge.core.formatting import memory
from traybridge.desktop.language import tr

LOADS = "1.x"
"""The dialect in which a cluster can be told to load and unload."""
JUST_NOW = 2.0
"""Seconds within which a machine counts as seen just now."""


def node_words(node: Node) -> str:
    """One machine in words: Mac Studio, 41 of 64 GB, seen just now."""
    parts = [node.name]
    if node.memory_total:
        parts.append(tr(memory(node.memory_used, node.memory_total)))
    return ", ".join(part for part in (*parts, seen_words(node)) if part)


def seen_words(node: Node) -> str:
    """When a machine was seen last: "not seen for 12 s" where that is too long ago, "" where nobody knows."""
    if node.stale:
        return tr("not seen for {seconds:.0f} s", seconds=node.last_seen or 0)
    if node.last_seen is None:
        return ""
    return tr("seen just now") if node.last_seen < JUST_NOW else tr("seen {seconds:.0f} s ago", seconds=node.last_seen)
