"""Fields of text and lists of choices, as every page has them."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.error_text import words_of
from traybridge.desktop.widgets.labels import TextLabel
from traybridge.desktop.widgets.sheet import WRONG
from traybridge.desktop.widgets.system_palette import CONTROL_PX, GRID, colour_of


def readable_placeholders(widget: QWidget) -> None:
    """Colour what stands in empty fields so that it can be read: Qt's own is half transparent, 3.9:1."""
    quiet = colour_of("note", QApplication.palette())
    if widget.palette().color(QPalette.ColorRole.PlaceholderText) != quiet:
        palette = QPalette()  # what is not set here comes from the application
        palette.setColor(QPalette.ColorRole.PlaceholderText, quiet)
        widget.setPalette(palette)


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
    editor.setProperty("look", WRONG if wrong else None)
    editor.style().unpolish(editor)  # the style sheet looks at properties once
    editor.style().polish(editor)
