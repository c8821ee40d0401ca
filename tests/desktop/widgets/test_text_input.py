"""What is typed is told at each letter and once it is done; what is wrong is said; secrets show their last four."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from tests.desktop.widgets.on_screen import (
    accessible,
    appearance,
    click,
    has_colour,
    picture,
    tab_to,
    window,
    written_contrast,
)

from traybridge.desktop.widgets.focus_ring import FocusRing
from traybridge.desktop.widgets.text_input import SecretInput, TextInput, masked

pytestmark = pytest.mark.usefixtures("qapp")


def test_typing_is_told_at_each_letter_and_when_it_is_done():
    field, other = TextInput("Address", text="a"), TextInput("Other")
    edited, entered = list[str](), list[str]()
    field.edited.connect(edited.append)
    field.entered.connect(entered.append)
    with window(field, other) as holder:
        tab_to(holder)
        QTest.keyClicks(field.line, "bc")
        QTest.keyClick(field.line, Qt.Key.Key_Return)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
        click(other.box)
        assert other.line.hasFocus()
    assert edited[-1] == "bc"
    assert entered == ["bc"]


def test_text_shown_by_code_tells_nobody():
    field = TextInput("Address")
    told: list[object] = []
    field.edited.connect(told.append)
    field.entered.connect(told.append)
    field.set_text("http://127.0.0.1")
    with window(field) as holder:
        tab_to(holder)
        holder.setFocus()
    assert (field.text, told) == ("http://127.0.0.1", [])


def test_focus_has_a_halo_and_an_error_a_red_line_with_its_cure():
    field = TextInput("Key", text="hf_abc", code=True)
    with window(field) as holder:
        assert holder.findChild(FocusRing) is None
        click(field.line)
        assert holder.findChild(FocusRing) is not None
        assert has_colour(picture(holder), "accent")
        holder.setFocus()
        field.show_error("Too short: a key has 37 characters.")
        assert has_colour(picture(field.box), "bad")
        assert field.wrong
        assert written_contrast(picture(field.message)) >= 4.5
        assert field.line.accessibleDescription() == "Too short: a key has 37 characters."
        field.say("")
        assert not field.wrong
        assert field.message.isHidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["", "HHH typed"])
def test_text_and_placeholder_can_be_read(scheme: str, text: str):
    with appearance(scheme):  # type: ignore[arg-type]
        field = TextInput("Key", text=text, placeholder="HHHHH paste the key")
        with window(field):
            assert field.box.height() == 30
            assert written_contrast(picture(field.box), field.box.rect().adjusted(4, 4, -4, -4)) >= 4.5


def test_a_reader_hears_a_text_field_with_its_name():
    field = TextInput("Address")
    heard = accessible(field.line)
    assert (heard.role(), heard.text(QAccessible.Text.Name)) == (QAccessible.Role.EditableText, "Address")


# ------------------------------------------------------------ secrets


@given(st.text(max_size=80))
def test_of_a_secret_at_most_the_last_four_are_seen(secret: str) -> None:
    shown = masked(secret).replace("•", "")
    assert len(shown) <= 4
    if len(secret) < 12:
        assert not shown
    elif "•" not in secret:
        assert secret.endswith(shown)


def test_a_secret_is_hidden_while_it_is_typed_and_afterwards():
    field, other = SecretInput("Key"), TextInput("Other")
    with window(field, other) as holder:
        tab_to(holder)
        QTest.keyClicks(field.line, "sk-made-up-0123456789")
        assert field.line.echoMode() == QLineEdit.EchoMode.Password
        assert field.line.seen is None  # type: ignore[attr-defined]  # Qt draws its dots
        other.line.setFocus()
        assert field.line.seen == "••••••••••••6789"  # type: ignore[attr-defined]
        heard = accessible(field.line)
        assert "made-up" not in heard.text(QAccessible.Text.Value)
        assert field.text == "sk-made-up-0123456789"


def test_the_eye_shows_what_was_typed_and_goes_with_it():
    field = SecretInput("Key")
    with window(field):
        assert field.eye.isHidden()
        field.line.setText("sk-made-up-0123456789")
        click(field.eye)
        assert field.line.echoMode() == QLineEdit.EchoMode.Normal
        assert field.eye.accessibleName() == "Hide"
        field.line.clear()
        assert field.line.echoMode() == QLineEdit.EchoMode.Password
        assert field.eye.isHidden()


def test_a_key_that_is_kept_is_seen_until_another_is_typed():
    field = SecretInput("Key")
    field.show_stored("sk-or-••••9c1f")
    with window(field):
        assert field.line.seen == "sk-or-••••9c1f"  # type: ignore[attr-defined]
        assert field.text == ""
        assert written_contrast(picture(field.box), field.box.rect().adjusted(4, 4, -4, -4)) >= 4.5
        field.line.setText("x")
        assert field.line.seen == "•"  # type: ignore[attr-defined]
