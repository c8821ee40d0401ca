"""Choice: one of many, in a list of our own. ``Choice(tr("Model"), [("a", "Llama 3.3 70B"), ...])``; ``chosen(value)``.

It is a QComboBox to keyboards and screen readers: arrows, letters, Space and Alt+Down do what they do there.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from traybridge.desktop.widgets.control import Reasoned
from traybridge.desktop.widgets.focus_ring import Ringed
from traybridge.desktop.widgets.foreign_text import one_line
from traybridge.desktop.widgets.painting import mirrored, paint_icon, paint_line, round_box
from traybridge.desktop.widgets.popover import Popover
from traybridge.desktop.widgets.row_list import ListRow, RowList
from traybridge.desktop.widgets.sizes import BUTTON, ICON, PICKER_MS, RADIUS_CARD, RADIUS_CONTROL
from traybridge.desktop.widgets.theme import theme

PAD, GAP, END = 10, 8, 6
LONGEST = 120
WIDEST = 320
MOST_ROWS = 10
AROUND = 5


class ChoicePopup(Popover):
    """The list of a choice."""

    ground = "raised"

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, radius=RADIUS_CARD, milliseconds=PICKER_MS)
        self.list = RowList(name, self)
        room = self.shadow_room + AROUND
        self.body.setContentsMargins(room, room, room, room)
        self.body.addWidget(self.list)
        self.setFocusProxy(self.list)

    def show_rows(self, rows: Sequence[ListRow], current: str, least_width: int) -> None:
        self.list.set_rows(rows)
        self.list.select(current)
        width = max(least_width - 2 * AROUND, min(self.list.width_of_all(), theme().px(WIDEST)))
        most = MOST_ROWS * (self.list.height_of_all() // max(1, len(rows)))
        self.list.setFixedSize(width, min(self.list.height_of_all(), most) or 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


class Choice(Reasoned, Ringed, QComboBox):
    """See the module. ``name`` is what a screen reader says; a value is any object."""

    chosen = Signal(object)

    def __init__(
        self, name: str, options: Sequence[tuple[Any, str]] = (), parent: QWidget | None = None, *, value: Any = None
    ) -> None:
        super().__init__(parent)
        self._values: list[Any] = []
        self._popup: ChoicePopup | None = None
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_options(options)
        if value is not None:
            self.choose(value)
        self.activated.connect(lambda at: self.chosen.emit(self._values[at]))

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer these; the value stays if it is among them, and no signal comes."""
        before = self.value
        blocked = self.blockSignals(True)
        self._values = [value for value, _words in options]
        self.clear()
        for value, words in options:
            self.addItem(one_line(words, LONGEST), value)
        if before in self._values:
            self.setCurrentIndex(self._values.index(before))
        self.blockSignals(blocked)
        self.updateGeometry()
        self.update()

    @property
    def value(self) -> Any:
        """What is chosen; None without options."""
        return self._values[self.currentIndex()] if 0 <= self.currentIndex() < len(self._values) else None

    def choose(self, value: Any) -> None:
        """Show a value without a signal; one that is not offered leaves none chosen."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self.update()

    # ------------------------------------------------------------ the list

    def showPopup(self) -> None:  # noqa: N802  Qt's name
        if self._popup is None:
            self._popup = ChoicePopup(self.accessibleName(), self)
            self._popup.list.opened.connect(self._take)
        now = self.currentIndex()
        rows = [ListRow(str(at), self.itemText(at), marked=at == now) for at in range(self.count())]
        self._popup.show_rows(rows, str(now), self.width())
        self._popup.open_below(self)
        self._popup.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def hidePopup(self) -> None:  # noqa: N802
        if self._popup is not None:
            self._popup.hide()
        super().hidePopup()

    @property
    def popup(self) -> ChoicePopup | None:
        """The list while it is open."""
        return self._popup if self._popup is not None and self._popup.isVisible() else None

    def _take(self, key: str) -> None:
        self.hidePopup()
        at = int(key)
        if at != self.currentIndex():
            self.setCurrentIndex(at)
            self.activated.emit(at)

    # ------------------------------------------------------------ Qt's events

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = QFontMetrics(theme().font("control"))
        widest = max((metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        width = min(widest, theme().px(WIDEST)) + PAD + GAP + theme().px(ICON) + END + 2
        return QSize(width, theme().px(BUTTON))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme().px(72), theme().px(BUTTON))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        colour = theme().colour
        enabled = self.isEnabled()
        down = self.popup is not None
        ground = None if not enabled else colour("pressed" if down else "hover" if self.underMouse() else "raised")
        side = theme().px(ICON)
        words = QRect(PAD, 0, self.width() - PAD - GAP - side - END, self.height())
        sign = QRect(self.width() - END - side, (self.height() - side) // 2, side, side)
        with QPainter(self) as painter:
            round_box(
                painter, self.rect(), theme().px(RADIUS_CONTROL), ground, colour("line_strong" if enabled else "line")
            )
            painter.setFont(theme().font("control"))
            painter.setPen(colour("text" if enabled else "faint"))
            paint_line(painter, self.currentText(), mirrored(self, words), direction=self.layoutDirection())
            paint_icon(painter, "chevron-down", mirrored(self, sign), colour("muted" if enabled else "faint"), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.hide_ring()
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.showPopup()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scrolling a page must not change the choices that pass under the pointer."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
