"""The glyph as QIcons: for the tray, for the windows, and small beside an answer.

Painted with QPainter from the same outlines that the SVG text is made of. QtSvg would do it too, but it costs another
1.5 MB of PSS (2.8 MB without, 4.3 MB with it, offscreen, Qt 6.11.3) and one more library in every package.
Nothing here touches the `Qt` namespace or makes a QBrush from a colour: the first to do so builds all its enums,
30 ms and 1.3 MB that the start can do without (see `_brush`).
Pixmaps are made beforehand, one for each size, because StatusNotifier hosts get pixels over D-Bus and not an engine.
"""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPainterPath, QPalette, QPixmap

from traybridge.desktop.glyph.artwork import app_parts
from traybridge.desktop.glyph.composition import Source, TrayState, compose, source_state
from traybridge.desktop.glyph.outline import NamedShape, Outline

# 16-32 for bars at 100 %, 20 and 40 for 125 % and 250 %, and the doubles of 16, 18, 22, 24 and 32.
TRAY_SIZES = (16, 18, 20, 22, 24, 32, 36, 40, 44, 48, 64)
TEMPLATE_SIZES = (*TRAY_SIZES, 72, 80)
"""On a Retina screen Qt draws twice the 36 or 40 pixels of the menu bar and makes them smaller: 2:1 with these."""
APP_SIZES = (16, 24, 32, 48, 64, 128, 256)
SOURCE_SIZES = (16, 20, 24, 32, 48)

ON_LIGHT = "#1f1f23"
ON_DARK = "#f4f4f6"
ON_EITHER = "#767676"
"""4.5:1 on white and 4.6:1 on black: for bars of which nobody knows."""

_DARK_BAR_DESKTOPS = frozenset({"gnome", "ubuntu", "unity", "pop", "x-cinnamon", "budgie"})
_BAR_FOLLOWS_SCHEME = frozenset({"kde", "xfce", "mate", "lxqt", "lxde", "deepin", "dde"})


def is_dark(palette: QPalette) -> bool:
    """Tell the scheme from the windows' background; unlike `colorScheme()` it costs nothing at start."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def bar_is_dark(*, dark_scheme: bool, desktop: str = "", taskbar_is_light: bool | None = None) -> bool | None:
    """Tell whether the bar that holds the tray is dark; None where nobody can know.

    GNOME Shell's bar is dark in both schemes (`desktop` is XDG_CURRENT_DESKTOP), and on Windows the taskbar has a
    switch of its own (SystemUsesLightTheme), which Qt's scheme does not show. Bars of window managers are black under
    light windows (swaybar and i3bar by default) or any other colour.
    """
    if taskbar_is_light is not None:
        return not taskbar_is_light
    names = frozenset(desktop.lower().split(":"))
    if dark_scheme or _DARK_BAR_DESKTOPS & names:
        return True
    return False if _BAR_FOLLOWS_SCHEME & names else None


def tray_colour(*, dark_bar: bool | None) -> str:
    """Return the colour in which the glyph stands out from the bar."""
    if dark_bar is None:
        return ON_EITHER
    return ON_DARK if dark_bar else ON_LIGHT


class TrayIcons:
    """Makes the tray's icons and remembers the last of them."""

    def __init__(self, *, template: bool, capacity: int = 64) -> None:
        """Make templates (macOS colours them itself) or icons in the colour asked for."""
        self._template = template
        self._make = lru_cache(maxsize=capacity)(self._build)

    def icon(self, state: TrayState, colour: str, phase: int = 0) -> QIcon:
        """Return the icon of a state; the phase matters only while the deck is busy."""
        return self._make(state, "#000000" if self._template else colour, phase if state.deck == "busy" else 0)

    def _build(self, state: TrayState, colour: str, phase: int) -> QIcon:
        icon = glyph_icon(state, colour, TEMPLATE_SIZES if self._template else TRAY_SIZES, phase)
        icon.setIsMask(self._template)
        return icon


def glyph_icon(state: TrayState, colour: str, sizes: Iterable[int], phase: int = 0) -> QIcon:
    """Return one state as an icon, drawn anew for each size in pixels."""
    icon = QIcon()
    for size in sizes:
        icon.addPixmap(paint(((part, colour) for part in compose(state, size, phase)), size))
    return icon


def source_icon(source: Source, colour: str, faint: str) -> QIcon:
    """Return the small glyph that tells where an answer came from: the stumps of the others are `faint`."""
    icon = QIcon()
    for size in SOURCE_SIZES:
        parts = compose(source_state(source), size)
        icon.addPixmap(paint(((part, faint if part.name.endswith("stump") else colour) for part in parts), size))
    return icon


def app_icon() -> QIcon:
    """Return the icon of the windows and the package."""
    icon = QIcon()
    for size in APP_SIZES:
        icon.addPixmap(paint(app_parts(size), size))
    return icon


def paint(parts: Iterable[tuple[NamedShape, str]], size: int) -> QPixmap:
    """Paint parts in their colours on a transparent square of `size` pixels."""
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(0, 0, 0, 0))
    brushes: dict[str, QBrush] = {}
    with QPainter(pixmap) as painter:  # a painter that outlives its pixmap aborts the process
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part, colour in parts:
            if colour not in brushes:
                brushes[colour] = _brush(colour)
            mode = QPainter.CompositionMode
            painter.setCompositionMode(
                mode.CompositionMode_DestinationOut if part.cut else mode.CompositionMode_SourceOver
            )
            painter.fillPath(_path(part.outline), brushes[colour])
    return pixmap


def _brush(colour: str) -> QBrush:
    """Return a solid brush by way of a palette, because QBrush(QColor) builds the enums of `Qt` (30 ms)."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(colour))
    return palette.brush(QPalette.ColorRole.Window)


def _path(outline: Outline) -> QPainterPath:
    path = QPainterPath()  # its own fill rule is odd-even, as the outlines want it
    for letter, numbers in outline:
        match letter:
            case "M":
                path.moveTo(*numbers)
            case "L":
                path.lineTo(*numbers)
            case "C":
                path.cubicTo(*numbers)
            case _:
                path.closeSubpath()
    return path
