"""The composer as it is drawn: a round box with the text, the lock of "Local only", and one round button that sends or
stops.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from traybridge.desktop.chat.composer import Composer
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.chip import Chip
from traybridge.desktop.widgets.control import Control
from traybridge.desktop.widgets.foreign_text import tooltip_text
from traybridge.desktop.widgets.icon_button import IconButton
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.painting import paint_icon, round_box
from traybridge.desktop.widgets.sizes import BUTTON, INSIDE, RADIUS_POPOVER, SMALL_ICON
from traybridge.desktop.widgets.theme import theme

LOCK_KEYS = "Ctrl+Shift+L"
HALO = 2
"""Around the box while the keyboard is in its text; it is drawn inside of this widget."""
TEXT_ABOVE, TEXT_BELOW = 10, 2
TOOLS_SIDE, TOOLS_ABOVE, TOOLS_BELOW = 6, 4, 6


class ComposerBox(QWidget):
    """``editor`` is where the text stands. ``sent(text)``; ``stopped``; ``lock_wanted(on)`` when the lock is pressed.

    Without ``can_lock`` there is no lock to press, because nobody would change the setting.
    """

    sent = Signal(str)
    stopped = Signal()
    lock_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, can_lock: bool) -> None:
        super().__init__(parent)
        self._can_lock = can_lock
        self._locked = False
        self._answering = False
        self._active = False
        self.editor = Composer(self)
        self.editor.installEventFilter(self)
        self.editor.sent.connect(self.sent)
        self.editor.textChanged.connect(self._show_send)
        self.lock = IconButton("unlock", tr("Answer on your own network only"), self)
        self.lock.setToolTip(tooltip_text(f"{self.lock.accessibleName()} ({native(LOCK_KEYS)})"))
        self.lock.clicked.connect(lambda: self.lock_wanted.emit(True))
        self.chip = Chip(tr("Local only"), "lock", "local", self)
        self.chip.clicked.connect(lambda: self.lock_wanted.emit(False))
        self.hint = Label(tr("Esc stops"), "note", parent=self, wraps=False)
        self.send = SendButton(self)
        self.send.clicked.connect(self._pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(HALO, HALO + TEXT_ABOVE, HALO, HALO)
        column.setSpacing(TEXT_BELOW)
        text = QHBoxLayout()
        text.setContentsMargins(INSIDE, 0, INSIDE, 0)
        text.addWidget(self.editor)
        column.addLayout(text)
        column.addLayout(self._tools())
        self.show_lock(on=False)
        self.show_answering(answering=False)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(TOOLS_SIDE, TOOLS_ABOVE, TOOLS_SIDE, TOOLS_BELOW)
        row.setSpacing(2)
        row.addWidget(self.lock)
        row.addWidget(self.chip)
        row.addStretch(1)
        row.addWidget(self.hint)
        row.addSpacing(6)
        row.addWidget(self.send)
        return row

    # ------------------------------------------------------------ states

    @property
    def locked(self) -> bool:
        return self._locked

    def show_lock(self, *, on: bool) -> None:
        """Show whether only one's own network is asked, as it is in force."""
        self._locked = on
        had = self.lock.hasFocus() or self.chip.hasFocus()
        self.lock.setVisible(self._can_lock and not on)
        self.chip.setVisible(self._can_lock and on)
        if had:
            (self.chip if on else self.lock).setFocus(Qt.FocusReason.OtherFocusReason)
        self.chip.setAccessibleName(tr("Local only is on. Press to ask the cloud again."))
        self.chip.setToolTip(tooltip_text(tr("Ask the cloud again ({keys})", keys=native(LOCK_KEYS))))
        self.editor.set_placeholder(tr("Ask; it stays on your network") if on else tr("Ask anything"))

    def toggle_lock(self) -> None:
        """What the key does."""
        if self._can_lock:
            self.lock_wanted.emit(not self._locked)

    def show_answering(self, *, answering: bool) -> None:
        """Make a stop of the button while an answer runs."""
        self._answering = answering
        self.hint.setVisible(answering)
        self._show_send()

    def _show_send(self) -> None:
        ready = bool(self.editor.toPlainText().strip())
        self.send.show_state("stop" if self._answering else "send" if ready else "nothing")

    def _pressed(self) -> None:
        if self._answering:
            self.stopped.emit()
        else:
            self.editor.submit()

    # ------------------------------------------------------------ the box

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.FocusIn:
            self._set_active(active=True)
        elif event.type() == QEvent.Type.FocusOut:
            self._set_active(active=False)
        return False

    def _set_active(self, *, active: bool) -> None:
        self._active = active
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        colour, radius = theme().colour, theme().px(RADIUS_POPOVER)
        box = self.rect().adjusted(HALO, HALO, -HALO, -HALO)
        with QPainter(self) as painter:
            if self._active:
                round_box(painter, self.rect(), radius + HALO, colour("accent_soft"))
            round_box(painter, box, radius, colour("raised"), colour("accent" if self._active else "line_strong"))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click beside the text is meant for it."""
        self.editor.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()


def native(keys: QKeySequence.StandardKey | str) -> str:
    """Keys by the names that this system gives them: Ctrl+N, on a Mac the sign of Cmd."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class SendButton(Control):
    """A round button: an arrow that sends where there is text, a square that stops while an answer runs."""

    ring_radius = BUTTON / 2

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._state = ""
        self.show_state("nothing")

    @property
    def state(self) -> str:
        """``send``, ``stop`` or ``nothing``, where there is no text to send."""
        return self._state

    def show_state(self, state: str) -> None:
        if state == self._state:
            return
        self._state = state
        words = tr("Stop") if state == "stop" else tr("Send")
        self.setText(words)
        self.setAccessibleName(words)
        match state:
            case "stop":
                tip = tr("Stop this answer ({keys})", keys="Esc")
            case "send":
                tip = tr("Send (Enter)")
            case _:
                tip = tr("Write something first")
        self.setToolTip(tooltip_text(tip))
        self.update()

    def wanted(self) -> QSize:
        side = theme().px(BUTTON)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        colour = theme().colour
        ground, ink = colour("hover"), colour("faint")
        if self._state == "stop":
            ground, ink = colour("muted" if self.isDown() else "text"), colour("surface")
        elif self._state == "send":
            shade = "_pressed" if self.isDown() else "_hover" if self.hovered else ""
            ground, ink = colour(f"accent{shade}"), colour("on_accent")
        side = theme().px(SMALL_ICON)
        box = QRect(QPoint(0, 0), QSize(side, side))
        box.moveCenter(self.rect().center())
        with QPainter(self) as painter:
            round_box(painter, self.rect(), self.height() / 2, ground)
            paint_icon(painter, "stop" if self._state == "stop" else "send", box, ink, self)
