"""Card: rows that belong together on one sheet. ``card.add(CardRow(tr("Failover"), tr("When one ..."), Switch(...)))``.

Lines stand between the rows that are shown. A click on the words of a row switches its switch.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.painting import round_box
from traybridge.desktop.widgets.sizes import CARD_SIDE, INSIDE, PAIR, RADIUS_CARD, ROW, ROW_SINGLE
from traybridge.desktop.widgets.theme import theme

ROW_PAD = 8


class Rule(QWidget):
    """The thin line between two rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colour("line"))


class Card(QFrame):
    """See the module."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._shown: list[tuple[QWidget, Rule]] = []

    def add(self, row: QWidget, *, at: int | None = None) -> None:
        """Put a row under the others, or at a place among them: 0 is the first."""
        rule = Rule(self)
        place = len(self._shown) if at is None else at
        self._rows.insertWidget(2 * place, rule)
        self._rows.insertWidget(2 * place + 1, row)
        self._shown.insert(place, (row, rule))
        self._draw_lines()

    @property
    def empty(self) -> bool:
        """No row has been put in."""
        return not self._shown

    def show_row(self, row: QWidget, visible: bool) -> None:
        """Show or hide a row; lines stand only between rows that are shown."""
        row.setVisible(visible)
        self._draw_lines()

    def remove(self, row: QWidget) -> None:
        """Take one row away."""
        gone = [pair for pair in self._shown if pair[0] is row]
        self._shown = [pair for pair in self._shown if pair[0] is not row]
        for pair in gone:
            for widget in pair:
                self._rows.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._draw_lines()

    def _draw_lines(self) -> None:
        above = False
        for row, rule in self._shown:
            # A row that was put in just now counts as hidden until the layout shows it.
            shown = not (row.isHidden() and row.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide))
            rule.setVisible(shown and above)
            above = above or shown

    def clear(self, *, but: QWidget | None = None) -> None:
        """Take every row away, except one."""
        for row, _rule in list(self._shown):
            if row is not but:
                self.remove(row)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            round_box(painter, self.rect(), theme().px(RADIUS_CARD), theme().colour("raised"), theme().colour("line"))


class CardRow(QWidget):
    """One row: title and note on the leading side, a control on the other; an error goes under both."""

    def __init__(
        self, title: str, note: str = "", control: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self.title = Label(title, "row", "", self)
        self.note = Label(note, "note", "", self)
        self.note.setVisible(bool(note))
        self.error = Label("", "note", "bad", self)
        self.error.hide()
        if isinstance(control, QAbstractButton) and control.isCheckable():
            for label in (self.title, self.note):  # words that can be selected take the click
                label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        words = QVBoxLayout()
        words.setSpacing(PAIR // 2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.note)
        words.addStretch(1)
        row = self._row = QHBoxLayout()
        row.setSpacing(INSIDE)
        row.addLayout(words, 1)
        if control is not None:
            self.title.setBuddy(control)
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(CARD_SIDE, ROW_PAD, CARD_SIDE, ROW_PAD)
        whole.setSpacing(PAIR)
        whole.addLayout(row)
        whole.addWidget(self.error)
        self.setMinimumHeight(theme().px(ROW if note else ROW_SINGLE))

    def share_room(self, words: int, control: int) -> None:
        """Let a control that can be long have so many parts of the row's width."""
        self._row.setStretch(0, words)
        self._row.setStretch(1, control)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A click on the words is one on the switch."""
        control = self.control
        inside = self.rect().contains(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if inside and left and isinstance(control, QAbstractButton) and control.isCheckable() and control.isEnabled():
            control.click()
            return
        super().mouseReleaseEvent(event)


def inset(content: QWidget | QLayout, parent: QWidget | None = None) -> QWidget:
    """Give a widget or layout the margins of a card's row."""
    holder = QWidget(parent)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(CARD_SIDE, INSIDE, CARD_SIDE, INSIDE)
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
