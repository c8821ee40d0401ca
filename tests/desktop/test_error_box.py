"""What a host wrote is shown in a box as it wrote it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.error_box import ErrorBox


def test_html_of_a_host_is_text_and_the_second_box_takes_the_first_ones_place(qapp: QApplication):
    closed: list[bool] = []
    boxes = ErrorBox(lambda: closed.append(True))
    boxes.show(TrayBridgeError("<b>first</b>", "x"))
    boxes.show(TrayBridgeError("<b>&amp;</b>\nsecond\x9b", "<img src='/etc/hostname'>\u202e"))
    box = boxes.box
    assert box is not None
    assert [one for one in QApplication.topLevelWidgets() if type(one) is type(box) and one.isVisible()] == [box]
    words = {label.text(): label.textFormat() for label in box.findChildren(QLabel) if label.text()}
    assert words == {
        "<b>&amp;</b> second": Qt.TextFormat.PlainText,
        "<img src='/etc/hostname'>": Qt.TextFormat.PlainText,
    }
    box.accept()
    assert closed == [True]
    assert boxes.box is None
