"""Buttons and the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from traybridge.desktop.widgets.buttons import LinkButton, Push, push
from traybridge.desktop.widgets.system_palette import CONTROL_PX


@pytest.mark.parametrize("kind", [Push, LinkButton])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(qapp: QApplication, kind: type[Push], key: Qt.Key):
    pressed: list[bool] = []
    button = kind("Do it")
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    QTest.keyClick(button, key)
    assert pressed == [True]


def test_a_button_is_as_high_as_the_fields_beside_it(qapp: QApplication):
    assert push("Do it").minimumHeight() == CONTROL_PX
