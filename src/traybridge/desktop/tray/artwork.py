"""The app icon, and the SVG files of `resources/icons/` that packages, themes and documents take."""

from traybridge.desktop.tray.glyph import EXAMPLES, ClusterPier, TrayState, compose, draw
from traybridge.desktop.tray.outline import NamedShape, moved, rounded, to_svg, whole

ACCENT = "#2f6bd8"
"""The accent where the system has none to give."""


def app_parts(accent: str, size: int) -> tuple[tuple[NamedShape, str], ...]:
    """Return the app icon, part and colour: the whole bridge on a tile of the accent colour ("#rrggbb")."""
    margin = size // 16 if size >= 48 else 0
    side = size - 2 * margin
    inner = side - 2 * whole(side * 0.17)
    offset = (size - inner) // 2
    corner = side * 0.225
    tile = NamedShape("tile", rounded(margin, margin, side, side, above=corner, below=corner))
    bridge = compose(TrayState(ClusterPier("ready"), "reachable", "busy"), inner)
    ink = ink_on(accent)
    return ((tile, accent), *((moved(part, offset), ink) for part in bridge))


def ink_on(background: str) -> str:
    """Return white or near-black, whichever stands out more from the background ("#rrggbb")."""
    return max(("#ffffff", "#16161a"), key=lambda ink: contrast(ink, background))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def exports() -> dict[str, str]:
    """Return the SVG files of `resources/icons/` by name: the app icon and the documented states."""
    app = {"traybridge.svg": to_svg(app_parts(ACCENT, 256), 256)}
    return app | {f"state-{name}.svg": draw(state, colour="#000000", size=18) for name, state in EXAMPLES.items()}


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
