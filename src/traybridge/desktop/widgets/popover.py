"""Popover: a frameless sheet with round corners and a shadow at something that was pressed. ``popover.body`` takes the
content, ``open_at(anchor)`` shows it inside the screen, ``closed`` comes when it is gone.

Where nothing composes the screen it has square corners and no shadow (look.md, "Space, radii, shadow, motion").
"""

import sys

from PySide6.QtCore import (
    QEasingCurve,
    QParallelAnimationGroup,
    QPoint,
    QPropertyAnimation,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QHideEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from traybridge.desktop.widgets.compositor import composited
from traybridge.desktop.widgets.direction import from_right
from traybridge.desktop.widgets.painting import round_box
from traybridge.desktop.widgets.sizes import POPOVER_IN_MS, POPOVER_OUT_MS, POPOVER_RISE, RADIUS_POPOVER
from traybridge.desktop.widgets.theme import theme

SHADOW = 24
"""Room around the sheet that its shadow takes."""
AWAY = 4
EDGE = 8
"""What is left free between the sheet and the edge of the screen."""


def placed(anchor: QRect, size: QSize, screen: QRect, *, right_to_left: bool = False) -> QPoint:
    """Where a sheet of ``size`` stands (pure): below the anchor, above it if there is no room, inside the screen.

    It begins where the anchor begins, on the leading side.
    """
    x = anchor.right() - size.width() + 1 if right_to_left else anchor.left()
    below, above = anchor.bottom() + 1 + AWAY, anchor.top() - AWAY - size.height()
    fits_below = below + size.height() <= screen.bottom() + 1 - EDGE
    y = below if fits_below or above < screen.top() + EDGE else above
    return QPoint(
        max(screen.left() + EDGE, min(x, screen.right() + 1 - EDGE - size.width())),
        max(screen.top() + EDGE, min(y, screen.bottom() + 1 - EDGE - size.height())),
    )


class Popover(QWidget):
    """See the module. A click outside or Esc closes it; with ``stays`` it is an ordinary frameless window instead."""

    closed = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        stays: bool = False,
        radius: int = RADIUS_POPOVER,
        milliseconds: int = POPOVER_IN_MS,
    ) -> None:
        kind = Qt.WindowType.Window if stays else Qt.WindowType.Popup
        flags = kind | Qt.WindowType.FramelessWindowHint
        self._floats = composited()
        self._own_shadow = self._floats and sys.platform != "darwin"
        if not self._floats or self._own_shadow:
            flags |= Qt.WindowType.NoDropShadowWindowHint
        super().__init__(parent, flags)
        self._radius, self._milliseconds = radius, milliseconds
        self._motion: QParallelAnimationGroup | None = None
        if self._floats:
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        room = self.shadow_room
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(room + 1, room + 1, room + 1, room + 1)
        self.body.setSpacing(0)

    @property
    def shadow_room(self) -> int:
        """How far the window reaches over the sheet on each side."""
        return SHADOW if self._own_shadow else 0

    # ------------------------------------------------------------ opening and closing

    def open_at(self, anchor: QRect) -> None:
        """Show it below a place on the screen (global pixels), or above where there is no room."""
        self.ensurePolished()
        room = self.shadow_room
        size = self.sizeHint().expandedTo(self.minimumSize()).boundedTo(self.maximumSize())
        screen = QGuiApplication.screenAt(anchor.center()) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        whole = size.boundedTo(QSize(area.width(), area.height()) + QSize(2 * room, 2 * room))
        sheet = whole - QSize(2 * room, 2 * room)
        at = placed(anchor, sheet, area, right_to_left=from_right(self.layoutDirection()))
        self.setGeometry(QRect(at - QPoint(room, room), whole))
        self._appear()

    def open_below(self, widget: QWidget) -> None:
        """Show it at a widget."""
        self.open_at(QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size()))

    def _appear(self) -> None:
        duration = theme().motion(self._milliseconds)
        if not duration:
            self.setWindowOpacity(1.0)
            self.show()
            return
        end = self.pos()
        self.move(end + QPoint(0, POPOVER_RISE))
        self._run(duration, 0.0, 1.0, end)
        self.show()

    def close_softly(self) -> None:
        """Fade out, then hide; at once where the system wants no motion."""
        duration = theme().motion(POPOVER_OUT_MS)
        if not duration or not self.isVisible():
            self.hide()
            return
        self._run(duration, self.windowOpacity(), 0.0, self.pos())
        assert self._motion is not None  # noqa: S101  made by _run
        self._motion.finished.connect(self.hide)

    def _run(self, duration: int, start: float, end: float, to: QPoint) -> None:
        self._stop()
        group = QParallelAnimationGroup(self)
        moves: list[tuple[bytes, object, object]] = [(b"pos", self.pos(), to)]
        if not QGuiApplication.platformName().startswith("wayland"):  # has no opacity of windows
            moves.append((b"windowOpacity", start, end))
            self.setWindowOpacity(start)
        for name, first, last in moves:
            one = QPropertyAnimation(self, name, group)
            one.setDuration(duration)
            one.setEasingCurve(QEasingCurve.Type.OutCubic)
            one.setStartValue(first)
            one.setEndValue(last)
            group.addAnimation(one)
        self._motion = group
        group.start()

    def _stop(self) -> None:
        if self._motion is not None:
            self._motion.stop()
            self._motion.deleteLater()
            self._motion = None

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        super().hideEvent(event)
        self._stop()
        self.closed.emit()

    # ------------------------------------------------------------ paint

    def sheet_rect(self) -> QRect:
        """The sheet inside the window."""
        room = self.shadow_room
        return self.rect().adjusted(room, room, -room, -room)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        colour = theme().colour
        sheet = self.sheet_rect()
        with QPainter(self) as painter:
            if self._own_shadow:
                painter.drawPixmap(0, 0, self._shadow())
            round_box(painter, sheet, self._radius if self._floats else 0, colour(self.ground), colour("edge"))

    ground = "surface"
    """The role that the sheet has."""

    def _shadow(self) -> QPixmap:
        """The shadow, drawn once a size."""
        key = (self.size(), self.devicePixelRatioF(), theme().colours.dark)
        if getattr(self, "_shadow_key", None) != key:
            self._shadow_key = key
            self._shadow_pixmap = shadow(self.size(), self.sheet_rect(), self._radius, self.devicePixelRatioF())
        return self._shadow_pixmap


def shadow(size: QSize, sheet: QRect, radius: int, ratio: float) -> QPixmap:
    """Draw the shadow of a sheet as a few rounded boxes one over the other, each nearly clear."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    alpha = 9 if theme().colours.dark else 4
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, alpha))
        for out in range(16, 0, -2):
            painter.drawRoundedRect(QRectF(sheet).adjusted(-out, 8 - out, out, 6 + out), radius + out, radius + out)
    return pixmap
