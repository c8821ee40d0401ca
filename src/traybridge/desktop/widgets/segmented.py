"""Segmented: one of a few, all in view. ``Segmented(tr("Period"), [("day", tr("Day")), ...])``; ``chosen(value)``."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from traybridge.desktop.widgets.control import Reasoned
from traybridge.desktop.widgets.focus_ring import Ringed
from traybridge.desktop.widgets.foreign_text import menu_text
from traybridge.desktop.widgets.painting import paint_line, round_box
from traybridge.desktop.widgets.sizes import BUTTON, RADIUS_CONTROL, RADIUS_MENU_ROW
from traybridge.desktop.widgets.theme import theme

PAD, TRACK = 10, 2


class _Segment(Ringed, QRadioButton):
    """One of them; radio buttons of one parent exclude each other, and the arrow keys move between them."""

    ring_radius = RADIUS_MENU_ROW

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(menu_text(words), parent)
        self._words = words
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _font(self) -> QFont:
        font = theme().font("note")
        font.setWeight(QFont.Weight.Medium if self.isChecked() else QFont.Weight.Normal)
        return font

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        font = theme().font("note")
        font.setWeight(QFont.Weight.Medium)
        width = QFontMetrics(font).horizontalAdvance(self._words) + 2 * theme().px(PAD) + 1
        return QSize(width, theme().px(BUTTON) - 2 * TRACK)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        colour = theme().colour
        ink = "faint" if not self.isEnabled() else "text" if self.isChecked() or self.underMouse() else "muted"
        with QPainter(self) as painter:
            if self.isChecked():
                round_box(painter, self.rect(), theme().px(RADIUS_MENU_ROW), colour("raised"), colour("line_strong"))
            painter.setFont(self._font())
            painter.setPen(colour(ink))
            paint_line(painter, self._words, self.rect(), Qt.AlignmentFlag.AlignHCenter)


class Segmented(Reasoned, QWidget):
    """See the module. A value is any object; ``choose`` shows one without a signal."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(TRACK, TRACK, TRACK, TRACK)
        row.setSpacing(0)
        self._options: list[tuple[Any, _Segment]] = []
        for value, words in options:
            segment = _Segment(words, self)
            segment.clicked.connect(lambda _on=False, value=value: self.chosen.emit(value))
            row.addWidget(segment)
            self._options.append((value, segment))
        if self._options:
            self._options[0][1].setChecked(True)

    @property
    def value(self) -> Any:
        """What is chosen; None without options."""
        return next((value for value, segment in self._options if segment.isChecked()), None)

    def choose(self, value: Any) -> None:
        for one, segment in self._options:
            if one == value:
                segment.setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        with QPainter(self) as painter:
            round_box(painter, self.rect(), theme().px(RADIUS_CONTROL + 1), theme().colour("hover"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for _value, segment in self._options:
                segment.updateGeometry()
            self.update()
