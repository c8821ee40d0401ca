"""Buttons by the names of the windows that are not rebuilt yet; new ones take ``Button``."""

from PySide6.QtWidgets import QWidget

from traybridge.desktop.widgets.button import Button


def push(text: str, parent: QWidget | None = None) -> Button:
    """A plain button."""
    return Button(text, "plain", parent)


class LinkButton(Button):
    """A quiet button: it leads somewhere."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "quiet", parent, small=True)
