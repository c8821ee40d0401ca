"""The way back from what was removed: once, for a while, and closed by the next."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from traybridge.desktop.widgets.undo_bar import UndoBar


class Watched:
    """A bar and what it signalled."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.home = QPushButton("Delete…", self.window)
        self.other = QPushButton("Another", self.window)
        self.bar = UndoBar(self.window)
        self.wanted: list[object] = []
        self.over: list[object] = []
        self.bar.wanted.connect(self.wanted.append)
        self.bar.over.connect(self.over.append)


def test_what_is_wanted_back_is_not_over(qapp: QApplication):
    one = Watched()
    one.bar.offer("a chat", "A chat is deleted.", one.home)
    assert one.bar.words.text() == "A chat is deleted."
    one.bar.back.click()
    one.bar.end()
    assert (one.wanted, one.over) == (["a chat"], [])
    assert one.bar.isHidden()


def test_the_next_offer_and_the_end_close_the_way_back_once(qapp: QApplication):
    one = Watched()
    one.bar.offer("first", "", one.home)
    one.bar.offer("second", "", one.home)
    assert one.over == ["first"]
    one.bar.end()
    one.bar.end()
    assert (one.wanted, one.over) == ([], ["first", "second"])


def test_what_is_taken_at_the_end_of_the_program_makes_no_signal(qapp: QApplication):
    one = Watched()
    one.bar.offer("a chat", "", one.home)
    assert one.bar.take() == "a chat"
    assert one.bar.take() is None
    one.bar.end()
    assert (one.wanted, one.over) == ([], [])


def test_the_time_stands_still_while_the_keyboard_is_on_it_and_the_keyboard_goes_home(qapp: QApplication):
    one = Watched()
    one.window.show()
    one.window.activateWindow()
    assert QTest.qWaitForWindowActive(one.window)
    one.bar.offer("a chat", "A chat is deleted.", one.home)
    assert one.bar.back.hasFocus()
    assert one.bar.back.accessibleDescription() == "A chat is deleted.", "what a reader says with the button"
    assert not one.bar._timer.isActive()
    one.other.setFocus()
    assert one.bar._timer.isActive()
    one.bar.back.setFocus()
    assert not one.bar._timer.isActive()
    one.bar.back.click()
    assert one.home.hasFocus()
    one.window.hide()
