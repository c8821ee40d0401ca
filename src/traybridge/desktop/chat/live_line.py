"""One quiet line with a dot that breathes: somebody is thinking, or writes at this moment."""

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRectF, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from traybridge.core.presentation.route_stops import Owner
from traybridge.desktop.widgets.dot import dot_size, paint_dot
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.sizes import BETWEEN
from traybridge.desktop.widgets.theme import theme

BREATH_MS = 1200
FAINTEST = 0.35


class LiveDot(QWidget):
    """The dot of whoever answers; it breathes while it is seen, unless the system wants no motion."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.owner: Owner = "local"
        self._strength = 1.0
        self._breath = QVariantAnimation(self)
        self._breath.setKeyValueAt(0.0, 1.0)
        self._breath.setKeyValueAt(0.5, FAINTEST)
        self._breath.setKeyValueAt(1.0, 1.0)
        self._breath.setEasingCurve(QEasingCurve.Type.Linear)
        self._breath.setLoopCount(-1)
        self._breath.valueChanged.connect(self._take)
        side = theme().px(dot_size("local"))
        self.setFixedSize(side, side)

    def _take(self, strength: float) -> None:
        if abs(strength - self._strength) > 0.05 or strength in {1.0, FAINTEST}:
            self._strength = strength
            self.update()

    @property
    def breathing(self) -> bool:
        return self._breath.state() == QPropertyAnimation.State.Running

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        super().showEvent(event)
        if (duration := theme().motion(BREATH_MS)) > 0:
            self._breath.setDuration(duration)
            self._breath.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._breath.stop()
        self._strength = 1.0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.setOpacity(self._strength)
            paint_dot(painter, QRectF(self.rect()), self.owner)


class LiveLine(QWidget):
    """See the module. Hidden until ``say`` has words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dot = LiveDot(self)
        self.words = Label("", "note", "", self, wraps=False, numbers=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        row.addWidget(self.dot)
        row.addWidget(self.words, 1)
        self.hide()

    def say(self, words: str, owner: Owner = "local") -> None:
        """Show a line; an empty one takes no room."""
        self.dot.owner = owner
        self.words.setText(words)
        self.setVisible(bool(words))
