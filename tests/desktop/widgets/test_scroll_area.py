"""Bars lie over what they scroll, and are there only while something scrolls."""

import gc

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.desktop.widgets.on_screen import click, from_right, window

from traybridge.desktop.widgets.scroll_area import OverlayBar, ScrollArea

pytestmark = pytest.mark.usefixtures("qapp")


def made(height: int) -> tuple[ScrollArea, OverlayBar]:
    content = QWidget()
    content.setMinimumHeight(height)
    area = ScrollArea(content)
    area.setFixedHeight(200)
    return area, next(bar for bar in area.findChildren(OverlayBar) if bar.upright)


def test_a_bar_takes_no_room_and_is_gone_if_nothing_scrolls():
    area, bar = made(1000)
    with window(area):
        assert bar.isVisible()
        assert area.viewport().width() == area.width()
        content = area.widget()
        assert content is not None
        content.setMinimumHeight(50)
        QApplication.processEvents()
        assert bar.isHidden()


def test_dragging_and_clicking_the_bar_scrolls():
    area, bar = made(1000)
    scroll = area.verticalScrollBar()
    with window(area):
        start = bar.thumb().center()
        QTest.mousePress(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        QTest.mouseMove(bar, start + QPoint(0, 400))
        QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(0, 400))
        assert scroll.value() == scroll.maximum()
        click(bar, QPoint(bar.width() // 2, 4))
        assert scroll.value() < scroll.maximum()
        assert bar.thumb().bottom() <= bar.height()


def test_from_the_right_it_is_at_the_left():
    with from_right():
        area, bar = made(1000)
        with window(area):
            assert bar.x() == 0
    area, bar = made(1000)
    with window(area):
        assert bar.geometry().right() == area.width() - 1


def test_a_bar_follows_though_nobody_in_python_holds_qts_own():
    """The bar of Qt's outlives PySide's object for it."""
    content = QWidget()
    content.setFixedSize(100, 2000)
    area = ScrollArea(content)
    with window(area) as holder:
        holder.hide()
        gc.collect()
        holder.show()
        bar = next(one for one in area.findChildren(OverlayBar) if one.upright)
        assert bar.isVisible()
        before = bar.thumb()
        area.verticalScrollBar().setValue(500)
        assert bar.thumb().top() > before.top()
        content.setFixedSize(100, 10)
        area.resize(area.width(), 400)
        QApplication.processEvents()
        assert not bar.isVisible()
