"""A chip says a state and is pressed to change it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
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

from traybridge.desktop.widgets.chip import Chip

pytestmark = pytest.mark.usefixtures("qapp")


def test_it_is_pressed_by_mouse_and_keyboard_and_heard():
    chip = Chip("Local only", "lock")
    times = []
    chip.clicked.connect(lambda: times.append(1))
    with window(chip) as holder:
        click(chip)
        tab_to(holder)
        assert chip.ringed
        QTest.keyClick(chip, Qt.Key.Key_Space)
        heard = accessible(chip)
        assert (heard.role(), heard.text(QAccessible.Text.Name)) == (QAccessible.Role.Button, "Local only")
        assert chip.height() == 26
    assert len(times) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_in_both_directions(scheme: str):
    with appearance(scheme), from_right():  # type: ignore[arg-type]
        chip = Chip("Local only", "lock")
        with window(chip):
            assert written_contrast(picture(chip)) >= 4.5
            chip.setDown(True)
            assert written_contrast(picture(chip), chip.rect().adjusted(8, 4, -8, -4)) >= 4.5
