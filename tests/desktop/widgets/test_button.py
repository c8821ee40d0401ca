"""A button is pressed by mouse, Space and Enter, looks as it is, and says why it cannot be pressed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.widgets.on_screen import (
    accessible,
    alike,
    appearance,
    click,
    from_right,
    has_colour,
    picture,
    tab_to,
    window,
    written_contrast,
)

from traybridge.desktop.widgets.button import Button, ButtonKind
from traybridge.desktop.widgets.theme import theme

pytestmark = pytest.mark.usefixtures("qapp")
KINDS: tuple[ButtonKind, ...] = ("plain", "primary", "quiet")


def test_mouse_space_and_enter_press_it():
    button = Button("Load")
    times = []
    button.clicked.connect(lambda: times.append(1))
    with window(button) as holder:
        click(button)
        tab_to(holder)
        assert button.hasFocus()
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QTest.keyClick(button, key)
    assert len(times) == 4


def test_the_ring_is_there_after_the_keyboard_and_not_after_a_click():
    button, other = Button("Load"), Button("Other")
    with window(button, other) as holder:
        click(button)
        assert button.hasFocus()
        assert not button.ringed
        QTest.keyClick(button, Qt.Key.Key_Tab)
        assert other.ringed
        assert has_colour(picture(holder), "ring")
        click(other)
        assert not other.ringed
        tab_to(holder)
        assert button.ringed
        QTest.keyClick(button, Qt.Key.Key_Tab)
        assert not button.ringed


def test_it_says_why_it_cannot_be_pressed():
    button = Button("Load")
    button.setToolTip("40 GB")
    times = []
    button.clicked.connect(lambda: times.append(1))
    button.disable("Exo has to be reached first")
    with window(button):
        click(button)
        assert not times
        assert button.toolTip() == "Exo has to be reached first"
        assert accessible(button).text(QAccessible.Text.Description) == button.toolTip()
        button.disable("Exo is loading")
        button.enable()
        assert button.toolTip() == "40 GB"
        click(button)
    assert times


def test_a_reader_hears_a_button_with_its_name():
    heard = accessible(Button("Load Llama & Co"))
    assert heard.role() == QAccessible.Role.Button
    assert heard.text(QAccessible.Text.Name) == "Load Llama & Co"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["rest", "hover", "pressed"])
def test_its_word_can_be_read_in_every_state(scheme: str, kind: ButtonKind, state: str):
    with appearance(scheme):  # type: ignore[arg-type]
        button = Button("Load", kind)
        with window(button):
            button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, state == "hover")
            button.setDown(state == "pressed")
            assert written_contrast(picture(button), button.rect().adjusted(4, 4, -4, -4)) >= 4.5


def test_each_state_looks_different():
    button = Button("Load")
    with window(button):
        seen = [picture(button)]
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        seen.append(picture(button))
        button.setDown(True)
        seen.append(picture(button))
        button.disable("no")
        seen.append(picture(button))
    assert all(one != other for at, one in enumerate(seen) for other in seen[at + 1 :])


def test_sizes_are_those_of_the_look():
    assert Button("Load").sizeHint().height() == 28
    assert Button("Load", small=True).sizeHint().height() == 26
    assert Button("Load", icon="plus").sizeHint().width() == Button("Load").sizeHint().width() + 24


def test_a_very_long_word_ends_in_dots_and_stays_inside(qapp: QApplication):
    button = Button("Donaudampfschifffahrtsgesellschaft " * 6, icon="plus")
    button.setFixedWidth(160)
    with window(button):
        image = picture(button)
        edge = image.pixelColor(2 * 3, image.height() // 2).name()
        assert edge == theme().colour("raised").name()


def test_from_the_right_the_icon_stands_at_the_right():
    with from_right():
        button = Button("Load", icon="plus")
        with window(button):
            icon, words = button._places()
            assert icon.left() < words.left()  # in a layout from the left; painting mirrors it
            whole = picture(button).flipped(Qt.Orientation.Horizontal)
    left = Button("Load", icon="plus")
    with window(left):
        same = picture(left)
    half = same.rect().adjusted(0, 0, -same.width() * 2 // 3, 0)
    assert alike(whole.copy(half), same.copy(half))
