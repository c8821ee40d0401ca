"""The ring stands around its widget, follows it, and stays where the keyboard is for a moment away."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from tests.desktop.widgets.on_screen import window

from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.focus_ring import FocusRing
from traybridge.desktop.widgets.theme import theme

pytestmark = pytest.mark.usefixtures("qapp")


def test_it_stands_three_pixels_out_and_moves_with_its_widget():
    button = Button("Load")
    with window(button) as holder:
        button.show_ring()
        ring = holder.findChild(FocusRing)
        assert isinstance(ring, FocusRing)
        assert ring.geometry() == button.geometry().adjusted(-3, -3, 3, 3)
        button.move(button.pos() + button.rect().center())
        assert ring.geometry() == button.geometry().adjusted(-3, -3, 3, 3)
        image = holder.grab().toImage()
        ratio = holder.devicePixelRatio()
        above = button.geometry().center()
        colours = {image.pixelColor(int(above.x() * ratio), int((button.y() - out) * ratio)).name() for out in (2, 3)}
        assert theme().colour("ring").name() in colours
        button.hide_ring()
        assert not button.ringed


@pytest.mark.parametrize("reason", [Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason])
def test_a_menu_or_another_window_does_not_take_it_away(reason: Qt.FocusReason):
    button = Button("Load")
    with window(button):
        QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
        QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusOut, reason))
        assert button.ringed
        QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason))
        assert not button.ringed
