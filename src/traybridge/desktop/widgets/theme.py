"""Sizes and colours of the windows: the system's palette, an 8-px grid, two sizes of type (desktop.md)."""

from PySide6.QtGui import QColor, QFont, QPalette

GRID = 8
TEXT_PX = 15
NOTE_PX = 12
VISIBLE = 3.0
"""Least contrast of signs that are no text, WCAG 2.2, 1.4.11."""
READABLE = 4.5
"""Least contrast of text, WCAG 2.2, 1.4.3."""


def text_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setPixelSize(TEXT_PX)
    return font


def note_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setPixelSize(NOTE_PX)
    return font


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 black to 1 white (WCAG 2.2, definition)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """``share`` 0..1 of the second colour in the first."""
    parts = zip((one.redF(), one.greenF(), one.blueF()), (other.redF(), other.greenF(), other.blueF()), strict=True)
    red, green, blue = (mine + (theirs - mine) * share for mine, theirs in parts)
    return QColor.fromRgbF(red, green, blue)


def muted(palette: QPalette) -> QColor:
    """Text for notes: as quiet as it may be while it can still be read."""
    text, back = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    for share in (0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.1):
        colour = mix(text, back, share)
        if contrast(colour, back) >= READABLE:
            return colour
    return text


def faint(palette: QPalette) -> QColor:
    """Ink for what is there and not meant to be read: stumps, switched-off signs; at least 3:1 (WCAG 2.2, 1.4.11)."""
    text, back = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    shares = (share / 20 for share in range(14, -1, -1))
    return next((colour for share in shares if contrast(colour := mix(text, back, share), back) >= VISIBLE), text)


def warning(palette: QPalette) -> QColor:
    """Text for what went wrong: reddish, and readable on this background."""
    back, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    red = QColor("#c4314b") if luminance(back) > 0.4 else QColor("#ff8a96")
    share = 0.0
    while contrast(mix(red, text, share), back) < READABLE and share < 1.0:
        share += 0.1
    return mix(red, text, min(share, 1.0))


def bubble(palette: QPalette) -> QColor:
    """The quiet background of what a person wrote, and of code."""
    return mix(palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText), 0.08)


def css(colour: QColor) -> str:
    return colour.name()
