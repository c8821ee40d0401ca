"""Careful button: a plain button for what is not to be done twice or by accident. ``CarefulButton(tr("Remove"))``."""

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from traybridge.desktop.widgets.button import Button

_PRESSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class CarefulButton(Button):
    """The second click of two does not press it, nor does one just after it appeared: that one was meant for what stood
    there before.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "plain", parent)
        self._appeared = QElapsedTimer()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        self._appeared.start()
        super().showEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._has_just_appeared:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() not in _PRESSING or not self._has_just_appeared:
            super().keyPressEvent(event)

    @property
    def _has_just_appeared(self) -> bool:
        return self._appeared.isValid() and self._appeared.elapsed() < QApplication.doubleClickInterval()
