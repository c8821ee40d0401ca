"""The list of pages: chosen by mouse and keyboard, with a triangle where something is to do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from tests.desktop.widgets.on_screen import accessible, click, tab_to, window

from traybridge.desktop.settings.sidebar import ICONS, Sidebar, SidebarGround
from traybridge.desktop.settings.window import PAGES

pytestmark = pytest.mark.usefixtures("qapp")


def made() -> tuple[Sidebar, list[str]]:
    sidebar, told = Sidebar(), list[str]()
    for name in ("general", "providers", "exo"):
        sidebar.add(name, name.title())
    sidebar.chosen.connect(told.append)
    return sidebar, told


def test_every_page_has_its_sign():
    assert {name for name, _page in PAGES} <= ICONS.keys()


def test_pages_are_chosen_by_code_mouse_and_keyboard():
    sidebar, told = made()
    sidebar.choose("general")
    sidebar.choose("general")
    sidebar.choose("nowhere")
    with window(SidebarGround(sidebar, "1.0")) as holder:
        click(sidebar.viewport(), sidebar.visualRect(sidebar.model().index(2, 0)).center())
        tab_to(holder)
        QTest.keyClick(sidebar, Qt.Key.Key_Up)
    assert told == ["general", "exo", "providers"]


def test_a_triangle_says_what_is_to_do_and_goes():
    sidebar, told = made()
    sidebar.choose("exo")
    sidebar.mark("providers", "Hugging Face: key rejected")
    row = accessible(sidebar).child(1)
    assert row.text(QAccessible.Text.Name) == "Providers, Hugging Face: key rejected"
    assert [row.end_icon for row in sidebar.rows] == ["", "warn", ""]
    sidebar.mark("providers", "")
    assert [row.end_icon for row in sidebar.rows] == ["", "", ""]
    assert (sidebar.current, told) == ("exo", ["exo"])
