"""An answer as it arrives: plain text at 30 frames a second while it streams, Markdown when it is whole."""

from collections import deque

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QTextBrowser, QWidget

from traybridge.desktop.chat.markdown import MOST, cost_of, markdown_document
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.foreign_text import clean
from traybridge.desktop.widgets.inert_document import InertDocument
from traybridge.desktop.widgets.links import link_target, open_link, shown_address
from traybridge.desktop.widgets.paragraphs import append, selected_text
from traybridge.desktop.widgets.system_palette import text_font

FRAME_MS = 33
"""Drawing token by token froze the window for seconds; at 30 frames a second it does not (architecture.md)."""
FRAME_CHARACTERS = 8_000
"""What is drawn in one frame at most: 3 ms of CPU for words in English, 10 for Chinese, 20 for short lines."""


class AnswerView(QTextBrowser):
    """Text without a frame, as high as it needs to be. ``pointed_at``: the target of the link under the pointer or the
    keyboard, "" when there is none.
    """

    pointed_at = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[str] = deque()
        self._text: list[str] = []
        self._dressed = False
        self.frames = 0
        self.setFont(text_font(self.font()))
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
        document = InertDocument(self)
        document.setDocumentMargin(0)
        document.setDefaultFont(self.font())
        self._show(document)

    @property
    def text(self) -> str:
        """The whole answer as it came."""
        return "".join(self._text)

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
            append(cursor, clean(text))
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
        if not self._dressed and cost_of(text) <= MOST:
            self._frame.stop()
            self._waiting.clear()
            self.show_markdown(text)

    def show_markdown(self, text: str) -> None:
        """Show a text as Markdown."""
        self._dressed = True
        self._show(markdown_document(clean(text), self, self.font(), QApplication.palette()))

    def show_plain(self, text: str) -> None:
        """Show a text as it is, a frame's worth at a time."""
        self.add(text)
        self.flush()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Another colour scheme: code stands on another background."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._dressed:
            self.show_markdown(self.text)

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
        self._fit()

    def _point(self, url: QUrl) -> None:
        target = link_target(url.toString())
        self.pointed_at.emit(shown_address(target) if target is not None else "")

    def _fit(self) -> None:
        self.setFixedHeight(max(self.fontMetrics().lineSpacing(), int(self.document().size().height()) + 2))
