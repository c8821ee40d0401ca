"""A switch: a check box in the form that settings have today; keyboard and screen readers meet a check box."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QCheckBox, QSizePolicy, QWidget

from traybridge.desktop.widgets.system_palette import card_colour, colour_of, mix

WIDTH, HEIGHT = 38, 22
RING = 2


class Switch(QCheckBox):
    """On or off. ``name`` is what a screen reader says; the knob's place shows the state, not only the colour."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(WIDTH + 2 * RING + 2, HEIGHT + 2 * RING + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        palette = QApplication.palette()
        accent, quiet = palette.color(QPalette.ColorRole.Highlight), colour_of("note", palette)
        card = card_colour(palette)
        on = self.isChecked()
        body = QRectF((self.width() - WIDTH) / 2, (self.height() - HEIGHT) / 2, WIDTH, HEIGHT)
        knob = HEIGHT - 8
        right = on != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        x = body.right() - 4 - knob if right else body.left() + 4
        faint = 0.0 if self.isEnabled() else 0.55
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.hasFocus():
                painter.setPen(QPen(accent, RING))
                ring = body.adjusted(-RING, -RING, RING, RING)
                painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
            painter.setPen(QPen(mix(accent if on else quiet, card, faint), 1.5))
            painter.setBrush(mix(accent, card, faint) if on else card)
            edge = body.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.HighlightedText) if on else mix(quiet, card, faint))
            painter.drawEllipse(QRectF(x, body.top() + 4, knob, knob))
