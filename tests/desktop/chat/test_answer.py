"""An answer in the window: no click changes it, nothing in it is opened, and no frame of it is felt."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QPalette, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from tests.desktop.widgets.on_screen import appearance, has_colour, picture, window
from tests.support.growth import assert_linear, cpu

from traybridge.desktop.chat.answer import FRAME_CHARACTERS, AnswerView
from traybridge.desktop.chat.link_target import LinkTarget
from traybridge.desktop.widgets.theme import theme

SCHEMES = ("file", "http", "https", "mailto", "vscode", "smb", "data", "javascript", "qrc", "")


class Opener(QObject):
    """Stands where the system would open an address."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def opener(qapp: QApplication) -> Iterator[Opener]:
    opener = Opener()
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, opener, "take")  # type: ignore[arg-type]  # its stub says bytes, it takes str
    yield opener
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)


def scrolled() -> tuple[QScrollArea, AnswerView]:
    """A view as it stands in the window: most of a long one is out of sight."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.resize(500, 300)
    view = AnswerView()
    area.setWidget(view)
    area.show()
    return area, view


def shown(text: str) -> AnswerView:
    view = AnswerView()
    view.resize(500, 300)
    view.show()
    view.add(text)
    view.finish()
    return view


def place_of(view: AnswerView, word: str) -> QPoint:
    cursor = view.document().find(word)
    assert not cursor.isNull(), f"{word} does not stand there"
    cursor.setPosition(cursor.selectionStart() + 1)
    return view.cursorRect(cursor).center()


def click(view: AnswerView, word: str) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, word))


def hover(view: AnswerView, word: str) -> None:
    window = view.windowHandle()
    assert window is not None
    QTest.mouseMove(window, view.viewport().mapTo(view, place_of(view, word)))
    QApplication.processEvents()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname", "/etc/hostname", "README.md", "#part", "vscode://file/x", "smb://host/x",
        "data:text/html,gone", "javascript:gone()", "qrc:/x", "//host/share", "?query",
    ],
)  # fmt: skip
def test_a_click_on_a_link_to_anything_else_does_nothing(opener: Opener, address: str):
    view = shown(f"Look at [the page]({address}) and on.")
    click(view, "page")
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.toPlainText() == "Look at the page and on."
    assert opener.opened == []


@pytest.mark.parametrize("address", ["https://a.example/b?c=d", "http://a.example/", "mailto:me@a.example"])
def test_a_click_on_a_web_address_opens_it_and_the_answer_stays(opener: Opener, address: str):
    view = shown(f"Look at [the page]({address}) and on.")
    click(view, "page")
    assert opener.opened == [address]
    assert view.toPlainText() == "Look at the page and on."


def test_the_target_is_seen_before_the_click(opener: Opener):
    view = shown("[your bank](https://evil.example/login) and [two](file:///etc/hostname)")
    targets: list[str] = []
    view.pointed_at.connect(targets.append)
    hover(view, "bank")
    assert targets == ["https://evil.example/login"]
    hover(view, "two")
    assert targets[1:] == [""]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert targets[2:] == ["https://evil.example/login"], "also with the keyboard"
    assert opener.opened == []


def test_the_corner_shows_the_beginning_of_a_long_target(qapp: QApplication):
    around = AnswerView()
    around.resize(200, 100)
    around.show()
    corner = LinkTarget(around)
    corner.show_target("https://evil.example/" + "x" * 200)
    assert corner.isVisible()
    assert corner.text().startswith("https://evil")
    assert corner.geometry().right() <= around.width()
    corner.show_target("")
    assert not corner.isVisible()


def test_a_picture_of_a_pipe_hangs_nothing(qapp: QApplication, tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    view = shown(f"![a picture]({pipe}) ![another](file://{pipe})")
    assert not view.grab().isNull()
    assert view.toPlainText() == "a picture another"


def test_copies_are_plain_text_as_it_was_written(qapp: QApplication):
    view = shown("w" * 5000 + "\n\nand [a link](https://a.example)")
    view.selectAll()
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "w" * 5000 + "\nand a link"
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_control_characters_go(qapp: QApplication):
    view = AnswerView()
    view.add("a\x1b[31m\u202eb")
    view.flush()
    assert view.toPlainText() == "a[31mb"
    view.finish()
    assert view.toPlainText() == "a[31mb"
    assert view.text == "a\x1b[31m\u202eb", "what is kept is what came"


def test_a_long_answer_is_drawn_a_frame_at_a_time_and_whole(qapp: QApplication):
    view = AnswerView()
    text = "w" * (50 * FRAME_CHARACTERS + 7)
    view.add(text)
    view.finish()
    assert view.toPlainText() == ""
    view.flush()
    assert len(view.toPlainText().replace("\n", "")) == FRAME_CHARACTERS
    for _ in range(50):
        view.flush()
    cursor = QTextCursor(view.document())
    cursor.select(QTextCursor.SelectionType.Document)
    view.setTextCursor(cursor)
    assert view.createMimeDataFromSelection().text() == text


@pytest.mark.parametrize("sign", ["word ", "w", "字", "word word\n", "- x\n", "|a|b|\n"])
def test_a_frame_costs_the_same_in_a_long_answer(qapp: QApplication, sign: str):
    """CPU of one turn of the loop after n, 2n and 4n characters: the answer before it is not laid out again."""

    def measure(characters: int) -> int:
        _area, view = scrolled()
        for _ in range(characters // FRAME_CHARACTERS):
            view.add(sign * (FRAME_CHARACTERS // len(sign)))
            view.flush()

        def frame() -> None:
            view.flush()
            QApplication.processEvents()

        costs = []
        for _ in range(5):
            view.add(sign * (400 // len(sign)))
            costs.append(cpu(frame))
        return min(costs)

    assert_linear(measure, 4 * FRAME_CHARACTERS)


def test_more_to_come_is_marked_by_a_block_of_who_writes(qapp: QApplication):
    view = AnswerView()
    with window(view):
        view.add("It is ")
        view.flush()
        assert not has_colour(picture(view), "cloud_fill")
        view.stream_as("cloud_fill")
        assert has_colour(picture(view), "cloud_fill")
        view.finish()
        assert not has_colour(picture(view), "cloud_fill")


def test_another_scheme_colours_what_stands_there_also_while_it_streams(qapp: QApplication):
    streams, whole = AnswerView(), shown("**All** of it")
    streams.add("Half of")
    streams.flush()
    with appearance("dark"):
        assert streams.toPlainText() == "Half of"
        assert whole.toPlainText() == "All of it"
        for view in (streams, whole):
            assert view.palette().color(QPalette.ColorRole.Text) == theme().colour("text")
