"""The mark of a state, by shape and colour."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from traybridge.desktop.widgets.system_palette import Kind, colour_of


class Dot(QWidget):
    """How somebody is, by shape and colour: ``good`` a disc, ``none`` a ring, ``warning`` a triangle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: Literal["good", "none", "warning"] = "none"
        self.setFixedSize(QSize(14, 14))

    def show_state(self, state: Literal["good", "none", "warning"], words: str) -> None:
        self.setAccessibleName(words)
        if state != self.state:
            self.state = state
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            draw_dot(painter, QRectF(self.rect()), self.state, QApplication.palette())


def draw_dot(painter: QPainter, box: QRectF, state: str, palette: QPalette) -> None:
    """Draw the mark of a state into a box."""
    kind: Kind = "good" if state == "good" else "warning" if state == "warning" else "note"
    colour = colour_of(kind, palette)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = box.adjusted(2.5, 2.5, -2.5, -2.5)
    if state == "warning":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon([inner.bottomLeft(), inner.bottomRight(), (inner.topLeft() + inner.topRight()) / 2])
    else:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if state == "good" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(inner)
    painter.restore()
