"""How widgets paint themselves: round boxes, icons, one line of text, and the mirror for text from the right."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from traybridge.desktop.widgets.direction import from_right
from traybridge.desktop.widgets.icons import icon_pixmap


def round_box(
    painter: QPainter, box: QRectF | QRect, radius: float, fill: QColor | None, line: QColor | None = None, *,
    width: float = 1.0,
) -> None:  # fmt: skip
    """Fill a box with round corners; its line of ``width`` pixels lies inside of it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inner = QRectF(box)
    if line is not None:
        half = width / 2
        inner = inner.adjusted(half, half, -half, -half)
        radius -= half
    radius = min(radius, inner.width() / 2, inner.height() / 2)
    painter.drawRoundedRect(inner, radius, radius)


def mirrored(widget: QWidget, box: QRect) -> QRect:
    """Where a box of a layout from the left stands in this widget, which may run from the right."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), box)


def paint_icon(painter: QPainter, name: str, box: QRect, colour: QColor, widget: QWidget) -> None:
    """Draw an icon in the middle of a box, as large as its shorter side."""
    size = min(box.width(), box.height())
    pixmap = icon_pixmap(
        name, size, colour.name(), widget.devicePixelRatioF(), mirrored=from_right(widget.layoutDirection())
    )
    painter.drawPixmap(QPointF(box.x() + (box.width() - size) / 2, box.y() + (box.height() - size) / 2), pixmap)


def paint_line(
    painter: QPainter,
    text: str,
    box: QRect,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Draw one line with the painter's font and pen, cut with "…" where it does not fit; the words run as they do."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    side = QStyle.visualAlignment(direction, align | Qt.AlignmentFlag.AlignVCenter)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(box, side | Qt.TextFlag.TextSingleLine, shown)
