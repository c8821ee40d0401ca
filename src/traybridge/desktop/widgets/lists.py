"""Lists and tables: rows with room, one painter for rows of a title and a note, columns that fit."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

from traybridge.desktop.widgets.direction import from_right, reads_from_left
from traybridge.desktop.widgets.foreign_text import END, FROM_LEFT
from traybridge.desktop.widgets.system_palette import GRID, luminance, mix


def fit_columns(table: QTreeWidget, widest: Sequence[int]) -> None:
    """Make each column as wide as its words and its heading, up to so many pixels; the last one takes the rest.

    What is cut short is in the tooltip.
    """
    for column, limit in enumerate(widest):
        table.resizeColumnToContents(column)
        if table.columnWidth(column) > limit:
            table.setColumnWidth(column, limit)


class RoomyRows(QStyledItemDelegate):
    """Rows of a table with room between their lines. Sentences, in the last column, are cut at their end."""

    def initStyleOption(  # noqa: N802  Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.column() == index.model().columnCount() - 1:
            option.textElideMode = Qt.TextElideMode.ElideRight
        if from_right(option.direction) and reads_from_left(option.text):
            option.text = f"{FROM_LEFT}{option.text}{END}"
        palette = QPalette(option.palette)
        base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
        if luminance(base) < 0.2:  # Fusion draws an empty box of a dark table in the table's own colour
            palette.setColor(QPalette.ColorRole.Base, mix(base, text, 0.25))
            option.palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(super().sizeHint(option, index).width(), 3 * GRID)
