"""Numbers are typed or stepped, stay in their range, and are told when they are done."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.widgets.on_screen import (
    accessible,
    appearance,
    from_right,
    picture,
    tab_to,
    window,
    written_contrast,
)

from traybridge.desktop.widgets.number_input import NumberInput

pytestmark = pytest.mark.usefixtures("qapp")


def test_typing_and_arrows_tell_the_number_once_it_is_done():
    field = NumberInput("Wait", 0, 90, value=30, unit="s")
    told: list[object] = []
    field.changed.connect(told.append)
    with window(field) as holder:
        tab_to(holder)
        QTest.keyClick(field, Qt.Key.Key_Up)
        field.selectAll()
        QTest.keyClicks(field, "45")
        assert told == [31]
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert told == [31, 45]
        field.selectAll()
        QTest.keyClicks(field, "99")
        holder.setFocus()
        assert field.value() <= 90


def test_a_number_shown_by_code_tells_nobody_and_leaves_what_is_typed():
    field = NumberInput("Wait", 0, 90, value=30)
    told: list[object] = []
    field.changed.connect(told.append)
    field.show_value(20)
    assert (field.value(), told) == (20, [])
    with window(field) as holder:
        tab_to(holder)
        field.selectAll()
        QTest.keyClicks(field, "7")
        field.show_value(50)
        assert field.lineEdit().text() == "7"


def test_scrolling_the_page_changes_nothing():
    field = NumberInput("Wait", 0, 90, value=30)
    with window(field) as holder:
        tab_to(holder)
        here = QPointF(field.rect().center())
        event = QWheelEvent(
            here, QPointF(field.mapToGlobal(here)), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(field, event)
        assert field.value() == 30


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("right", [False, True])
def test_number_prefix_and_unit_can_be_read_beside_each_other(scheme: str, right: bool):
    with appearance(scheme):  # type: ignore[arg-type]
        if right:
            with from_right():
                _looks_right()
        else:
            _looks_right()


def _looks_right() -> None:
    field = NumberInput("At most", 0, 999, value=5, decimals=2, prefix="$", unit="USD")
    with window(field):
        assert field.height() == 30
        assert written_contrast(picture(field), field.rect().adjusted(4, 4, -4, -4)) >= 4.5
        margins = field.lineEdit().textMargins()
        inside = field.lineEdit().geometry().adjusted(margins.left(), 0, -margins.right(), 0)
        assert inside.left() >= 18
        assert inside.right() <= field.width() - 18
        assert inside.width() >= field.fontMetrics().horizontalAdvance("999.00")


def test_a_reader_hears_a_spin_box_and_its_unit():
    heard = accessible(NumberInput("Wait", 0, 90, unit="s"))
    assert (heard.role(), heard.text(QAccessible.Text.Name)) == (QAccessible.Role.SpinBox, "Wait (s)")


def test_the_smallest_may_have_a_word():
    assert NumberInput("At most", 0, 9, nothing="No limit").text() == "No limit"
