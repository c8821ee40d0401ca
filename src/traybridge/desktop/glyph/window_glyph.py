"""The glyph in colour, as it stands in windows: the deck as dark as text, your machines green, the cloud violet."""

from collections.abc import Mapping

from PySide6.QtGui import QPixmap

from traybridge.desktop.glyph.composition import TrayState, compose
from traybridge.desktop.glyph.pictures import paint
from traybridge.desktop.widgets.colours import Colours

_ROLES: Mapping[str, str] = {
    "left": "local_fill",
    "right": "cloud_fill",
    "middle": "faint",
    "shackle": "local_fill",
    "lock": "local_fill",
    "sign": "bad",
}
"""Who has a colour of his own; stumps are faint, all else has the text's colour (look.md, "Glyph")."""


def role_of(shape: str) -> str:
    """The role of the theme's colours that a shape of the glyph has."""
    return "faint" if shape.endswith("stump") else _ROLES.get(shape, "text")


def window_glyph(state: TrayState, side: int, ratio: float, colours: Colours) -> QPixmap:
    """Draw a state ``side`` logical pixels wide and high, on whole pixels of a screen of that ratio."""
    pixels = max(1, round(side * ratio))
    parts = ((part, str(getattr(colours, role_of(part.name)))) for part in compose(state, pixels))
    pixmap = paint(parts, pixels)
    pixmap.setDevicePixelRatio(pixels / side)
    return pixmap
