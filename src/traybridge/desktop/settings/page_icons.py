"""The small signs beside the pages' names: lines on an 18-unit grid, in the colour of the text beside them."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

GRID_UNITS = 18
STROKE = 1.5


def _sliders() -> QPainterPath:
    path = QPainterPath()
    for y, knob in ((5.5, 12.0), (12.5, 6.0)):
        path.moveTo(2, y)
        path.lineTo(knob - 2, y)
        path.moveTo(knob + 2, y)
        path.lineTo(16, y)
        path.addEllipse(QPointF(knob, y), 2, 2)
    return path


def _stack() -> QPainterPath:
    path = QPainterPath()
    for y in (3.0, 10.0):
        path.addRoundedRect(QRectF(2.5, y, 13, 5), 1.5, 1.5)
        path.addEllipse(QPointF(12.5, y + 2.5), 0.4, 0.4)
    return path


def _fork() -> QPainterPath:
    path = QPainterPath(QPointF(2, 9))
    path.lineTo(6, 9)
    for y in (4.5, 13.5):
        path.moveTo(6, 9)
        path.cubicTo(9, 9, 8, y, 11.5, y)
        path.lineTo(15.5, y)
        path.moveTo(13.2, y - 2.2)
        path.lineTo(15.5, y)
        path.lineTo(13.2, y + 2.2)
    return path


def _cluster() -> QPainterPath:
    path = QPainterPath()
    knots = (QPointF(9, 4.5), QPointF(4, 13), QPointF(14, 13))
    for knot in knots:
        path.addEllipse(knot, 2.3, 2.3)
    path.moveTo(7.8, 6.6)
    path.lineTo(5.2, 10.9)
    path.moveTo(10.2, 6.6)
    path.lineTo(12.8, 10.9)
    path.moveTo(6.4, 13)
    path.lineTo(11.6, 13)
    return path


def _lock() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(3.5, 8, 11, 7.5), 1.8, 1.8)
    path.moveTo(5.8, 8)
    path.lineTo(5.8, 5.7)
    path.arcTo(QRectF(5.8, 2.5, 6.4, 6.4), 180, -180)
    path.lineTo(12.2, 8)
    path.moveTo(9, 11)
    path.lineTo(9, 12.6)
    return path


def _pulse() -> QPainterPath:
    path = QPainterPath(QPointF(1.8, 9.5))
    for x, y in ((5, 9.5), (7, 3.8), (10.5, 14.5), (12.6, 9.5), (16.2, 9.5)):
        path.lineTo(x, y)
    return path


_SIGNS: dict[str, Callable[[], QPainterPath]] = {
    "general": _sliders,
    "providers": _stack,
    "routing": _fork,
    "exo": _cluster,
    "privacy": _lock,
    "diagnostics": _pulse,
}


def draw_sign(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw a page's sign into a square box; an unknown name draws nothing."""
    make = _SIGNS.get(name)
    if make is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    scale = box.width() / GRID_UNITS
    painter.scale(scale, scale)
    pen = QPen(colour, STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(make())
    painter.restore()
