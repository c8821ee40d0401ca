"""Settings as rows and fields: each shows what is in force, changes it at once, and keeps what cannot be used."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from traybridge.core.config import Config
from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.error_text import words_of
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.widgets.cards import CardRow
from traybridge.desktop.widgets.choice import Choice
from traybridge.desktop.widgets.number_input import NumberInput
from traybridge.desktop.widgets.switch import Switch
from traybridge.desktop.widgets.text_input import TextInput
from traybridge.desktop.widgets.theme import theme

Read = Callable[[Config], str]
Write = Callable[[Config, str], Config]
"""Put a text into the settings. Raises BadInput for one that cannot be read."""


class SwitchRow(CardRow):
    """A switch with its words; a click anywhere in the row turns it."""

    def __init__(
        self,
        context: PageContext,
        title: str,
        note: str,
        read: Callable[[Config], bool],
        write: Callable[[Config, bool], Config],
        parent: QWidget | None = None,
    ) -> None:
        self.switch = Switch(title)
        super().__init__(title, note, self.switch, parent)
        self._context = context
        self._read = read
        self._write = write
        self.switch.setAccessibleDescription(note)
        self.switch.clicked.connect(self._turned)
        for words in (self.title, self.note):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.follow(context.bridge.config)

    def follow(self, config: Config) -> None:
        self.switch.setChecked(self._read(config))

    def _turned(self, on: bool) -> None:
        self._context.change(lambda config: self._write(config, on), self, self._refused, lambda: self.error.say(""))

    def _refused(self, error: TrayBridgeError) -> None:
        self.error.say(words_of(error))
        self.follow(self._context.bridge.config)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.switch.click()


class ChoiceRow(CardRow):
    """One of several: a list with the words beside it. ``choices`` are the values with what people read."""

    def __init__(
        self,
        context: PageContext,
        title: str,
        note: str,
        choices: Callable[[], Sequence[tuple[str, str]]],
        read: Read,
        write: Write,
        parent: QWidget | None = None,
    ) -> None:
        self.box = Choice(title)
        super().__init__(title, note, self.box, parent)
        self._context = context
        self._choices = choices
        self._shown: Sequence[tuple[str, str]] = ()
        self._read = read
        self._write = write
        self.box.setAccessibleDescription(note)
        self.box.chosen.connect(self._chosen)
        self.follow(context.bridge.config)

    def follow(self, config: Config) -> None:
        wanted = tuple(self._choices())
        if wanted != self._shown:
            self._shown = wanted
            self.box.set_options(wanted)
        self.box.choose(self._read(config))

    def _chosen(self, value: str) -> None:
        self._context.change(lambda config: self._write(config, value), self, self._refused, lambda: self.error.say(""))

    def _refused(self, error: TrayBridgeError) -> None:
        self.error.say(words_of(error))
        self.follow(self._context.bridge.config)


class NumberRow(CardRow):
    """A whole number that follows a setting."""

    def __init__(
        self,
        context: PageContext,
        title: str,
        note: str,
        limits: tuple[int, int],
        unit: str,
        read: Callable[[Config], int],
        write: Callable[[Config, int], Config],
        parent: QWidget | None = None,
    ) -> None:
        self.box = NumberInput(title, *limits, unit=unit)
        super().__init__(title, note, self.box, parent)
        self._context = context
        self._read = read
        self._write = write
        self.box.setAccessibleDescription(note)
        self.follow(context.bridge.config)
        self.box.changed.connect(lambda value: self._chosen(round(value)))

    def follow(self, config: Config) -> None:
        if not self.box.hasFocus() or self.error.text():
            self.box.show_value(self._read(config))

    def _chosen(self, value: int) -> None:
        self._context.change(lambda config: self._write(config, value), self, self._refused, lambda: self.error.say(""))

    def _refused(self, error: TrayBridgeError) -> None:
        self.error.say(words_of(error))


def as_here(number: str) -> str:
    """A number that people may change, with their decimal point where it can be read back (values.money)."""
    return number.replace(".", ",") if QLocale().decimalPoint() == "," else number


class TextField(CardRow):
    """One line of text that follows a setting. It is taken with Enter or when the field is left.

    ``width`` is the field's in pixels; without one it takes the larger part of the row.
    """

    def __init__(
        self,
        context: PageContext,
        title: str,
        read: Read,
        write: Write,
        *,
        note: str = "",
        placeholder: str = "",
        prefix: str = "",
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        self.input = TextInput(title, placeholder=placeholder, prefix=prefix)
        self.edit = self.input.line
        super().__init__(title, note, self.input, parent)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        if width:
            self.input.setFixedWidth(theme().px(width))
        else:
            self.share_room(2, 3)
        self.edit.setAccessibleDescription(note)
        self._context = context
        self._read = read
        self._write = write
        self._in_force = read(context.bridge.config)
        self.edit.setText(self._in_force)
        self.edit.editingFinished.connect(self.take)
        self.edit.installEventFilter(self)

    @property
    def touched(self) -> bool:
        """True while something stands here that is not in force."""
        return self.edit.text() != self._in_force

    def refuse(self, error: TrayBridgeError) -> None:
        """Say what is wrong; what stands in the field stays."""
        self.error.say(words_of(error))
        self.input.mark(self.error.text(), wrong=True)

    def accept(self) -> None:
        """What stands in the field is in force."""
        self.error.say("")
        self.input.mark(self.note.text(), wrong=False)

    @property
    def refused(self) -> bool:
        return bool(self.error.text())

    def follow(self, config: Config) -> None:
        """Show what is in force, unless somebody is writing or what stands here was refused."""
        now = self._read(config)
        if now == self._in_force:
            return
        writing = self.touched
        self._in_force = now
        if not writing:
            self.edit.setText(now)
        elif not self.touched:
            self.accept()

    def take(self) -> None:
        """Put what stands here in force; what cannot be stays here with the reason."""
        text = self.edit.text()
        if text == self._in_force:
            self.accept()
            return
        self._context.change(lambda config: self._write(config, text), self, self.refuse, lambda: self._taken(text))

    def _taken(self, text: str) -> None:
        self._in_force = self._read(self._context.bridge.config)
        if self.edit.text() == text:
            self.edit.setText(self._in_force)
            self.accept()

    def undo(self) -> None:
        """Give up what stands here for what is in force."""
        self.edit.setText(self._in_force)
        self.accept()

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Escape gives up what was typed; a second one goes to the window."""
        escape = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape  # type: ignore[attr-defined]
        if watched is self.edit and escape and self.touched:
            self.undo()
            return True
        return False
