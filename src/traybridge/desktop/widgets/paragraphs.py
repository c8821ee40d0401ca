"""Long paragraphs of a text document in pieces: Qt lays a paragraph out as a whole, and some in quadratic time."""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from unicodedata import combining

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextFormat

LONGEST = 1500
"""Characters of one piece. One paragraph of 100,000 letters without a blank took 1.3 s, in pieces of 1,500 0.05 s."""
_LOOK_BACK = 200
_JOINER = "\N{ZERO WIDTH JOINER}"
_CONTINUED = QTextFormat.Property.UserProperty.value + 1
"""Set on a block that goes on with the paragraph above it."""


def cut_points(length_before: int, line: str) -> Iterator[int]:
    """Where to cut one line of a text, whose paragraph has so many characters already (pure, linear)."""
    start = 0
    room = LONGEST - length_before
    while len(line) - start > room:
        end = _good_end(line, start, start + max(room, 0))
        yield end
        start, room = end, LONGEST


def _good_end(line: str, start: int, end: int) -> int:
    """The last blank before ``end``, else a place that parts no letter from its marks."""
    blank = line.rfind(" ", max(start, end - _LOOK_BACK), end)
    if blank > start:
        return blank + 1
    for at in range(end, max(start, end - _LOOK_BACK), -1):
        if not combining(line[at]) and _JOINER not in line[at - 1 : at + 1]:
            return at
    return end


def append(cursor: QTextCursor, text: str, shape: QTextBlockFormat | None = None) -> None:
    """Insert plain text at a cursor at the end of its document; no paragraph gets longer than ``LONGEST``.

    ``shape`` is the format of each paragraph that begins.
    """
    cursor.beginEditBlock()  # the layout follows once, at the end
    for at, line in enumerate(text.split("\n")):
        if at:
            cursor.insertBlock(shape or QTextBlockFormat())
        start = 0
        for end in cut_points(cursor.positionInBlock(), line):
            cursor.insertText(line[start:end])
            cursor.insertBlock(continuing(cursor.block()))
            start = end
        cursor.insertText(line[start:])
    cursor.endEditBlock()


def continuing(block: QTextBlock) -> QTextBlockFormat:
    """The format of a block that goes on with this one: without a bullet of its own, and no gap between them."""
    shape = QTextBlockFormat(block.blockFormat())
    if (items := block.textList()) is not None:
        shape.setIndent(items.format().indent())
        shape.setObjectIndex(-1)
    shape.setTopMargin(0)
    shape.setProperty(_CONTINUED, True)
    return shape


def is_continued(block: QTextBlock) -> bool:
    """Whether a block is a further piece of the paragraph above it."""
    return block.blockFormat().hasProperty(_CONTINUED)


def break_block(block: QTextBlock) -> None:
    """Cut a long block of a document in pieces."""
    text, first = block.text(), block.position()
    points = list(cut_points(0, text))
    if not points:
        return
    places = list(accumulate(_units(text[one:end]) for one, end in pairwise((0, *points))))
    shape = continuing(block)
    cursor = QTextCursor(block)
    for place in reversed(places):
        cursor.setPosition(first + place)
        cursor.insertBlock(shape)
        shape.setBottomMargin(0)
    upper = QTextBlockFormat(block.blockFormat())
    upper.setBottomMargin(0)
    cursor.setPosition(first)
    cursor.setBlockFormat(upper)


def _units(text: str) -> int:
    """How long a text is for Qt, which counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def selected_text(cursor: QTextCursor) -> str:
    """What is selected as it was written: the pieces of a paragraph are one again."""
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = document.findBlock(start)
    parts: list[str] = []
    while block.isValid() and block.position() <= end:
        piece = QTextCursor(block)
        piece.setPosition(max(start, block.position()))
        piece.setPosition(min(end, block.position() + block.length() - 1), QTextCursor.MoveMode.KeepAnchor)
        if parts and not is_continued(block):
            parts.append("\n")
        parts.append(piece.selectedText().replace("\N{LINE SEPARATOR}", "\n"))
        block = block.next()
    return "".join(parts)
