"""One of a few: clicked, or moved with the arrows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from tests.desktop.widgets.on_screen import accessible, appearance, click, picture, tab_to, window, written_contrast

from traybridge.desktop.widgets.segmented import Segmented

pytestmark = pytest.mark.usefixtures("qapp")
PERIODS = [("day", "Day"), ("week", "Week"), ("month", "Month")]


def test_a_click_and_the_arrows_choose():
    periods = Segmented("Period", PERIODS)
    told: list[object] = []
    periods.chosen.connect(told.append)
    with window(periods) as holder:
        assert periods.value == "day"
        click(periods.findChildren(QRadioButton)[2])
        assert periods.value == "month"
        holder.setFocus()
        tab_to(holder)
        QTest.keyClick(holder.focusWidget(), Qt.Key.Key_Left)
        assert periods.value == "week"
    assert told == ["month", "week"]


def test_choosing_by_code_tells_nobody():
    periods = Segmented("Period", PERIODS)
    told: list[object] = []
    periods.chosen.connect(told.append)
    periods.choose("week")
    periods.choose("year")
    assert (periods.value, told) == ("week", [])
    assert Segmented("None", []).value is None


def test_a_reader_hears_radio_buttons_in_a_named_group():
    periods = Segmented("Period", PERIODS)
    heard = accessible(periods)
    assert heard.text(QAccessible.Text.Name) == "Period"
    first = heard.child(0)
    assert (first.role(), first.text(QAccessible.Text.Name)) == (QAccessible.Role.RadioButton, "Day")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_can_be_read(scheme: str):
    with appearance(scheme):  # type: ignore[arg-type]
        periods = Segmented("Period", PERIODS)
        with window(periods):
            assert periods.height() == 28
            image = picture(periods)
            for segment in periods.findChildren(QRadioButton):
                assert written_contrast(image, segment.geometry().adjusted(4, 4, -4, -4)) >= 4.5
