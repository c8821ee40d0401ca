"""The providers in their order: dragged, moved with Alt and the arrows, switched on and off where they stand."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QWidget,
)

from traybridge.core.presentation.describe import detail
from traybridge.core.presentation.status import ProviderStatus
from traybridge.desktop.forms.provider_edits import moved
from traybridge.desktop.language import named, tr
from traybridge.desktop.widgets.direction import draw_words
from traybridge.desktop.widgets.dot import draw_dot
from traybridge.desktop.widgets.foreign_text import one_line, tooltip_text
from traybridge.desktop.widgets.system_palette import (
    GRID,
    card_colour,
    line_colour,
    mix,
    muted,
    note_font,
    on_card,
    text_font,
)

ROW = 58
CHECK = 20
ID = Qt.ItemDataRole.UserRole
STATE = Qt.ItemDataRole.UserRole + 1
MARK = Qt.ItemDataRole.UserRole + 2

Mark = Literal["good", "none", "warning"]


def mark_of(one: ProviderStatus) -> Mark:
    """The mark beside a provider: it can answer, somebody has to do something, or neither."""
    if one.attention:
        return "warning"
    return "good" if one.usable else "none"


class ProviderList(QListWidget):
    """``chosen``: a provider's id; ``ordered``: all ids in their new order; ``switched``: an id and on or off."""

    chosen = Signal(str)
    ordered = Signal(list)
    switched = Signal(str, bool)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Providers by priority"))
        self.setAccessibleDescription(tr("Alt and the arrow keys move a provider, Space switches it on or off."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setItemDelegate(_RowDelegate(self))
        self.viewport().setAutoFillBackground(False)
        self.itemChanged.connect(self._changed)
        self.currentItemChanged.connect(self._current)
        self.model().rowsMoved.connect(lambda: self.ordered.emit(self.ids))  # the end of a drag

    @property
    def ids(self) -> list[str]:
        return [str(self.item(at).data(ID)) for at in range(self.count())]

    @property
    def current(self) -> str:
        at = self.currentRow()
        return str(self.item(at).data(ID)) if at >= 0 else ""

    def follow(self, providers: Sequence[ProviderStatus]) -> None:
        """Show how everybody is; rows are changed in place, so that the keyboard stays where it is."""
        if self.state() == QAbstractItemView.State.DraggingState:
            return
        self.blockSignals(True)
        if self.ids != [one.id for one in providers]:
            self._rebuild(providers)
        for at, one in enumerate(providers):
            self._show(self.item(at), one, at, len(providers))
        self.blockSignals(False)
        self.viewport().update()

    def _rebuild(self, providers: Sequence[ProviderStatus]) -> None:
        current, at = self.current, self.currentRow()
        self.clear()
        for one in providers:
            item = QListWidgetItem(self)
            item.setData(ID, one.id)
            flags = Qt.ItemFlag
            item.setFlags(
                flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsUserCheckable | flags.ItemIsDragEnabled
            )
        self.choose(current)
        if self.currentRow() < 0 <= at:
            self.setCurrentRow(min(at, self.count() - 1))  # the neighbour of one that is gone

    def _show(self, item: QListWidgetItem, one: ProviderStatus, at: int, count: int) -> None:
        words = tr(detail(one))
        item.setText(one_line(named(one.label)))
        item.setData(STATE, one_line(words))
        item.setData(MARK, mark_of(one))
        item.setToolTip(tooltip_text(words))
        item.setCheckState(Qt.CheckState.Checked if one.enabled else Qt.CheckState.Unchecked)
        told = {"name": one.label, "words": words, "place": at + 1, "count": count}
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole,
            tr("{name}, on, {words}, {place} of {count}", **told)
            if one.enabled
            else tr("{name}, off, {words}, {place} of {count}", **told),
        )

    def choose(self, provider_id: str) -> None:
        """Make a provider the current one, if it is there."""
        if provider_id in self.ids:
            self.setCurrentRow(self.ids.index(provider_id))

    def move_current(self, by: int) -> None:
        """Move the current provider up (negative) or down."""
        order = moved(self.ids, self.current, by) if self.current else []
        if order and order != self.ids:
            self.ordered.emit(order)

    def _current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(ID)))

    def _changed(self, item: QListWidgetItem) -> None:
        self.switched.emit(str(item.data(ID)), item.checkState() == Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_current(steps[Qt.Key(event.key())])
            return
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.current:
            self.removed.emit(self.current)
            return
        super().keyPressEvent(event)


class _RowDelegate(QStyledItemDelegate):
    """Draw one provider: its switch, its name, and under it how it is."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(0, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette = QApplication.palette()
        roles = QPalette.ColorRole
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(4, 2, -4, -2)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mix(card_colour(palette), palette.color(roles.Highlight), 0.22))
            painter.drawRoundedRect(box, 6, 6)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(palette.color(roles.Highlight))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._draw_check(painter, option, index)
        words = _words_box(option)
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        quiet = muted(on_card(palette))
        painter.setFont(text_font(QApplication.font()))
        painter.setPen(palette.color(roles.WindowText) if on else quiet)
        draw_words(painter, words.adjusted(0, 8, 0, -ROW // 2 + 4), str(index.data()), option.direction)
        mark = QRect(words.left(), words.top() + ROW // 2 + 2, 14, 14)
        state = words.adjusted(18, ROW // 2 - 2, 0, -8)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            mark.moveRight(words.right())
            state = words.adjusted(0, ROW // 2 - 2, -18, -8)
        draw_dot(painter, QRectF(mark), str(index.data(MARK)), palette)
        painter.setFont(note_font(QApplication.font()))
        painter.setPen(palette.color(roles.WindowText) if chosen else quiet)
        draw_words(painter, state, str(index.data(STATE)), option.direction)
        if not chosen and index.row() + 1 < index.model().rowCount():
            painter.fillRect(
                option.rect.left() + 14, option.rect.bottom(), option.rect.width() - 28, 1, line_colour(palette)
            )
        painter.restore()

    def _draw_check(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = QStyleOptionButton()
        look.rect = _check_box(option)
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        look.state = QStyle.StateFlag.State_Enabled | (QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off)
        look.palette = QApplication.palette()
        QApplication.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, look, painter)

    def editorEvent(  # noqa: N802
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A click on the box, or Space, switches."""
        clicked = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and _check_box(option).adjusted(-8, -12, 8, 12).contains(event.position().toPoint())
        )
        spaced = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not clicked and not spaced:
            return False
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        return model.setData(
            index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
        )


def _check_box(option: QStyleOptionViewItem) -> QRect:
    rect = QRect(0, 0, CHECK, CHECK)
    rect.moveCenter(option.rect.center())
    if option.direction == Qt.LayoutDirection.RightToLeft:
        rect.moveRight(option.rect.right() - 2 * GRID + 2)
    else:
        rect.moveLeft(option.rect.left() + 2 * GRID - 2)
    return rect


def _words_box(option: QStyleOptionViewItem) -> QRect:
    room = CHECK + 3 * GRID
    if option.direction == Qt.LayoutDirection.RightToLeft:
        return option.rect.adjusted(2 * GRID, 0, -room, 0)
    return option.rect.adjusted(room, 0, -2 * GRID, 0)
