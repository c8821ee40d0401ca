"""Opening the settings in a room, and finding what stands on a page."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from tests.desktop.rooms import Room

from traybridge.desktop.settings.page import Page
from traybridge.desktop.settings.window import SettingsWindow

P = TypeVar("P", bound=Page)


async def open_page(room: Room, name: str, kind: type[P]) -> P:
    """Show the settings with a page, as a click in the menu does."""
    window = room.window if isinstance(room.window, SettingsWindow) else SettingsWindow(room.services)
    room.window = window
    window.open_page(name)
    await room.settle()
    page = window.page(name.partition("/")[0])
    assert isinstance(page, kind)
    return page


def shown(widget: QWidget) -> bool:
    return widget.isVisible()
