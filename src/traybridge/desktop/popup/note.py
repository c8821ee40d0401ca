"""Labels that wrap, can be copied and are exactly as high as their text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from traybridge.desktop.look import muted, note_font, text_font


class Words(QLabel):
    """Plain text, never rich: providers' words are in it. A layout asks a wrapped QLabel for its height at a width
    that it does not get, and leaves a gap; this one sets its height itself.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(text_font(self.font()))
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        before = self.minimumHeight()
        self.setMinimumHeight(0)  # QLabel never tells less than its minimum
        height = self.heightForWidth(max(self.width(), 1))
        if height > 0 and height != before:
            self.setFixedHeight(height)
        else:
            self.setMinimumHeight(before)


def note(text: str, parent: QWidget | None = None) -> Words:
    """A small, muted line."""
    words = Words(text, parent)
    words.setFont(note_font(words.font()))
    palette = words.palette()
    palette.setColor(QPalette.ColorRole.WindowText, muted(palette))
    words.setPalette(palette)
    words.setText(text)
    return words
