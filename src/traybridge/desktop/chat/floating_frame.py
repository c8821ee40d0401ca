"""The frame of the chat: a sheet that floats at the icon and tells when the keyboard goes to another program, or an
ordinary window where nothing shows an icon.
"""

import sys

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPainter, QPaintEvent, QPixmap, QWindow
from PySide6.QtWidgets import QApplication, QVBoxLayout

from traybridge.desktop.widgets.compositor import composited
from traybridge.desktop.widgets.ground import Ground
from traybridge.desktop.widgets.painting import round_box
from traybridge.desktop.widgets.popover import SHADOW, shadow
from traybridge.desktop.widgets.sizes import RADIUS_POPOVER
from traybridge.desktop.widgets.theme import theme

EDGE = 4
"""Inside the line of a floating sheet: with what is outside of it, its edge to be pulled at."""
GRAB = 8
LEFT_MS = 150
"""The keyboard may be nowhere for a moment while it goes from one of our windows to another."""


def edges_at(point: QPointF, sheet: QRect, inside: int = EDGE, outside: int = GRAB) -> Qt.Edge:
    """Which edges of a sheet a point takes hold of (pure); none in its middle and none far outside."""
    edges = Qt.Edge(0)
    if not sheet.adjusted(-outside, -outside, outside, outside).contains(point.toPoint()):
        return edges
    if point.x() < sheet.left() + inside:
        edges |= Qt.Edge.LeftEdge
    elif point.x() > sheet.right() - inside:
        edges |= Qt.Edge.RightEdge
    if point.y() < sheet.top() + inside:
        edges |= Qt.Edge.TopEdge
    elif point.y() > sheet.bottom() - inside:
        edges |= Qt.Edge.BottomEdge
    return edges


def cursor_for(edges: Qt.Edge) -> Qt.CursorShape:
    """The pointer over these edges (pure)."""
    left, right = bool(edges & Qt.Edge.LeftEdge), bool(edges & Qt.Edge.RightEdge)
    top, bottom = bool(edges & Qt.Edge.TopEdge), bool(edges & Qt.Edge.BottomEdge)
    if (left and top) or (right and bottom):
        return Qt.CursorShape.SizeFDiagCursor
    if (right and top) or (left and bottom):
        return Qt.CursorShape.SizeBDiagCursor
    if left or right:
        return Qt.CursorShape.SizeHorCursor
    return Qt.CursorShape.SizeVerCursor if top or bottom else Qt.CursorShape.ArrowCursor


class FloatingFrame(Ground):
    """``body`` takes the content. ``left`` when no window of ours has the keyboard any more, no menu and no dialog."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__("surface", window=True)
        self.floats = False
        self._composed = False
        self._room = 0
        self._shadow: tuple[object, QPixmap] | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.setMouseTracking(True)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(LEFT_MS)
        self._away.timeout.connect(self._look_away)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101  widgets need one
        app.focusWindowChanged.connect(self._focus_moved)

    # ------------------------------------------------------------ floating or not

    def set_floating(self, floats: bool) -> None:
        """Float from the next time it is shown, or be an ordinary window; the size of the sheet stays."""
        if floats == self.floats:
            return
        size = self.sheet_size
        self.floats = floats
        self._composed = floats and composited()
        self._room = SHADOW if self._composed and sys.platform != "darwin" else 0
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._composed)
        on_top = self.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
        self.setWindowFlags(self._flags() | on_top)
        inset = self._room + EDGE if floats else 0
        self.body.setContentsMargins(inset, inset, inset, inset)
        self.setMinimumSize(self._smallest + QSize(2 * self._room, 2 * self._room))
        self.resize_sheet(size)

    def _flags(self) -> Qt.WindowType:
        if not self.floats:
            return Qt.WindowType.Window
        # A tool has no entry in the taskbar; macOS would hide it with every other program's window.
        kind = Qt.WindowType.Window if sys.platform == "darwin" else Qt.WindowType.Tool
        flags = kind | Qt.WindowType.FramelessWindowHint
        return flags if sys.platform == "darwin" else flags | Qt.WindowType.NoDropShadowWindowHint

    _smallest = QSize(320, 320)

    @property
    def shadow_room(self) -> int:
        """How far the window reaches over the sheet on each side."""
        return self._room

    @property
    def sheet_size(self) -> QSize:
        """The size without the shadow's room: what is remembered."""
        return self.size() - QSize(2 * self._room, 2 * self._room)

    def resize_sheet(self, size: QSize) -> None:
        self.resize(size + QSize(2 * self._room, 2 * self._room))

    def sheet_rect(self) -> QRect:
        """The sheet inside the window."""
        return self.rect().adjusted(self._room, self._room, -self._room, -self._room)

    # ------------------------------------------------------------ the keyboard goes elsewhere

    def _focus_moved(self, window: QWindow | None) -> None:
        if window is not None:
            self._away.stop()
        elif self.floats and self.isVisible():
            self._away.start()

    def _look_away(self) -> None:
        """Menus, dialogs and windows of our own are no other program."""
        ours = (QGuiApplication.focusWindow(), QApplication.activePopupWidget(), QApplication.activeModalWidget())
        if not any(one is not None for one in ours) and self.isVisible():
            self.left.emit()

    # ------------------------------------------------------------ edges

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        edges = edges_at(event.position(), self.sheet_rect()) if self.floats else Qt.Edge(0)
        if edges and event.button() == Qt.MouseButton.LeftButton:
            self.windowHandle().startSystemResize(edges)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self.floats and not event.buttons():
            self.setCursor(cursor_for(edges_at(event.position(), self.sheet_rect())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.unsetCursor()

    # ------------------------------------------------------------ paint

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self.floats:
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            if self._room:
                painter.drawPixmap(0, 0, self._drawn_shadow())
            radius = RADIUS_POPOVER if self._composed else 0
            round_box(painter, self.sheet_rect(), radius, theme().colour("surface"), theme().colour("edge"))

    def _drawn_shadow(self) -> QPixmap:
        """The shadow, drawn once a size."""
        key = (self.size(), self.devicePixelRatioF(), theme().colours.dark)
        if self._shadow is None or self._shadow[0] != key:
            self._shadow = key, shadow(self.size(), self.sheet_rect(), RADIUS_POPOVER, self.devicePixelRatioF())
        return self._shadow[1]
