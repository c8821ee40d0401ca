"""An answer's Markdown as a document of ours: nothing in it opens a file, and making it costs a bounded time."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from traybridge.desktop.chat.latex import shielded, unshielded
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.foreign_text import tooltip_text
from traybridge.desktop.widgets.inert_document import InertDocument
from traybridge.desktop.widgets.links import link_target, shown_address
from traybridge.desktop.widgets.paragraphs import break_block
from traybridge.desktop.widgets.system_palette import GRID, bubble

MOST = 2000
"""What an answer may cost (``cost_of``) to be shown as Markdown: 0.1 to 0.2 s of CPU in one go (Qt 6.11, measured)."""
_LIST_LINE = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]", re.MULTILINE)
_CHARACTERS = 100

_MARKS_OF_A_LINK = (
    QTextFormat.Property.IsAnchor,
    QTextFormat.Property.AnchorHref,
    QTextFormat.Property.ForegroundBrush,
    QTextFormat.Property.TextUnderlineStyle,
    QTextFormat.Property.FontUnderline,
)

_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
"""Raw HTML in an answer stays text: it could hide what it links to."""


def cost_of(text: str) -> int:
    """About how many blocks a text makes: its lines and table cells, list items twice (Qt's time grows faster there).

    Very long lines count by their length. Pure and linear.
    """
    lists = sum(1 for _ in _LIST_LINE.finditer(text))
    return text.count("\n") + 1 + text.count("|") + lists + len(text) // _CHARACTERS


def markdown_document(text: str, parent: QObject, font: QFont, palette: QPalette) -> InertDocument:
    """Make a document of an answer. It has no layout yet: whatever changes it before it is shown costs little."""
    document = InertDocument(parent)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setMarkdown(shielded(text), _FEATURES)
    edit = QTextCursor(document)
    edit.beginEditBlock()
    for block in _blocks(document):
        _mend_words(block, palette)
        _dress(block, palette)
    for block in list(_blocks(document)):
        break_block(block)
    edit.endEditBlock()
    return document


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        following = block.next()
        yield block
        block = following


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    fragments = block.begin()
    while not fragments.atEnd():
        yield fragments.fragment()
        fragments += 1


def _mend_words(block: QTextBlock, palette: QPalette) -> None:
    """Pictures become their words, formulas are written as they were, links say where they lead."""
    # From the end, so that a change of length moves nothing that comes after it.
    for fragment in reversed(list(_fragments(block))):
        shape = fragment.charFormat()
        if shape.isImageFormat():
            _replace(block, fragment, str(shape.property(QTextFormat.Property.ImageAltText) or ""), QTextCharFormat())
            continue
        text = unshielded(fragment.text())
        if shape.isAnchor():
            _replace(block, fragment, text, _link_format(shape, palette))
        elif text != fragment.text():
            _replace(block, fragment, text, shape)


def _replace(block: QTextBlock, fragment: QTextFragment, text: str, shape: QTextCharFormat) -> None:
    cursor = QTextCursor(block)
    cursor.setPosition(fragment.position())
    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text, shape)


def _link_format(shape: QTextCharFormat, palette: QPalette) -> QTextCharFormat:
    """A link that may be opened, in the scheme's colour and with its target; any other one is text."""
    target = link_target(unshielded(shape.anchorHref()))
    if target is not None:
        shape.setAnchorHref(target.toString(target.ComponentFormattingOption.FullyEncoded))
        shape.setForeground(palette.color(QPalette.ColorRole.Link))
        shape.setToolTip(tooltip_text(shown_address(target)))
        return shape
    shown = tr("{address} is not opened: only web and mail addresses are", address=unshielded(shape.anchorHref()))
    plain = QTextCharFormat(shape)
    for mark in _MARKS_OF_A_LINK:
        plain.clearProperty(mark)
    plain.setToolTip(tooltip_text(shown))
    return plain


def _dress(block: QTextBlock, palette: QPalette) -> None:
    """Room between paragraphs, and code on a quiet background in the system's fixed font."""
    layout = block.blockFormat()
    following = block.next()
    cursor = QTextCursor(block)
    if is_code(block):
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(_fixed())
        layout.setBackground(bubble(palette))
        layout.setNonBreakableLines(False)  # there is no bar to scroll to the end of a long line
        # Also a comment in another script: its letters do not turn the line round.
        layout.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        layout.setTopMargin(0 if is_code(block.previous()) else GRID)
        layout.setBottomMargin(0 if is_code(following) else GRID)
    elif block.textList() is None:
        layout.setBottomMargin(GRID if following.isValid() else 0)
    cursor.setBlockFormat(layout)


def _fixed() -> QTextCharFormat:
    mono = QTextCharFormat()
    mono.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
    mono.setFontFixedPitch(True)
    return mono


def is_code(block: QTextBlock) -> bool:
    """Qt marks the lines of a fenced or indented block with these properties."""
    has = block.blockFormat().hasProperty
    marks = QTextFormat.Property
    return block.isValid() and (has(marks.BlockCodeFence) or has(marks.BlockCodeLanguage))
