"""Section head, page head and folded section: what stands over cards. ``SectionHead(tr("Key"))``,
``PageHead(tr("Routing"), note, button)``, ``Folded(tr("Address, headers and time limits"), content)``; ``toggled``.
"""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from traybridge.desktop.widgets.control import Control
from traybridge.desktop.widgets.foreign_text import menu_text
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.painting import mirrored, paint_icon, paint_line
from traybridge.desktop.widgets.sizes import BETWEEN, ICON, INSIDE, PAIR, SECTION_ABOVE, SECTION_BELOW
from traybridge.desktop.widgets.theme import theme

GAP = 6


class SectionHead(QWidget):
    """The name of a section, and a note that tells more; ``control`` stands at the end."""

    def __init__(
        self,
        title: str,
        note: str = "",
        control: QWidget | None = None,
        parent: QWidget | None = None,
        *,
        first: bool = False,
    ) -> None:
        super().__init__(parent)
        self.title = Label(title, "section", "", self)
        self.note = Label(note, "note", "", self)
        self.note.setVisible(bool(note))
        words = QVBoxLayout()
        words.setSpacing(PAIR // 2)
        words.addWidget(self.title)
        words.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0 if first else SECTION_ABOVE, 0, SECTION_BELOW)
        row.setSpacing(INSIDE)
        row.addLayout(words, 1)
        if control is not None:
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignBottom)


class PageHead(QWidget):
    """The title of a page, a sentence below it, a control at the end."""

    def __init__(
        self, title: str, note: str = "", control: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = Label(title, "title", "", self)
        self.note = Label(note, "control", "muted", self)
        self.note.setVisible(bool(note))
        self.words = QVBoxLayout()
        self.words.setSpacing(PAIR // 2)
        self.words.addWidget(self.title)
        self.words.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 14)
        row.setSpacing(INSIDE)
        row.addLayout(self.words, 1)
        if control is not None:
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)


class FoldButton(Control):
    """The line that opens and closes a folded section: a chevron, its name, what is set inside."""

    def __init__(self, title: str, note: str, parent: QWidget | None = None) -> None:
        self._words, self._note = title, note
        super().__init__("", parent)
        self.setText(menu_text(title))
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_note(note)

    def show_note(self, note: str) -> None:
        self._note = note
        self.setAccessibleName(f"{self._words}, {note}" if note else self._words)
        self.updateGeometry()
        self.update()

    def wanted(self) -> QSize:
        title = QFontMetrics(theme().font("control")).horizontalAdvance(self._words)
        note = QFontMetrics(theme().font("note")).horizontalAdvance(self._note) + BETWEEN if self._note else 0
        return QSize(theme().px(ICON) + GAP + title + note + BETWEEN, theme().px(26))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(theme().px(120), self.wanted().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        side, height = theme().px(ICON), self.height()
        ink = theme().colour("faint" if not self.isEnabled() else "text" if self.hovered or self.isDown() else "muted")
        icon = QRect(0, (height - side) // 2, side, side)
        with QPainter(self) as painter:
            sign = "chevron-down" if self.isChecked() else "chevron-right"
            paint_icon(painter, sign, mirrored(self, icon), ink, self)
            painter.setPen(ink)
            painter.setFont(theme().font("control"))
            start = side + GAP
            width = min(painter.fontMetrics().horizontalAdvance(self._words) + 1, self.width() - start)
            words = QRect(start, 0, width, height)
            paint_line(painter, self._words, mirrored(self, words), direction=self.layoutDirection())
            painter.setFont(theme().font("note"))
            painter.setPen(theme().colour("muted" if self.isEnabled() else "faint"))
            rest = QRect(start + width + BETWEEN, 0, max(0, self.width() - start - width - BETWEEN), height)
            paint_line(painter, self._note, mirrored(self, rest), direction=self.layoutDirection())


class Folded(QWidget):
    """See the module: what is rarely needed. ``note`` says what is set inside while it is closed."""

    toggled = Signal(bool)

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None, *, note: str = "") -> None:
        super().__init__(parent)
        self.button = FoldButton(title, note, self)
        self.content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(BETWEEN)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(content)
        content.hide()
        self.setFocusProxy(self.button)
        self.button.toggled.connect(self._show)

    @property
    def is_open(self) -> bool:
        return self.button.isChecked()

    def open(self, opened: bool = True) -> None:
        self.button.setChecked(opened)

    def show_note(self, note: str) -> None:
        """Say what is set inside."""
        self.button.show_note(note)

    def _show(self, opened: bool) -> None:
        self.content.setVisible(opened)
        self.toggled.emit(opened)
