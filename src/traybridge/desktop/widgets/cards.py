"""Cards: a group of rows on one sheet, with lines between those that are shown."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from traybridge.desktop.widgets.labels import TextLabel
from traybridge.desktop.widgets.system_palette import GRID, RADIUS, card_colour, line_colour


class Rule(QWidget):
    """The thin line between two rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), line_colour(QApplication.palette()))


class Card(QFrame):
    """A group of rows on one sheet, with lines between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._shown: list[tuple[QWidget, Rule]] = []

    def add(self, row: QWidget) -> None:
        """Put a row under the others."""
        rule = Rule(self)
        self._rows.addWidget(rule)
        self._rows.addWidget(row)
        self._shown.append((row, rule))
        self._draw_lines()

    @property
    def empty(self) -> bool:
        """No row has been put in."""
        return not self._shown

    def show_row(self, row: QWidget, visible: bool) -> None:
        """Show or hide a row; lines stand only between rows that are shown."""
        row.setVisible(visible)
        self._draw_lines()

    def _draw_lines(self) -> None:
        above = False
        for row, rule in self._shown:
            shown = not row.isHidden()
            rule.setVisible(shown and above)
            above = above or shown

    def clear(self, *, but: QWidget | None = None) -> None:
        """Take every row away, except one."""
        for row, rule in self._shown:
            for widget in (row, rule):
                if row is not but:
                    self._rows.removeWidget(widget)
                    widget.hide()
                    widget.deleteLater()
        self._shown = [one for one in self._shown if one[0] is but]
        self._draw_lines()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        palette = QApplication.palette()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(card_colour(palette))
            painter.setPen(QPen(line_colour(palette), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class CardRow(QWidget):
    """One row of a card: words on the leading side, a control on the other; an error goes under both."""

    def __init__(
        self, title: str, note: str = "", control: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = TextLabel(title, "text", self)
        self.note = TextLabel(note, "note", self)
        self.note.setVisible(bool(note))
        self.error = TextLabel("", "warning", self)
        self.error.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.note)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addLayout(words, 1)
        if control is not None:
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID + 2, 2 * GRID, GRID + 2)
        whole.setSpacing(GRID // 2)
        whole.addLayout(row)
        whole.addWidget(self.error)
        self.setMinimumHeight(5 * GRID + 4)


def inset(content: QWidget | QLayout, parent: QWidget | None = None) -> QWidget:
    """Give a widget or layout the margins of a card's row."""
    holder = QWidget(parent)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(2 * GRID, GRID + 4, 2 * GRID, GRID + 4)
    if isinstance(content, QWidget):
        layout.addWidget(content)
    else:
        layout.addLayout(content)
    return holder


def within(content: QWidget, parent: QWidget | None = None) -> QWidget:
    """Keep a list inside the round corners of its card."""
    holder = QWidget(parent)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(1, 4, 1, 4)
    layout.addWidget(content)
    return holder
