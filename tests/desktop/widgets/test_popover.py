"""A popover stands at what was pressed, always inside the screen, and goes when it should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.desktop.widgets.on_screen import has_colour, picture, window

from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.popover import EDGE, Popover, placed
from traybridge.desktop.widgets.theme import theme

pytestmark = pytest.mark.usefixtures("qapp")
SCREEN = QRect(0, 0, 1000, 800)


def test_it_stands_below_its_anchor_or_above_where_there_is_no_room():
    anchor = QRect(100, 100, 60, 28)
    assert placed(anchor, QSize(200, 300), SCREEN) == QPoint(100, 132)
    assert placed(anchor.translated(0, 600), QSize(200, 300), SCREEN) == QPoint(100, 396)
    assert placed(anchor.translated(300, 0), QSize(200, 300), SCREEN, right_to_left=True) == QPoint(260, 132)


@given(st.integers(-2000, 3000), st.integers(-2000, 3000), st.integers(1, 980), st.integers(1, 780), st.booleans())
def test_it_is_always_inside_the_screen(x: int, y: int, width: int, height: int, from_right: bool) -> None:
    at = placed(QRect(x, y, 40, 20), QSize(width, height), SCREEN, right_to_left=from_right)
    assert SCREEN.adjusted(EDGE, EDGE, -EDGE, -EDGE).contains(QRect(at, QSize(width, height)))


def test_a_sheet_larger_than_the_screen_begins_at_its_corner() -> None:
    assert placed(QRect(500, 400, 1, 1), QSize(5000, 5000), SCREEN) == QPoint(EDGE, EDGE)


def test_it_opens_closes_on_escape_and_says_so():
    anchor, popover = Button("More"), Popover()
    popover.body.addWidget(Button("Inside"))
    closed = []
    popover.closed.connect(lambda: closed.append(1))
    with window(anchor):
        popover.open_below(anchor)
        assert popover.isVisible()
        assert has_colour(picture(popover), "surface")
        QTest.keyClick(popover, Qt.Key.Key_Escape)
        assert not popover.isVisible()
    assert closed == [1]


def test_it_comes_and_goes_with_motion_and_ends_where_it_belongs(qtbot: QtBot):
    anchor, popover = Button("More"), Popover(stays=True)
    popover.body.addWidget(Button("Inside"))
    with window(anchor):
        popover.open_below(anchor)
        end = placed(
            QRect(anchor.mapToGlobal(QPoint(0, 0)), anchor.size()),
            popover.sheet_rect().size(),
            popover.screen().availableGeometry(),
        )
        room = QPoint(popover.shadow_room, popover.shadow_room)
        qtbot.waitUntil(lambda: popover.pos() + room == end and popover.windowOpacity() == 1.0, timeout=20_000)
        popover.close_softly()
        qtbot.waitUntil(lambda: not popover.isVisible(), timeout=20_000)
    assert theme().motion(120) == 120
