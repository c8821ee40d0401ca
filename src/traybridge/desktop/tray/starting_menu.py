"""What the menu shows until the rest of the desktop is loaded."""

from collections.abc import Callable

from traybridge.desktop.language import tr
from traybridge.desktop.tray.live_menu import MenuRow


def first_rows(open_chat: Callable[[], None], quit_: Callable[[], None]) -> tuple[MenuRow, ...]:
    """Never empty (a D-Bus host would show nothing), and Quit is last from the beginning."""
    return (
        MenuRow("status", tr("Starting…"), run=lambda _on: open_chat()),
        MenuRow("quit", tr("Quit TrayBridge"), run=lambda _on: quit_()),
    )
