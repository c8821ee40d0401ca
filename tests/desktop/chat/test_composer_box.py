"""The round box around the text: it grows, its button sends or stops, its lock says what is in force."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from traybridge.desktop.chat.composer import MOST_LINES
from traybridge.desktop.chat.composer_box import ComposerBox


@pytest.fixture
def box(qapp: QApplication) -> Iterator[ComposerBox]:
    around = QWidget()  # its halo stands beside it
    made = ComposerBox(around, can_lock=True)
    made.setGeometry(12, 12, 388, 100)
    around.resize(412, 220)
    around.show()
    qapp.processEvents()
    yield made
    around.hide()
    shiboken6.delete(around)


def test_it_grows_with_its_lines_up_to_eight(box: ComposerBox):
    heights = []
    for lines in (1, 2, MOST_LINES, MOST_LINES + 5):
        box.editor.setPlainText("\n".join(["line"] * lines))
        heights.append(box.editor.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_the_button_is_ready_when_there_is_text_and_stops_while_an_answer_runs(box: ComposerBox):
    sent: list[str] = []
    stopped: list[bool] = []
    box.sent.connect(sent.append)
    box.stopped.connect(lambda: stopped.append(True))
    assert box.send.state == "nothing"
    box.send.click()
    box.editor.setPlainText("Hello")
    assert (box.send.state, box.send.accessibleName()) == ("send", "Send")
    box.send.click()
    assert sent == ["Hello"]
    box.show_answering(answering=True)
    assert (box.send.state, box.send.accessibleName(), box.hint.isVisible()) == ("stop", "Stop", True)
    box.send.click()
    assert (stopped, sent) == ([True], ["Hello"])
    box.show_answering(answering=False)
    assert not box.hint.isVisible()


def test_the_lock_asks_for_the_other_state_and_shows_what_is_in_force(box: ComposerBox):
    wanted: list[bool] = []
    box.lock_wanted.connect(wanted.append)
    box.lock.click()
    assert wanted == [True]
    assert not box.locked, "it is in force when the settings say so, not before"
    box.lock.setFocus(Qt.FocusReason.TabFocusReason)
    box.show_lock(on=True)
    assert (box.chip.isVisible(), box.lock.isVisible()) == (True, False)
    assert QApplication.focusWidget() is box.chip, "the keyboard stays where it was"
    assert box.editor.placeholderText() == "Ask; it stays on your network"
    box.chip.click()
    box.toggle_lock()
    assert wanted == [True, False, False]


@pytest.mark.usefixtures("qapp")
def test_where_nobody_changes_the_setting_there_is_no_lock():
    around = QWidget()
    box = ComposerBox(around, can_lock=False)
    around.show()
    box.show_lock(on=True)
    assert not box.chip.isVisible()
    assert not box.lock.isVisible()
    box.toggle_lock()
    shiboken6.delete(around)


def test_a_click_beside_the_text_is_meant_for_it_and_the_box_says_who_has_the_keyboard(box: ComposerBox):
    box.send.setFocus()
    before = box.grab().toImage().pixelColor(box.width() // 2, 2)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.editor.hasFocus()
    assert box.grab().toImage().pixelColor(box.width() // 2, 2) != before
