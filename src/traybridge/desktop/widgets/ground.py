"""Ground: what a window or a part of it stands on. ``Ground("page", window=True)``, ``Ground("side", edge=True)``.

It carries the theme's palette, which everything inside inherits.
"""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from traybridge.desktop.widgets.direction import from_right
from traybridge.desktop.widgets.theme import theme


class Ground(QWidget):
    """See the module. ``edge`` draws a line at the trailing side; ``window`` makes it a window of its own."""

    def __init__(
        self, role: str = "page", parent: QWidget | None = None, *, edge: bool = False, window: bool = False
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window if window else Qt.WindowType.Widget)
        self._role, self._edge = role, edge
        self._follow_theme()

    def _follow_theme(self) -> None:
        palette = theme().palette()
        palette.setColor(palette.ColorRole.Window, theme().colour(self._role))
        if palette != self.palette():
            self.setPalette(palette)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colour(self._role))
            if self._edge:
                x = 0 if from_right(self.layoutDirection()) else self.width() - 1
                painter.fillRect(QRect(x, 0, 1, self.height()), theme().colour("line"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_theme()
