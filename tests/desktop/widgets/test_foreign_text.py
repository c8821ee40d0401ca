"""Words of others, made fit for tooltips, menus and labels."""

import pytest
from PySide6.QtGui import Qt, QTextDocument

from traybridge.desktop.widgets.foreign_text import LONGEST_TIP, clean, isolated, menu_text, one_line, tooltip_text

HOSTILE = "<b>&amp;</b>\nnext\u202eline\x9b31m"


def test_control_characters_are_shown_and_lines_stay():
    assert clean("a\x1b[31m\tb\r\nc\x85d\u2028e\x9bf\u202eg\u2066h\ud800") == "a�[31m\tb\nc\nd\ne�f�g�h�"
    assert clean("שלום 😀 e\u0301") == "שלום 😀 e\u0301"


def test_one_line_is_one_line_and_may_be_cut():
    assert one_line(HOSTILE) == "<b>&amp;</b> next�line�31m"
    assert one_line("a\n\n b\u2029c") == "a b c"
    assert one_line("abcdef", 4) == "abc…"


@pytest.mark.parametrize(
    "text", [HOSTILE, "<img src=/etc/hostname>", "a < b", "a &lt;b", "<qt>x</qt>", "x\n<b>y</b>", "two\nlines", ""]
)
def test_a_tooltip_shows_what_is_written(text: str):
    tip = tooltip_text(text)
    document = QTextDocument()
    if Qt.mightBeRichText(tip):
        document.setHtml(tip)
        assert document.toPlainText() == clean(text)
    else:
        assert tip == clean(text)


def test_a_tooltip_is_no_page():
    assert len(tooltip_text("x" * 100_000)) == LONGEST_TIP


def test_a_menu_row_has_no_shortcut_of_a_stranger():
    assert menu_text("R&D\nx") == "R&&D x"
    assert len(menu_text("x" * 1000)) == 200


def test_names_from_the_right_do_not_turn_a_sentence():
    assert isolated("שלום") == "\N{FIRST STRONG ISOLATE}שלום\N{POP DIRECTIONAL ISOLATE}"
    assert isolated("Exo") == "Exo"
    assert isolated("é") == "é"
