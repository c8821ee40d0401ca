"""What the tray's icon shows, read back from the pixels that the host was sent.

The colour is that of a light bar. States that look the same (40 % and 41 % loaded) are one.
"""

import array
import os
import sys
from collections.abc import Iterable
from functools import cache
from itertools import product

from PySide6.QtGui import QImage

from traybridge.desktop.glyph.composition import Badge, Cloud, ClusterPier, Deck, TrayState, compose
from traybridge.desktop.glyph.pictures import ON_EITHER, paint

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZE = 64
CLUSTERS = (
    ClusterPier("none"),
    ClusterPier("ready"),
    *(ClusterPier("loading", percent) for percent in range(101)),
)
CLOUDS: tuple[Cloud, ...] = ("none", "reachable", "locked")
DECKS: tuple[Deck, ...] = ("starting", "whole", "occupied", "struck")
BADGES: tuple[Badge, ...] = ("none", "attention")


def drawn(state: TrayState, size: int = SIZE, *, phase: int = 0, colour: str = ON_EITHER) -> bytes:
    """The pixels of a state as StatusNotifierItem carries them: ARGB32 in network order. Needs a QGuiApplication."""
    pixmap = paint(((part, colour) for part in compose(state, size, phase)), size)
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)  # must outlive its bits
    pixels = array.array("I", bytes(image.constBits()))
    if sys.byteorder == "little":
        pixels.byteswap()
    return pixels.tobytes()


@cache
def _known() -> dict[bytes, TrayState]:
    found: dict[bytes, TrayState] = {}
    for parts in product(CLUSTERS, CLOUDS, DECKS, BADGES, (False, True)):
        state = TrayState(*parts)
        found.setdefault(drawn(state), state)
    return found


def same(state: TrayState) -> TrayState:
    """The first state that looks like this one."""
    return _known()[drawn(state)]


def read(pixmaps: Iterable[tuple[int, int, bytes]]) -> TrayState:
    """The state that an icon shows (`IconPixmap`); a moving dot counts as the one at rest.

    Raises AssertionError for a drawing that is none of ours.
    """
    [pixels] = [bytes(pixels) for width, _, pixels in pixmaps if width == SIZE]
    state = _known().get(pixels)
    if state is None:
        raise AssertionError("the icon shows nothing that is known")
    return state
