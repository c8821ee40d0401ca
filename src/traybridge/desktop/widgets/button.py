"""Button: a word that does what it says. ``Button("Load", "primary")``; ``clicked``.

Kinds: "plain" has a line around it; "primary" is filled with the accent, at most one in view; "quiet" is a link.
"""

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from traybridge.desktop.widgets.control import Control
from traybridge.desktop.widgets.foreign_text import menu_text
from traybridge.desktop.widgets.painting import mirrored, paint_icon, paint_line, round_box
from traybridge.desktop.widgets.sizes import (
    BUTTON,
    BUTTON_PAD,
    ICON,
    QUIET_PAD,
    RADIUS_CONTROL,
    SMALL_BUTTON,
    SMALL_BUTTON_PAD,
    SMALL_ICON,
)
from traybridge.desktop.widgets.theme import theme

ButtonKind = Literal["plain", "primary", "quiet"]
GAP = 6


class Button(Control):
    """See the module. ``small`` is for rows of lists; ``icon`` stands before the word, with ``icon_last`` after it."""

    def __init__(
        self,
        text: str,
        kind: ButtonKind = "plain",
        parent: QWidget | None = None,
        *,
        icon: str = "",
        icon_last: bool = False,
        small: bool = False,
    ) -> None:
        self._kind: ButtonKind = kind
        self._icon = icon
        self._icon_last = icon_last
        self._small = small
        self._words = text
        super().__init__("", parent)
        self.setText(text)

    @property
    def kind(self) -> ButtonKind:
        return self._kind

    def set_kind(self, kind: ButtonKind) -> None:
        self._kind = kind
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        """Change the word; an "&" in it is one, and no shortcut."""
        self._words = text
        super().setText(menu_text(text))
        self.updateGeometry()
        self.update()

    def wanted(self) -> QSize:
        width = 2 * self._pad + self.words_width()
        if self._icon:
            width += self._icon_px + (GAP if self._words else 0)
        return QSize(width, theme().px(SMALL_BUTTON if self._small else BUTTON))

    def words_width(self) -> int:
        return QFontMetrics(self._font).horizontalAdvance(self._words) + (1 if self._words else 0)

    @property
    def _font(self) -> QFont:
        font = theme().font("note" if self._small else "row")
        font.setWeight(QFont.Weight.Medium)
        return font

    @property
    def _pad(self) -> int:
        if self._kind == "quiet":
            return theme().px(QUIET_PAD)
        return theme().px(SMALL_BUTTON_PAD if self._small else BUTTON_PAD)

    @property
    def _icon_px(self) -> int:
        return theme().px(SMALL_ICON if self._small else ICON)

    def colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Ground, line and ink as they are now."""
        colour = theme().colour
        if not self.isEnabled():
            return None, (None if self._kind == "quiet" else colour("line")), colour("faint")
        state = "pressed" if self.isDown() else "hover" if self.hovered else ""
        if self._kind == "primary":
            accent = colour(f"accent_{state}" if state else "accent")
            return accent, accent, colour("on_accent")
        ground = colour(state) if state else (None if self._kind == "quiet" else colour("raised"))
        if self._kind == "quiet":
            return ground, None, colour("text" if state else "accent_text")
        return ground, colour("line_strong"), colour("text")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        ground, line, ink = self.colours()
        with QPainter(self) as painter:
            round_box(painter, self.rect(), theme().px(RADIUS_CONTROL), ground, line)
            painter.setFont(self._font)
            painter.setPen(ink)
            icon, words = self._places()
            if self._icon:
                paint_icon(painter, self._icon, mirrored(self, icon), ink, self)
            paint_line(painter, self._words, mirrored(self, words), Qt.AlignmentFlag.AlignHCenter)

    def _places(self) -> tuple[QRect, QRect]:
        """Where icon and word stand, in a layout from the left."""
        inside = self.rect().adjusted(self._pad, 0, -self._pad, 0)
        if not self._icon:
            return QRect(), inside
        side = self._icon_px
        room = side + (GAP if self._words else 0)
        width = min(inside.width(), self.words_width() + room)
        start = inside.x() + (inside.width() - width) // 2
        words = QRect(start + (0 if self._icon_last else room), 0, width - room, self.height())
        at = start + width - side if self._icon_last else start
        return QRect(at, (self.height() - side) // 2, side, side), words
