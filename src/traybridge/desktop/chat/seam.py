"""Where an answer broke off: a dashed line with the reason in its middle."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from traybridge.desktop.widgets.foreign_text import one_line, tooltip_text
from traybridge.desktop.widgets.painting import paint_line
from traybridge.desktop.widgets.sizes import INSIDE
from traybridge.desktop.widgets.theme import theme

HEIGHT = 24
LONGEST = 300
SHORTEST_LINE = 16


class Seam(QLabel):
    """See the module; a label, so that a screen reader says it."""

    def __init__(self, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(one_line(reason, LONGEST))
        self.setToolTip(tooltip_text(self.text()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(theme().px(200), theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme().px(80), theme().px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        font, middle = theme().font("note"), self.height() // 2
        room = self.width() - 2 * (INSIDE + SHORTEST_LINE)
        words = min(room, QFontMetrics(font).horizontalAdvance(self.text()) + 1)
        start = (self.width() - words) // 2
        with QPainter(self) as painter:
            painter.setPen(QPen(theme().colour("line_strong"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(0, middle, start - INSIDE, middle)
            painter.drawLine(start + words + INSIDE, middle, self.width(), middle)
            painter.setFont(font)
            painter.setPen(theme().colour("muted"))
            paint_line(painter, self.text(), QRect(start, 0, words, self.height()), Qt.AlignmentFlag.AlignHCenter)
