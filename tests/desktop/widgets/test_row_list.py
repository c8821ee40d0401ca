"""Rows are chosen, opened and moved by mouse and keyboard, and heard as they are seen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle
from tests.desktop.widgets.on_screen import (
    accessible,
    appearance,
    click,
    from_right,
    has_colour,
    picture,
    tab_to,
    window,
    written_contrast,
)

from traybridge.desktop.widgets.row_list import ListRow, RowList

pytestmark = pytest.mark.usefixtures("qapp")
ROWS = [
    ListRow("head", "Providers", head=True),
    ListRow("exo", "Exo", "2 Macs", dot="local", number=1, spoken="ready"),
    ListRow("openrouter", "OpenRouter", "342 models", end="$5", dot="cloud", number=2),
    ListRow("hf", "Hugging Face", "Key rejected", dot="needs", number=3, note_role="bad"),
    ListRow("off", "Ollama", "Off", dot="off", number=4, quiet=True),
]


class Heard:
    """Everything that a list tells."""

    def __init__(self, rows: RowList) -> None:
        self.chosen: list[str] = []
        self.opened: list[str] = []
        self.moved: list[tuple[str, int]] = []
        rows.chosen.connect(self.chosen.append)
        rows.opened.connect(self.opened.append)
        rows.moved.connect(lambda key, to: self.moved.append((key, to)))


def made(*, handles: bool = False) -> tuple[RowList, Heard]:
    rows = RowList("Providers", handles=handles)
    rows.set_rows(ROWS)
    rows.setFixedHeight(rows.height_of_all())
    return rows, Heard(rows)


def place(rows: RowList, key: str) -> QPoint:
    at = next(at for at, row in enumerate(rows.rows) if row.key == key)
    return rows.visualRect(rows.model().index(at, 0)).center()


def test_a_click_chooses_and_opens_and_a_head_does_neither():
    rows, heard = made()
    with window(rows):
        click(rows.viewport(), place(rows, "openrouter"))
        click(rows.viewport(), place(rows, "head"))
        assert rows.current == "openrouter"
    assert (heard.chosen, heard.opened) == (["openrouter"], ["openrouter"])


def test_the_keyboard_chooses_and_opens():
    rows, heard = made()
    with window(rows) as holder:
        tab_to(holder)
        assert rows.current == "exo"
        assert has_colour(picture(rows), "ring")
        QTest.keyClick(rows, Qt.Key.Key_Down)
        QTest.keyClick(rows, Qt.Key.Key_Return)
        QTest.keyClicks(rows, "hugg")
        assert rows.current == "hf"
        click(rows.viewport(), place(rows, "hf"))
        assert not has_colour(picture(rows), "ring")
    assert heard.opened == ["openrouter", "hf"]
    assert heard.chosen == ["openrouter", "hf"]


def test_other_rows_keep_the_selection_and_tell_nobody():
    rows, heard = made()
    rows.select("hf")
    rows.set_rows([ListRow("hf", "Hugging Face", "Ready"), *ROWS[:3]])
    assert rows.current == "hf"
    rows.set_rows(ROWS[:2])
    assert rows.current == ""
    rows.select("nobody")
    assert heard.chosen == []


def test_alt_and_arrows_move_a_row_inside_the_list():
    rows, heard = made(handles=True)
    rows.set_rows(ROWS[1:])
    rows.select("exo")
    with window(rows) as holder:
        tab_to(holder)
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            QTest.keyClick(rows, key, Qt.KeyboardModifier.AltModifier)
        assert rows.current == "exo"
    assert heard.moved == [("exo", 1)]


@pytest.mark.parametrize(("key", "over", "below", "to"), [("exo", "hf", True, 2), ("off", "exo", False, 0)])
@pytest.mark.parametrize("right", [False, True])
def test_a_handle_drags_a_row(key: str, over: str, below: bool, to: int, right: bool):
    if right:
        with from_right():
            _drag(key, over, below, to)
    else:
        _drag(key, over, below, to)


def _drag(key: str, over: str, below: bool, to: int) -> None:
    rows, heard = made(handles=True)
    rows.set_rows(ROWS[1:])
    with window(rows):
        view = rows.viewport()
        across = 12 if rows.layoutDirection() == Qt.LayoutDirection.LeftToRight else view.width() - 12
        start, end = QPoint(across, place(rows, key).y()), QPoint(across, place(rows, over).y() + (8 if below else -8))
        QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        QTest.mouseMove(view, end)
        assert has_colour(picture(rows), "accent")
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
        assert not has_colour(picture(rows), "accent")
    assert heard.moved == [(key, to)]


def test_escape_leaves_a_dragged_row_where_it_was():
    rows, heard = made(handles=True)
    with window(rows):
        view = rows.viewport()
        start = QPoint(12, place(rows, "exo").y())
        QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        QTest.mouseMove(view, start + QPoint(0, 120))
        QTest.keyClick(rows, Qt.Key.Key_Escape)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(0, 120))
    assert heard.moved == []


def test_a_reader_hears_a_list_and_each_row_whole():
    rows, _heard = made()
    heard = accessible(rows)
    assert (heard.role(), heard.text(QAccessible.Text.Name)) == (QAccessible.Role.List, "Providers")
    assert heard.child(1).text(QAccessible.Text.Name) == "1, Exo, 2 Macs, ready"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("right", [False, True])
def test_every_row_can_be_read_chosen_or_not(scheme: str, right: bool):
    with appearance(scheme):  # type: ignore[arg-type]
        if right:
            with from_right():
                _read_every_row()
        else:
            _read_every_row()


def _read_every_row() -> None:
    rows, _heard = made()
    with window(rows):
        for chosen in ("", *(row.key for row in ROWS if not row.head)):
            rows.select(chosen)
            image = picture(rows, "page")
            for at, row in enumerate(ROWS):
                box = rows.visualRect(rows.model().index(at, 0))
                lines = (box.adjusted(40, 4, -60, -box.height() // 2), box.adjusted(40, box.height() // 2, -60, -6))
                seen = tuple(QStyle.visualRect(rows.layoutDirection(), box, line) for line in lines)
                for line in seen[: 1 if not row.note else 2]:
                    assert written_contrast(image, line if row.note else box) >= 4.5, (row.key, chosen)


def test_a_row_of_any_length_stays_inside():
    rows = RowList("Names")
    rows.set_rows([ListRow("a", "x" * 400, "y" * 400, end="z" * 400, dot="local", tip="<b>all</b>")])
    with window(rows):
        assert rows.visualRect(rows.model().index(0, 0)).width() <= rows.viewport().width()
        assert "<b>" not in str(rows.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
