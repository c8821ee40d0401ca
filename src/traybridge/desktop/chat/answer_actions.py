"""What can be done with the last answer (copy, ask once more), and what a screen reader is told as it happens."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from traybridge.desktop.language import tr
from traybridge.desktop.widgets.icon_button import IconButton
from traybridge.desktop.widgets.sizes import PAIR, SMALL_BUTTON, SMALL_ICON


class AnswerActions(QWidget):
    """See the module. ``text`` is the answer as it came, ``again`` asks the same question of all in their order."""

    def __init__(self, text: Callable[[], str], again: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.copy = IconButton("copy", tr("Copy answer"), self, size=SMALL_BUTTON, icon_size=SMALL_ICON)
        self.copy.clicked.connect(self._copy)
        self.again = IconButton("again", tr("Answer again"), self, size=SMALL_BUTTON, icon_size=SMALL_ICON)
        self.again.clicked.connect(again)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(PAIR)
        row.addWidget(self.copy)
        row.addWidget(self.again)
        row.addStretch(1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text())
        self.copy.set_icon("check")
        self.copy.set_name(tr("Copied"))


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say something that nobody has to look for."""
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
