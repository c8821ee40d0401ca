"""The route of a question as stops on one line: who is asked in which order, each with one fact; a click on a stop
leads to its settings.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from traybridge.core.presentation.route_stops import RouteStop
from traybridge.desktop.language import named, tr
from traybridge.desktop.widgets.control import Control
from traybridge.desktop.widgets.dot import FILLS, paint_dot
from traybridge.desktop.widgets.foreign_text import one_line, tooltip_text
from traybridge.desktop.widgets.painting import mirrored, paint_line, round_box
from traybridge.desktop.widgets.sizes import DOT, RADIUS_CONTROL
from traybridge.desktop.widgets.theme import theme

NARROWEST = 84
"""Pixels that a stop needs at least: with less its name says nothing."""
RING, INNER, LINE, NEXT_TO = 14, 6, 2, 5
WORDS_ABOVE = 7


def shown(stops: Sequence[RouteStop], most: int) -> tuple[Sequence[RouteStop], int]:
    """Those that have room, and how many are left out (pure): the first ones, and whoever answers is among them."""
    if len(stops) <= most:
        return stops, 0
    kept = list(stops[: max(1, most - 1)])
    now = next((stop for stop in stops if stop.answers), None)
    if now is not None and now not in kept:
        kept[-1] = now
    return kept, len(stops) - len(kept)


class RouteLine(QWidget):
    """``opened(provider)`` when a stop is pressed; "" is the list of all of them. ``built``: there are other stops."""

    opened = Signal(str)
    built = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stops: Sequence[RouteStop] = ()
        self.stops: list[StopButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setAccessibleName(tr("The order in which your question is offered"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stops(self, stops: Sequence[RouteStop]) -> None:
        """Show these, as many as there is room for."""
        if tuple(stops) != tuple(self._stops):
            self._stops = tuple(stops)
            self._build()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(theme().px(NARROWEST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._room(event.size().width()) != self._room(event.oldSize().width()):
            self._build()

    def _room(self, width: int) -> int:
        return max(1, width // theme().px(NARROWEST))

    def _build(self) -> None:
        stops, more = shown(self._stops, self._room(self.width()))
        wanted = list(stops)
        if more and self._room(self.width()) > 1:
            wanted.append(RouteStop("", tr("{count} more", count=more), tr("in the settings"), "starter", True, False))
        if len(wanted) == len(self.stops):  # in place, so that the keyboard stays where it is
            for button, stop in zip(self.stops, wanted, strict=True):
                button.show_stop(stop)
            return
        for old in self.stops:
            self._row.removeWidget(old)
            old.deleteLater()
        self.stops = [StopButton(stop, self) for stop in wanted]
        for at, button in enumerate(self.stops):
            button.last = at == len(self.stops) - 1
            button.clicked.connect(lambda _checked=False, button=button: self.opened.emit(button.stop.provider))
            self._row.addWidget(button, 1)
            button.show()
        self.built.emit()


class StopButton(Control):
    """One stop: its dot (ringed if it answers now) at the head of a piece of the line, its name, its fact."""

    ring_radius = RADIUS_CONTROL
    last = False

    def __init__(self, stop: RouteStop, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_stop(stop)

    def show_stop(self, stop: RouteStop) -> None:
        """Be another stop, or the same one as it is now."""
        self.stop = stop
        self._name, self._fact = one_line(named(stop.name)), one_line(tr(stop.fact))
        now = tr("answers now") if stop.answers else ""
        self.setAccessibleName(", ".join(part for part in (self._name, self._fact, now) if part))
        self.setToolTip(tooltip_text(tr("{name}: {what}. Open its settings", name=self._name, what=self._fact)))
        self.update()

    def wanted(self) -> QSize:
        return QSize(theme().px(NARROWEST), RING + WORDS_ABOVE + theme().line("note") + theme().line("cap") + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Less than it wants: a window that gets narrower must be able to, and has fewer stops then."""
        return QSize(RING, self.wanted().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        colour = theme().colour
        with QPainter(self) as painter:
            if self.hovered or self.isDown():
                ground = colour("pressed" if self.isDown() else "hover")
                round_box(painter, self.rect().adjusted(0, RING + 4, -2, 0), theme().px(RADIUS_CONTROL), ground)
            self._paint_line(painter)
            room = self.width() - 6
            name = QRect(0, RING + WORDS_ABOVE, room, theme().line("note"))
            painter.setFont(theme().font("note_strong" if self.stop.answers else "note"))
            painter.setPen(colour("text"))
            paint_line(painter, self._name, mirrored(self, name), direction=self.layoutDirection())
            painter.setFont(theme().font("cap"))
            painter.setPen(colour("muted"))
            fact = QRect(0, name.bottom() + 1, room, theme().line("cap"))
            paint_line(painter, self._fact, mirrored(self, fact), direction=self.layoutDirection())

    def _paint_line(self, painter: QPainter) -> None:
        """The dot, and what leads to the next one."""
        wide = RING if self.stop.answers else DOT
        if not self.last:
            piece = QRect(wide + NEXT_TO, (RING - LINE) // 2, self.width() - wide - 2 * NEXT_TO, LINE)
            round_box(painter, mirrored(self, piece), LINE / 2, theme().colour("line"))
        box = QRectF(mirrored(self, QRect(0, 0, wide, RING)))
        if self.stop.attention:
            paint_dot(painter, box, "needs")
            return
        paint_dot(painter, box, self.stop.owner if self.stop.ready else "off")
        if self.stop.answers:
            painter.setPen(QPen(theme().colour(FILLS[self.stop.owner]), LINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
