"""Dot: who and how. ``Dot("local", tr("Ready"))``: a disc is ready, a ring is off, a triangle needs the person."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from traybridge.desktop.widgets.icons import draw_icon
from traybridge.desktop.widgets.sizes import DOT, SMALL_ICON
from traybridge.desktop.widgets.theme import theme

DotState = Literal["local", "cloud", "starter", "off", "needs"]
OldState = Literal["good", "none", "warning"]
_TODAY: dict[str, DotState] = {"good": "local", "none": "off", "warning": "needs"}
FILLS: dict[str, str] = {"local": "local_fill", "cloud": "cloud_fill", "starter": "faint"}


class Dot(QWidget):
    """See the module. The words are for screen readers: colour and shape alone say nothing to them."""

    def __init__(
        self, state: DotState | OldState | QWidget | None = "off", words: str = "", parent: QWidget | None = None
    ) -> None:
        if isinstance(state, QWidget) or state is None:
            parent = state
        super().__init__(parent)
        self.state: DotState | OldState = "off" if isinstance(state, QWidget) or state is None else state
        self.setAccessibleName(words)
        self._fit()

    def show_state(self, state: DotState | OldState, words: str) -> None:
        self.setAccessibleName(words)
        if state != self.state:
            self.state = state
            self._fit()
            self.update()

    def _fit(self) -> None:
        side = theme().px(dot_size(self.state))
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        with QPainter(self) as painter:
            paint_dot(painter, QRectF(self.rect()), self.state)


def dot_size(state: str) -> int:
    """How wide a dot is, for the usual size of text: the triangle is as large as an icon."""
    return SMALL_ICON if _TODAY.get(state, state) == "needs" else DOT


def paint_dot(painter: QPainter, box: QRectF | QRect, state: str, *, outlined: bool = False) -> None:
    """Draw a dot in the middle of a box; ``outlined``: a line of the text's colour, for selected rows."""
    colour = theme().colour
    state = _TODAY.get(state, state)
    side = float(theme().px(dot_size(state)))
    place = QRectF(0, 0, side, side)
    place.moveCenter(QRectF(box).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == "needs":
        draw_icon(painter, "warn", place, colour("bad"))
    elif state == "off":
        painter.setPen(QPen(colour("faint"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place.adjusted(0.75, 0.75, -0.75, -0.75))
    else:
        painter.setPen(QPen(colour("text"), 1) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(colour(FILLS[state]))
        painter.drawEllipse(place.adjusted(0.5, 0.5, -0.5, -0.5) if outlined else place)
    painter.restore()


def draw_dot(painter: QPainter, box: QRectF, state: str, _palette: QPalette) -> None:
    """Draw a dot as windows that are not rebuilt yet ask for it."""
    paint_dot(painter, box, state)
