"""What an empty chat says: who answers, the way a question goes, and beginnings that do something."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from traybridge.core.presentation.route_stops import RouteStop
from traybridge.desktop.glyph.composition import TrayState
from traybridge.desktop.glyph.window_glyph import window_glyph
from traybridge.desktop.language import tr
from traybridge.desktop.route_line import RouteLine
from traybridge.desktop.widgets.control import Control
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.painting import mirrored, paint_icon, paint_line, round_box
from traybridge.desktop.widgets.sizes import LARGE_ICON, PAIR, RADIUS_ROW, ROW_SINGLE
from traybridge.desktop.widgets.theme import theme

GLYPH, ABOVE, GLYPH_BELOW, ROUTE_ABOVE = 48, 40, 18, 26
STARTER_PAD, STARTER_GAP = 10, 12


class EmptyState(QWidget):
    """``begun(text)`` puts a text into the composer; ``opened(provider)`` leads to a provider's settings."""

    begun = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.glyph = Glyph(self)
        self.title = Label("", "title", parent=self)
        self.lines = Label("", "control", "muted", self)
        self.route = RouteLine(self)
        self.route.opened.connect(self.opened)
        self.copied = Starter("clipboard", tr("Explain what I copied"), "", self)
        self.copied.clicked.connect(self._explain_copied)
        self.error = Starter("terminal", tr("What does this error mean?"), tr("paste it below"), self)
        self.error.clicked.connect(lambda: self.begun.emit(tr("What does this error mean?") + "\n\n"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(ABOVE), 0, 0)
        column.setSpacing(0)
        column.addWidget(self.glyph)
        column.addSpacing(GLYPH_BELOW)
        column.addWidget(self.title)
        column.addSpacing(PAIR)
        column.addWidget(self.lines)
        column.addSpacing(ROUTE_ABOVE)
        column.addWidget(self.route)
        column.addStretch(1)
        column.addSpacing(GLYPH_BELOW)
        column.addWidget(self.copied)
        column.addWidget(self.error)
        QGuiApplication.clipboard().dataChanged.connect(self._look_at_clipboard)
        self.copied.hide()

    def show_state(self, state: TrayState, title: str, lines: str, stops: Sequence[RouteStop]) -> None:
        """Say who would answer, and show the way that a question goes."""
        self.glyph.show_state(state)
        self.title.setText(title)
        self.lines.say(lines)
        self.route.show_stops(stops)
        self.route.setVisible(bool(stops))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        super().showEvent(event)
        # Whoever holds the clipboard may take seconds to say what is in it (X11): the window is there first.
        QTimer.singleShot(0, self, self._look_at_clipboard)

    def _look_at_clipboard(self) -> None:
        """Only whether there is text: it is read on the click, not before."""
        if not self.isVisible():
            return
        held = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())  # none at all, says Qt's type otherwise
        self.copied.setVisible(held is not None and held.hasText())

    def _explain_copied(self) -> None:
        if text := QGuiApplication.clipboard().text().strip():
            self.begun.emit(tr("Explain this:") + f"\n\n{text}")


class Glyph(QWidget):
    """The large glyph, which is only looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = TrayState(deck="starting")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, state: TrayState) -> None:
        if state != self._state:
            self._state = state
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        side = theme().px(GLYPH)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        side = theme().px(GLYPH)
        with QPainter(self) as painter:
            pixmap = window_glyph(self._state, side, self.devicePixelRatioF(), theme().colours)
            painter.drawPixmap(QRectF(mirrored(self, QRect(0, 0, side, side))).topLeft(), pixmap)


class Starter(Control):
    """A row that begins a question."""

    ring_radius = RADIUS_ROW

    def __init__(self, icon: str, title: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._icon, self._title, self._note = icon, title, note
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wanted(self) -> QSize:
        return QSize(theme().px(160), theme().px(ROW_SINGLE))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        colour, side = theme().colour, theme().px(LARGE_ICON)
        with QPainter(self) as painter:
            if self.hovered or self.isDown():
                ground = colour("pressed" if self.isDown() else "hover")
                round_box(painter, self.rect(), theme().px(RADIUS_ROW), ground)
            room = self.rect().adjusted(STARTER_PAD, 0, -STARTER_PAD, 0)
            icon = QRect(room.left(), (self.height() - side) // 2, side, side)
            paint_icon(painter, self._icon, mirrored(self, icon), colour("muted"), self)
            room.setLeft(icon.right() + 1 + STARTER_GAP)
            painter.setFont(theme().font("note"))
            painter.setPen(colour("muted"))
            wide = painter.fontMetrics().horizontalAdvance(self._note) + 1 if self._note else 0
            if room.width() > 2 * wide:
                note = QRect(room.right() - wide + 1, 0, wide, self.height())
                paint_line(painter, self._note, mirrored(self, note), direction=self.layoutDirection())
                room.setRight(note.left() - STARTER_GAP)
            painter.setFont(theme().font("control"))
            painter.setPen(colour("text"))
            paint_line(painter, self._title, mirrored(self, room), direction=self.layoutDirection())
