"""The one line under an answer: the source's glyph, who answered, with which model, how fast; pressed, it opens.

It never wraps: what does not fit gives way by rank (core/presentation/provenance_card.py), at last the model is cut.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from traybridge.core.i18n import msg
from traybridge.core.presentation.provenance_card import LinePart, fitting
from traybridge.core.presentation.route_stops import Owner
from traybridge.desktop.glyph.composition import Source
from traybridge.desktop.glyph.pictures import source_icon
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.control import Control
from traybridge.desktop.widgets.foreign_text import one_line, tooltip_text
from traybridge.desktop.widgets.painting import mirrored, paint_icon, paint_line
from traybridge.desktop.widgets.sizes import BETWEEN, PAIR, SMALL_ICON
from traybridge.desktop.widgets.theme import theme

HEIGHT = 24
DOT = " · "
LONGEST_PART = 200
LEAST_MODEL = 40
"""A model's name in less than so many pixels says nothing."""
COLOURS: Mapping[Owner, str] = {"local": "local", "cloud": "cloud", "starter": "muted"}
SOURCES: Mapping[Owner, Source] = {"local": "cluster", "cloud": "cloud", "starter": "starter"}
OWNERS: Mapping[Owner, str] = {
    "local": msg("your machines"),
    "cloud": msg("cloud"),
    "starter": msg("starter model"),
}


@dataclass(frozen=True, slots=True)
class FittedPart:
    """A part of the line where it is drawn, ``width`` pixels wide."""

    text: str
    width: int
    strong: bool


class ProvenanceLine(Control):
    """See the module. ``owner`` None: nobody answered. ``toggled(opened)`` when it is pressed."""

    def __init__(
        self, parts: Sequence[LinePart], owner: Owner | None, parent: QWidget | None = None, *, details: str = ""
    ) -> None:
        self._parts = tuple(LinePart(one_line(tr(part.text), LONGEST_PART), part.rank) for part in parts)
        self._owner: Owner | None = owner
        super().__init__("", parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        whom = f"{self.words}, {tr(OWNERS[owner])}" if owner else self.words
        self.setAccessibleName(tr("Answered by {whom}", whom=whom) if owner else whom)
        self.setToolTip(
            tooltip_text("\n".join((tr("Who was asked, with which outcome, and who was not and why"), details)))
        )

    @property
    def words(self) -> str:
        """All that could be said, whether there is room for it or not."""
        return DOT.join(part.text for part in self._parts)

    @property
    def shown(self) -> str:
        """The words as they are drawn now, before a name is cut."""
        return DOT.join(piece.text for piece in self._pieces())

    def wanted(self) -> QSize:
        words = sum(self._width(part, first=not at) for at, part in enumerate(self._parts))
        between = self._between * max(0, len(self._parts) - 1)
        return QSize(self._start + words + between + BETWEEN + theme().px(SMALL_ICON), theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(theme().px(120), theme().px(HEIGHT))

    # ------------------------------------------------------------ what fits

    @property
    def _start(self) -> int:
        return theme().px(SMALL_ICON) + 6 if self._owner else 0

    @property
    def _between(self) -> int:
        return QFontMetrics(theme().font("note")).horizontalAdvance(DOT) + 1

    def _width(self, part: LinePart, *, first: bool) -> int:
        font = theme().font("note_strong" if first else "note")
        return QFontMetrics(font).horizontalAdvance(part.text) + 1

    def _pieces(self) -> list[FittedPart]:
        room = self.width() - self._start - BETWEEN - theme().px(SMALL_ICON)
        widths = [(part, self._width(part, first=not at)) for at, part in enumerate(self._parts)]
        fits = fitting(widths, room, self._between)
        taken = {part: width for part, width in widths if part in fits}
        over = sum(taken.values()) + self._between * (len(fits) - 1) - room
        for part in _cut_order(fits):
            if over > 0:
                least = theme().px(LEAST_MODEL)
                cut = min(over, max(0, taken[part] - least))
                taken[part] -= cut
                over -= cut
        return [FittedPart(part.text, taken[part], strong=part is self._parts[0]) for part in fits]

    # ------------------------------------------------------------ drawing

    def _inks(self) -> tuple[QColor, QColor]:
        """The name's and the rest's."""
        colour = theme().colour
        return colour("text"), colour("text" if self.hovered or self.isDown() else "muted")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        name, quiet = self._inks()
        side, height, at = theme().px(SMALL_ICON), self.height(), self._start
        with QPainter(self) as painter:
            if self._owner:
                self._draw_source(painter, mirrored(self, QRect(0, (height - side) // 2, side, side)))
            for number, piece in enumerate(self._pieces()):
                if number:
                    self._draw(painter, DOT, QRect(at, 0, self._between, height), quiet, strong=False)
                    at += self._between
                ink = name if piece.strong else quiet
                self._draw(painter, piece.text, QRect(at, 0, piece.width, height), ink, strong=piece.strong)
                at += piece.width
            sign = "chevron-down" if self.isChecked() else "chevron-right"
            box = QRect(at + BETWEEN - PAIR, (height - side) // 2, side, side)
            paint_icon(painter, sign, mirrored(self, box), quiet, self)

    def _draw(self, painter: QPainter, text: str, box: QRect, ink: QColor, *, strong: bool) -> None:
        painter.setFont(theme().font("note_strong" if strong else "note"))
        painter.setPen(ink)
        paint_line(painter, text, mirrored(self, box), direction=self.layoutDirection())

    def _draw_source(self, painter: QPainter, box: QRect) -> None:
        assert self._owner is not None  # noqa: S101  asked before
        colour = theme().colour(COLOURS[self._owner]).name()
        icon = source_icon(SOURCES[self._owner], colour, theme().colour("faint").name())
        painter.drawPixmap(QPointF(box.topLeft()), icon.pixmap(box.size(), self.devicePixelRatioF()))


def _cut_order(parts: Sequence[LinePart]) -> list[LinePart]:
    """Who is cut short first: the model, then what stands last; the name is the last."""
    models = [part for part in parts if part.rank == 1]
    return models + [part for part in parts if part.rank != 1][::-1]
