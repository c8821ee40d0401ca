"""Tables: columns fit their words up to a limit, and names keep their direction in a mirrored window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem

from traybridge.desktop.widgets.foreign_text import END, FROM_LEFT
from traybridge.desktop.widgets.lists import RoomyRows, fit_columns


def table() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderLabels(["a", "b", "c"])
    QTreeWidgetItem(tree, ["short", "w" * 300, "/home/me"])
    tree.setItemDelegate(RoomyRows(tree))
    return tree


def test_a_column_is_as_wide_as_its_words_and_no_wider_than_it_may_be(qapp: QApplication):
    tree = table()
    fit_columns(tree, (200, 150))
    assert tree.columnWidth(0) < 200
    assert tree.columnWidth(1) == 150


def test_a_path_reads_from_the_left_in_a_mirrored_window(qapp: QApplication):
    tree = table()
    option = QStyleOptionViewItem()
    option.direction = Qt.LayoutDirection.RightToLeft
    rows = RoomyRows(tree)
    rows.initStyleOption(option, tree.model().index(0, 2))
    assert option.text == f"{FROM_LEFT}/home/me{END}"
    assert option.textElideMode == Qt.TextElideMode.ElideRight
