"""An answer's Markdown as a document of ours: nothing in it opens a file, and making it costs a bounded time."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
)

from traybridge.desktop.chat.latex import shielded, unshielded
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.foreign_text import tooltip_text
from traybridge.desktop.widgets.inert_document import InertDocument
from traybridge.desktop.widgets.links import link_target, shown_address
from traybridge.desktop.widgets.paragraphs import break_block
from traybridge.desktop.widgets.sizes import BETWEEN, INSIDE, PAIR
from traybridge.desktop.widgets.theme import theme
from traybridge.desktop.widgets.type_scale import SCALE, TypeName

MOST = 2000
"""What an answer may cost (``cost_of``) to be shown as Markdown: 0.1 to 0.2 s of CPU in one go (Qt 6.11, measured)."""
_LIST_LINE = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]", re.MULTILINE)
_CHARACTERS = 100
PARAGRAPH, ITEM = 10, 6
"""Below a paragraph, below an item of a list."""
INDENT, DIGIT = 22, 9
"""An item's words begin so far inside; more digits need more room."""
HEAD, CODE_PAD = 30, INSIDE
"""The head of a box of code, and the room around what is in it."""
QUOTE, BAR = 14, 2
CELL = 6
_MOST_BARS = 4
"""A quote in a quote in a quote: more bars say nothing."""
_QUOTE_LEVEL = QTextFormat.Property.BlockQuoteLevel.value
_RULE = QTextFormat.Property.BlockTrailingHorizontalRulerWidth.value
_NUMBERED = QTextListFormat.Style.ListDecimal
_HEADINGS: dict[int, TypeName] = {1: "heading", 2: "heading", 3: "subheading"}

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


def markdown_document(text: str, parent: QObject) -> InertDocument:
    """Make a document of an answer. It has no layout yet: whatever changes it before it is shown costs little."""
    document = InertDocument(parent)
    document.setDefaultFont(theme().font("reading"))
    document.setDocumentMargin(0)
    document.setMarkdown(shielded(text), _FEATURES)
    edit = QTextCursor(document)
    edit.beginEditBlock()
    document.setIndentWidth(theme().px(INDENT) + theme().px(DIGIT) * (_digits(document) - 1))
    tables = document.findChildren(QTextTable)
    for table in tables:
        _mend_first_cell(table)
    for block in _blocks(document):
        _mend_words(block)
        _dress(block)
    for table in tables:
        _dress_table(table)
    if is_code(document.begin()):  # Qt leaves no room above the first paragraph (6.11)
        frame = document.rootFrame().frameFormat()
        frame.setTopMargin(theme().px(HEAD))
        document.rootFrame().setFrameFormat(frame)
    for block in list(_blocks(document)):
        break_block(block)
    edit.endEditBlock()
    return document


def line_of(height: int) -> QTextBlockFormat:
    """A paragraph whose lines are so many pixels high, whatever stands in them."""
    shape = QTextBlockFormat()
    shape.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return shape


def _digits(document: QTextDocument) -> int:
    """How many digits the longest number of a list has; 1 where nothing is numbered."""
    longest = 1
    for block in _blocks(document):
        if _is_item(block) and (items := block.textList()).format().style() == _NUMBERED:
            longest = max(longest, len(str(items.format().start() + items.count() - 1)))
    return longest


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


def _mend_words(block: QTextBlock) -> None:
    """Pictures become their words, formulas are written as they were, links say where they lead."""
    # From the end, so that a change of length moves nothing that comes after it.
    for fragment in reversed(list(_fragments(block))):
        shape = fragment.charFormat()
        if shape.isImageFormat():
            _replace(block, fragment, str(shape.property(QTextFormat.Property.ImageAltText) or ""), QTextCharFormat())
            continue
        text = unshielded(fragment.text())
        if shape.isAnchor():
            _replace(block, fragment, text, _link_format(shape))
        elif text != fragment.text():
            _replace(block, fragment, text, shape)


def _replace(block: QTextBlock, fragment: QTextFragment, text: str, shape: QTextCharFormat) -> None:
    cursor = QTextCursor(block)
    cursor.setPosition(fragment.position())
    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text, shape)


def _link_format(shape: QTextCharFormat) -> QTextCharFormat:
    """A link that may be opened, in the scheme's colour and with its target; any other one is text."""
    target = link_target(unshielded(shape.anchorHref()))
    if target is not None:
        shape.setAnchorHref(target.toString(target.ComponentFormattingOption.FullyEncoded))
        shape.setForeground(theme().colour("accent_text"))
        shape.setFontUnderline(False)
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
        shape.setToolTip(tooltip_text(shown_address(target)))
        return shape
    shown = tr("{address} is not opened: only web and mail addresses are", address=unshielded(shape.anchorHref()))
    plain = QTextCharFormat(shape)
    for mark in _MARKS_OF_A_LINK:
        plain.clearProperty(mark)
    plain.setToolTip(tooltip_text(shown))
    return plain


def _dress(block: QTextBlock) -> None:
    """Give a paragraph its size, its lines and the room around it: what Markdown brought of its own goes."""
    if is_code(block):
        _dress_code(block)
        return
    shape = block.blockFormat()
    level, quote, item = shape.headingLevel(), shape.intProperty(_QUOTE_LEVEL), block.textList() is not None
    style: TypeName = _HEADINGS.get(level, "minor") if level else "reading"
    cursor = QTextCursor(block)
    _set_line(shape, theme().line(style))
    shape.setTopMargin(theme().px(PAIR) if level and block.previous().isValid() else 0)
    shape.setBottomMargin(theme().px(_below(block, cursor)))
    shape.setLeftMargin(theme().px(QUOTE) * quote)
    shape.setRightMargin(0)
    if shape.hasProperty(_RULE):
        shape.setBackground(theme().colour("line_strong"))
    cursor.setBlockFormat(shape)
    if item:
        number = QTextCharFormat()
        number.setForeground(theme().colour("muted"))
        cursor.mergeBlockCharFormat(number)
    _dress_words(block, style, muted=bool(quote))


def _below(block: QTextBlock, cursor: QTextCursor) -> int:
    """The room below a paragraph."""
    if not block.next().isValid() or cursor.currentTable() is not None:
        return 0
    if block.blockFormat().headingLevel():
        return PAIR
    return ITEM if _is_item(block) and _is_item(block.next()) else PARAGRAPH


def _is_item(block: QTextBlock) -> bool:
    return block.isValid() and block.textList() is not None


def _set_line(shape: QTextBlockFormat, height: int) -> None:
    shape.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)


def _dress_words(block: QTextBlock, style: TypeName, *, muted: bool) -> None:
    """Strong is 600 and no 700, sizes are the theme's, code within a line has its ground."""
    for fragment in reversed(list(_fragments(block))):
        before = fragment.charFormat()
        wanted = _word_format(before, style, muted=muted)
        if wanted is not None:
            cursor = QTextCursor(block)
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(wanted)


def _word_format(before: QTextCharFormat, style: TypeName, *, muted: bool) -> QTextCharFormat | None:
    """What is different about a piece of a paragraph; None where it is ordinary text."""
    shape = QTextCharFormat()
    if style != "reading":
        shape.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        shape.setProperty(QTextFormat.Property.FontPixelSize, theme().font(style).pixelSize())
        shape.setFontWeight(SCALE[style].weight)
    elif before.fontWeight() > QFont.Weight.Medium:
        shape.setFontWeight(SCALE["strong"].weight)
    if before.fontFixedPitch():
        _set_code(shape)
        shape.setBackground(theme().colour("sunken"))
    if muted and not before.isAnchor():
        shape.setForeground(theme().colour("muted"))
    return shape if shape.propertyCount() else None


def _set_code(shape: QTextCharFormat) -> None:
    font = theme().font("code")
    shape.setFontFamilies([font.family()])
    shape.setFontFixedPitch(True)
    shape.setProperty(QTextFormat.Property.FontPixelSize, font.pixelSize())


def _dress_code(block: QTextBlock) -> None:
    """Code in its own font, with room for the box around it, which the view paints (code_boxes.py)."""
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    code = QTextCharFormat()
    _set_code(code)
    cursor.mergeCharFormat(code)
    shape, following = block.blockFormat(), block.next()
    first, last = not _same_code(block.previous(), block), not _same_code(block, following)
    _set_line(shape, theme().line("code"))
    shape.clearProperty(QTextFormat.Property.BackgroundBrush)
    shape.setNonBreakableLines(False)  # there is no bar to scroll to the end of a long line
    # Also a comment in another script: its letters do not turn the line round.
    shape.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    above = theme().px(PARAGRAPH) if block.previous().isValid() else 0
    shape.setTopMargin(above + theme().px(HEAD) if first else 0)
    shape.setBottomMargin((theme().px(PARAGRAPH) if following.isValid() else 1) + CODE_PAD if last else 0)
    shape.setLeftMargin(CODE_PAD)
    shape.setRightMargin(CODE_PAD)
    cursor.setBlockFormat(shape)


def _same_code(upper: QTextBlock, lower: QTextBlock) -> bool:
    return is_code(upper) and is_code(lower) and language_of(upper) == language_of(lower)


def _mend_first_cell(table: QTextTable) -> None:
    """Qt puts an empty paragraph into the first cell of a table that stands right below code (6.11)."""
    cell = table.cellAt(0, 0)
    first, last = cell.firstCursorPosition(), cell.lastCursorPosition()
    if first.block() != last.block() and not first.block().text():
        first.deleteChar()


def _dress_table(table: QTextTable) -> None:
    """Rows with a thin line below them and no verticals; the head is strong."""
    shape = table.format()
    shape.setBorder(0)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    shape.setCellSpacing(0)
    shape.setCellPadding(0)
    shape.setBorderCollapse(True)
    above = table.firstCursorPosition().block().previous()
    shape.setTopMargin(theme().px(PARAGRAPH if is_code(above) else PAIR))
    shape.setBottomMargin(theme().px(PARAGRAPH))
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
    for row in range(table.rows()):
        for column in range(table.columns()):
            table.cellAt(row, column).setFormat(_cell_format(head=row == 0, first=column == 0))
    for column in range(table.columns() if table.rows() > 1 else 0):
        _dress_head(table.cellAt(0, column), table.cellAt(1, column))
    after = table.lastCursorPosition()
    if after.movePosition(QTextCursor.MoveOperation.NextBlock) and not after.block().text():
        after.setBlockFormat(line_of(1))  # Qt needs a paragraph there, nobody else does


def _dress_head(head: QTextTableCell, below: QTextTableCell) -> None:
    """The head of a column stands at the side of its values (Qt 6.11 centres it), in strong letters."""
    words = head.firstCursorPosition()
    shape = words.blockFormat()
    shape.setAlignment(below.firstCursorPosition().blockFormat().alignment())
    words.setBlockFormat(shape)
    words.setPosition(head.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    strong = QTextCharFormat()
    strong.setFontWeight(SCALE["strong"].weight)
    words.mergeCharFormat(strong)


def _cell_format(*, head: bool, first: bool) -> QTextTableCellFormat:
    cell = QTextTableCellFormat()
    cell.setTopPadding(theme().px(CELL))
    cell.setBottomPadding(theme().px(CELL))
    cell.setLeftPadding(0 if first else BETWEEN)
    cell.setBottomBorder(1)
    cell.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    cell.setBottomBorderBrush(theme().colour("line_strong" if head else "line"))
    if head:
        cell.setFontWeight(SCALE["strong"].weight)
    return cell


def has_quotes(document: QTextDocument) -> bool:
    return any(block.blockFormat().intProperty(_QUOTE_LEVEL) for block in _blocks(document))


def quote_bars(document: QTextDocument, visible: QRect) -> Iterator[QRect]:
    """The bars at the start of the quotes that reach into a rectangle of the view."""
    layout, width = document.documentLayout(), int(document.textWidth())
    for block in _blocks(document):
        level = block.blockFormat().intProperty(_QUOTE_LEVEL)
        if not level:
            continue
        box = layout.blockBoundingRect(block)
        if box.bottom() < visible.top() or box.top() > visible.bottom():
            continue
        following = block.next()
        joined = following.isValid() and following.blockFormat().intProperty(_QUOTE_LEVEL)
        bottom = layout.blockBoundingRect(following).top() if joined else box.bottom()
        from_left = block.textDirection() != Qt.LayoutDirection.RightToLeft
        for at in range(min(level, _MOST_BARS)):
            left = at * theme().px(QUOTE)
            start = left if from_left else width - left - BAR
            yield QRect(start, round(box.top()), BAR, round(bottom - box.top()))


def language_of(block: QTextBlock) -> str:
    """The language that a block of code names, "" where it names none."""
    return block.blockFormat().stringProperty(QTextFormat.Property.BlockCodeLanguage)


def is_code(block: QTextBlock) -> bool:
    """Qt marks the lines of a fenced or indented block with these properties."""
    has = block.blockFormat().hasProperty
    marks = QTextFormat.Property
    return block.isValid() and (has(marks.BlockCodeFence) or has(marks.BlockCodeLanguage))
