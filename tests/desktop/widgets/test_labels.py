"""Labels show what is written, as plain text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from traybridge.desktop.widgets.labels import TextLabel, Words, note

HOSTILE = "<b>&amp;</b> <img src='/etc/hostname'>\nnext\u202e\x9b"


@pytest.mark.parametrize("make", [TextLabel, Words, note])
def test_html_is_text_and_control_characters_go(qapp: QApplication, make: type[QLabel]):
    label = make(HOSTILE)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>&amp;</b> <img src='/etc/hostname'>\nnext"


def test_an_empty_text_takes_no_room(qapp: QApplication):
    label = TextLabel("x")
    label.say("")
    assert label.isHidden()
    label.say("y", "warning")
    assert not label.isHidden()


def test_words_are_as_high_as_their_lines(qapp: QApplication):
    words = Words("one line")
    words.resize(400, 10)
    words.show()
    one = words.height()
    words.setText("word " * 100)
    assert words.height() > 3 * one
