"""The boxes around the code of an answer: a round ground, a head with the language, and a button that copies it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from traybridge.desktop.chat.markdown import CODE_PAD, HEAD, is_code, language_of
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.foreign_text import one_line
from traybridge.desktop.widgets.icon_button import IconButton
from traybridge.desktop.widgets.painting import paint_line, round_box
from traybridge.desktop.widgets.paragraphs import selected_text
from traybridge.desktop.widgets.sizes import PAIR, RADIUS_ROW, SMALL_BUTTON, SMALL_ICON
from traybridge.desktop.widgets.theme import theme

LONGEST_LANGUAGE = 40


@dataclass(frozen=True, slots=True)
class CodeBox:
    """One block of code: its first and last paragraph, its language ("" = none), its button."""

    first: int
    last: int
    language: str
    copy: IconButton


class CodeBoxes:
    """All boxes of one view, which asks to ``paint`` them under its text, and to ``place`` the buttons."""

    def __init__(self, view: QTextBrowser) -> None:
        self._view = view
        self._boxes: tuple[CodeBox, ...] = ()

    def show(self, document: QTextDocument | None) -> None:
        """Take the boxes of a document; None has none."""
        for box in self._boxes:
            box.copy.deleteLater()
        self._boxes = tuple(self._box(*place) for place in code_places(document)) if document is not None else ()

    def _box(self, first: int, last: int, language: str) -> CodeBox:
        button = IconButton("copy", tr("Copy code"), self._view.viewport(), size=SMALL_BUTTON, icon_size=SMALL_ICON)
        button.clicked.connect(lambda: self._copy(first, last, button))
        button.show()
        return CodeBox(first, last, one_line(language, LONGEST_LANGUAGE), button)

    def _copy(self, first: int, last: int, button: IconButton) -> None:
        QGuiApplication.clipboard().setText(code_text(self._view.document(), first, last))
        button.set_icon("check")
        button.set_name(tr("Copied"))

    def place(self) -> None:
        """Put each button into the head of its box."""
        for box in self._boxes:
            where = self._rectangle(box)
            side = box.copy.wanted()
            top = where.top() + (theme().px(HEAD) - side.height()) / 2
            box.copy.setGeometry(QRect(int(where.right()) - side.width() - PAIR, int(top), side.width(), side.height()))

    def paint(self, painter: QPainter, visible: QRect) -> None:
        """Paint the boxes that reach into a rectangle of the view."""
        for box in self._boxes:
            where = self._rectangle(box)
            if where.bottom() >= visible.top() and where.top() <= visible.bottom():
                self._paint(painter, box, where)

    def _paint(self, painter: QPainter, box: CodeBox, where: QRectF) -> None:
        round_box(painter, where, theme().px(RADIUS_ROW), theme().colour("sunken"), theme().colour("line"))
        if box.language:
            painter.setFont(theme().font("note"))
            painter.setPen(theme().colour("muted"))
            room = where.width() - 2 * CODE_PAD - theme().px(SMALL_BUTTON)
            head = QRect(int(where.left()) + CODE_PAD, int(where.top()), int(room), theme().px(HEAD))
            paint_line(painter, box.language, head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)

    def _rectangle(self, box: CodeBox) -> QRectF:
        """Where a box stands: as wide as the text around it, with its head above the first line."""
        document, layout = self._view.document(), self._view.document().documentLayout()
        first, last = document.findBlock(box.first), document.findBlock(box.last)
        top, bottom = layout.blockBoundingRect(first).top(), layout.blockBoundingRect(last).bottom()
        shape = first.blockFormat()
        left = shape.leftMargin() - CODE_PAD + shape.indent() * document.indentWidth()
        right = self._view.viewport().width() - shape.rightMargin() + CODE_PAD
        head = theme().px(HEAD)
        return QRectF(left, top - head, right - left, bottom - top + head + CODE_PAD)


def code_places(document: QTextDocument) -> Iterator[tuple[int, int, str]]:
    """Positions of the first and the last paragraph of each block of code, and its language."""
    for language, several in groupby(_blocks(document), lambda one: language_of(one) if is_code(one) else None):
        if language is not None:
            code = list(several)
            yield code[0].position(), code[-1].position(), language


def code_text(document: QTextDocument, first: int, last: int) -> str:
    """The code between two paragraphs as it was written."""
    cursor = QTextCursor(document)
    cursor.setPosition(first)
    end = document.findBlock(last)
    cursor.setPosition(end.position() + end.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    return selected_text(cursor)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()
