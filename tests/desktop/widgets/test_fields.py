"""Fields: what is wrong stands under them; scrolling a page changes none of them."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.widgets.fields import Field, leave_wheel_to_page, readable_placeholders
from traybridge.desktop.widgets.system_palette import READABLE, contrast


def test_a_refusal_stands_under_the_field_until_it_is_accepted(qapp: QApplication):
    edit = QLineEdit("x")
    field = Field("Name", edit, "Yours")
    field.refuse(TrayBridgeError("Too short", "Write more."))
    assert field.refused
    assert edit.accessibleDescription() == "Too short. Write more."
    field.accept()
    assert not field.refused
    assert edit.accessibleDescription() == "Yours"


def test_the_wheel_scrolls_the_page_and_changes_no_choice(qapp: QApplication):
    box = QComboBox()
    box.addItems(["a", "b", "c"])
    leave_wheel_to_page(box)
    box.show()
    none = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    qapp.sendEvent(box, event)
    assert box.currentIndex() == 0
    assert not event.isAccepted()


def test_what_stands_in_an_empty_field_can_be_read(qapp: QApplication):
    edit = QLineEdit()
    readable_placeholders(edit)
    palette = edit.palette()
    assert contrast(palette.color(QPalette.ColorRole.PlaceholderText), palette.color(QPalette.ColorRole.Base)) >= (
        READABLE - 0.05
    )
