"""What strangers write reaches a screen as words, never as orders to it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.growth import assert_linear, cpu

from traybridge.core.foreign_text import escaped_in_json, one_line, readable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31mred", "31mred"),
        ("\x1b]0;title\x07", "]0;title"),
        ("abc\u202etxt.exe\u202c", "abctxt.exe"),
        ("\u2066isolated\u2069", "isolated"),
        ("back\x08\x7fspace", "backspace"),
        ("carriage\rreturn", "carriagereturn"),
        ("hidden\U000e0041\U000e007f", "hidden"),
        ("half \ud83d pair", "half \ufffd pair"),
    ],
)
def test_what_a_screen_obeys_goes_and_the_words_stay(text: str, shown: str):
    assert readable(text) == shown


@pytest.mark.parametrize(
    "text", ["one\ntwo\tthree", "שלום\u200f!", "👩\u200d🚀 e\u0301", "<b>&amp;</b>", "中文、日本語", "a\u00a0b"]
)
def test_what_is_words_stays_as_it_is(text: str):
    assert readable(text) == text


def test_line_breaks_of_every_kind_are_line_breaks_or_blanks():
    assert readable("a\r\nb\u2028c\u2029d\x85e\x0bf") == "a\nb\nc\nd\ne\nf"
    assert one_line("a\r\nb\u2028c\u2029d\n\n\te\x0bf\x85g") == "a b c d e f g"


def test_a_line_can_be_bounded():
    assert one_line("a" * 10, 5) == "aaaa…"
    assert one_line("aaaaa", 5) == "aaaaa"


@given(st.text())
def test_a_line_is_one_line_that_a_screen_only_shows(text: str):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 or sign in "\u202e\u2066" for sign in line)


@given(st.dictionaries(st.text(), st.text()))
def test_a_document_means_the_same_and_has_nothing_that_a_screen_obeys(value: dict[str, str]):
    written = escaped_in_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(written) == value
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 or sign in "\u202e\u2066\u2028" for sign in written)


def test_the_work_is_linear():
    def spent(size: int) -> int:
        text = "\u202e\x9b <b>&amp;\n" * size
        return min(cpu(lambda: (one_line(text), escaped_in_json(text))) for _ in range(3))

    assert_linear(spent, 20_000)
