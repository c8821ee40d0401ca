"""The chosen look: put in force once, changed live, and back to the system's."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from traybridge.core.config import DesktopConfig
from traybridge.desktop.chosen_look import apply_look
from traybridge.desktop.widgets.theme import Theme, theme

USUAL = DesktopConfig()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    yield theme()
    apply_look(USUAL)


def test_dark_is_dark_and_light_is_light_whatever_the_system_has(look: Theme):
    apply_look(replace(USUAL, appearance="dark"))
    assert look.colours.dark
    apply_look(replace(USUAL, appearance="light"))
    assert not look.colours.dark
    apply_look(USUAL)
    assert look.appearance == "system"


def test_the_size_of_text_multiplies_the_systems(look: Theme):
    usual = look.px(100)
    apply_look(replace(USUAL, text_size=150))
    assert look.px(100) == round(1.5 * usual)
    apply_look(USUAL)
    assert look.px(100) == usual


def test_what_is_in_force_already_disturbs_nobody(look: Theme):
    changes: list[bool] = []
    apply_look(replace(USUAL, appearance="dark"))
    link = look.changed.connect(lambda: changes.append(True))
    apply_look(replace(USUAL, appearance="dark"))
    look.changed.disconnect(link)
    assert changes == []
