"""Labels of plain text, never rich: they wrap, can be copied, and follow the colour scheme."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from traybridge.desktop.widgets.direction import direction_of
from traybridge.desktop.widgets.foreign_text import clean
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.system_palette import Kind, muted, note_font, text_font
from traybridge.desktop.widgets.type_scale import TypeName

_STYLES: dict[Kind, TypeName] = {
    "title": "title", "heading": "section", "text": "control", "strong": "row", "note": "note", "warning": "note",
    "good": "note",
}  # fmt: skip
_COLOURS = {"warning": "bad", "good": "local", "note": "muted", "text": "text", "strong": "text"}


class TextLabel(Label):
    """A Label by the names of the windows that are not rebuilt yet."""

    def __init__(self, text: str = "", kind: Kind = "text", parent: QWidget | None = None) -> None:
        super().__init__(text, _STYLES[kind], _COLOURS.get(kind, ""), parent)

    def say(self, text: str, colour: str = "") -> None:
        """Show a text, of another kind if one is given; an empty one takes no room."""
        super().say(text, _COLOURS.get(colour, colour))


class Words(QLabel):
    """Plain text, never rich: providers' words are in it. A layout asks a wrapped QLabel for its height at a width
    that it does not get, and leaves a gap; this one sets its height itself. ``colour`` follows the scheme live.
    """

    def __init__(
        self, text: str, parent: QWidget | None = None, *, colour: Callable[[QPalette], QColor] | None = None
    ) -> None:
        super().__init__(parent)
        self._colour_of = colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(text_font(self.font()))
        self.setText(text)
        self._colour()

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        super().setText(clean(text))
        self._fit()

    def run_as_written(self) -> None:
        """What somebody wrote keeps its direction in a window of the other one."""
        if (direction := direction_of(self.text())) is not None:
            self.setLayoutDirection(direction)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        if self._colour_of is None:
            return
        wanted = self._colour_of(QApplication.palette())
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != wanted:
            palette.setColor(QPalette.ColorRole.WindowText, wanted)
            self.setPalette(palette)

    def _fit(self) -> None:
        before = self.minimumHeight()
        self.setMinimumHeight(0)  # QLabel never tells less than its minimum
        height = self.heightForWidth(max(self.width(), 1))
        if height > 0 and height != before:
            self.setFixedHeight(height)
        else:
            self.setMinimumHeight(before)


def note(text: str, parent: QWidget | None = None) -> Words:
    """A small, muted line."""
    words = Words(text, parent, colour=muted)
    words.setFont(note_font(words.font()))
    words.setText(text)
    return words
