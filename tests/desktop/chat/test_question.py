"""A long question is folded, and nothing of it is lost."""

import pytest
from PySide6.QtWidgets import QApplication
from tests.support.growth import assert_linear, cpu

from traybridge.desktop.chat.question import FOLDED_CHARACTERS, FOLDED_LINES, QuestionBubble, folded


@pytest.mark.parametrize("text", ["", "short", "line\n" * (FOLDED_LINES - 1)])
def test_a_short_question_is_whole(qapp: QApplication, text: str):
    assert folded(text) == text
    assert QuestionBubble(text).more.isHidden()


@pytest.mark.parametrize("text", ["w" * 300_000, "a line\n" * 5000])
def test_a_long_one_is_shown_on_request(qapp: QApplication, text: str):
    bubble = QuestionBubble(text)
    bubble.show()
    assert len(bubble.words.toPlainText()) <= FOLDED_CHARACTERS + 1
    bubble.more.click()
    whole = bubble._whole
    assert whole is not None
    while whole._waiting:
        whole.flush()
    whole.selectAll()
    assert whole.createMimeDataFromSelection().text() == text
    assert not bubble.words.isVisible()
    bubble.more.click()
    assert bubble.words.isVisible()


def test_the_cost_of_a_question_does_not_grow_with_it(qapp: QApplication):
    def measure(characters: int) -> int:
        bubble = QuestionBubble("w" * characters)
        bubble.resize(300, 100)
        return cpu(bubble.show)

    assert_linear(measure, 100_000)
