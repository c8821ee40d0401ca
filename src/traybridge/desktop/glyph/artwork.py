"""The app icon, and the SVG files of `resources/icons/` that packages, themes and documents take."""

from traybridge.desktop.glyph.composition import EXAMPLES, ClusterPier, TrayState, compose, draw
from traybridge.desktop.glyph.outline import NamedShape, moved, rounded, to_svg, whole

TILE, EDGE = "#242422", "#4A4A46"
BRIDGE = {"left": "#3CCB93", "right": "#A593FF", "deck": "#FFFFFF"}
"""The colours of the app icon by the names of its shapes (look.md, "Glyph"): they follow no accent and no scheme."""


def app_parts(size: int) -> tuple[tuple[NamedShape, str], ...]:
    """Return the app icon for a square of `size` pixels, part and colour: the whole bridge on a dark tile."""
    corner = size * 14.5 / 64
    line = max(1, size // 64) if size >= 32 else 0
    inner = size - 2 * line
    edge = NamedShape("edge", rounded(0, 0, size, size, above=corner, below=corner))
    tile = NamedShape("tile", rounded(line, line, inner, inner, above=corner - line, below=corner - line))
    span = 2 * whole(size * 0.35)
    across = (size - span) // 2
    down = across - whole(span / 16)  # the bridge stands below the middle of its own square
    bridge = compose(TrayState(ClusterPier("ready"), "reachable"), span)
    shapes = tuple((moved(part, across, down), BRIDGE[part.name]) for part in bridge)
    return ((edge, EDGE), (tile, TILE), *shapes)


def exports() -> dict[str, str]:
    """Return the SVG files of `resources/icons/` by name: the app icon and the documented states."""
    app = {"traybridge.svg": to_svg(app_parts(256), 256)}
    return app | {f"state-{name}.svg": draw(state, colour="#000000", size=18) for name, state in EXAMPLES.items()}
