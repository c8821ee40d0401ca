"""Colours and sizes made of the system's palette, for the windows that do not use the theme yet."""

from typing import Literal

from PySide6.QtGui import QColor, QFont, QPalette

GRID = 8
RADIUS = 8
TITLE_PX = 21
CONTROL_PX = 30
"""Height of fields and buttons, so that they line up."""
TEXT_PX = 15
NOTE_PX = 12
VISIBLE = 3.0
"""Least contrast of signs that are no text, WCAG 2.2, 1.4.11."""
Kind = Literal["title", "heading", "text", "strong", "note", "warning", "good"]
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


def card_colour(palette: QPalette) -> QColor:
    """What stands on the window: white paper in the light, a step brighter in the dark."""
    window, base = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.Base)
    if luminance(window) > 0.4:
        return base if luminance(base) >= luminance(window) else window
    return mix(window, palette.color(QPalette.ColorRole.WindowText), 0.05)


def line_colour(palette: QPalette) -> QColor:
    """The line around cards and between their rows."""
    return mix(card_colour(palette), palette.color(QPalette.ColorRole.WindowText), 0.14)


def on_card(palette: QPalette) -> QPalette:
    """The palette as it is on a card: with a card for its window."""
    here = QPalette(palette)
    window = palette.color(QPalette.ColorRole.Window)
    # Of the two backgrounds the one with less contrast: what can be read there can be read on both.
    card = card_colour(palette)
    text = palette.color(QPalette.ColorRole.WindowText)
    here.setColor(QPalette.ColorRole.Window, min((window, card), key=lambda one: contrast(one, text)))
    return here


def good(palette: QPalette) -> QColor:
    """Text for what works: greenish, and readable on this background."""
    back, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return readable(QColor("#1a7f37") if luminance(back) > 0.4 else QColor("#57c271"), text, back)


def readable(colour: QColor, text: QColor, back: QColor) -> QColor:
    """A colour with as much of the text's in it as it takes to be read on this background."""
    share = 0.0
    while contrast(mix(colour, text, share), back) < READABLE and share < 1.0:
        share += 0.1
    return mix(colour, text, min(share, 1.0))


def colour_of(kind: Kind, palette: QPalette) -> QColor:
    here = on_card(palette)
    match kind:
        case "note":
            return muted(here)
        case "warning":
            return warning(here)
        case "good":
            return good(here)
        case _:
            return palette.color(QPalette.ColorRole.WindowText)


def font_of(kind: Kind, base: QFont) -> QFont:
    if kind in {"note", "warning", "good"}:
        return note_font(base)
    font = text_font(base)
    if kind == "title":
        font.setPixelSize(TITLE_PX)
    font.setBold(kind in {"title", "heading", "strong"})
    return font


def link_colour(palette: QPalette) -> QColor:
    """The system's colour of links, as far as it can be read."""
    back, text = on_card(palette).color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return readable(palette.color(QPalette.ColorRole.Link), text, back)
