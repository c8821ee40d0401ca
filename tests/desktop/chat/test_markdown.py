"""An answer's Markdown: nothing in it is opened, links say where they lead, and making it costs a bounded time."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextTable
from PySide6.QtWidgets import QApplication, QTextBrowser
from tests.support.growth import assert_linear, cpu

from traybridge.desktop.chat.markdown import MOST, cost_of, has_quotes, markdown_document, quote_bars
from traybridge.desktop.widgets.paragraphs import LONGEST
from traybridge.desktop.widgets.theme import theme


def made(text: str, view: QTextBrowser | None = None) -> QTextDocument:
    owner = view or QApplication.instance()
    assert owner is not None
    return markdown_document(text, owner)


def blocks(document: QTextDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def links(document: QTextDocument) -> list[tuple[str, str, str]]:
    """Each piece of text that is a link or has a tooltip: the text, where it leads, what it says."""
    found = []
    for block in blocks(document):
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            shape = piece.charFormat()
            if shape.isAnchor() or shape.toolTip():
                found.append((piece.text(), shape.anchorHref() if shape.isAnchor() else "", shape.toolTip()))
            pieces += 1
    return found


def test_a_picture_is_its_words_and_its_file_is_not_opened(qapp: QApplication, tmp_path: Path):
    pipe = tmp_path / "pipe"  # whoever opened it to read would wait for ever
    os.mkfifo(pipe)
    view = QTextBrowser()
    inline = f'a ![the *big* bridge]({pipe} "title") ![two](file://{pipe}) ![three][r] ![](x)'
    text = f"{inline}\n\n|![cell]({pipe})|\n|-|\n\n[r]: {pipe}"
    document = made(text, view)
    view.setDocument(document)
    view.show()
    assert not view.grab().isNull()
    assert "a the big bridge two three" in document.toPlainText()
    assert "cell" in document.toPlainText()
    assert "\N{OBJECT REPLACEMENT CHARACTER}" not in document.toPlainText()


def test_only_web_and_mail_addresses_are_links(qapp: QApplication):
    document = made(
        "[a](https://a.example/x_y) [b](file:///etc/hostname) [c](README.md) [d](javascript:x) "
        "[e](mailto:me@b.example?attach=/etc/passwd) <vscode://file> https://auto.example/a_b_c"
    )
    assert [(text, href) for text, href, _tip in links(document)] == [
        ("a", "https://a.example/x_y"),
        ("b", ""),
        ("c", ""),
        ("d", ""),
        ("e", "mailto:me@b.example"),
        ("vscode://file", ""),
        ("https://auto.example/a_b_c", "https://auto.example/a_b_c"),
    ]
    tips = {text: tip for text, _href, tip in links(document)}
    assert tips["a"] == "https://a.example/x_y"
    assert tips["b"] == "file:///etc/hostname is not opened: only web and mail addresses are"


def test_html_is_text(qapp: QApplication):
    assert made("<b>x</b> <img src='/etc/hostname'>").toPlainText() == "<b>x</b> <img src='/etc/hostname'>"


def test_formulas_are_as_written_also_in_links_and_tables(qapp: QApplication):
    text = made("**\\(x_1\\)** [\\(y_1\\)](https://a.example)\n\n|a|\n|-|\n|$\\frac{a_1}{b_1}$|").toPlainText()
    assert "\\(x_1\\) \\(y_1\\)" in text
    assert "$\\frac{a_1}{b_1}$" in text


def test_a_long_line_is_laid_out_in_pieces(qapp: QApplication):
    document = made("- " + "w" * 20_000 + "\n\n" + "字" * 20_000)
    assert max(block.length() for block in blocks(document)) <= LONGEST + 1


SHAPES = {
    "table": lambda n: "|a|b|c|\n|-|-|-|\n" + "|some|more *text*|3|\n" * (n // 6),
    "wide table": lambda n: "|" + "a|" * (n // 4) + "\n|" + "-|" * (n // 4) + "\n|" + "b|" * (n // 4) + "\n",
    "list": lambda n: "- an item\n" * (n // 2),
    "fences": lambda n: "```py\nx = 1\n```\n\n" * (n // 4),
    "paragraphs": lambda n: "one short paragraph\n\n" * (n // 2),
    "one line": lambda n: "word " * (n * 15),
    "no blanks": lambda n: "w" * (n * 80),
    "chinese": lambda n: "字" * (n * 80),
    "quotes": lambda n: ">" * n + " x",
    "links": lambda n: "[a](https://a.example/b) " * n,
    "pictures": lambda n: "![a](/tmp/none) " * n,
    "formulas": lambda n: "$a_1$ \\(b\\) " * n,
    "openings": lambda n: "\\( [ ` * " * n,
    "cells of code": lambda n: "`a` **b** *c* " * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_cost_of_an_answer_grows_with_its_length_only(qapp: QApplication, shape: str):
    """CPU of one turn of the loop at n, 2n and 4n; what would be more than ``MOST`` is not made at all."""

    def measure(n: int) -> int:
        text = SHAPES[shape](n)
        assert cost_of(text) <= MOST
        view = QTextBrowser()
        view.resize(400, 300)

        def show() -> None:
            document = made(text, view)
            view.setDocument(document)
            document.size()

        return cpu(show)

    assert_linear(measure, MOST // 5)


@pytest.mark.parametrize("text", ["- x\n" * 1500, "|a|b|\n|-|-|\n" + "|1|2|\n" * 700, "x\n" * 3000, "w" * 256_000])
def test_what_would_take_long_costs_too_much(text: str):
    assert cost_of(text) > MOST


@pytest.mark.parametrize("text", ["|a|b|c|\n|-|-|-|\n" + "|1|2|3|\n" * 60, "```\nx\n```\n\n" * 300, "word " * 16_000])
def test_what_people_ask_for_does_not(text: str):
    assert cost_of(text) <= MOST


def weights(document: QTextDocument) -> dict[str, int]:
    """How strong each piece of text is."""
    found = {}
    for block in blocks(document):
        pieces = block.begin()
        while not pieces.atEnd():
            found[pieces.fragment().text()] = pieces.fragment().charFormat().fontWeight()
            pieces += 1
    return found


def test_sizes_and_weights_are_the_themes(qapp: QApplication):
    document = made("# One\n\n### Three\n\n##### Five\n\ntext **strong**")
    lines = {block.text(): block.blockFormat().lineHeight() for block in blocks(document)}
    assert lines == {
        "One": theme().line("heading"), "Three": theme().line("subheading"), "Five": theme().line("minor"),
        "text strong": theme().line("reading"),
    }  # fmt: skip
    assert weights(document)["strong"] == weights(document)["One"] == 600


def test_a_table_right_below_code_has_its_head_in_one_row(qapp: QApplication):
    """Qt puts an empty paragraph into its first cell (6.11)."""
    document = made("```\nx\n```\n| Model | Memory |\n|---|---:|\n| L | 40 |\n")
    (table,) = document.findChildren(QTextTable)
    first, second = table.cellAt(0, 0), table.cellAt(0, 1)
    assert first.firstCursorPosition().block().text() == "Model"
    assert weights(document)["Model"] == weights(document)["Memory"] == 600
    assert second.firstCursorPosition().blockFormat().alignment() & Qt.AlignmentFlag.AlignRight


def test_a_quote_has_a_bar_on_the_side_where_its_words_begin(qapp: QApplication):
    for text, at_left in (("> words\n>\n> more", True), ("> שלום", False)):
        document = made(text)
        document.setTextWidth(300)
        assert has_quotes(document)
        bars = list(quote_bars(document, QRect(0, 0, 300, 300)))
        assert bars
        assert all((bar.x() == 0) is at_left for bar in bars)
        assert list(quote_bars(document, QRect(0, 900, 300, 10))) == [], "out of sight"
    assert not has_quotes(made("words"))


def test_an_items_number_has_room_whatever_it_is(qapp: QApplication):
    assert made("99. x\n100. y").indentWidth() > made("1. x").indentWidth()
