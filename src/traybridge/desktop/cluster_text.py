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
    if node.stale:
        parts.append(tr("not seen for {seconds:.0f} s", seconds=node.last_seen or 0))
    elif node.last_seen is not None:
        just_now = node.last_seen < JUST_NOW
        parts.append(tr("seen just now") if just_now else tr("seen {seconds:.0f} s ago", seconds=node.last_seen))
    return ", ".join(parts)
