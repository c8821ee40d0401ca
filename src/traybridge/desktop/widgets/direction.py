"""Which way texts and layouts run: margins that are mirrored, words that keep their own direction."""

from unicodedata import bidirectional

from PySide6.QtCore import QMargins, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle

_STRONG = frozenset({"L", "R", "AL"})
"""Unicode's classes of signs that have a direction of their own (UAX #9, rule P2)."""


def from_right(direction: Qt.LayoutDirection) -> bool:
    return direction == Qt.LayoutDirection.RightToLeft


def margins(leading: int, top: int, trailing: int, bottom: int) -> QMargins:
    """Margins that are mirrored with the layout, which Qt leaves to us."""
    if from_right(QApplication.layoutDirection()):
        return QMargins(trailing, top, leading, bottom)
    return QMargins(leading, top, trailing, bottom)


def direction_of(text: str) -> Qt.LayoutDirection | None:
    """A text runs as its first letter does; None where it has none."""
    first = next((way for sign in text if (way := bidirectional(sign)) in _STRONG), None)
    if first is None:
        return None
    return Qt.LayoutDirection.LeftToRight if first == "L" else Qt.LayoutDirection.RightToLeft


def reads_from_left(text: str) -> bool:
    """Paths, names and masked keys do, in a table whose language reads from the right too (Unicode TR 9, P2)."""
    strong = (kind for sign in text if (kind := bidirectional(sign)) in {"L", "R", "AL"})
    return next(strong, "L") == "L"


def draw_words(painter: QPainter, box: QRect, text: str, direction: Qt.LayoutDirection) -> None:
    """Draw one line on the leading side, cut at its end; the words run in their own direction."""
    align = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(box, align, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width()))
