"""Opening the settings in a room, and finding what stands on a page."""

from typing import TypeVar

from PySide6.QtWidgets import QTreeWidget
from tests.desktop.rooms import Room

from traybridge.desktop.settings.page import Page
from traybridge.desktop.settings.window import SettingsWindow

P = TypeVar("P", bound=Page)


def table_of(tree: QTreeWidget) -> list[list[str]]:
    """The texts of a table, row by row."""
    items = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(tree.columnCount())] for item in items if item is not None]


async def open_page(room: Room, name: str, kind: type[P]) -> P:
    """Show the settings with a page, as a click in the menu does."""
    window = room.window if isinstance(room.window, SettingsWindow) else SettingsWindow(room.services)
    room.window = window
    window.open_page(name)
    await room.settle()
    page = window.page(name.partition("/")[0] or window.list.current)
    assert isinstance(page, kind)
    return page
