"""Formulas are shown as they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from traybridge.desktop.chat.latex import shielded, unshielded


def shown(text: str) -> str:
    document = QTextDocument()
    document.setMarkdown(shielded(text), QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    return unshielded(document.toPlainText()).replace("\N{LINE SEPARATOR}", "\n")


@pytest.mark.parametrize(
    "text",
    [
        r"\(x_1 * y * z\)", r"\[ \frac{a}{b} \]", r"so $a_1 + b_1$ and $c*d*e$", r"$$\sum_{i=0}^{n} i_{2}$$",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", r"open \(x", r"\{1, 2\}", r"a \\ b", r"C:\\Users\\me",
        r"\, \; \%", r"$\|x\|$", "costs $5 and $6", r"\alpha \beta", r"\(a <b> c\)", r"\(![x](/etc/hostname)\)",
    ],
)  # fmt: skip
def test_a_formula_stays_as_it_was_written(text: str):
    assert shown(text) == text


def test_a_formula_of_several_lines_keeps_them():
    assert shown("\\[\n- x \\\\\n= y\n\\]") == "\\[\n- x \\\\\n= y\n\\]"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (r"\*not a list\* and *one*", "*not a list* and one"),
        ("1\\) first", "1) first"),
        ("`\\(x\\)` and ``a ` b``", "\\(x\\) and a ` b"),
        ("```\necho $$\n```\n\n$$ *x*", "echo $$\n$$ x"),
        ("> ```\n> \\(x\n> ```\n\n*y*", "\\(x\ny"),
        ("**US$5** or *A$6*", "US$5 or A$6"),
        ("$a\n\n*b*$", "$a\nb$"),
        ("https://a.example/?x=$b&y=$c *d*", "https://a.example/?x=$b&y=$c d"),
    ],
)
def test_markdown_beside_a_formula_is_markdown(text: str, seen: str):
    assert shown(text) == seen


@given(st.text(alphabet="ab\\()[]{}$`*_ \n~>", max_size=80))
def test_every_text_has_its_signs_again(text: str):
    assert unshielded(shielded(text)).replace("\N{LINE SEPARATOR}", "\n") == text


def test_a_stand_in_that_somebody_sends_is_none():
    assert unshielded(shielded("a\ufdd2b")) == "a�b"
