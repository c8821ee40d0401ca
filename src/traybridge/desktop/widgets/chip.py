"""Chip: a state that can be pressed to change it, with a sign. ``Chip(tr("Local only"), "lock")``; ``clicked``."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from traybridge.desktop.widgets.badge import BadgeKind, badge_colours
from traybridge.desktop.widgets.control import Control
from traybridge.desktop.widgets.foreign_text import menu_text
from traybridge.desktop.widgets.painting import mirrored, paint_icon, paint_line, round_box
from traybridge.desktop.widgets.sizes import CHIP, SMALL_ICON
from traybridge.desktop.widgets.theme import theme

LEAD, GAP, END = 7, 5, 10


class Chip(Control):
    """See the module."""

    ring_radius = CHIP / 2

    def __init__(self, text: str, icon: str = "", kind: BadgeKind = "local", parent: QWidget | None = None) -> None:
        self._words, self._icon, self._kind = text, icon, kind
        super().__init__("", parent)
        self.setText(menu_text(text))

    def wanted(self) -> QSize:
        font = theme().font("row")
        icon = theme().px(SMALL_ICON) + GAP if self._icon else GAP
        return QSize(LEAD + icon + QFontMetrics(font).horizontalAdvance(self._words) + END + 1, theme().px(CHIP))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        ground, ink = badge_colours(self._kind)
        colour = theme().colour
        if self.isDown() or self.hovered:
            ground = colour("pressed" if self.isDown() else "hover")
            ink = colour("text")
        line = None
        side = theme().px(SMALL_ICON)
        icon = QRect(LEAD, (self.height() - side) // 2, side, side)
        words = self.rect().adjusted(LEAD + (side + GAP if self._icon else GAP), 0, -END, 0)
        with QPainter(self) as painter:
            if not self.isEnabled():
                ink, line = colour("faint"), colour("line")
            round_box(painter, self.rect(), self.height() / 2, ground if line is None else None, line)
            painter.setFont(theme().font("row"))
            painter.setPen(ink)
            if self._icon:
                paint_icon(painter, self._icon, mirrored(self, icon), ink, self)
            paint_line(painter, self._words, mirrored(self, words), direction=self.layoutDirection())
