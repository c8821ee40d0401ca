"""A switch is switched by mouse, Space and the words beside it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from tests.desktop.widgets.on_screen import accessible, alike, appearance, click, from_right, picture, tab_to, window

from traybridge.desktop.widgets.cards import Card, CardRow
from traybridge.desktop.widgets.colours import VISIBLE, contrast
from traybridge.desktop.widgets.switch import Switch

pytestmark = pytest.mark.usefixtures("qapp")


def test_mouse_space_and_its_words_switch_it():
    switch = Switch("Failover")
    row = CardRow("Failover", "When one cannot answer, the next is asked.", switch)
    card = Card()
    card.add(row)
    told: list[object] = []
    switch.toggled.connect(told.append)
    with window(card) as holder:
        click(switch)
        click(row.title, QPoint(4, 4))
        tab_to(holder)
        assert switch.ringed
        QTest.keyClick(switch, Qt.Key.Key_Space)
        switch.disable("Exo has to be reached first")
        click(row.title, QPoint(4, 4))
    assert told == [True, False, True]


def test_a_reader_hears_a_check_box_and_its_state():
    switch = Switch("Failover")
    heard = accessible(switch)
    assert (heard.role(), heard.text(QAccessible.Text.Name)) == (QAccessible.Role.CheckBox, "Failover")
    switch.setChecked(True)
    assert heard.state().checked


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("on", [False, True])
def test_its_knob_can_be_seen_and_stands_on_the_other_side_from_the_right(scheme: str, on: bool):
    with appearance(scheme):  # type: ignore[arg-type]
        switch = Switch("Failover")
        switch.setChecked(on)
        with window(switch):
            left = picture(switch)
        with from_right():
            other = Switch("Failover")
            other.setChecked(on)
            with window(other):
                right = picture(other)
    assert alike(left.flipped(Qt.Orientation.Horizontal), right)
    middle = left.height() // 2
    ends = [left.pixelColor(x, middle).name() for x in (10 * 3, 24 * 3)]
    assert contrast(*ends) >= VISIBLE
    assert ends[int(on)] == "#ffffff"
