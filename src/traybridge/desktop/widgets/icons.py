"""The line icons of the windows, drawn from resources/icons/interface with QPainter: no QtSvg is loaded for them.

A 20-pixel grid, strokes of 1.5 with round ends (look.md, "Components"). Pixmaps are kept by name, size, colour and
device pixel ratio, so that a list repaints without drawing anything anew.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from traybridge.desktop.widgets.svg_path import parse
from traybridge.resources import resource

GRID = 20
STROKE = 1.5
_PATH = re.compile(r'<path d="([^"]*)" fill="([^"]*)"')
"""How the files write a path; they are ours, so nothing else is read."""

MIRRORED = frozenset(
    {"chevron-left", "chevron-right", "swap", "link-out", "attach", "route", "compose", "sidebar", "panel", "again"}
)
"""Icons that point: drawn the other way round where text runs from right to left (look.md, "Right to left")."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One path of an icon: filled, or drawn as a line."""

    path: QPainterPath
    filled: bool


@lru_cache(maxsize=128)
def strokes(name: str) -> tuple[Stroke, ...]:
    """Read an icon's paths. Raises FileNotFoundError for a name that is not in resources/icons/interface."""
    text = (resource("icons") / "interface" / f"{name}.svg").read_text(encoding="utf-8")
    return tuple(Stroke(painter_path(data), fill != "none") for data, fill in _PATH.findall(text))


def painter_path(data: str) -> QPainterPath:
    """Turn SVG path data into a path of Qt's. Raises BadPath."""
    path = QPainterPath()
    for letter, numbers in parse(data):
        match letter:
            case "M":
                path.moveTo(*numbers)
            case "L":
                path.lineTo(*numbers)
            case "C":
                path.cubicTo(*numbers)
            case _:
                path.closeSubpath()
    return path


def names() -> Sequence[str]:
    """Every icon there is, by name."""
    return sorted(path.stem for path in (resource("icons") / "interface").glob("*.svg"))


def draw_icon(painter: QPainter, name: str, place: QRectF, colour: QColor, *, mirrored: bool = False) -> None:
    """Draw an icon into a square; ``mirrored``: the window runs from right to left."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / GRID, place.height() / GRID)
    if mirrored and name in MIRRORED:
        painter.translate(GRID, 0)
        painter.scale(-1, 1)
    pen = QPen(colour, STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    for stroke in strokes(name):
        if stroke.filled:
            painter.fillPath(stroke.path, colour)
        else:
            painter.strokePath(stroke.path, pen)
    painter.restore()


@lru_cache(maxsize=512)
def icon_pixmap(name: str, size: int, colour: str, ratio: float = 1.0, *, mirrored: bool = False) -> QPixmap:
    """Return an icon of ``size`` logical pixels in a colour ("#rrggbb") for a screen's device pixel ratio."""
    side = max(1, round(size * ratio))
    pixmap = QPixmap(side, side)
    pixmap.fill(QColor(0, 0, 0, 0))
    with QPainter(pixmap) as painter:  # a painter that outlives its pixmap aborts the process
        draw_icon(painter, name, QRectF(0, 0, side, side), QColor(colour), mirrored=mirrored)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
