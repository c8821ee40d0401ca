"""An icon button is named, pressed and toggled."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.desktop.widgets.on_screen import accessible, click, has_colour, picture, tab_to, window

from traybridge.desktop.widgets.icon_button import IconButton

pytestmark = pytest.mark.usefixtures("qapp")


def test_its_name_and_keys_are_in_the_tooltip_and_a_reader_hears_the_name():
    button = IconButton("copy", "Copy", shortcut="Ctrl+Shift+C")
    assert button.toolTip() == "Copy (Ctrl+Shift+C)"
    heard = accessible(button)
    assert (heard.role(), heard.text(QAccessible.Text.Name)) == (QAccessible.Role.Button, "Copy")
    button.set_name("Copied")
    assert (button.accessibleName(), button.toolTip()) == ("Copied", "Copied (Ctrl+Shift+C)")


def test_mouse_keyboard_and_shortcut_press_it(qtbot: QtBot):
    button = IconButton("copy", "Copy", shortcut="Ctrl+K")
    times = []
    button.clicked.connect(lambda: times.append(1))
    with window(button) as holder:
        click(button)
        tab_to(holder)
        QTest.keyClick(button, Qt.Key.Key_Space)
        QTest.keyClick(button, Qt.Key.Key_Return)
        QTest.keyClick(holder, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: len(times) == 4, timeout=20_000)  # Qt shows the button pressed for a moment


def test_toggled_it_is_green():
    button = IconButton("lock", "Local only", checkable=True)
    told: list[object] = []
    button.toggled.connect(told.append)
    with window(button):
        assert not has_colour(picture(button), "local")
        click(button)
        assert has_colour(picture(button), "local")
        assert has_colour(picture(button), "local_soft")
        button.set_icon("unlock")
        click(button)
    assert told == [True, False]


def test_it_is_28_pixels_square_and_faint_when_disabled():
    button = IconButton("copy", "Copy")
    assert button.sizeHint().toTuple() == (28, 28)
    button.disable("Nothing to copy")
    with window(button):
        assert has_colour(picture(button), "faint")
        assert button.toolTip() == "Nothing to copy"
