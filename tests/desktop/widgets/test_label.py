"""Labels are plain, have the type and colour that they are given, and say what they cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from tests.desktop.widgets.on_screen import appearance, from_right, picture, window, written_contrast

from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.theme import theme
from traybridge.desktop.widgets.type_scale import SCALE, TypeName

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("style", list(SCALE))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_size_can_be_read(style: TypeName, scheme: str):
    with appearance(scheme):  # type: ignore[arg-type]
        label = Label("Hamburgefonstiv HHHHH", style)
        with window(label):
            assert label.font().pixelSize() == SCALE[style].size
            assert written_contrast(picture(label)) >= 4.5


def ink(label: Label) -> str:
    return label.palette().color(QPalette.ColorRole.WindowText).name()


def test_it_follows_the_scheme_before_and_after_it_was_shown():
    label = Label("Key rejected", "note", "bad")
    with appearance("dark"):
        assert ink(label) == theme().colour("bad").name()
        with window(label):
            theme().set_appearance("light")
            assert ink(label) == theme().colour("bad").name()


def test_notes_are_muted_unless_something_else_is_asked():
    assert ink(Label("x", "note")) == theme().colour("muted").name()
    assert ink(Label("x", "control")) == theme().colour("text").name()
    label = Label("x", "note")
    label.say("It failed", "bad")
    assert ink(label) == theme().colour("bad").name()
    label.say("")
    assert label.isHidden()


def test_markup_is_text():
    label = Label("<b>x</b>\x00")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>x</b>" in label.text()
    assert "\x00" not in label.text()


def test_one_line_ends_in_dots_with_the_whole_in_its_tooltip():
    label = Label("a name of a model that is far too long for this place", wraps=False)
    with window(label) as holder:
        label.setFixedWidth(80)
        QApplication.processEvents()
        assert label.toolTip() == label.text()
        label.setFixedWidth(600)
        holder.adjustSize()
        QApplication.processEvents()
        assert label.toolTip() == ""


def test_it_stands_on_the_leading_side_whichever_way_its_words_run():
    with from_right():
        for words in ("abc", "אבג"):
            assert Label(words).alignment() & Qt.AlignmentFlag.AlignRight


def test_wrapped_words_are_all_seen():
    label = Label("Nothing leaves your network. " * 8, "note")
    with window(label):
        assert label.height() >= label.heightForWidth(label.width())
