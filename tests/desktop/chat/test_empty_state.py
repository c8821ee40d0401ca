"""The empty chat: who answers, and beginnings that do something real."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from traybridge.desktop.chat.empty_state import EmptyState
from traybridge.desktop.glyph.composition import ClusterPier, TrayState


@pytest.fixture
def empty(qapp: QApplication) -> Iterator[EmptyState]:
    QGuiApplication.clipboard().clear()
    made = EmptyState()
    made.resize(388, 460)
    made.show()
    qapp.processEvents()
    yield made
    QGuiApplication.clipboard().clear()


def test_it_says_who_answers(empty: EmptyState):
    before = empty.glyph.grab().toImage()
    empty.show_state(TrayState(ClusterPier("ready")), "Exo answers.", "Llama is ready.", ())
    assert (empty.title.text(), empty.lines.text()) == ("Exo answers.", "Llama is ready.")
    assert empty.glyph.grab().toImage() != before
    assert not empty.route.isVisible(), "there is no line without a stop"


def test_what_was_copied_is_offered_only_when_there_is_text_and_read_on_the_click(
    empty: EmptyState, qapp: QApplication
):
    begun: list[str] = []
    empty.begun.connect(begun.append)
    assert not empty.copied.isVisible()
    QGuiApplication.clipboard().setText("first")
    qapp.processEvents()
    assert empty.copied.isVisible()
    QGuiApplication.clipboard().setText("second")
    empty.copied.click()
    assert begun == ["Explain this:\n\nsecond"]
    QGuiApplication.clipboard().clear()
    qapp.processEvents()
    assert not empty.copied.isVisible()


def test_an_error_is_asked_about_with_room_to_paste_it(empty: EmptyState):
    begun: list[str] = []
    empty.begun.connect(begun.append)
    empty.error.click()
    assert begun == ["What does this error mean?\n\n"]
