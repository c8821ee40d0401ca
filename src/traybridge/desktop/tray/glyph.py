"""The bridge drawn in one colour: what the tray can say by shape, as geometry and SVG text, with no Qt.

Two piers under one deck. The left one is your cluster: square, with a foot on your own ground. The right one is the
cloud: round below, floating. The deck is the router. The piers differ in shape and not only in place, so that
"Exo ready" and "cloud only" are more than mirror images.

The source of truth is this code and not a folder of SVG parts, because each size is drawn anew: every straight edge
lies on a whole pixel of the size asked for, and an SVG file cannot say that. artwork.py writes SVG files for others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from traybridge.desktop.tray.outline import NamedShape, Outline, join, polygon, rect, rounded, to_svg, whole

ClusterKind: TypeAlias = Literal["none", "outlined", "loading", "ready", "stale"]
Cloud: TypeAlias = Literal["none", "reachable", "locked"]
Deck: TypeAlias = Literal["starting", "whole", "busy", "occupied", "broken"]
Badge: TypeAlias = Literal["none", "attention"]
Source: TypeAlias = Literal["cluster", "cloud", "embedded"]

PHASES = 12
PHASE_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class ClusterPier:
    """The left pier: `none` nothing set up, `outlined` nothing ready, `loading` percent, `ready`, `stale` old news."""

    kind: ClusterKind = "none"
    percent: int = 0


@dataclass(frozen=True, slots=True)
class TrayState:
    """All that the icon tells, one attribute for each part of the drawing.

    The dot on the deck moves while we ask (``busy``) and stands while the cluster answers others (``occupied``).
    """

    cluster: ClusterPier = ClusterPier()
    cloud: Cloud = "none"
    deck: Deck = "whole"
    badge: Badge = "none"
    embedded: bool = False  # the keystone: this machine answers by itself


EXAMPLES: Mapping[str, TrayState] = {
    "starting": TrayState(ClusterPier("outlined"), deck="starting"),
    "exo": TrayState(ClusterPier("ready")),
    "cloud": TrayState(ClusterPier("outlined"), "reachable"),
    "exo-and-cloud": TrayState(ClusterPier("ready"), "reachable"),
    "loading": TrayState(ClusterPier("loading", 60), "reachable"),
    "stale": TrayState(ClusterPier("stale"), "reachable"),
    "embedded": TrayState(ClusterPier("outlined"), embedded=True),
    "no-cluster": TrayState(cloud="reachable", embedded=True),
    "busy": TrayState(ClusterPier("ready"), "reachable", "busy"),
    "local-only": TrayState(ClusterPier("ready"), "locked"),
    "attention": TrayState(ClusterPier("ready"), "reachable", badge="attention"),
    "attention-no-cloud": TrayState(ClusterPier("outlined"), badge="attention", embedded=True),
    "attention-locked": TrayState(ClusterPier("ready"), "locked", badge="attention"),
    "offline": TrayState(ClusterPier("outlined"), deck="broken"),
    "offline-attention": TrayState(ClusterPier("outlined"), deck="broken", badge="attention"),
}
"""The states that the documentation shows, by name."""

_SOURCES: Mapping[Source, TrayState] = {
    "cluster": TrayState(ClusterPier("ready")),
    "cloud": TrayState(ClusterPier("outlined"), "reachable"),
    "embedded": TrayState(ClusterPier("outlined"), embedded=True),
}


def source_state(source: Source) -> TrayState:
    """Return the glyph that stands beside an answer: only the part that gave it is solid."""
    return _SOURCES[source]


def phase_at(seconds: float, *, reduced_motion: bool) -> int:
    """Return the step of the busy dot after so many seconds; 0, the middle of the deck, where motion is unwanted."""
    return 0 if reduced_motion else int(seconds / PHASE_SECONDS) % PHASES


def compose(state: TrayState, size: int, phase: int = 0) -> tuple[NamedShape, ...]:
    """Return the parts of a state, drawn for a square of `size` pixels."""
    grid = Grid.of(size)
    right, niche = _right(state, grid)
    keystone = (_keystone(grid, niche),) if state.embedded else ()
    return (*_cluster(state, grid), *right, *_deck(state.deck, grid, phase), *keystone)


def draw(state: TrayState, *, colour: str, size: int, phase: int = 0) -> str:
    """Return a state as SVG text in one colour."""
    return to_svg(((part, colour) for part in compose(state, size, phase)), size)


@dataclass(frozen=True, slots=True)
class _Niche:
    """The space under the deck that the right side leaves to the keystone: how far right, how far down."""

    end: int
    height: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the lines of the 18-unit drawing fall on the pixels of one size."""

    size: int
    stroke: int
    deck_top: int
    deck_bottom: int
    ground: int  # below the left pier's foot
    pier: int  # width of a pier
    left: int
    right: int

    @classmethod
    def of(cls, size: int) -> "Grid":
        stroke = max(1, size // 16)  # a hollow pier stays hollow: thin lines until there are pixels for thicker ones
        deck_top = whole(size * 3.4 / 18)
        pier = whole(size * 5 / 18 - 0.01)
        margin = max(stroke, whole(size / 18))
        return cls(
            size=size,
            stroke=stroke,
            deck_top=deck_top,
            deck_bottom=deck_top + whole(size / 8),
            ground=size - whole(size * 2 / 18),
            pier=pier,
            left=margin,
            right=size - margin - pier,
        )

    def units(self, amount: float) -> int:
        """Return so many of the 18 units in whole pixels."""
        return whole(self.size * amount / 18)

    @property
    def drop(self) -> int:
        """How much lower the left pier begins where the deck has fallen on it."""
        return self.units(3.5)


def _cluster(state: TrayState, grid: Grid) -> tuple[NamedShape, ...]:
    stroke, x, width = grid.stroke, grid.left, grid.pier
    top = grid.deck_bottom + (grid.drop if state.deck == "broken" else 0)
    floor_ = grid.ground - stroke
    foot = NamedShape("foot", rect(x - stroke, floor_, width + 2 * stroke, stroke))
    match state.cluster.kind:
        case "none":
            return (foot,)
        case "ready":
            return (foot, NamedShape("pier", rect(x, top, width, floor_ - top)))
        case "stale":
            rows = range(floor_ - 2 * stroke, top, -2 * stroke)
            return (foot, NamedShape("slabs", join(rect(x, row, width, stroke) for row in rows)))
        case "outlined" | "loading":
            height = floor_ - top
            walls = rect(x, top, stroke, height) + rect(x + width - stroke, top, stroke, height)
            filled = _filled(state.cluster.percent, height, stroke) if state.cluster.kind == "loading" else 0
            return (foot, NamedShape("pier", walls + rect(x + stroke, floor_ - filled, width - 2 * stroke, filled)))


def _filled(percent: int, height: int, stroke: int) -> int:
    """Return how high the filling stands: never nothing and never all, for that would be another state."""
    return min(max(whole(height * percent / 100), stroke), height - stroke)


def _right(state: TrayState, grid: Grid) -> tuple[tuple[NamedShape, ...], _Niche]:
    """Return what stands at the right, and the niche that it leaves."""
    attention = state.badge == "attention"
    if state.cloud == "locked":
        return _padlock(grid, attention=attention)
    if attention:
        return _roundel(grid, solid=state.cloud == "reachable")
    top, width = grid.deck_bottom, grid.pier
    height = grid.ground - grid.stroke - top
    pier = rounded(grid.right, top, width, height, below=width / 2)
    if state.cloud == "none":
        inner = width - 2 * grid.stroke
        pier += rounded(grid.right + grid.stroke, top, inner, height - grid.stroke, below=inner / 2)
    return (NamedShape("cloud", pier),), _Niche(grid.right, grid.units(4.5))


def _padlock(grid: Grid, *, attention: bool) -> tuple[tuple[NamedShape, ...], _Niche]:
    """Draw the closed padlock; with attention its keyhole becomes the exclamation mark."""
    stroke = grid.stroke
    keyhole = _bar(grid) if attention else stroke
    width = _same_parity(grid.units(9 if attention else 8), keyhole)
    bottom = grid.size if attention else grid.ground
    height = grid.units(7.4 if attention else 5.2)
    x, body = grid.size - width, bottom - height
    bow = width - 2 * stroke
    bow_top = grid.deck_bottom + stroke
    shackle = rounded(x + stroke, bow_top, bow, body - bow_top, above=min(bow / 2, body - bow_top))
    inner = bow - 2 * stroke
    inner_height = body - bow_top - stroke
    shackle += rounded(x + 2 * stroke, bow_top + stroke, inner, inner_height, above=min(inner / 2, inner_height))
    corner = stroke * 0.6
    plate = rounded(x, body, width, height, above=corner, below=corner)
    middle = x + (width - keyhole) // 2
    if attention:
        plate += _exclamation(middle, body + stroke, keyhole, height - 2 * stroke, stroke)
    else:
        plate += rect(middle, body + grid.units(1.2), keyhole, grid.units(2.4))
    return (NamedShape("shackle", shackle), NamedShape("lock", plate)), _Niche(x + stroke, grid.units(3.2))


def _roundel(grid: Grid, *, solid: bool) -> tuple[tuple[NamedShape, ...], _Niche]:
    """Draw the sign with the exclamation mark that hangs from the deck in the right pier's place."""
    bar = _bar(grid)
    across = _same_parity(grid.units(10.2), bar)
    x = y = grid.size - across
    middle = x + (across - bar) // 2
    arm = rect(middle - grid.stroke, grid.deck_bottom, bar + 2 * grid.stroke, y - grid.deck_bottom + grid.stroke)
    hanger = NamedShape("hanger", arm)
    niche = _Niche(middle - grid.stroke, grid.units(3.2))
    margin = whole(across * 0.2)
    mark = _exclamation(middle, y + margin, bar, across - 2 * margin, grid.stroke)
    corner = across * 0.36  # not a full circle: its straight sides keep a ring of one pixel sharp
    disc = rounded(x, y, across, across, above=corner, below=corner)
    if solid:
        return (hanger, NamedShape("sign", disc + mark)), niche
    stroke, inner = grid.stroke, across - 2 * grid.stroke
    disc += rounded(x + stroke, y + stroke, inner, inner, above=corner - stroke * 0.8, below=corner - stroke * 0.8)
    return (hanger, NamedShape("sign", disc), NamedShape("mark", mark)), niche


def _exclamation(x: float, y: float, width: float, height: float, gap: float) -> Outline:
    return rect(x, y, width, height - gap - width) + rect(x, y + height - width, width, width)


def _deck(deck: Deck, grid: Grid, phase: int) -> tuple[NamedShape, ...]:
    size, top = grid.size, grid.deck_top
    thick = grid.deck_bottom - top
    level = NamedShape("deck", rect(0, top, size, thick))
    match deck:
        case "whole":
            return (level,)
        case "busy":
            return (level, _dot(grid, phase))
        case "occupied":
            return (level, _dot(grid, 0))
        case "starting":
            near = whole((size - thick) / 3)
            return (
                NamedShape(
                    "deck", join(rect(x, top, thick, thick) for x in (0, near, size - thick - near, size - thick))
                ),
            )
        case "broken":
            return (NamedShape("deck", _fallen(grid)),)


def _fallen(grid: Grid) -> Outline:
    """Return the broken deck: its left half hangs down from the bank, the only slanting line of all the states."""
    size, top, middle = grid.size, grid.deck_top, grid.size // 2
    thick, lean = grid.deck_bottom - top, grid.units(1)
    end, low = middle - grid.units(1.2), top + grid.units(5)
    plank = thick * 1.2  # measured upright, so that it looks as thick as the level half
    left = polygon((0, top), (end, low), (end - lean, low + plank), (0, top + plank))
    start = middle + grid.units(2.2)
    right = polygon((start + lean, top), (size, top), (size, top + thick), (start - lean, top + thick))
    return left + right


def _dot(grid: Grid, phase: int) -> NamedShape:
    """Draw what crosses the deck: to and fro, at the middle in phase 0."""
    height = grid.deck_top
    width = height + (grid.size - height) % 2
    turn = phase % PHASES / PHASES
    swing = 4 * turn if turn < 0.25 else 2 - 4 * turn if turn < 0.75 else 4 * turn - 4
    reach = (grid.size - width) // 2
    x = reach + whole(swing * reach)
    return NamedShape("dot", rounded(x, 0, width, height, above=height / 2, below=height / 2))


def _keystone(grid: Grid, niche: _Niche) -> NamedShape:
    """Draw the wedge in the space between the left pier and what stands at the right."""
    start = grid.left + grid.pier + grid.stroke
    width = niche.end - grid.stroke - start
    top, height, taper = grid.deck_bottom, niche.height, max(1, width // 4)
    return NamedShape("keystone", polygon(
        (start, top), (start + width, top), (start + width, top + height // 2),
        (start + width - taper, top + height), (start + taper, top + height), (start, top + height // 2),
    ))  # fmt: skip


def _bar(grid: Grid) -> int:
    """Return the width of an exclamation mark's bar."""
    return max(1, grid.size // 11)


def _same_parity(number: int, other: int) -> int:
    """Return the number, or one less, so that `other` pixels can stand exactly in its middle."""
    return number - (number - other) % 2
