"""Scroll area: a page that scrolls under a bar of 8 pixels that takes no room. ``ScrollArea(content)``.

``overlay_bars(area)`` gives the same bars to any list or text of Qt's.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QScrollBar, QWidget

from traybridge.desktop.widgets.direction import from_right
from traybridge.desktop.widgets.painting import round_box
from traybridge.desktop.widgets.sizes import SCROLL_BAR
from traybridge.desktop.widgets.theme import theme

ROOM = 2
"""Between a bar and the edge."""
SHORTEST = 32


class OverlayBar(QWidget):
    """A bar that lies over what it scrolls; it shows and moves the hidden bar of Qt's, and is gone if nothing scrolls.

    It is no stop for the keyboard and nothing to a screen reader: the scrolled thing itself is.
    """

    def __init__(self, area: QAbstractScrollArea, *, upright: bool) -> None:
        super().__init__(area)
        self._area = area
        self.upright = upright
        """It scrolls up and down."""
        self._from: tuple[int, int] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._bar.rangeChanged.connect(self._place)
        self._bar.valueChanged.connect(self._moved)
        area.installEventFilter(self)
        self._place()

    @property
    def _bar(self) -> QScrollBar:
        """Qt's own bar, asked for each time: PySide's object for it can be gone while the bar is there (6.11.3)."""
        return self._area.verticalScrollBar() if self.upright else self._area.horizontalScrollBar()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange, QEvent.Type.Show}:
            self._place()
        return False

    def _place(self, *_range: int) -> None:
        wide = SCROLL_BAR + 2 * ROOM
        body = self._area.rect()
        if self.upright:
            left = body.left() if from_right(self._area.layoutDirection()) else body.right() - wide + 1
            self.setGeometry(left, body.top(), wide, body.height())
        else:
            self.setGeometry(body.left(), body.bottom() - wide + 1, body.width(), wide)
        self.setVisible(self._bar.maximum() > self._bar.minimum())
        self.raise_()

    def _moved(self, _value: int) -> None:
        self.update()

    def thumb(self) -> QRect:
        """Where the part that is dragged stands."""
        length = (self.height() if self.upright else self.width()) - 2 * ROOM
        span = self._bar.maximum() - self._bar.minimum()
        size = min(length, max(SHORTEST, length * self._bar.pageStep() // max(1, span + self._bar.pageStep())))
        at = ROOM + (length - size) * (self._bar.value() - self._bar.minimum()) // max(1, span)
        if self.upright:
            return QRect(ROOM, at, SCROLL_BAR, size)
        at = self.width() - at - size if from_right(self._area.layoutDirection()) else at
        return QRect(at, ROOM, size, SCROLL_BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        strong = self.underMouse() or self._from is not None
        thumb = self.thumb()
        if not strong:
            thumb = thumb.adjusted(2, 0, 0, 0) if self.upright else thumb.adjusted(0, 2, 0, 0)
        with QPainter(self) as painter:
            round_box(painter, thumb, SCROLL_BAR / 2, theme().colour("faint" if strong else "line_strong"))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        point = event.position().toPoint()
        if self.thumb().contains(point):
            self._from = (self._along(point), self._bar.value())
        else:
            before = self._along(point) < self._along(self.thumb().center())
            step = QScrollBar.SliderAction.SliderPageStepSub if before else QScrollBar.SliderAction.SliderPageStepAdd
            self._bar.triggerAction(step)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._from is None:
            return
        start, value = self._from
        thumb = self.thumb()
        length = (self.height() if self.upright else self.width()) - 2 * ROOM
        room = length - (thumb.height() if self.upright else thumb.width())
        span = self._bar.maximum() - self._bar.minimum()
        self._bar.setValue(value + (self._along(event.position().toPoint()) - start) * span // max(1, room))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        self._from = None
        self.update()

    def _along(self, point: QPoint) -> int:
        if self.upright:
            return point.y()
        return self.width() - point.x() if from_right(self._area.layoutDirection()) else point.x()


def overlay_bars(area: QAbstractScrollArea) -> None:
    """Replace the scroll bars of an area by ones that lie over it."""
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    area.setVerticalScrollBarPolicy(off)
    area.setHorizontalScrollBarPolicy(off)
    OverlayBar(area, upright=True)
    OverlayBar(area, upright=False)


class ScrollArea(QScrollArea):
    """See the module. It has no ground of its own: what it stands on shines through."""

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        overlay_bars(self)
        if content is not None:
            self.setWidget(content)

    def setWidget(self, content: QWidget) -> None:  # noqa: N802  Qt's name
        super().setWidget(content)
        content.setAutoFillBackground(False)  # Qt switches it on
