"""Words of others, made fit for tooltips, menus and labels."""

import pytest
from PySide6.QtGui import Qt, QTextDocument

from traybridge.desktop.widgets.foreign_text import (
    LONGEST_TIP,
    clean,
    menu_text,
    one_line,
    plain_everywhere,
    tooltip_text,
)

HOSTILE = "<b>&amp;</b>\nnext\u202eline\x9b31m"


def test_control_characters_go_and_lines_stay():
    assert clean("a\x1b[31m\tb\r\nc\x85d\u2028e\x9bf\u202eg\u2066h\ud800") == "a[31m\tb\nc\nd\nefgh�"
    assert clean("שלום 😀 e\u0301") == "שלום 😀 e\u0301"


def test_one_line_is_one_line_and_may_be_cut():
    assert one_line(HOSTILE) == "<b>&amp;</b> nextline31m"
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


def test_the_tray_s_tooltip_has_no_tags_on_any_desktop():
    shown = plain_everywhere(HOSTILE)
    assert not Qt.mightBeRichText(shown)
    assert shown == "‹b>&amp;‹/b>\nnextline31m"
    assert not Qt.mightBeRichText(plain_everywhere("&lt;b"))
