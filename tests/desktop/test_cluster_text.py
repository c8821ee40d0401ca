"""One machine in words."""

import pytest

from traybridge.core.cluster import Node
from traybridge.core.formatting import GIGABYTE as GIB
from traybridge.desktop.cluster_text import node_words


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (Node("a", "Studio"), "Studio"),
        (Node("a", "Studio", memory_total=64 * GIB), "Studio, 64 GB"),
        (
            Node("a", "Studio", memory_total=64 * GIB, memory_used=41 * GIB, last_seen=0.4),
            "Studio, 41 of 64 GB, seen just now",
        ),
        (Node("a", "Studio", last_seen=5.2), "Studio, seen 5 s ago"),
        (Node("a", "Studio", last_seen=42.0, stale=True), "Studio, not seen for 42 s"),
    ],
)
def test_a_machine_says_what_is_known_of_it(node: Node, words: str):
    assert node_words(node) == words
