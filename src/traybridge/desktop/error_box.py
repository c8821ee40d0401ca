"""What went wrong, in a box that blocks nothing; there is one at a time."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from traybridge.core.errors import TrayBridgeError
from traybridge.core.presentation.describe import where
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.foreign_text import clean, one_line


class ErrorBox:
    """Show an error's title and hint as plain text. ``closed`` runs when the person has seen it."""

    def __init__(self, closed: Callable[[], object]) -> None:
        self._closed = closed
        self.box: QMessageBox | None = None

    def show(self, error: TrayBridgeError) -> None:
        """Show an error instead of the one that is shown."""
        self.take_away()
        self.box = box = QMessageBox(QMessageBox.Icon.Warning, "TrayBridge", one_line(tr(error.title)))
        box.setInformativeText(clean(f"{where(error)}{tr(error.hint)}"))
        for label in box.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)  # else Qt shows what a host wrote as HTML
        box.finished.connect(self._seen)
        box.show()  # never exec(): it would stop the loop under running coroutines

    def _seen(self) -> None:
        self.take_away()
        self._closed()

    def take_away(self) -> None:
        """Take the box from the screen."""
        if self.box is not None:
            self.box.hide()
            self.box.deleteLater()
            self.box = None
