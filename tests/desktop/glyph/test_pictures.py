"""What a user sees in the tray: pixels."""

from collections.abc import Callable
from itertools import combinations, pairwise, product

import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from traybridge.desktop.glyph.artwork import TILE
from traybridge.desktop.glyph.composition import (
    EXAMPLES,
    Badge,
    Cloud,
    ClusterPier,
    Deck,
    Source,
    TrayState,
    compose,
    draw,
)
from traybridge.desktop.glyph.outline import NamedShape
from traybridge.desktop.glyph.pictures import (
    APP_SIZES,
    ON_DARK,
    ON_LIGHT,
    TRAY_SIZES,
    TrayIcons,
    app_icon,
    bar_is_dark,
    is_dark,
    paint,
    source_icon,
    tray_colour,
)
from traybridge.desktop.widgets.colours import contrast

pytestmark = pytest.mark.usefixtures("qapp")

BUSY = TrayState(ClusterPier("ready"), "reachable", "busy")


def alpha(image: QImage) -> bytes:
    """Return how opaque each pixel is, row by row."""
    flat = image.convertToFormat(QImage.Format.Format_Alpha8)
    step, width = flat.bytesPerLine(), flat.width()
    bits = bytes(flat.constBits())
    return b"".join(bits[row * step : row * step + width] for row in range(flat.height()))


def shot(state: TrayState, size: int = 16, phase: int = 0) -> bytes:
    return alpha(paint(((part, "#000000") for part in compose(state, size, phase)), size).toImage())


def difference(one: bytes, other: bytes) -> float:
    """Return by how many whole pixels two pictures differ."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / 255


def ink(picture: bytes) -> float:
    return sum(picture) / 255


def possible(state: TrayState) -> bool:
    """Leave out what cannot be: struck through though somebody answers, or not though nobody can."""
    answers = state.cluster.kind == "ready" or state.cloud == "reachable" or state.embedded
    loading = state.cluster.kind == "loading"
    match state.deck:
        case "struck":
            return not answers
        case "whole" | "busy":
            return answers or loading
        case _:
            return True


CLUSTERS = (ClusterPier(), ClusterPier("loading", 50), ClusterPier("ready"))
CLOUDS: tuple[Cloud, ...] = ("none", "reachable", "locked")
DECKS: tuple[Deck, ...] = ("starting", "whole", "busy", "struck")
BADGES: tuple[Badge, ...] = ("none", "attention")
EVERY_STATE = [TrayState(*parts) for parts in product(CLUSTERS, CLOUDS, DECKS, BADGES, (False, True))]
ALIKE = ({"busy", "exo-and-cloud"}, {"cloud", "loading"})
"""Pairs that differ in one small part: a dot that moves, a stump that grows."""
POSSIBLE = [state for state in EVERY_STATE if possible(state)]


def test_any_two_drawings_differ_visibly_at_16_pixels() -> None:
    """What is not drawn alike on purpose (the starter model beside a working pier) can be told apart."""
    drawings = {compose(state, 16): state for state in POSSIBLE}
    pictures = [(state, shot(state)) for state in drawings.values()]
    nearest, one, other = min(
        ((difference(a, b), x, y) for (x, a), (y, b) in combinations(pictures, 2)), key=lambda found: found[0]
    )
    assert nearest >= 5, (one, other)


@pytest.mark.parametrize(("one", "other"), [pair for pair in combinations(EXAMPLES, 2) if set(pair) not in ALIKE])
def test_the_ten_drawings_differ_at_a_glance(one: str, other: str) -> None:
    """At least 14 of 256 pixels, in one colour; what grows or moves is told by that."""
    assert difference(shot(EXAMPLES[one]), shot(EXAMPLES[other])) >= 14


def test_a_drawing_that_fails_is_an_error_and_not_the_end() -> None:
    """Qt aborts the process when a pixmap dies under its painter."""
    with pytest.raises(ZeroDivisionError):
        paint(((NamedShape("broken", ()), str(1 // 0)) for _ in range(1)), 16)


@pytest.mark.parametrize("size", TRAY_SIZES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_lines_are_sharp(name: str, size: int) -> None:
    """Few pixels are half transparent: only the round and the slanting parts may be soft."""
    picture = [value for value in shot(EXAMPLES[name], size) if value]
    soft = sum(value < 255 for value in picture) / len(picture)
    assert soft <= (0.58 if name == "offline" else 0.36)


@pytest.mark.parametrize("size", TRAY_SIZES)
@pytest.mark.parametrize("deck", ["whole", "busy", "starting"])
def test_the_loading_pier_only_grows(size: int, deck: Deck) -> None:
    amounts = [ink(shot(TrayState(ClusterPier("loading", n), deck=deck), size)) for n in range(101)]
    assert all(before <= after for before, after in pairwise(amounts))
    assert len(set(amounts)) >= 4


@pytest.mark.parametrize("size", TRAY_SIZES)
def test_loading_never_looks_like_nothing_or_like_ready(size: int) -> None:
    """0 % is not "no model", and 100 % is not ready before the cluster says so."""
    assert difference(shot(TrayState(ClusterPier("loading", 0)), size), shot(TrayState(ClusterPier("none")), size)) >= 1
    assert (
        difference(shot(TrayState(ClusterPier("loading", 100)), size), shot(TrayState(ClusterPier("ready")), size)) >= 1
    )


@pytest.mark.parametrize("percent", [-5, 250])
def test_a_foreign_percentage_stays_in_the_pier(percent: int) -> None:
    near = 0 if percent < 0 else 100
    assert shot(TrayState(ClusterPier("loading", percent))) == shot(TrayState(ClusterPier("loading", near)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_svg_and_icon_are_the_same_picture(name: str) -> None:
    """Two painters, one drawing: QtSvg is asked here only to judge."""
    image = QImage(24, 24, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    text = draw(EXAMPLES[name], colour="#000000", size=24)
    with QPainter(image) as painter:
        QSvgRenderer(QByteArray(text.encode())).render(painter)
    assert difference(alpha(image), shot(EXAMPLES[name], 24)) < 1.5


def test_an_icon_has_each_size_drawn_for_itself() -> None:
    icon = TrayIcons(template=False).icon(EXAMPLES["exo"], ON_LIGHT)
    assert icon.availableSizes() == [QSize(size, size) for size in TRAY_SIZES]
    for size in TRAY_SIZES:
        assert alpha(icon.pixmap(QSize(size, size), 1.0).toImage()) == shot(EXAMPLES["exo"], size)


@pytest.mark.parametrize("points", [16, 18, 22, 24, 32])
def test_a_screen_of_double_density_gets_its_own_drawing(points: int) -> None:
    pixmap = TrayIcons(template=False).icon(EXAMPLES["exo"], ON_LIGHT).pixmap(QSize(points, points), 2.0)
    assert alpha(pixmap.toImage()) == shot(EXAMPLES["exo"], 2 * points)


def test_a_template_is_black_and_a_mask() -> None:
    """macOS colours a template itself; anywhere else the colour is ours."""
    template = TrayIcons(template=True).icon(EXAMPLES["exo"], ON_DARK)
    coloured = TrayIcons(template=False).icon(EXAMPLES["exo"], ON_DARK)
    assert template.isMask()
    assert not coloured.isMask()
    assert centre_of_deck(template) == QColor("#000000")
    assert centre_of_deck(coloured) == QColor(ON_DARK)


def centre_of_deck(icon: QIcon) -> QColor:
    return icon.pixmap(QSize(16, 16), 1.0).toImage().pixelColor(8, 4)


def test_icons_are_remembered_but_not_without_end() -> None:
    icons = TrayIcons(template=False, capacity=2)
    first = icons.icon(EXAMPLES["exo"], ON_LIGHT)
    assert icons.icon(EXAMPLES["exo"], ON_LIGHT, phase=5) is first  # a phase tells nothing while nothing is busy
    assert icons.icon(BUSY, ON_LIGHT, 1) is not icons.icon(BUSY, ON_LIGHT, 2)
    assert icons.icon(EXAMPLES["exo"], ON_LIGHT) is not first


@pytest.mark.parametrize(
    ("dark_bar", "least", "bars"),
    [
        (False, 7, ["#ffffff", "#f3f3f5", "#eff0f1", "#dcdcdc", "#c9d6ea"]),
        (True, 7, ["#000000", "#1d1d1d", "#26262b", "#31363b", "#3c3c3c"]),
        (None, 4.5, ["#000000", "#ffffff"]),
        (None, 3, ["#1d1d1d", "#26262b", "#dcdad5", "#f3f3f5"]),
    ],
)
def test_the_glyph_stands_out_from_usual_bars(dark_bar: bool | None, least: float, bars: list[str]) -> None:
    assert min(contrast(tray_colour(dark_bar=dark_bar), bar) for bar in bars) >= least


@pytest.mark.parametrize(
    ("dark_scheme", "desktop", "taskbar_is_light", "dark"),
    [
        (False, "KDE", None, False),
        (True, "KDE", None, True),
        (False, "GNOME", None, True),
        (False, "ubuntu:GNOME", None, True),
        (False, "XFCE", None, False),
        (False, "X-Cinnamon", None, True),
        (False, "sway", None, None),
        (True, "sway", None, True),
        (False, "", None, None),
        (False, "", False, True),
        (True, "", True, False),
    ],
)
def test_the_bar_is_dark_where_it_is(
    dark_scheme: bool, desktop: str, taskbar_is_light: bool | None, dark: bool | None
) -> None:
    assert bar_is_dark(dark_scheme=dark_scheme, desktop=desktop, taskbar_is_light=taskbar_is_light) is dark


@pytest.mark.parametrize(("window", "dark"), [("#202326", True), ("#eff0f1", False)])
def test_the_scheme_is_read_from_the_palette(window: str, dark: bool) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(window))
    assert is_dark(palette) is dark


def test_the_app_icon_keeps_its_colours() -> None:
    icon = app_icon()
    assert icon.availableSizes() == [QSize(size, size) for size in APP_SIZES]
    picture = icon.pixmap(QSize(64, 64), 1.0).toImage()
    assert picture.pixelColor(32, 58) == QColor(TILE)
    assert picture.pixelColor(32, 20) == QColor("#ffffff")  # the deck
    assert picture.pixelColor(0, 0).alpha() == 0


@pytest.fixture
def small(qapp: QApplication) -> Callable[[Source], bytes]:
    return lambda source: alpha(source_icon(source, "#333333", "#999999").pixmap(QSize(16, 16), 1.0).toImage())


def test_the_sources_of_answers_look_different(small: Callable[[Source], bytes]) -> None:
    sources: tuple[Source, ...] = ("cluster", "cloud", "starter")
    assert all(difference(small(one), small(other)) >= 12 for one, other in combinations(sources, 2))
