"""Settings as rows and fields: each shows what is in force, changes it at once, and keeps what cannot be used."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from traybridge.core.config import Config
from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.page_context import PageContext, words_of
from traybridge.desktop.widgets.cards import CONTROL_PX, CardRow, TextLabel, colour_of
from traybridge.desktop.widgets.switch import Switch
from traybridge.desktop.widgets.theme import GRID, text_font

Read = Callable[[Config], str]
Write = Callable[[Config, str], Config]
"""Put a text into the settings. Raises BadInput for one that cannot be read."""


class SwitchRow(CardRow):
    """A switch with its words; a click anywhere in the row turns it."""

    def __init__(
        self,
        scene: PageContext,
        title: str,
        note: str,
        read: Callable[[Config], bool],
        write: Callable[[Config, bool], Config],
        parent: QWidget | None = None,
    ) -> None:
        self.switch = Switch(title)
        super().__init__(title, note, self.switch, parent)
        self._scene = scene
        self._read = read
        self._write = write
        self.switch.setAccessibleDescription(note)
        self.switch.clicked.connect(self._turned)
        for words in (self.title, self.note):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.follow(scene.bridge.config)

    def follow(self, config: Config) -> None:
        self.switch.setChecked(self._read(config))

    def _turned(self, on: bool) -> None:
        self._scene.change(lambda config: self._write(config, on), self, self._refused, lambda: self.error.say(""))

    def _refused(self, error: TrayBridgeError) -> None:
        self.error.say(words_of(error))
        self.follow(self._scene.bridge.config)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.switch.click()


class ChoiceRow(CardRow):
    """One of several: a list with the words beside it. ``choices`` are the values with what people read."""

    def __init__(
        self,
        scene: PageContext,
        title: str,
        note: str,
        choices: Callable[[], Sequence[tuple[str, str]]],
        read: Read,
        write: Write,
        parent: QWidget | None = None,
    ) -> None:
        self.box = QComboBox()
        super().__init__(title, note, self.box, parent)
        self._scene = scene
        self._choices = choices
        self._read = read
        self._write = write
        self.box.setMinimumHeight(CONTROL_PX)
        leave_wheel_to_page(self.box)
        self.box.setAccessibleName(title)
        self.title.setBuddy(self.box)  # on Linux a list's own name is what is chosen in it
        self.box.setAccessibleDescription(note)
        self.box.activated.connect(self._chosen)
        self.follow(scene.bridge.config)

    def follow(self, config: Config) -> None:
        wanted = list(self._choices())
        shown = [(str(self.box.itemData(at)), self.box.itemText(at)) for at in range(self.box.count())]
        if wanted != shown:
            self.box.clear()
            for value, text in wanted:
                self.box.addItem(text, value)
        at = self.box.findData(self._read(config))
        if at != self.box.currentIndex():
            self.box.setCurrentIndex(at)

    def _chosen(self, at: int) -> None:
        value = str(self.box.itemData(at))
        self._scene.change(lambda config: self._write(config, value), self, self._refused, lambda: self.error.say(""))

    def _refused(self, error: TrayBridgeError) -> None:
        self.error.say(words_of(error))
        self.follow(self._scene.bridge.config)


class NumberRow(CardRow):
    """A whole number that follows a setting."""

    def __init__(
        self,
        scene: PageContext,
        title: str,
        note: str,
        limits: tuple[int, int],
        unit: str,
        read: Callable[[Config], int],
        write: Callable[[Config, int], Config],
        parent: QWidget | None = None,
    ) -> None:
        self.box = QSpinBox()
        super().__init__(title, note, self.box, parent)
        self._scene = scene
        self._read = read
        self._write = write
        self.box.setMinimumHeight(CONTROL_PX)
        self.box.setRange(*limits)
        self.box.setSuffix(f" {unit}")
        self.box.setKeyboardTracking(False)
        self.box.setAccessibleName(title)
        self.title.setBuddy(self.box)  # on Linux a list's own name is what is chosen in it
        self.box.setAccessibleDescription(note)
        leave_wheel_to_page(self.box)
        self.follow(scene.bridge.config)
        self.box.valueChanged.connect(self._chosen)

    def follow(self, config: Config) -> None:
        if not self.box.hasFocus() or self.error.text():
            self.box.blockSignals(True)
            self.box.setValue(self._read(config))
            self.box.blockSignals(False)

    def _chosen(self, value: int) -> None:
        self._scene.change(lambda config: self._write(config, value), self, self._refused, lambda: self.error.say(""))

    def _refused(self, error: TrayBridgeError) -> None:
        self.error.say(words_of(error))


def as_here(number: str) -> str:
    """A number that people may change, with their decimal point where it can be read back (values.money)."""
    return number.replace(".", ",") if QLocale().decimalPoint() == "," else number


class _NoWheel(QObject):
    """Scrolling a page must not change the settings that pass under the pointer."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def leave_wheel_to_page(widget: QWidget) -> None:
    widget.installEventFilter(_NoWheel(widget))


class Field(QWidget):
    """A name over an editor, what there is to know under it, and what is wrong with what stands in it."""

    def __init__(self, title: str, editor: QWidget, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TextLabel(title, "note", self)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.title.setBuddy(editor)
        self.head = QHBoxLayout()
        self.head.addWidget(self.title, 1)
        self.line = QHBoxLayout()
        self.line.setSpacing(GRID)
        self.line.addWidget(editor, 1)
        self.error = TextLabel("", "warning", self)
        self.error.hide()
        self.note = TextLabel(note, "note", self)
        self.note.setVisible(bool(note))
        if not editor.accessibleName():
            editor.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GRID // 2)
        self.column.addLayout(self.head)
        self.column.addLayout(self.line)
        self.column.addWidget(self.error)
        self.column.addWidget(self.note)
        editor.setMinimumHeight(CONTROL_PX)
        self._editor = editor

    def refuse(self, error: TrayBridgeError) -> None:
        """Say what is wrong; what stands in the field stays."""
        self.error.say(words_of(error))
        self._editor.setAccessibleDescription(self.error.text())
        _mark(self._editor, wrong=True)

    def accept(self) -> None:
        """What stands in the field is in force."""
        self.error.say("")
        self._editor.setAccessibleDescription(self.note.text())
        _mark(self._editor, wrong=False)

    @property
    def refused(self) -> bool:
        return bool(self.error.text())


def _mark(editor: QWidget, *, wrong: bool) -> None:
    """Colour the text of an editor whose text cannot be used; the words under it say why."""
    palette = QPalette()  # what is not set here comes from the window
    if wrong:
        palette.setColor(QPalette.ColorRole.Text, colour_of("warning", QApplication.palette()))
    editor.setPalette(palette)


class TextField(Field):
    """One line of text that follows a setting. It is taken with Enter or when the field is left.

    ``editor`` is what holds the line ``edit``, where that is more than the line itself.
    """

    def __init__(
        self,
        scene: PageContext,
        title: str,
        read: Read,
        write: Write,
        *,
        note: str = "",
        placeholder: str = "",
        editor: QWidget | None = None,
        edit: QLineEdit | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.edit = edit or QLineEdit()
        self.edit.setFont(text_font(QApplication.font()))
        self.edit.setPlaceholderText(placeholder)
        super().__init__(title, editor or self.edit, note, parent)
        self._scene = scene
        self._read = read
        self._write = write
        self._in_force = read(scene.bridge.config)
        self.edit.setText(self._in_force)
        self.edit.editingFinished.connect(self.take)
        self.edit.installEventFilter(self)

    @property
    def touched(self) -> bool:
        """True while something stands here that is not in force."""
        return self.edit.text() != self._in_force

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
        self._scene.change(lambda config: self._write(config, text), self, self.refuse, lambda: self._taken(text))

    def _taken(self, text: str) -> None:
        self._in_force = self._read(self._scene.bridge.config)
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
