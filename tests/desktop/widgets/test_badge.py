"""A badge is one word that can be read."""

import pytest
from PySide6.QtGui import QAccessible
from tests.desktop.widgets.on_screen import accessible, appearance, picture, window, written_contrast

from traybridge.desktop.widgets.badge import Badge, BadgeKind

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("kind", ["plain", "local", "cloud", "warn", "bad"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_kind_can_be_read(kind: BadgeKind, scheme: str):
    with appearance(scheme):  # type: ignore[arg-type]
        badge = Badge("HHH Ready", kind)
        with window(badge):
            assert badge.height() == 18
            assert written_contrast(picture(badge)) >= 4.5


def test_a_reader_hears_its_word():
    heard = accessible(Badge("Ready"))
    assert heard.role() == QAccessible.Role.StaticText
    assert heard.text(QAccessible.Text.Name) == "Ready"


def test_it_hugs_its_word():
    badge = Badge("Free")
    narrow = badge.sizeHint().width()
    badge.say("Ready to answer", "local")
    assert badge.sizeHint().width() > narrow
    badge.say("x" * 500)
    assert badge.sizeHint().width() < 500
