"""What was just removed, and the way back for twenty seconds: nothing is gone for good with one click."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from traybridge.desktop.language import tr
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import Card, inset
from traybridge.desktop.widgets.direction import margins
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.sizes import PAGE_SIDE, PAGE_TOP

UNDO_SECONDS = 20


class UndoBar(QWidget):
    """Both signals carry what was offered: ``wanted`` when somebody wants it back, ``over`` when it is too late.

    What cannot be brought back is to be done at ``over``, and where the program ends before, with ``take``. The time
    stands still while the keyboard is on the button.
    """

    wanted = Signal(object)
    over = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gone: object | None = None
        self._home: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(UNDO_SECONDS * 1000)
        self._timer.timeout.connect(self.end)
        self.words = Label("", "control", "", self)
        self.back = Button(tr("Undo"), "plain", self)
        self.back.clicked.connect(lambda: self._close(self.wanted))
        self.back.installEventFilter(self)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.back)
        card = Card(self)
        card.add(inset(row, card))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(margins(PAGE_SIDE, 0, PAGE_SIDE, PAGE_TOP))
        layout.addWidget(card)
        self.hide()

    def offer(self, gone: object, words: str, home: QWidget) -> None:
        """Offer the way back; the one from before is closed. ``home`` gets the keyboard when the bar goes with it."""
        self.end()
        self._gone, self._home = gone, home
        self.words.setText(words)
        self.back.setAccessibleDescription(words)
        self.show()
        self._timer.start()
        self.back.setFocus()

    def take(self) -> object | None:
        """Take the bar away without a signal; the result is what it offered, None where it offered nothing."""
        self._timer.stop()
        gone, self._gone = self._gone, None
        self.hide()
        return gone

    def end(self) -> None:
        """Close the way back."""
        self._close(self.over)

    def _close(self, signal: SignalInstance) -> None:
        had_keyboard = self.back.hasFocus()
        if (gone := self.take()) is None:
            return
        signal.emit(gone)
        if had_keyboard and self._home is not None:
            self._home.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut and self._gone is not None:
            self._timer.start()
        return super().eventFilter(watched, event)
