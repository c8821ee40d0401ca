"""What can be done with an answer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from tests.desktop.rooms import button
from tests.desktop.widgets.on_screen import window

from traybridge.desktop.chat.answer_actions import AnswerActions, announce

pytestmark = pytest.mark.usefixtures("qapp")


def test_copy_takes_the_answer_as_it_came_and_again_asks_once_more() -> None:
    asked: list[bool] = []
    actions = AnswerActions(lambda: "**All** of it", lambda: asked.append(True))
    with window(actions):
        QTest.mouseClick(button(actions, "Copy answer"), Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == "**All** of it"
        button(actions, "Copied").click()
        QTest.keyClick(button(actions, "Answer again"), Qt.Key.Key_Return)
    assert asked == [True]


def test_an_announcement_needs_no_screen_reader() -> None:
    actions = AnswerActions(str, lambda: None)
    announce(actions, "Answered by Exo")
    announce(actions, "It broke", urgent=True)
