"""Labels of plain text, never rich: they wrap, can be copied, and follow the colour scheme."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from traybridge.desktop.widgets.direction import direction_of, from_right
from traybridge.desktop.widgets.foreign_text import clean
from traybridge.desktop.widgets.system_palette import Kind, colour_of, font_of, muted, note_font, text_font


class TextLabel(QLabel):
    """Plain text, never rich: providers' words are in it. It wraps, can be copied and follows the colour scheme."""

    def __init__(self, text: str = "", kind: Kind = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFont(font_of(kind, QApplication.font()))
        self.setText(text)
        self._colour()
        self._align()

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        super().setText(clean(text))

    def say(self, text: str, kind: Kind | None = None) -> None:
        """Show a text; an empty one takes no room."""
        if kind is not None and kind != self._kind:
            self._kind = kind
            self.setFont(font_of(kind, QApplication.font()))
            self._colour()
        if clean(text) != self.text():
            self.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """Stand on the leading side, in whichever direction the words themselves run: Qt goes by the words."""
        side = Qt.AlignmentFlag.AlignRight if from_right(self.layoutDirection()) else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def _colour(self) -> None:
        wanted = colour_of(self._kind, QApplication.palette())
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != wanted:
            palette.setColor(QPalette.ColorRole.WindowText, wanted)
            self.setPalette(palette)


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
