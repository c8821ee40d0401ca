"""A button that is not pressed by accident."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from traybridge.desktop.widgets.careful_button import CarefulButton


def test_what_is_not_done_by_accident_takes_no_press_just_after_it_appeared_nor_the_second_of_two(qapp: QApplication):
    before = QApplication.doubleClickInterval()
    pressed: list[bool] = []
    button = CarefulButton("Remove")
    button.clicked.connect(lambda: pressed.append(True))
    try:
        QApplication.setDoubleClickInterval(60_000)
        button.show()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            QTest.keyClick(button, key)
        assert pressed == []
        QApplication.setDoubleClickInterval(0)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
        assert pressed == [True], "the first of the two"
        QTest.keyClick(button, Qt.Key.Key_Return)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert len(pressed) == 3
    finally:
        QApplication.setDoubleClickInterval(before)
