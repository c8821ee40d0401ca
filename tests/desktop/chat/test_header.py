"""The head of the chat by itself: its words are cut, never clipped; it asks for the menu and to be moved."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from traybridge.desktop.chat.header import Header
from traybridge.desktop.glyph.composition import ClusterPier, TrayState


@pytest.fixture
def header(qapp: QApplication) -> Header:
    made = Header()
    made.resize(420, 52)
    made.show()
    qapp.processEvents()
    return made


def test_a_name_of_200_letters_leaves_room_for_the_buttons(header: Header, qapp: QApplication):
    header.model.choose("vendor/" + "w" * 200)
    header.model.show_who(TrayState(ClusterPier("ready")), "Exo · " + "w" * 200, "Exo answers")
    header.resize(320, 52)
    qapp.processEvents()
    assert header.model.geometry().right() < header.fresh.geometry().left()
    assert header.more.geometry().right() < 320
    assert "w" * 200 in header.model.toolTip(), "the whole of it can be read"
    assert header.height() == 52


def test_a_screen_reader_hears_the_model_and_who_answers(header: Header):
    header.model.show_who(TrayState(), "Exo · Llama 3.3 70B", "Exo answers with Llama 3.3 70B")
    assert header.model.accessibleName() == "Model: Auto. Exo answers with Llama 3.3 70B."
    assert (header.fresh.accessibleName(), header.more.accessibleName()) == ("New chat", "Menu")


def test_the_menu_is_asked_for_by_its_button_and_dragging_is_told(header: Header):
    places: list[QPoint] = []
    dragged: list[bool] = []
    header.menu_wanted.connect(places.append)
    header.dragged.connect(lambda: dragged.append(True))
    header.more.click()
    assert len(places) == 1
    free = QPoint(header.fresh.x() - 30, 26)
    QTest.mousePress(header, Qt.MouseButton.LeftButton, pos=free)
    QTest.mouseMove(header, free + QPoint(40, 0))
    assert dragged in ([True], []), "offscreen moves may carry no button"
    QTest.mouseRelease(header, Qt.MouseButton.LeftButton, pos=free)


def test_the_second_line_is_drawn(header: Header):
    before = header.grab().toImage()
    header.model.show_who(TrayState(ClusterPier("ready")), "Exo · Llama 3.3 70B", "")
    assert header.grab().toImage() != before
