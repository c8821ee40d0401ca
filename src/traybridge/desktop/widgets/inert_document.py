"""A text document that opens nothing by itself: no file, no address, no picture that its text names."""

from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QImage, QTextDocument


class InertDocument(QTextDocument):
    """Every QTextDocument of the windows is one. A picture that is named in its text is an empty one.

    An empty answer would not do: Qt then opens the name as a file itself (QTextImageHandler, Qt 6.11; a FIFO hangs it).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._nothing.fill(0)

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:  # noqa: N802  Qt's name
        return self._nothing
