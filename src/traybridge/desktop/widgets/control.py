"""What all controls that are pressed have in common: own paint, hover, the keyboard's ring, a reason when disabled."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from traybridge.desktop.widgets.focus_ring import Ringed
from traybridge.desktop.widgets.foreign_text import tooltip_text

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class Reasoned(_Base):
    """To be inherited before a widget of Qt's: it is disabled with a reason, which its tooltip and a reader say."""

    _usual_tip: str | None = None

    def disable(self, reason: str) -> None:
        """Take it out of use; ``reason`` says why, and what would bring it back."""
        if self._usual_tip is None:
            self._usual_tip = self.toolTip()
        self.setEnabled(False)
        self.setToolTip(tooltip_text(reason))
        self.setAccessibleDescription(reason)

    def enable(self) -> None:
        """Bring it back into use."""
        self.setEnabled(True)
        if self._usual_tip is not None:
            self.setToolTip(self._usual_tip)
            self.setAccessibleDescription("")
            self._usual_tip = None


class Control(Reasoned, Ringed, QPushButton):
    """A push button without a look: whoever inherits it paints it, and may say how large it is in ``wanted``.

    Space presses it as everywhere; Enter too, while the keyboard is on it. ``clicked`` and ``toggled`` are Qt's.
    """

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def wanted(self) -> QSize:
        """How large it would like to be; as large as Qt's own button, unless whoever inherits it knows better."""
        return super().sizeHint()

    @property
    def hovered(self) -> bool:
        return self.isEnabled() and self.underMouse()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return self.wanted()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.wanted()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.hide_ring()
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
