"""Text input: one line to type in. ``TextInput(tr("Address"), placeholder="http://...")``; ``edited(text)`` at each
letter, ``entered(text)`` on Enter or when the keyboard leaves and the text is another.

``SecretInput`` is the same for keys and passwords: hidden, with its last four characters once it is left.
"""

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from traybridge.desktop.language import tr
from traybridge.desktop.widgets.control import Reasoned
from traybridge.desktop.widgets.direction import margins
from traybridge.desktop.widgets.focus_ring import FocusRing
from traybridge.desktop.widgets.icon_button import IconButton
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.painting import paint_icon, paint_line, round_box
from traybridge.desktop.widgets.sheet import EDITOR
from traybridge.desktop.widgets.sizes import FIELD, ICON, RADIUS_CONTROL, SMALL_BUTTON
from traybridge.desktop.widgets.theme import theme
from traybridge.desktop.widgets.type_scale import TypeName

MessageKind = Literal["error", "good", "note"]
_INK: dict[MessageKind, tuple[str, str]] = {"error": ("bad", "warn"), "good": ("local", "check"), "note": ("muted", "")}
"""Colour and icon of a message."""
PAD, GAP = 8, 6
INNER = 2
"""What QLineEdit leaves free beside its text (Qt 6.11)."""
LAST, HIDDEN = 4, "•"
LEAST_HIDDEN = 12
"""A secret that is shorter shows nothing of itself: four letters would be too much of it."""


class EditorLine(QLineEdit):
    """A line edit without a frame of its own; ``focused`` tells its box when the keyboard comes and goes."""

    focused = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None, *, style: TypeName = "control") -> None:
        super().__init__(parent)
        self._style: TypeName = style
        self.setFrame(False)
        self.setProperty("look", EDITOR)
        self.setAccessibleName(name)
        self.setFont(theme().font(style))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focused.emit(False)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != theme().font(self._style):
            self.setFont(theme().font(self._style))


class FieldBox(QWidget):
    """The box around what is typed: its line, its ground, and the halo while the keyboard is in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wrong = False
        self.active = False
        self._halo: FocusRing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(super().sizeHint().width(), theme().px(FIELD))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().minimumSizeHint().width(), theme().px(FIELD))

    def set_active(self, active: bool) -> None:
        self.active = active
        if active and self._halo is None:
            self._halo = FocusRing(self, RADIUS_CONTROL, halo=True)
        elif not active and self._halo is not None:
            self._halo.setWidget(None)  # type: ignore[arg-type]
            self._halo.deleteLater()
            self._halo = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            paint_field(painter, self.rect(), enabled=self.isEnabled(), active=self.active, wrong=self.wrong)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click beside the text is meant for it."""
        line = self.findChild(QLineEdit)
        if line is not None:
            line.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()


def paint_field(painter: QPainter, box: QRect, *, enabled: bool, active: bool, wrong: bool) -> None:
    """Draw the ground and the line of a field."""
    role = "line" if not enabled else "bad" if wrong else "accent" if active else "line_strong"
    ground = theme().colour("raised") if enabled else None
    round_box(painter, box, theme().px(RADIUS_CONTROL), ground, theme().colour(role))


class TextInput(Reasoned, QWidget):
    """See the module. ``name`` is what a screen reader says; ``icon`` and ``prefix`` stand before the text."""

    edited = Signal(str)
    entered = Signal(str)

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        text: str = "",
        placeholder: str = "",
        icon: str = "",
        prefix: str = "",
        code: bool = False,
    ) -> None:
        super().__init__(parent)
        self.box = FieldBox(self)
        self.line = self._make_line(name, "code" if code else "control")
        self.line.setText(text)
        self.line.setPlaceholderText(placeholder)
        self.message = FieldMessage(self)
        self._known = text
        self._row = QHBoxLayout(self.box)
        self._row.setContentsMargins(PAD, 0, PAD, 0)
        self._row.setSpacing(GAP)
        if icon:
            self._row.addWidget(Sign(icon, "muted", self.box))
        if prefix:
            self._row.addWidget(Label(prefix, "control", "muted", self.box, wraps=False))
        self._row.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.box)
        column.addWidget(self.message)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self._left)
        self.line.focused.connect(self.box.set_active)

    def _make_line(self, name: str, style: TypeName) -> EditorLine:
        return EditorLine(name, self.box, style=style)

    @property
    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show a text without a signal; what somebody is typing at the moment is theirs."""
        self._known = text
        if text != self.line.text():
            self.line.setText(text)

    def add_action(self, action: QWidget) -> None:
        """Put a small widget behind the text, inside the box."""
        self._row.addWidget(action)
        self._row.setContentsMargins(margins(PAD, 0, 2, 0))

    def show_error(self, words: str) -> None:
        """Say what is wrong and what cures it; what stands in the field stays."""
        self.say(words, "error")

    def say(self, words: str, kind: MessageKind = "note") -> None:
        """Say something under the field; an empty text takes no room."""
        self.message.say(words, kind)
        self.mark(words, wrong=kind == "error" and bool(words))

    def mark(self, words: str, *, wrong: bool) -> None:
        """Draw the box of what cannot be used; ``words`` stand elsewhere, and a screen reader says them here."""
        self.line.setAccessibleDescription(words)
        self.box.wrong = wrong
        self.box.update()

    @property
    def wrong(self) -> bool:
        return self.box.wrong

    def disable(self, reason: str) -> None:
        super().disable(reason)
        self.line.setAccessibleDescription(reason)

    def _left(self) -> None:
        if self.line.text() != self._known:
            self._known = self.line.text()
            self.entered.emit(self._known)


class Sign(QWidget):
    """An icon that is only looked at."""

    def __init__(self, icon: str, colour: str, parent: QWidget | None = None, *, size: int = ICON) -> None:
        super().__init__(parent)
        self._icon, self._colour, self._size = icon, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, colour: str) -> None:
        self._icon, self._colour = icon, colour
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        side = theme().px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self._icon:
            with QPainter(self) as painter:
                paint_icon(painter, self._icon, self.rect(), theme().colour(self._colour), self)


class FieldMessage(QWidget):
    """What is to be said about a field: a sign and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = Sign("", "muted", self)
        self.words = Label("", "note", "", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(2, 0, 0, 0))
        row.setSpacing(GAP)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()

    def say(self, words: str, kind: MessageKind = "note") -> None:
        colour, icon = _INK[kind]
        self.words.say(words, colour)
        self.sign.show_icon(icon, colour)
        self.sign.setVisible(bool(icon))
        self.setVisible(bool(words))


# ------------------------------------------------------------ secrets


def masked(secret: str) -> str:
    """A secret as it may be seen: its last four characters if it is long enough, else nothing of it (pure)."""
    if len(secret) < LEAST_HIDDEN:
        return HIDDEN * len(secret)
    return HIDDEN * LEAST_HIDDEN + secret[-LAST:]


class _SecretLine(EditorLine):
    """Hidden while it is typed; when the keyboard has left, its last four characters are seen."""

    stored = ""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, style="code")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)

    @property
    def seen(self) -> str | None:
        """What is drawn in place of Qt's dots; None leaves the drawing to Qt."""
        if self.hasFocus():
            return None
        if self.text():
            return masked(self.text()) if self.echoMode() == QLineEdit.EchoMode.Password else None
        return self.stored or None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        seen = self.seen
        if seen is None:
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            painter.setFont(self.font())
            painter.setPen(theme().colour("text" if self.isEnabled() else "faint"))
            paint_line(painter, seen, self.rect().adjusted(INNER, 0, -INNER, 0), Qt.AlignmentFlag.AlignLeft)


class SecretInput(TextInput):
    """See the module. ``show_stored("sk-or-••••9c1f")`` is what is shown of a key that is kept and not typed here."""

    def __init__(self, name: str, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(name, parent, placeholder=placeholder)
        self.eye = IconButton("eye", tr("Show"), self.box, checkable=True, size=SMALL_BUTTON, icon_size=ICON)
        self.eye.toggled.connect(self._show)
        self.add_action(self.eye)
        self.line.textChanged.connect(self._follow)
        self._follow(self.line.text())

    def _make_line(self, name: str, _style: TypeName) -> EditorLine:
        return _SecretLine(name, self.box)

    def show_stored(self, masked_secret: str) -> None:
        """Show that a key is kept elsewhere; typing replaces it."""
        assert isinstance(self.line, _SecretLine)  # noqa: S101  made above
        self.line.stored = masked_secret
        self.line.update()

    def _follow(self, text: str) -> None:
        """There is nothing to be shown of an empty field."""
        self.eye.setVisible(bool(text))
        if not text:
            self.eye.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.set_name(tr("Hide") if shown else tr("Show"))
