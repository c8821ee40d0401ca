"""Put the look that a person chose in force: with the first window, and whenever the settings say something else."""

from traybridge.core.config import DesktopConfig


def apply_look(desktop: DesktopConfig) -> None:
    """Be light or dark and as large as ``desktop`` says. The theme is imported here: the bare tray has none."""
    from traybridge.desktop.widgets.theme import theme

    look = theme()
    if look.appearance != (desktop.appearance or "system"):
        look.set_appearance(desktop.appearance or "system")
    if look.text_size != desktop.text_size / 100:
        look.set_text_size(desktop.text_size / 100)
