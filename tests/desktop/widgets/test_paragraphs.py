"""Long paragraphs are laid out in pieces, and copied as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from traybridge.desktop.widgets.paragraphs import LONGEST, append, break_block, cut_points, selected_text


def blocks(document: QTextDocument) -> list[str]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block.text())
        block = block.next()
    return found


def copied(document: QTextDocument) -> str:
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    return selected_text(cursor)


@pytest.mark.parametrize("sign", ["w", "字", "word ", "😀", "e\u0301", "\N{ZERO WIDTH JOINER}"])
def test_no_paragraph_gets_longer_than_it_may_and_copies_are_whole(sign: str):
    text = sign * 3000
    document = QTextDocument()
    for at in range(0, len(text), 700):
        cursor = QTextCursor(document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        append(cursor, text[at : at + 700])
    assert max(map(len, blocks(document))) <= LONGEST
    assert copied(document) == text


def test_a_cut_parts_no_letter_from_its_mark_and_prefers_a_blank():
    line = "x" * (LONGEST - 1) + "e\u0301" + "y" * 10
    [cut] = cut_points(0, line)
    assert line[cut] == "e"
    words = "word " * 400
    assert all(words[cut - 1] == " " for cut in cut_points(0, words))


@given(st.text(alphabet="ab \n😀", max_size=200), st.integers(1, 50))
def test_text_comes_out_as_it_went_in(text: str, step: int):
    document = QTextDocument()
    for at in range(0, len(text), step):
        cursor = QTextCursor(document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        append(cursor, text[at : at + step])
    assert copied(document) == text


@pytest.mark.parametrize("markdown", ["{}", "- {}", "# {}", "> {}", "```\n{}\n```", "|a|\n|-|\n|{}|"])
def test_a_long_block_is_cut_and_is_still_one_paragraph(markdown: str):
    line = "😀w" * 2000
    document = QTextDocument()
    document.setMarkdown(markdown.format(line))
    before = copied(document)
    block = document.begin()
    while block.isValid():
        break_block(block)
        block = block.next()
    assert max(map(len, blocks(document))) <= LONGEST
    assert copied(document) == before
    bullets, block = 0, document.begin()
    while block.isValid():
        bullets += block.textList() is not None
        block = block.next()
    assert bullets == markdown.startswith("-")
