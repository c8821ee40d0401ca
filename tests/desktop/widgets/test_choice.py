"""One of many, in a list of our own, by mouse and keyboard."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.widgets.on_screen import (
    accessible,
    appearance,
    click,
    from_right,
    picture,
    tab_to,
    window,
    written_contrast,
)

from traybridge.desktop.widgets.cards import CardRow
from traybridge.desktop.widgets.choice import Choice

pytestmark = pytest.mark.usefixtures("qapp")
MODELS = [("llama", "Llama 3.3 70B"), ("qwen", "Qwen3 30B A3B"), ("tiny", "Starter model")]


def made() -> tuple[Choice, list[object]]:
    choice, told = Choice("Model", MODELS), list[object]()
    choice.chosen.connect(told.append)
    return choice, told


def test_a_click_opens_the_list_and_a_click_in_it_chooses():
    choice, told = made()
    with window(choice):
        click(choice)
        popup = choice.popup
        assert popup is not None
        index = popup.list.model().index(1, 0)
        click(popup.list.viewport(), popup.list.visualRect(index).center())
        assert choice.popup is None
        assert (choice.value, told) == ("qwen", ["qwen"])


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_F4])
def test_the_keyboard_opens_moves_chooses_and_leaves(key: Qt.Key):
    choice, told = made()
    with window(choice) as holder:
        tab_to(holder)
        assert choice.ringed
        QTest.keyClick(choice, key)
        popup = choice.popup
        assert popup is not None
        QTest.keyClick(popup.list, Qt.Key.Key_Down)
        QTest.keyClick(popup.list, Qt.Key.Key_Down)
        QTest.keyClick(popup.list, Qt.Key.Key_Return)
        assert told == ["tiny"]
        QTest.keyClick(choice, key)
        popup = choice.popup
        assert popup is not None
        QTest.keyClick(popup.list, Qt.Key.Key_Escape)
        assert choice.popup is None
        assert told == ["tiny"]
        QTest.keyClick(choice, Qt.Key.Key_Up)
        assert told == ["tiny", "qwen"]


def test_choosing_by_code_and_other_options_tell_nobody():
    choice, told = made()
    choice.choose("tiny")
    choice.set_options([("new", "New"), *MODELS])
    assert choice.value == "tiny"
    choice.set_options(MODELS[:1])
    assert choice.value == "llama"
    choice.choose("unknown")
    assert choice.value is None
    assert told == []


def test_scrolling_the_page_changes_nothing():
    choice, told = made()
    with window(choice) as holder:
        tab_to(holder)
        here = QPointF(choice.rect().center())
        event = QWheelEvent(
            here, QPointF(choice.mapToGlobal(here)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(choice, event)
        assert (choice.value, told) == ("llama", [])


def test_a_reader_hears_a_combo_box_that_its_row_names():
    """On Linux the name of a combo box is what is chosen in it: its label is told beside it (Qt 6.11)."""
    choice = made()[0]
    row = CardRow("Model", "What Auto asks", choice)
    assert row.title.buddy() is choice
    heard = accessible(choice)
    assert heard.role() == QAccessible.Role.ComboBox
    labels = [
        one.text(QAccessible.Text.Name) for one, kind in heard.relations() if kind & QAccessible.RelationFlag.Label
    ]
    assert labels == ["Model"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_and_its_list_can_be_read_and_the_list_is_as_wide(scheme: str):
    with appearance(scheme), from_right():  # type: ignore[arg-type]
        choice, _told = made()
        with window(choice):
            assert written_contrast(picture(choice), choice.rect().adjusted(4, 4, -4, -4)) >= 4.5
            choice.showPopup()
            popup = choice.popup
            assert popup is not None
            assert popup.sheet_rect().width() >= choice.width()
            assert written_contrast(picture(popup), popup.list.geometry()) >= 4.5
            popup.hide()


def test_names_of_any_length_fit():
    choice = Choice("Model", [(1, "x" * 200), (2, "a\nb & c")])
    assert choice.sizeHint().width() < 400
    assert choice.itemText(1) == "a b & c"
