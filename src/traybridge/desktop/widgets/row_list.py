"""Row list: rows with a dot, a title, a note and a word at the end, drawn by one delegate. ``RowList(tr("Models"))``;
``chosen(key)`` when another row gets the selection, ``opened(key)`` on Enter or a click, ``moved(key, to)`` when a row
was dragged by its handle or moved with Alt+Up and Alt+Down.

The list shows what it is given with ``set_rows`` and moves nothing by itself: whoever owns the order answers ``moved``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from traybridge.desktop.widgets.dot import dot_size, paint_dot
from traybridge.desktop.widgets.focus_ring import BY_KEYBOARD
from traybridge.desktop.widgets.foreign_text import one_line, tooltip_text
from traybridge.desktop.widgets.painting import paint_icon, paint_line, round_box
from traybridge.desktop.widgets.scroll_area import overlay_bars
from traybridge.desktop.widgets.sizes import (
    BETWEEN,
    LARGE_ICON,
    LIST_ROW,
    LIST_ROW_WITH_NOTE,
    RADIUS_ROW,
    SMALL_ICON,
)
from traybridge.desktop.widgets.theme import tabular, theme

ROW_ROLE = Qt.ItemDataRole.UserRole
PAD, GAP, BETWEEN_ROWS = 10, 6, 2
HANDLE, NUMBER = 20, 18
HEAD_ROOM = 8
"""Above a head, beside its line."""
LONGEST, LONGEST_SPOKEN = 200, 600


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row. ``dot`` is a state of Dot and stands at the end, as do ``end`` (a word) and ``end_icon``.

    ``note_role`` colours the note ("bad" for what went wrong); ``quiet`` mutes the title of what is off; a ``head``
    names the group below it and is not chosen; ``marked`` has a tick, as the present one of a choice has.
    """

    key: str
    title: str
    note: str = ""
    end: str = ""
    dot: str = ""
    icon: str = ""
    end_icon: str = ""
    end_icon_role: str = "warn"
    number: int | None = None
    note_role: str = "muted"
    quiet: bool = False
    head: bool = False
    marked: bool = False
    tip: str = ""
    spoken: str = ""
    """What a screen reader says beside the words, such as the meaning of the dot."""

    @property
    def words(self) -> str:
        """The row as it is said."""
        number = str(self.number) if self.number is not None else ""
        return ", ".join(part for part in (number, self.title, self.note, self.end, self.spoken) if part)


class RowModel(QAbstractListModel):
    """The rows of a list; heads cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[ListRow] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  Qt's
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(row.title, LONGEST)
            case Qt.ItemDataRole.AccessibleTextRole:
                return one_line(row.words, LONGEST_SPOKEN)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_text(row.tip) if row.tip else None
            case _:
                return row if role == ROW_ROLE else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].head:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Take other rows; if only their words are others, nothing else is disturbed."""
        new = list(rows)
        if [row.key for row in new] == [row.key for row in self.rows]:
            for at, row in enumerate(new):
                if row != self.rows[at]:
                    self.rows[at] = row
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()


class RowList(QListView):
    """See the module. ``handles``: rows can be moved; ``single`` rows have no notes and are 32 high."""

    chosen = Signal(str)
    opened = Signal(str)
    moved = Signal(str, int)

    def __init__(self, name: str, parent: QWidget | None = None, *, handles: bool = False) -> None:
        super().__init__(parent)
        self.handles = handles
        self.by_keyboard = False
        self._dragged: tuple[str, int] | None = None
        self._silent = False
        self._model = RowModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        overlay_bars(self)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.clicked.connect(self._open)

    # ------------------------------------------------------------ rows

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these rows; the selection stays with its key, and no signal comes."""
        before = self.current
        self._silent = True
        self._model.show_rows(rows)
        if before != self.current:
            self.select(before)
        self._silent = False
        self.updateGeometry()

    @property
    def rows(self) -> Sequence[ListRow]:
        return tuple(self._model.rows)

    @property
    def current(self) -> str:
        """The key of the selected row; "" for none."""
        at = self.currentIndex().row()
        return self._model.rows[at].key if 0 <= at < len(self._model.rows) else ""

    def select(self, key: str) -> None:
        """Select a row without a signal; an unknown key leaves none selected."""
        silent, self._silent = self._silent, True
        at = next((at for at, row in enumerate(self._model.rows) if row.key == key and not row.head), -1)
        index = self._model.index(at) if at >= 0 else QModelIndex()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._silent = silent

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._silent:
            self.chosen.emit(self._model.rows[index.row()].key)

    def _open(self, index: QModelIndex) -> None:
        row = self._model.rows[index.row()] if index.isValid() else None
        if row is not None and not row.head:
            self.opened.emit(row.key)

    # ------------------------------------------------------------ size

    def height_of_all(self) -> int:
        """How high the list has to be so that nothing scrolls."""
        return sum(row_height(row) for row in self._model.rows)

    def width_of_all(self) -> int:
        """How wide the list has to be so that nothing is cut."""
        return max((row_width(row) for row in self._model.rows), default=0)

    # ------------------------------------------------------------ keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        silent, self._silent = self._silent, True
        super().focusInEvent(event)  # makes the first row the current one, and selects nothing
        self._silent = silent
        self.by_keyboard = event.reason() in BY_KEYBOARD
        if not self.selectionModel().hasSelection():
            self.select(self.current or next((row.key for row in self._model.rows if not row.head), ""))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.by_keyboard = False
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self.by_keyboard = True
        if self._dragged is not None and key == Qt.Key.Key_Escape:
            self._dragged = None
            self.viewport().update()
        elif self.handles and alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._move_current(-1 if key == Qt.Key.Key_Up else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _move_current(self, by: int) -> None:
        at = self.currentIndex().row() + by
        if self.currentIndex().isValid() and 0 <= at < len(self._model.rows):
            self.moved.emit(self.current, at)

    # ------------------------------------------------------------ dragging by the handle

    def on_handle(self, point: QPoint) -> bool:
        """The point lies on the handle of a row."""
        if not self.handles or not self.indexAt(point).isValid():
            return False
        across = (
            point.x()
            if self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            else self.viewport().width() - point.x()
        )
        return across < PAD + theme().px(HANDLE)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.by_keyboard = False
        point = event.position().toPoint()
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.on_handle(point):
            at = self.indexAt(point).row()
            self._dragged = (self._model.rows[at].key, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        point = event.position().toPoint()
        shape = Qt.CursorShape.OpenHandCursor if self.on_handle(point) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor if self._dragged else shape)
        if self._dragged is None:
            super().mouseMoveEvent(event)
            return
        self._dragged = (self._dragged[0], self._gap_at(point))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._dragged is None:
            super().mouseReleaseEvent(event)
            return
        (key, gap), self._dragged = self._dragged, None
        self.viewport().update()
        self.viewport().unsetCursor()
        at = next((at for at, row in enumerate(self._model.rows) if row.key == key), gap)  # it may be gone by now
        to = gap - 1 if gap > at else gap
        if to != at:
            self.moved.emit(key, to)

    def _gap_at(self, point: QPoint) -> int:
        """Before which row a point lies; as many as there are rows for below the last."""
        for at in range(len(self._model.rows)):
            if point.y() < self.visualRect(self._model.index(at)).center().y():
                return at
        return len(self._model.rows)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._dragged is None or not self._model.rows:
            return
        gap = min(self._dragged[1], len(self._model.rows))
        last = self.visualRect(self._model.index(len(self._model.rows) - 1))
        y = last.bottom() if gap == len(self._model.rows) else self.visualRect(self._model.index(gap)).top()
        with QPainter(self.viewport()) as painter:
            painter.fillRect(PAD, max(0, y - 1), self.viewport().width() - 2 * PAD, 2, theme().colour("accent"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()


def row_height(row: ListRow) -> int:
    """The height of a row with the gap below it."""
    if row.head:
        return theme().line("cap") + HEAD_ROOM + BETWEEN_ROWS
    return theme().px(LIST_ROW_WITH_NOTE if row.note else LIST_ROW) + BETWEEN_ROWS


def row_width(row: ListRow) -> int:
    """The width that a row's words and signs need."""
    title = QFontMetrics(theme().font("row")).horizontalAdvance(row.title)
    note = QFontMetrics(theme().font("note")).horizontalAdvance(row.note)
    end = QFontMetrics(theme().font("note")).horizontalAdvance(row.end)
    signs = sum(theme().px(LARGE_ICON) + GAP for sign in (row.icon, row.dot, row.end_icon, row.marked) if sign)
    return max(title, note) + (end + BETWEEN if end else 0) + signs + 2 * PAD + 2


class _RowDelegate(QStyledItemDelegate):
    """Draw any row."""

    def __init__(self, rows: RowList) -> None:
        super().__init__(rows)
        self._rows = rows

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(0, row_height(index.data(ROW_ROLE)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: ListRow = index.data(ROW_ROLE)
        state: QStyle.StateFlag = option.state
        box = QRect(option.rect).adjusted(0, 0, 0, -BETWEEN_ROWS)
        chosen = bool(state & QStyle.StateFlag.State_Selected) and not row.head
        hovered = bool(state & QStyle.StateFlag.State_MouseOver) and not row.head
        painter.save()
        if chosen or hovered:
            ground = "selected" if chosen else "hover"
            ringed = chosen and self._rows.by_keyboard and self._rows.hasFocus()
            line = theme().colour("ring") if ringed else None
            round_box(painter, box, theme().px(RADIUS_ROW), theme().colour(ground), line, width=2)
        _RowPainter(painter, row, box, self._rows, chosen=chosen).draw()
        painter.restore()


class _RowPainter:
    """The parts of one row from both ends; what is left in the middle is for its words."""

    def __init__(self, painter: QPainter, row: ListRow, box: QRect, rows: RowList, *, chosen: bool) -> None:
        self._painter, self._row, self._rows, self._chosen = painter, row, rows, chosen
        self._box = box
        self._room = box.adjusted(PAD, 0, -PAD, 0)

    def draw(self) -> None:
        if self._row.head:
            self._head()
            return
        if self._rows.handles:
            self._room.adjust(4 - PAD, 0, 0, 0)
            self._icon("drag", self._take_start(theme().px(HANDLE), 0), "faint")
        if self._row.number is not None:
            self._line(str(self._row.number), self._take_start(theme().px(NUMBER), 4), "muted", centred=True)
        if self._row.icon:
            role = "text" if self._chosen else "muted"
            self._icon(self._row.icon, self._take_start(theme().px(LARGE_ICON), BETWEEN), role)
        self._ends()
        self._words()

    def _ends(self) -> None:
        row = self._row
        if row.marked:
            self._icon("check", self._take_end(theme().px(SMALL_ICON), GAP), "text")
        if row.end_icon:
            self._icon(row.end_icon, self._take_end(theme().px(SMALL_ICON), GAP), row.end_icon_role)
        if row.dot:
            place = self._take_end(theme().px(dot_size(row.dot)), BETWEEN)
            paint_dot(self._painter, self._seen(place), row.dot, outlined=self._chosen)
        if row.end:
            width = QFontMetrics(tabular(theme().font("note"))).horizontalAdvance(row.end) + 1
            place = self._take_end(min(width, self._room.width() // 2), BETWEEN)
            self._line(one_line(row.end, LONGEST), place, "muted")

    def _words(self) -> None:
        row, room = self._row, self._room
        title, note = theme().line("row"), theme().line("note") if row.note else 0
        top = room.top() + (room.height() - title - note) // 2
        weight = "row" if row.note or self._chosen else "control"
        self._painter.setFont(theme().font(weight))  # type: ignore[arg-type]
        self._painter.setPen(theme().colour("muted" if row.quiet and not self._chosen else "text"))
        self._text(one_line(row.title, LONGEST), QRect(room.left(), top, room.width(), title))
        if note:
            place = QRect(room.left(), top + title, room.width(), note)
            self._line(one_line(row.note, LONGEST), place, row.note_role)

    def _head(self) -> None:
        self._painter.setFont(theme().font("cap"))
        self._painter.setPen(theme().colour("muted"))
        self._text(one_line(self._row.title, LONGEST), self._room.adjusted(0, HEAD_ROOM, 0, 0))

    def _line(self, text: str, place: QRect, role: str, *, centred: bool = False) -> None:
        self._painter.setFont(tabular(theme().font("note")))
        self._painter.setPen(theme().colour(role))
        self._text(text, place, centred=centred)

    def _text(self, text: str, place: QRect, *, centred: bool = False) -> None:
        align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
        paint_line(self._painter, text, self._seen(place), align, self._rows.layoutDirection())

    def _icon(self, name: str, place: QRect, role: str) -> None:
        side = min(theme().px(LARGE_ICON), place.width())
        middle = QRect(0, 0, side, side)
        middle.moveCenter(place.center())
        paint_icon(self._painter, name, self._seen(middle), theme().colour(role), self._rows)

    def _take_start(self, width: int, gap: int) -> QRect:
        place = QRect(self._room.left(), self._room.top(), width, self._room.height())
        self._room.setLeft(self._room.left() + width + gap)
        return place

    def _take_end(self, width: int, gap: int) -> QRect:
        place = QRect(self._room.right() - width + 1, self._room.top(), width, self._room.height())
        self._room.setRight(self._room.right() - width - gap)
        return place

    def _seen(self, place: QRect) -> QRect:
        return QStyle.visualRect(self._rows.layoutDirection(), self._box, place)
