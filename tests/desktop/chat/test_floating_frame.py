"""The floating sheet: its edges, its size without the shadow, and when the keyboard has gone elsewhere."""

import pytest
from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QMenu

from traybridge.desktop.chat.floating_frame import FloatingFrame, cursor_for, edges_at

SHEET = QRect(24, 24, 400, 600)
Edge = Qt.Edge


@pytest.mark.parametrize(
    ("x", "y", "edges"),
    [
        (200, 300, Edge(0)),
        (25, 300, Edge.LeftEdge),
        (424, 300, Edge.RightEdge),
        (200, 26, Edge.TopEdge),
        (430, 630, Edge.RightEdge | Edge.BottomEdge),
        (20, 20, Edge.LeftEdge | Edge.TopEdge),
        (5, 300, Edge(0)),
    ],
)
def test_a_point_takes_hold_of_the_edges_that_it_is_near(x: int, y: int, edges: Qt.Edge):
    assert edges_at(QPointF(x, y), SHEET) == edges


def test_the_pointer_shows_which_way_an_edge_goes():
    shapes = Qt.CursorShape
    assert cursor_for(Edge(0)) == shapes.ArrowCursor
    assert cursor_for(Edge.RightEdge) == shapes.SizeHorCursor
    assert cursor_for(Edge.TopEdge) == shapes.SizeVerCursor
    assert cursor_for(Edge.LeftEdge | Edge.TopEdge) == shapes.SizeFDiagCursor
    assert cursor_for(Edge.LeftEdge | Edge.BottomEdge) == shapes.SizeBDiagCursor


def test_the_sheet_keeps_its_size_when_it_floats(qapp: QApplication):
    frame = FloatingFrame()
    frame.resize(420, 640)
    frame.set_floating(True)
    assert frame.sheet_size == QSize(420, 640)
    assert frame.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert frame.windowType() == Qt.WindowType.Tool, "no entry in the taskbar"
    assert frame.minimumSize().width() == 320 + 2 * frame.shadow_room
    frame.set_floating(False)
    assert (frame.size(), frame.windowType()) == (QSize(420, 640), Qt.WindowType.Window)
    qapp.processEvents()


def test_a_floating_sheet_tells_when_the_keyboard_went_to_another_program(qapp: QApplication):
    """And not when a menu of ours has it."""
    frame = FloatingFrame()
    told: list[bool] = []
    frame.left.connect(lambda: told.append(True))
    frame.show()
    frame._focus_moved(None)
    assert not frame._away.isActive(), "an ordinary window stays"
    frame.hide()
    frame.set_floating(True)
    frame.show()
    frame._focus_moved(None)
    assert frame._away.isActive()
    frame._focus_moved(frame.windowHandle())
    assert not frame._away.isActive(), "it was a moment on the way to one of ours"
    menu = QMenu(frame)
    menu.addAction("Settings")
    menu.popup(frame.pos())
    frame._look_away()
    assert told == []
    menu.hide()
    frame.hide()
    frame._look_away()
    assert told == [], "who is hidden has nothing to hide"
    qapp.processEvents()


def test_floating_it_has_round_corners_with_nothing_behind(qapp: QApplication):
    frame = FloatingFrame()
    frame.set_floating(True)
    frame.resize_sheet(QSize(320, 320))
    frame.show()
    qapp.processEvents()
    image = frame.grab().toImage()
    room = frame.shadow_room
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert middle.alpha() == 255
    if room:
        assert image.pixelColor(room, room).alpha() < 255
