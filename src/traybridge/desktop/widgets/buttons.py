"""Buttons: Enter presses them as Space does, and they are as high as the fields beside them."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from traybridge.desktop.widgets.system_palette import CONTROL_PX, GRID, link_colour, note_font


class Push(QPushButton):
    """A button that Enter presses when the keyboard is on it, as Space does, and only then.

    Qt's own does that as a dialog's default button only, which Enter presses from every field of the dialog too.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def push(text: str, parent: QWidget | None = None) -> QPushButton:
    """A button as high as the fields beside it."""
    button = Push(text, parent)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.setMinimumHeight(CONTROL_PX)
    return button


class LinkButton(Push):
    """A button that looks like what it does: it leads somewhere."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        font = note_font(QApplication.font())
        font.setUnderline(True)
        self.setFont(font)
        self._colour()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        size = self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), self.text())
        return QSize(size.width() + GRID, size.height() + GRID)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        wanted = link_colour(QApplication.palette())
        palette = self.palette()
        if palette.color(QPalette.ColorRole.ButtonText) != wanted:
            palette.setColor(QPalette.ColorRole.ButtonText, wanted)
            self.setPalette(palette)
