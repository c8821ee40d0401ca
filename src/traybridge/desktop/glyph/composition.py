"""The viaduct drawn in one colour: what the tray can say by shape, as geometry and SVG text, with no Qt.

One rule: a pier stands if it can answer. The left pier is your cluster, the right one the cloud, the one in the middle
the starter model; the deck is the router. Who cannot answer leaves a stump.

The source of truth is this code and not a folder of SVG parts, because each size is drawn anew: every straight edge
lies on a whole pixel of the size asked for, and an SVG file cannot say that. artwork.py writes SVG files for others.
Measures of the sizes, and which drawings there are: look.md, "Glyph".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from traybridge.desktop.glyph.outline import (
    NamedShape,
    band,
    disc,
    fillet,
    join,
    rect,
    rounded,
    to_svg,
    whole,
)

ClusterKind: TypeAlias = Literal["none", "loading", "ready"]
Cloud: TypeAlias = Literal["none", "reachable", "locked"]
Deck: TypeAlias = Literal["starting", "whole", "busy", "occupied", "struck"]
Badge: TypeAlias = Literal["none", "attention"]
Source: TypeAlias = Literal["cluster", "cloud", "starter"]

PHASES = 12
PHASE_SECONDS = 0.25
LOADING_PERCENT = 20
"""The pier grows in steps of so many percent: more heights could not be told apart at 16 pixels."""


@dataclass(frozen=True, slots=True)
class ClusterPier:
    """The left pier: a stump (``none``), growing while a model loads (``percent``), or standing (``ready``)."""

    kind: ClusterKind = "none"
    percent: int = 0


@dataclass(frozen=True, slots=True)
class TrayState:
    """All that the icon tells, one attribute for each part of the drawing.

    The dot on the deck moves while we ask (``busy``) and stands still while the cluster answers others
    (``occupied``). ``embedded``: the starter model can answer; its pier is drawn where no other one stands.
    """

    cluster: ClusterPier = ClusterPier()
    cloud: Cloud = "none"
    deck: Deck = "whole"
    badge: Badge = "none"
    embedded: bool = False

    @property
    def middle(self) -> bool:
        """The pier in the middle stands: nobody else can answer."""
        alone = self.cluster.kind != "ready" and self.cloud != "reachable"
        return self.embedded and alone and self.deck not in {"starting", "struck"}

    @property
    def answers(self) -> Source:
        """Whose side the dot is on: the first in the usual order that can answer."""
        if self.cluster.kind == "ready":
            return "cluster"
        return "cloud" if self.cloud == "reachable" else "starter"


EXAMPLES: Mapping[str, TrayState] = {
    "exo-and-cloud": TrayState(ClusterPier("ready"), "reachable"),
    "exo": TrayState(ClusterPier("ready")),
    "cloud": TrayState(cloud="reachable"),
    "loading": TrayState(ClusterPier("loading", 60), "reachable"),
    "starter": TrayState(embedded=True),
    "local-only": TrayState(ClusterPier("ready"), "locked"),
    "busy": TrayState(ClusterPier("ready"), "reachable", "busy"),
    "attention": TrayState(ClusterPier("ready"), "reachable", badge="attention"),
    "offline": TrayState(deck="struck"),
    "starting": TrayState(deck="starting"),
}
"""The ten drawings, by name; the documentation shows them in this order."""

_SOURCES: Mapping[Source, TrayState] = {
    "cluster": TrayState(ClusterPier("ready")),
    "cloud": TrayState(cloud="reachable"),
    "starter": TrayState(embedded=True),
}


def source_state(source: Source) -> TrayState:
    """Return the glyph that stands beside an answer: only the pier of who gave it stands."""
    return _SOURCES[source]


def phase_at(seconds: float, *, reduced_motion: bool) -> int:
    """Return the step of the busy dot after so many seconds; 0, its place at rest, where motion is unwanted."""
    return 0 if reduced_motion else int(seconds / PHASE_SECONDS) % PHASES


def compose(state: TrayState, size: int, phase: int = 0) -> tuple[NamedShape, ...]:
    """Return the shapes of a state for a square of `size` pixels, from back to front; `cut` ones erase."""
    grid = Grid.of(size)
    struck = _struck_through(grid) if state.deck == "struck" else ()
    sign = _sign(grid) if state.badge == "attention" else ()
    return (*_piers(state, grid), *_deck(state, grid, phase), *struck, *sign)


def draw(state: TrayState, *, colour: str, size: int, phase: int = 0) -> str:
    """Return a state as SVG text in one colour."""
    return to_svg(((shape, colour) for shape in compose(state, size, phase)), size)


_MEASURES: Mapping[int, tuple[int, int, int, int, int, int, int, int]] = {
    16: (4, 2, 3, 2, 14, 2, 8, 2),
    18: (4, 3, 4, 2, 16, 2, 10, 2),
    20: (5, 3, 4, 2, 18, 2, 10, 2),
    22: (5, 3, 4, 3, 19, 3, 12, 2),
    24: (6, 3, 5, 3, 21, 3, 13, 3),
    32: (8, 4, 6, 4, 28, 4, 17, 3),
    48: (12, 6, 9, 6, 42, 6, 26, 4),
    64: (16, 8, 12, 8, 56, 8, 34, 6),
}
"""Deck top and height, pier width, side margin, ground, stump height, sign across, width of its exclamation mark."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the lines of the drawing fall on the pixels of one size."""

    size: int
    deck_top: int
    deck_height: int
    pier: int
    margin: int
    ground: int
    stump: int
    sign: int
    mark: int

    @classmethod
    def of(cls, size: int) -> "Grid":
        """Return the measures of a size: drawn for it, the double of such a one, or scaled from the nearest."""
        if size in _MEASURES:
            return cls(size, *_MEASURES[size])
        if size % 2 == 0 and size // 2 in _MEASURES:
            return cls(size, *(2 * measure for measure in _MEASURES[size // 2]))
        nearest = min(_MEASURES, key=lambda known: abs(known - size))
        return cls(size, *(max(1, whole(measure * size / nearest)) for measure in _MEASURES[nearest]))

    @property
    def below(self) -> int:
        """The underside of the deck."""
        return self.deck_top + self.deck_height

    @property
    def left(self) -> int:
        return self.margin

    @property
    def right(self) -> int:
        return self.size - self.margin - self.pier

    @property
    def arch(self) -> float:
        """The radius of the quarter arches that meet in the middle between the piers."""
        return min((self.right - self.left - self.pier) / 2, self.ground - self.below)

    def units(self, amount: float) -> int:
        """Return so many of 16 units in whole pixels."""
        return whole(self.size * amount / 16)


def _piers(state: TrayState, grid: Grid) -> tuple[NamedShape, ...]:
    """Return all that stands under the deck."""
    if state.deck == "struck":
        return (_left_pier(grid), _right_pier(grid))
    covered = state.badge == "attention"  # the sign stands in the right pier's place
    right: tuple[NamedShape, ...] = () if covered else _right(state.cloud, grid)
    middle = (_middle_pier(grid),) if state.middle else ()
    return (_left(state.cluster, grid), *right, *middle)


def _left(cluster: ClusterPier, grid: Grid) -> NamedShape:
    match cluster.kind:
        case "ready":
            return _left_pier(grid)
        case "loading":
            height = _grown(cluster.percent, grid)
            return NamedShape("left", rect(grid.left, grid.ground - height, grid.pier, height))
        case _:
            return NamedShape("left-stump", rect(grid.left, grid.ground - grid.stump, grid.pier, grid.stump))


def _grown(percent: int, grid: Grid) -> int:
    """Return how high the growing pier is: never a stump and never up to the deck, which would be other states."""
    room = grid.ground - grid.below - max(1, grid.units(1))
    step = whole(min(max(percent, 0), 100) / LOADING_PERCENT)
    return max(grid.stump + 1, whole(room * step * LOADING_PERCENT / 100))


def _right(cloud: Cloud, grid: Grid) -> tuple[NamedShape, ...]:
    match cloud:
        case "reachable":
            return (_right_pier(grid),)
        case "locked":
            return _padlock(grid)
        case _:
            return (NamedShape("right-stump", rect(grid.right, grid.ground - grid.stump, grid.pier, grid.stump)),)


def _left_pier(grid: Grid) -> NamedShape:
    """Draw the pier with its spandrels: half an arch inwards, a small one out to the bank."""
    x, top = grid.left, grid.below
    return NamedShape(
        "left",
        rect(x, top, grid.pier, grid.ground - top)
        + fillet(x + grid.pier, top, grid.arch, grid.arch)
        + fillet(x, top, -grid.margin, grid.margin),
    )


def _right_pier(grid: Grid) -> NamedShape:
    x, top = grid.right, grid.below
    return NamedShape(
        "right",
        rect(x, top, grid.pier, grid.ground - top)
        + fillet(x, top, -grid.arch, grid.arch)
        + fillet(x + grid.pier, top, grid.margin, grid.margin),
    )


def _middle_pier(grid: Grid) -> NamedShape:
    width = grid.pier + (grid.size - grid.pier) % 2
    x, top, spandrel = (grid.size - width) // 2, grid.below, max(1, grid.units(1.5))
    return NamedShape(
        "middle",
        rect(x, top, width, grid.ground - top)
        + fillet(x, top, -spandrel, spandrel)
        + fillet(x + width, top, spandrel, spandrel),
    )


def _padlock(grid: Grid) -> tuple[NamedShape, ...]:
    """Draw the closed padlock that stands where the cloud stood."""
    unit = max(1, grid.units(1))
    width, height = grid.units(7), grid.units(5)
    x = grid.size - width - (grid.units(0.5) if grid.size >= 22 else 0)
    top = grid.ground + unit - height
    thick = max(1, grid.units(1.4)) if grid.size >= 18 else 1
    bow, bow_height = width - 2 * unit, top - grid.below - unit
    radius = min(bow / 2, bow_height)
    shackle = rounded(x + unit, top - bow_height, bow, bow_height, above=radius)
    shackle += rounded(
        x + unit + thick,
        top - bow_height + thick,
        bow - 2 * thick,
        bow_height - thick,
        above=max(0.0, radius - thick),
    )
    corner = max(1.0, grid.size / 16)
    keyhole = max(1, grid.units(1.2))
    keyhole += (width - keyhole) % 2
    gap = grid.units(1.5)
    plate = rounded(x, top, width, height, above=corner, below=corner)
    plate += rect(x + (width - keyhole) // 2, top + gap, keyhole, height - 2 * gap)
    return (NamedShape("shackle", shackle), NamedShape("lock", plate))


def _deck(state: TrayState, grid: Grid, phase: int) -> tuple[NamedShape, ...]:
    corner = max(0.5, grid.deck_height / 4)
    if state.deck == "starting":
        width = 2 * whole(grid.size / 8)  # even, as the sizes are, so that the middle piece is in the middle
        starts = (0, (grid.size - width) // 2, grid.size - width)
        pieces = (rounded(x, grid.deck_top, width, grid.deck_height, above=corner, below=corner) for x in starts)
        return (NamedShape("deck", join(pieces)),)
    level = NamedShape("deck", rounded(0, grid.deck_top, grid.size, grid.deck_height, above=corner, below=corner))
    if state.deck == "busy":
        return (level, _dot(grid, state.answers, phase))
    return (level, _dot(grid, state.answers, 0)) if state.deck == "occupied" else (level,)


def _dot(grid: Grid, side: Source, phase: int) -> NamedShape:
    """Draw what stands on the deck while somebody is asked, on the side of who answers.

    At rest a third from that end: over a pier it would read as an i, in the middle as a head. It walks to and fro on
    its own half.
    """
    radius = max(1.5, whole(grid.size * 3 / 16) / 2)
    rest = whole(grid.size * 0.345) + (0.5 if (2 * radius) % 2 else 0)
    turn = phase % PHASES / PHASES
    swing = 4 * turn if turn < 0.25 else 2 - 4 * turn if turn < 0.75 else 4 * turn - 4
    x = rest + whole(swing * (rest - radius))
    if side == "cloud":
        x = grid.size - x
    elif side == "starter":
        x += grid.size / 2 - rest
    y = max(radius, grid.deck_top - radius - max(0.5, grid.size / 32))
    return NamedShape("dot", disc(x, y, radius))


def _struck_through(grid: Grid) -> tuple[NamedShape, ...]:
    """Strike the whole bridge through, with a gap on both sides of the line: nobody can answer."""
    unit = grid.size / 16
    middle = (grid.deck_top + grid.ground) / 2
    reach = min((grid.ground - grid.deck_top) / 2 + 1.25 * unit, grid.size - middle - 0.52 * unit)
    centre = grid.size / 2
    start, end = (centre - reach, middle - reach), (centre + reach, middle + reach)
    gap = NamedShape("gap", band(start, end, 3.8 * unit, longer=1), cut=True)
    return (gap, NamedShape("line", band(start, end, 1.445 * unit)))


def _sign(grid: Grid) -> tuple[NamedShape, ...]:
    """Draw the round sign over the lower right, with a ring cut out around it: somebody has to do something."""
    across, bar = grid.sign, grid.mark
    x = y = grid.size - across
    centre = grid.size - across / 2
    ring = NamedShape("ring", disc(centre, centre, across / 2 + max(1, grid.units(1))), cut=True)
    margin = max(1, whole(across * 0.16)) if grid.size > 18 else 1
    gap = max(1, grid.units(0.8))
    point = 1 if grid.size == 16 else bar
    height = across - 2 * margin - gap - point
    left = x + (across - bar) / 2
    mark = rect(left, y + margin, bar, height) + rect(left, y + margin + height + gap, bar, point)
    return (ring, NamedShape("sign", disc(centre, centre, across / 2) + mark))
