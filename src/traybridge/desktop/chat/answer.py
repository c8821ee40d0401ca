"""An answer as it arrives: plain text at 30 frames a second while it streams, Markdown when it is whole.

It stands on the window's ground without a box of its own; boxes of code, bars of quotes and the block that marks the
end of what streams are painted here, below the text of Qt's document.
"""

from collections import deque

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from traybridge.desktop.chat.code_boxes import CodeBoxes
from traybridge.desktop.chat.markdown import MOST, cost_of, has_quotes, line_of, markdown_document, quote_bars
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.foreign_text import clean
from traybridge.desktop.widgets.inert_document import InertDocument
from traybridge.desktop.widgets.links import link_target, open_link, shown_address
from traybridge.desktop.widgets.painting import round_box
from traybridge.desktop.widgets.paragraphs import append, selected_text
from traybridge.desktop.widgets.theme import theme

FRAME_MS = 33
"""Drawing token by token froze the window for seconds; at 30 frames a second it does not (architecture.md)."""
FRAME_CHARACTERS = 8_000
"""What is drawn in one frame at most: 3 ms of CPU for words in English, 10 for Chinese, 20 for short lines."""
BLOCK_WIDTH, BLOCK_HEIGHT = 8, 15
"""The block at the end of what streams."""
READING_LINE = 23


class AnswerView(QTextBrowser):
    """Text without a frame, as high as it needs to be. ``pointed_at``: the target of the link under the pointer or the
    keyboard, "" when there is none.
    """

    pointed_at = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, line: int = READING_LINE) -> None:
        """Begin empty; ``line`` is the height of a line of plain text, for the usual size of text."""
        self._look = theme().look  # before all: the first one who asks for the theme makes it, and everybody is told
        self._line = line
        super().__init__(parent)
        self._waiting: deque[str] = deque()
        self._text: list[str] = []
        self._dressed = False
        self._streams_as = ""
        self._block_place = QRect()
        self._quotes = False
        self.frames = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setOpenLinks(False)  # Qt would show a file in place of the answer, and give other addresses to the system
        self.anchorClicked.connect(lambda url: open_link(url.toString()))
        self.highlighted.connect(self._point)
        self.setAccessibleName(tr("Answer"))
        self.viewport().setAutoFillBackground(False)
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self.flush)
        self._boxes = CodeBoxes(self)
        self._take_colours()
        self._show(self._plain_document())

    def _plain_document(self) -> InertDocument:
        document = InertDocument(self)
        document.setDocumentMargin(0)
        document.setDefaultFont(theme().font("reading"))
        QTextCursor(document).setBlockFormat(self._plain_format())
        return document

    def _plain_format(self) -> QTextBlockFormat:
        return line_of(theme().px(self._line))

    def _take_colours(self) -> None:
        self.setFont(theme().font("reading"))
        palette, roles = theme().palette(), QPalette.ColorRole
        palette.setColor(roles.Dark, theme().colour("line"))  # what Qt draws a rule with
        self.setPalette(palette)

    @property
    def text(self) -> str:
        """The whole answer as it came."""
        return "".join(self._text)

    @property
    def begun(self) -> bool:
        """Something of it has come."""
        return bool(self._text)

    def add(self, text: str) -> None:
        """Take a piece of the answer; it is drawn with the next frame."""
        self._dressed = False
        self._text.append(text)
        self._waiting.append(text)
        if not self._frame.isActive():
            self._frame.start()

    def flush(self) -> None:
        """Draw what waits, up to so much as a frame has time for."""
        if text := self._next_piece():
            self.frames += 1
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            append(cursor, clean(text), self._plain_format())
            self._move_block()
        if self._waiting:
            self._frame.start()

    def _next_piece(self) -> str:
        pieces: list[str] = []
        room = FRAME_CHARACTERS
        while self._waiting and room > 0:
            piece = self._waiting.popleft()
            pieces.append(piece[:room])
            if len(piece) > room:
                self._waiting.appendleft(piece[room:])
            room -= len(pieces[-1])
        return "".join(pieces)

    def finish(self) -> None:
        """The answer is whole: show its headings, lists and code, unless laying them out would be felt."""
        text = self.text
        self.stream_as("")
        if not self._dressed and cost_of(text) <= MOST:
            self._frame.stop()
            self._waiting.clear()
            self.show_markdown(text)

    def show_markdown(self, text: str) -> None:
        """Show a text as Markdown."""
        self._dressed = True
        document = markdown_document(clean(text), self)
        self._quotes = has_quotes(document)
        self._show(document)

    def show_plain(self, text: str) -> None:
        """Show a text as it is, a frame's worth at a time."""
        self.add(text)
        self.flush()

    def stream_as(self, role: str) -> None:
        """Mark the end with a block of a colour ("local_fill"), because more is to come; "": nothing is."""
        if role != self._streams_as:
            self._streams_as = role
            self._move_block()

    def _move_block(self) -> None:
        """Say where the block stands now; Qt knows nothing of it and would leave the old one there."""
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        before, self._block_place = self._block_place, self.cursorRect(end)
        for place in (before, self._block_place):
            self.viewport().update(place.adjusted(-2 * BLOCK_WIDTH, -BLOCK_HEIGHT, 4 * BLOCK_WIDTH, BLOCK_HEIGHT))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Another scheme or size of text: what stands there is made anew in it."""
        super().changeEvent(event)
        if event.type() != QEvent.Type.StyleChange or self._look == theme().look:
            return
        self._look = theme().look
        self._take_colours()
        if self._dressed:
            self.show_markdown(self.text)
        else:
            self._waiting = deque(self._text)
            self._show(self._plain_document())
            self.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._boxes.place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self.viewport()) as painter:
            self._boxes.paint(painter, event.rect())
            if self._quotes:
                for bar in quote_bars(self.document(), event.rect()):
                    painter.fillRect(bar, theme().colour("line_strong"))
            if self._streams_as and self._text:
                self._paint_block(painter)
        super().paintEvent(event)

    def _paint_block(self, painter: QPainter) -> None:
        width, height = theme().px(BLOCK_WIDTH), theme().px(BLOCK_HEIGHT)
        line = self._block_place
        from_left = self.document().lastBlock().textDirection() != Qt.LayoutDirection.RightToLeft
        left = line.x() + 2 if from_left else line.x() - 2 - width
        box = QRectF(min(max(0, left), self.width() - width), line.bottom() + 1 - height, width, height)
        round_box(painter, box, 2, theme().colour(self._streams_as))

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copy plain text, as it was written: whoever pastes it loads no picture either.

        The clipboard keeps it beyond the end of Python, so it has to be an object that Qt made (one of ours: a crash).
        """
        data = super().createMimeDataFromSelection()
        data.text()  # Qt fills it now
        for kind in data.formats():
            data.removeFormat(kind)
        data.setText(selected_text(self.textCursor()))
        return data

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802
        """Tab goes from link to link: the target is seen before Enter opens it too."""
        moved = super().focusNextPrevChild(following)
        cursor = self.textCursor()
        self._point(QUrl(cursor.charFormat().anchorHref() if moved and cursor.hasSelection() else ""))
        return moved

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.pointed_at.emit("")

    def _show(self, document: QTextDocument) -> None:
        before = self.document()
        self.setDocument(document)
        if isinstance(before, InertDocument):
            before.deleteLater()
        document.documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._boxes.show(document if self._dressed else None)
        self._fit()

    def _point(self, url: QUrl) -> None:
        target = link_target(url.toString())
        self.pointed_at.emit(shown_address(target) if target is not None else "")

    def _fit(self) -> None:
        self.setFixedHeight(max(theme().px(self._line), int(self.document().size().height()) + 2))
        self._boxes.place()
