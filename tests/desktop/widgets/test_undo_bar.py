"""The way back from what was removed: once, for a while, and closed by the next."""

from PySide6.QtWidgets import QApplication

from traybridge.desktop.widgets.undo_bar import UndoBar


class Watched:
    """A bar and what it signalled."""

    def __init__(self) -> None:
        self.bar = UndoBar()
        self.wanted: list[object] = []
        self.over: list[object] = []
        self.bar.wanted.connect(self.wanted.append)
        self.bar.over.connect(self.over.append)


def test_what_is_wanted_back_is_not_over(qapp: QApplication):
    one = Watched()
    one.bar.offer("a chat", "A chat is deleted.")
    assert one.bar.words.text() == "A chat is deleted."
    one.bar.back.click()
    one.bar.end()
    assert (one.wanted, one.over) == (["a chat"], [])
    assert one.bar.isHidden()


def test_the_next_offer_and_the_end_close_the_way_back_once(qapp: QApplication):
    one = Watched()
    one.bar.offer("first", "")
    one.bar.offer("second", "")
    assert one.over == ["first"]
    one.bar.end()
    one.bar.end()
    assert (one.wanted, one.over) == ([], ["first", "second"])


def test_what_is_taken_at_the_end_of_the_program_makes_no_signal(qapp: QApplication):
    one = Watched()
    one.bar.offer("a chat", "")
    assert one.bar.take() == "a chat"
    assert one.bar.take() is None
    one.bar.end()
    assert (one.wanted, one.over) == ([], [])
