"""A cluster's machines in words, as the menu and the settings show them."""

from traybridge.core.cluster import Node
from traybridge.desktop.language import tr

GIB = 1024**3
LOADS = "1.x"
"""The dialect in which a cluster can be told to load and unload."""
JUST_NOW = 2.0
"""Seconds within which a machine counts as seen just now."""


def node_words(node: Node) -> str:
    """One machine in words: Mac Studio, 41 of 64 GB, seen just now."""
    parts = [node.name]
    if node.memory_total:
        total = node.memory_total / GIB
        if node.memory_used is None:
            parts.append(tr("{total:.0f} GB", total=total))
        else:
            parts.append(tr("{used:.0f} of {total:.0f} GB", used=node.memory_used / GIB, total=total))
    if node.stale:
        parts.append(tr("not seen for {seconds:.0f} s", seconds=node.last_seen or 0))
    elif node.last_seen is not None:
        just_now = node.last_seen < JUST_NOW
        parts.append(tr("seen just now") if just_now else tr("seen {seconds:.0f} s ago", seconds=node.last_seen))
    return ", ".join(parts)
