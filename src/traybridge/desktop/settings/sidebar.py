"""The list of pages: a word and a sign each, chosen with a click or the arrow keys."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from traybridge.desktop.language import tr
from traybridge.desktop.settings.page_icons import GRID_UNITS, draw_sign
from traybridge.desktop.widgets.direction import draw_words, margins
from traybridge.desktop.widgets.system_palette import GRID, line_colour, mix, text_font

WIDTH = 192
"""Pixels, unless a page's name needs more."""
ROW = 38
SIGN_ROOM = GRID_UNITS + GRID + 2
"""Pixels of a row that its sign and the gap behind it take."""
NAME = Qt.ItemDataRole.UserRole


class Sidebar(QListWidget):
    """``chosen`` carries the name of a page."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(text_font(QApplication.font()))
        self.setAccessibleName(tr("Settings pages"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_PageDelegate(self))
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setViewportMargins(margins(GRID, 2 * GRID, GRID + 1, GRID))
        self.currentItemChanged.connect(self._changed)

    def add(self, name: str, title: str) -> None:
        item = QListWidgetItem(title, self)
        item.setData(NAME, name)
        around = self.viewportMargins()
        room = around.left() + around.right() + (GRID + 2) + SIGN_ROOM + GRID
        self.setFixedWidth(max(self.width(), self.fontMetrics().horizontalAdvance(title) + room + 2))

    @property
    def current(self) -> str:
        at = self.currentRow()
        return str(self.item(at).data(NAME)) if at >= 0 else ""

    def choose(self, name: str) -> None:
        for at in range(self.count()):
            if self.item(at).data(NAME) == name:
                self.setCurrentRow(at)

    def _changed(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(NAME)))


class SidebarGround(QWidget):
    """What the list stands on: a shade beside the window's, and a line between the two."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        palette = QApplication.palette()
        window, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), mix(window, text, 0.04))
            edge = QRect(self.rect())
            leading = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            edge.setLeft(edge.right()) if leading else edge.setRight(edge.left())
            painter.fillRect(edge, line_colour(palette))


class _PageDelegate(QStyledItemDelegate):
    """Draw one page's row: a rounded bar behind the chosen one."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(0, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette = QApplication.palette()
        roles = QPalette.ColorRole
        box: QRect = option.rect.adjusted(0, 1, 0, -1)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        text = palette.color(roles.HighlightedText if chosen else roles.WindowText)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(palette.color(roles.Highlight))
            painter.drawRoundedRect(box, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(mix(palette.color(roles.Window), palette.color(roles.WindowText), 0.1))
            painter.drawRoundedRect(box, 6, 6)
        inner = box - margins(GRID + 2, 0, GRID, 0)
        sign = QRectF(inner.left(), inner.center().y() - GRID_UNITS / 2 + 0.5, GRID_UNITS, GRID_UNITS)
        words = inner.adjusted(SIGN_ROOM, 0, 0, 0)
        direction: Qt.LayoutDirection = option.direction
        if direction == Qt.LayoutDirection.RightToLeft:
            sign.moveRight(inner.right())
            words = inner.adjusted(0, 0, -SIGN_ROOM, 0)
        draw_sign(painter, str(index.data(NAME)), sign, text)
        painter.setPen(text)
        painter.setFont(text_font(QApplication.font()))
        draw_words(painter, words, str(index.data(Qt.ItemDataRole.DisplayRole)), direction)
        painter.restore()
