"""An answer as it arrives: plain text at 30 frames a second while it streams, Markdown when it is whole."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QFontDatabase,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QTextBrowser, QWidget

from traybridge.desktop.language import tr
from traybridge.desktop.widgets.theme import GRID, bubble, text_font

FRAME_MS = 33
"""Drawing token by token froze the window for seconds; at 30 frames a second it does not (architecture.md)."""
MARKDOWN_LIMIT = 60_000
"""A longer answer stays plain text: laying it out as Markdown in one go would be felt."""


class AnswerView(QTextBrowser):
    """Text without a frame, as high as it needs to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[str] = []
        self._text: list[str] = []
        self._dressed = False
        self.frames = 0
        self.setFont(text_font(self.font()))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setOpenExternalLinks(True)
        self.setAccessibleName(tr("Answer"))
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self.flush)
        self._fit()

    @property
    def text(self) -> str:
        return "".join(self._text)

    def add(self, text: str) -> None:
        """Take a piece of the answer; it is drawn with the next frame."""
        self._text.append(text)
        self._waiting.append(text)
        if not self._frame.isActive():
            self._frame.start()

    def flush(self) -> None:
        """Draw what waits."""
        if not self._waiting:
            return
        text = "".join(self._waiting)
        self._waiting.clear()
        self.frames += 1
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text)

    def finish(self) -> None:
        """The answer is whole: show its headings, lists and code."""
        self._frame.stop()
        self.flush()
        text = self.text
        if len(text) <= MARKDOWN_LIMIT:
            self.show_markdown(text)

    def show_markdown(self, text: str) -> None:
        features = QTextDocument.MarkdownFeature
        # Raw HTML in an answer stays text: it could hide what it links to.
        self.document().setMarkdown(text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        self._dressed = True
        self._dress()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another colour scheme: code stands on another background."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._dressed:
            self._dress()

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:  # noqa: N802  Qt's name
        """Load nothing: an answer must not read files or call home."""
        return None

    def _dress(self) -> None:
        """Room between paragraphs, and code on a quiet background in the system's fixed font."""
        mono = QTextCharFormat()
        mono.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
        mono.setFontFixedPitch(True)
        block = self.document().begin()
        while block.isValid():
            following = block.next()
            layout = block.blockFormat()
            cursor = QTextCursor(block)
            if _is_code(block):
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(mono)
                layout.setBackground(bubble(QApplication.palette()))
                layout.setNonBreakableLines(False)  # there is no bar to scroll to the end of a long line
                # Also a comment in another script: its letters do not turn the line round.
                layout.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
                layout.setTopMargin(0 if _is_code(block.previous()) else GRID)
                layout.setBottomMargin(0 if _is_code(following) else GRID)
            elif block.textList() is None:
                layout.setBottomMargin(GRID if following.isValid() else 0)
            cursor.setBlockFormat(layout)
            block = following

    def _fit(self) -> None:
        self.setFixedHeight(max(self.fontMetrics().lineSpacing(), int(self.document().size().height()) + 2))


def _is_code(block: QTextBlock) -> bool:
    """Qt marks the lines of a fenced or indented block with these properties."""
    has = block.blockFormat().hasProperty
    marks = QTextFormat.Property
    return block.isValid() and (has(marks.BlockCodeFence) or has(marks.BlockCodeLanguage))
