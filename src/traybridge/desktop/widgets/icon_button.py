"""Icon button: a sign that does something, named in its tooltip. ``IconButton("copy", tr("Copy"))``; ``clicked``.

With ``checkable`` it stays down: then it is green, as the lock of "Local only" is; ``toggled``.
"""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from traybridge.desktop.widgets.control import Control
from traybridge.desktop.widgets.foreign_text import tooltip_text
from traybridge.desktop.widgets.painting import paint_icon, round_box
from traybridge.desktop.widgets.sizes import BUTTON, LARGE_ICON, RADIUS_CONTROL
from traybridge.desktop.widgets.theme import theme


class IconButton(Control):
    """See the module. ``name`` is what a screen reader says; ``shortcut`` stands behind it in the tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        shortcut: QKeySequence | str = "",
        checkable: bool = False,
        size: int = BUTTON,
        icon_size: int = LARGE_ICON,
    ) -> None:
        self._icon = icon
        self._side, self._icon_side = size, icon_size
        super().__init__(name, parent)
        self.setCheckable(checkable)
        self._shortcut = QKeySequence(shortcut)
        if not self._shortcut.isEmpty():
            self.setShortcut(self._shortcut)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Change what it is called."""
        self.setAccessibleName(name)
        keys = self._shortcut.toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(tooltip_text(f"{name} ({keys})" if keys else name))

    def set_icon(self, icon: str) -> None:
        """Change its sign."""
        if icon != self._icon:
            self._icon = icon
            self.update()

    def wanted(self) -> QSize:
        side = theme().px(self._side)
        return QSize(side, side)

    def colours(self) -> tuple[QColor | None, QColor]:
        """Ground and ink as they are now."""
        colour = theme().colour
        if not self.isEnabled():
            return None, colour("faint")
        if self.isChecked():
            return colour("local_soft"), colour("local")
        if self.isDown():
            return colour("pressed"), colour("text")
        return (colour("hover"), colour("text")) if self.hovered else (None, colour("muted"))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        ground, ink = self.colours()
        side = theme().px(self._icon_side)
        with QPainter(self) as painter:
            if ground is not None:
                round_box(painter, self.rect(), theme().px(RADIUS_CONTROL), ground)
            box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
            paint_icon(painter, self._icon, box, ink, self)
