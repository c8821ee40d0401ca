"""What the menu shows until the rest of the desktop is loaded."""

from collections.abc import Callable

from traybridge.desktop.language import tr
from traybridge.desktop.livemenu import Row


def first_rows(quit_: Callable[[], None]) -> tuple[Row, ...]:
    """Never empty (a D-Bus host would show nothing), and Quit is last from the beginning."""
    return (
        Row("status", tr("Starting…"), enabled=False),
        Row("quit", tr("Quit TrayBridge"), run=lambda _on: quit_()),
    )
