"""Buttons and the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.buttons import LinkButton, push


@pytest.mark.parametrize("kind", [push, LinkButton])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(qapp: QApplication, kind: Callable[[str], Button], key: Qt.Key):
    pressed: list[bool] = []
    button = kind("Do it")
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    QTest.keyClick(button, key)
    assert pressed == [True]


def test_old_names_give_new_buttons(qapp: QApplication):
    assert (push("Do it").kind, LinkButton("Do it").kind) == ("plain", "quiet")
