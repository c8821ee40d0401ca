"""Heads name what follows; a fold opens and closes by mouse and keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from tests.desktop.widgets.on_screen import (
    accessible,
    appearance,
    click,
    from_right,
    picture,
    tab_to,
    window,
    written_contrast,
)

from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.section import Folded, PageHead, SectionHead

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_fold_opens_by_mouse_and_keyboard():
    content = Label("http://127.0.0.1", "code")
    fold = Folded("Address and headers", content, note="127.0.0.1")
    told: list[object] = []
    fold.toggled.connect(told.append)
    with window(fold) as holder:
        assert content.isHidden()
        click(fold.button)
        assert content.isVisible()
        tab_to(holder)
        assert fold.button.ringed
        QTest.keyClick(fold.button, Qt.Key.Key_Return)
        assert content.isHidden()
        fold.open()
        assert fold.is_open
    assert told == [True, False, True]


def test_a_reader_hears_what_is_set_inside():
    fold = Folded("How long to wait", Label("x"), note="Exo 5 s")
    heard = accessible(fold.button)
    assert heard.text(QAccessible.Text.Name) == "How long to wait, Exo 5 s"
    assert not heard.state().checked
    fold.open()
    assert heard.state().checked
    fold.show_note("")
    assert fold.button.accessibleName() == "How long to wait"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_heads_and_folds_can_be_read(scheme: str):
    with appearance(scheme), from_right():  # type: ignore[arg-type]
        parts = (
            PageHead("Routing", "Who is asked", Button("Change order")),
            SectionHead("What may happen", "All at once"),
            Folded("How long to wait", Label("x"), note="Exo 5 s"),
        )
        with window(*parts):
            for part in parts:
                assert written_contrast(picture(part, "page")) >= 4.5


def test_a_head_without_a_note_takes_no_room_for_one():
    assert SectionHead("Key").sizeHint().height() < SectionHead("Key", "A note").sizeHint().height()
