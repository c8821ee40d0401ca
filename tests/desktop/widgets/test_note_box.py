"""A note is read whole, with its next step."""

import pytest
from PySide6.QtGui import QAccessible
from tests.desktop.widgets.on_screen import (
    accessible,
    appearance,
    click,
    from_right,
    has_colour,
    picture,
    window,
    written_contrast,
)

from traybridge.desktop.widgets.note_box import NoteBox, NoteKind

pytestmark = pytest.mark.usefixtures("qapp")
LONG = "Exo has no password and listens to your whole network. " * 4


@pytest.mark.parametrize("kind", ["warn", "bad", "cloud", "local"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_can_be_read(kind: NoteKind, scheme: str):
    with appearance(scheme):  # type: ignore[arg-type]
        box = NoteBox(kind, "Exo cannot: Mac Studio left.", lead="OpenRouter answers.", action="Why?")
        with window(box):
            assert has_colour(picture(box), f"{kind}_soft")
            assert written_contrast(picture(box)) >= 4.5


def test_long_words_wrap_and_are_all_seen():
    box = NoteBox("warn", LONG, lead="Careful.")
    with window(box):
        assert box.words.height() >= box.words.heightForWidth(box.words.width())
        assert box.words.heightForWidth(200) > box.words.heightForWidth(400)
    assert accessible(box.words).text(QAccessible.Text.Name).startswith("Careful. Exo has")


def test_its_button_is_the_next_step():
    box = NoteBox("bad", "The key was rejected.", action="Enter a new key")
    times = []
    box.clicked.connect(lambda: times.append(1))
    with window(box):
        click(box.action)
    assert times == [1]


def test_nothing_to_say_takes_no_room_and_another_kind_another_colour():
    box = NoteBox("warn")
    assert box.isHidden()
    with from_right(), window(box):
        box.say("שלום", "cloud", lead="Exo")
        assert box.isVisible()
        assert box.action.isHidden()
        assert has_colour(picture(box), "cloud_soft")
        box.say("")
        assert box.isHidden()
