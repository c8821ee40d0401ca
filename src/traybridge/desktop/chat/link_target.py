"""Where a link in an answer leads, in the lower corner of the window, before anybody clicks on it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from traybridge.desktop.widgets.system_palette import GRID, note_font


class LinkTarget(QLabel):
    """Stands over its parent while there is a target; the host of a long one can always be read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(note_font(QApplication.font()))
        self.setMargin(GRID // 2)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_target(self, address: str) -> None:
        """Show an address, cut at its end; "" takes it away."""
        if not address:
            self.hide()
            return
        around = self._over.rect()
        most = around.width() - 2 * self.margin()
        self.setText(self.fontMetrics().elidedText(address, Qt.TextElideMode.ElideRight, most))
        self.adjustSize()
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.move(around.width() - self.width() if right else 0, around.height() - self.height())
        self.show()
        self.raise_()
