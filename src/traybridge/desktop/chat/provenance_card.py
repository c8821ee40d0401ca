"""What the line under an answer opens: attempts as bars on one time axis, four facts, why it was not Exo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from traybridge.core.i18n import msg
from traybridge.core.presentation.provenance_card import AttemptBar, Fact
from traybridge.core.presentation.route_stops import Owner
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import Card, inset
from traybridge.desktop.widgets.foreign_text import one_line, tooltip_text
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.painting import mirrored, paint_line, round_box
from traybridge.desktop.widgets.sizes import BETWEEN, INSIDE, PAIR
from traybridge.desktop.widgets.theme import theme

ROW = 24
BAR = 8
LONGEST_NAME = 60
LONGEST_OUTCOME = 120
NAME_SHARE, AXIS_SHARE, OUTCOME_SHARE = 0.25, 0.35, 0.25
"""Of the width: who was asked, the axis, what became of it; the seconds have what they need."""
FILLS = {"local": "local_fill", "cloud": "cloud_fill", "starter": "faint"}
MOST_ATTEMPTS = 12


@dataclass(frozen=True, slots=True)
class WhyNotExo:
    """The reason in one sentence and the one click that would change it; ``button`` "" where there is none."""

    name: str
    sentence: str
    button: str = ""


class AttemptAxis(QWidget):
    """The attempts, one row each: name, bar from when to when, outcome, seconds. Time runs from the left everywhere."""

    def __init__(self, bars: Sequence[AttemptBar], owner: Owner | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = tuple(bars[-MOST_ATTEMPTS:])
        self._owner: Owner | None = owner
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows = [f"{one.name}: {tr(one.outcome)}, {tr(one.seconds)}" for one in self._bars]
        self.setAccessibleName("\n".join(rows))
        self.setToolTip(tooltip_text("\n".join(rows)))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(theme().px(300), theme().px(ROW) * len(self._bars))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme().px(200), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            seconds = self._seconds_width(painter)
            for number, one in enumerate(self._bars):
                self._draw_row(painter, one, theme().px(ROW) * number, seconds)

    def _seconds_width(self, painter: QPainter) -> int:
        painter.setFont(theme().font("note"))
        metrics = painter.fontMetrics()
        return max((metrics.horizontalAdvance(tr(one.seconds)) for one in self._bars), default=0) + 2

    def _draw_row(self, painter: QPainter, one: AttemptBar, top: int, seconds: int) -> None:
        room = max(0, self.width() - seconds - 3 * BETWEEN)
        name, axis = int(room * NAME_SHARE / 0.85), int(room * AXIS_SHARE / 0.85)
        row = theme().px(ROW)
        painter.setFont(theme().font("note_strong" if one.answered else "note"))
        painter.setPen(theme().colour("text"))
        self._write(painter, one_line(one.name, LONGEST_NAME), QRect(0, top, name, row))
        self._draw_bar(painter, one, QRect(name + BETWEEN, top + (row - theme().px(BAR)) // 2, axis, theme().px(BAR)))
        painter.setFont(theme().font("note"))
        painter.setPen(theme().colour("text" if one.answered else "muted"))
        start = name + axis + 2 * BETWEEN
        self._write(painter, one_line(tr(one.outcome), LONGEST_OUTCOME), QRect(start, top, room - name - axis, row))
        painter.setPen(theme().colour("muted"))
        self._write(
            painter, tr(one.seconds), QRect(self.width() - seconds, top, seconds, row), Qt.AlignmentFlag.AlignTrailing
        )

    def _write(
        self, painter: QPainter, text: str, box: QRect, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading
    ) -> None:
        paint_line(painter, text, mirrored(self, box), align, direction=self.layoutDirection())

    def _draw_bar(self, painter: QPainter, one: AttemptBar, box: QRect) -> None:
        whole = QRectF(mirrored(self, box))
        round_box(painter, whole, whole.height() / 2, theme().colour("pressed"))
        part = QRectF(whole)
        part.setLeft(whole.left() + one.start * whole.width())
        part.setRight(max(part.left() + whole.height(), whole.left() + one.end * whole.width()))
        if part.right() > whole.right():
            part.moveRight(whole.right())
        role = FILLS[self._owner] if one.answered and self._owner else "faint"
        round_box(painter, part, whole.height() / 2, theme().colour(role))


class ProvenanceCard(Card):
    """See the module. ``run`` is what the button of "Why not Exo?" does, ``copy`` puts the details on the clipboard."""

    def __init__(
        self,
        bars: Sequence[AttemptBar],
        facts: Sequence[Fact],
        owner: Owner | None,
        *,
        skipped: Sequence[str] = (),
        why: WhyNotExo | None = None,
        run: Callable[[], None] | None = None,
        copy: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.axis = AttemptAxis(bars, owner, self)
        self.axis.setVisible(bool(bars))
        if bars or skipped:
            self.add(inset(self._attempts(skipped), self))
        self.add(inset(self._facts(facts), self))
        self.add(inset(self._why(why, run, copy), self))

    def _attempts(self, skipped: Sequence[str]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(PAIR)
        column.addWidget(self.axis)
        if skipped:
            column.addWidget(Label("\n".join(skipped), "note", "", self))
        return column

    def _facts(self, facts: Sequence[Fact]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        for one in facts:
            column = QVBoxLayout()
            column.setSpacing(PAIR // 2)
            column.addWidget(Label(tr(one.name), "cap", "", self, wraps=False))
            column.addWidget(Label(tr(one.value), "row", "", self, wraps=False, numbers=True))
            row.addLayout(column, 1)
        return row

    def _why(self, why: WhyNotExo | None, run: Callable[[], None] | None, copy: Callable[[], None]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(PAIR)
        row = QHBoxLayout()
        row.setSpacing(INSIDE)
        if why is not None:
            column.addWidget(Label(tr("Why not {name}?", name=why.name), "row", "", self))
            column.addWidget(Label(why.sentence, "note", "", self))
            if why.button and run is not None:
                button = Button(why.button, "plain", self)
                button.clicked.connect(run)
                row.addWidget(button)
        copied = Button(tr("Copy details"), "quiet", self)
        copied.clicked.connect(lambda: self._copied(copied, copy))
        row.addWidget(copied)
        row.addStretch(1)
        column.addSpacing(PAIR)
        column.addLayout(row)
        return column

    def _copied(self, button: Button, copy: Callable[[], None]) -> None:
        copy()
        button.setText(tr(msg("Copied")))
