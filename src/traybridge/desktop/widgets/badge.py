"""Badge: one word about a thing, such as Ready, Free or 128k. ``Badge(tr("Ready"), "local")``; it is not pressed."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from traybridge.desktop.widgets.foreign_text import one_line
from traybridge.desktop.widgets.painting import paint_line, round_box
from traybridge.desktop.widgets.sizes import BADGE, RADIUS_BADGE
from traybridge.desktop.widgets.theme import tabular, theme

BadgeKind = Literal["plain", "local", "cloud", "warn", "bad"]
PAD = 6
LONGEST = 40


class Badge(QLabel):
    """See the module."""

    def __init__(self, text: str, kind: BadgeKind = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: BadgeKind = kind
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, kind)

    def say(self, text: str, kind: BadgeKind | None = None) -> None:
        """Show another word, of another kind if one is given."""
        self._kind = kind or self._kind
        self.setText(one_line(text, LONGEST))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        words = QFontMetrics(badge_font()).horizontalAdvance(self.text())
        return QSize(words + 2 * theme().px(PAD) + 1, theme().px(BADGE))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        ground, ink = badge_colours(self._kind)
        with QPainter(self) as painter:
            round_box(painter, self.rect(), theme().px(RADIUS_BADGE), ground)
            painter.setFont(badge_font())
            painter.setPen(ink)
            paint_line(painter, self.text(), self.rect(), Qt.AlignmentFlag.AlignHCenter)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()


def badge_font() -> QFont:
    return tabular(theme().font("cap"))


def badge_colours(kind: BadgeKind) -> tuple[QColor, QColor]:
    """The ground and the ink of a kind."""
    colour = theme().colour
    if kind == "plain":
        return colour("sunken"), colour("muted")
    return colour(f"{kind}_soft"), colour(kind)
