"""Filled outlines on a pixel grid and their SVG text: the few shapes that the glyph is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import floor, hypot
from typing import TypeAlias

Command: TypeAlias = tuple[str, tuple[float, ...]]
Outline: TypeAlias = tuple[Command, ...]

_ARC = 0.5523  # the handle of a cubic curve that stands for a quarter of a unit circle


@dataclass(frozen=True, slots=True)
class NamedShape:
    """A named area; where its outlines overlap an even number of times there is a hole.

    ``cut``: it is not filled but erased from all that was drawn before it.
    """

    name: str
    outline: Outline
    cut: bool = False


def whole(number: float) -> int:
    """Round half up: Python's rounding to even would make neighbouring sizes look unlike each other."""
    return floor(number + 0.5)


def join(outlines: Iterable[Outline]) -> Outline:
    return tuple(command for outline in outlines for command in outline)


def polygon(*points: tuple[float, float]) -> Outline:
    first, *rest = points
    return (("M", first), *(("L", point) for point in rest), ("Z", ()))


def rect(x: float, y: float, width: float, height: float) -> Outline:
    if width <= 0 or height <= 0:
        return ()
    return polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def rounded(x: float, y: float, width: float, height: float, *, above: float = 0, below: float = 0) -> Outline:
    """Return a rectangle whose upper and lower corners are rounded by these radii."""
    right, bottom = x + width, y + height
    up, down = above * (1 - _ARC), below * (1 - _ARC)
    return (
        ("M", (x + above, y)),
        ("L", (right - above, y)),
        ("C", (right - up, y, right, y + up, right, y + above)),
        ("L", (right, bottom - below)),
        ("C", (right, bottom - down, right - down, bottom, right - below, bottom)),
        ("L", (x + below, bottom)),
        ("C", (x + down, bottom, x, bottom - down, x, bottom - below)),
        ("L", (x, y + above)),
        ("C", (x, y + up, x + up, y, x + above, y)),
        ("Z", ()),
    )


def fillet(x: float, y: float, across: float, down: float) -> Outline:
    """Return what fills the corner (x, y) of two lines: below it by a quarter arc, so far across and so far down.

    Negative numbers go to the left and up.
    """
    if not across or not down:
        return ()
    return (
        ("M", (x, y)),
        ("L", (x + across, y)),
        ("C", (x + across * (1 - _ARC), y, x, y + down * (1 - _ARC), x, y + down)),
        ("Z", ()),
    )


def disc(x: float, y: float, radius: float) -> Outline:
    """Return a full circle around (x, y)."""
    side = 2 * radius
    return rounded(x - radius, y - radius, side, side, above=radius, below=radius)


def band(start: tuple[float, float], end: tuple[float, float], width: float, *, longer: float = 0) -> Outline:
    """Return a straight line of a width as an area, ``longer`` than from start to end at both ends."""
    (x0, y0), (x1, y1) = start, end
    length = hypot(x1 - x0, y1 - y0)
    along = ((x1 - x0) / length, (y1 - y0) / length)
    x0, y0 = x0 - along[0] * longer, y0 - along[1] * longer
    x1, y1 = x1 + along[0] * longer, y1 + along[1] * longer
    aside = (along[1] * width / 2, -along[0] * width / 2)
    return polygon(
        (x0 + aside[0], y0 + aside[1]),
        (x1 + aside[0], y1 + aside[1]),
        (x1 - aside[0], y1 - aside[1]),
        (x0 - aside[0], y0 - aside[1]),
    )


def moved(part: NamedShape, across: float, down: float) -> NamedShape:
    """Return the part so far to the right and so far down."""
    by = (across, down)
    outline = tuple(
        (letter, tuple(number + by[at % 2] for at, number in enumerate(numbers))) for letter, numbers in part.outline
    )
    return replace(part, outline=outline)


def to_svg(parts: Iterable[tuple[NamedShape, str]], size: int) -> str:
    """Return parts and their colours as SVG text, one path for each part, with the part's name as its id.

    What a part cuts out is masked from all the paths before it.
    """
    body, masks = "", ""
    for part, colour in parts:
        if part.cut:
            hole = f'<path fill="#000" d="{_path_data(part.outline)}"/>'
            sheet = f'<rect width="{size}" height="{size}" fill="#fff"/>'
            area = f'maskUnits="userSpaceOnUse" x="0" y="0" width="{size}" height="{size}"'
            masks += f'  <mask id="{part.name}" {area}>{sheet}{hole}</mask>\n'
            body = f'  <g mask="url(#{part.name})">\n{body}  </g>\n'
        else:
            data = _path_data(part.outline)
            body += f'  <path id="{part.name}" fill="{colour}" fill-rule="evenodd" d="{data}"/>\n'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}">\n'
        f"{masks}{body}</svg>\n"
    )


def _path_data(outline: Outline) -> str:
    return "".join(letter + " ".join(f"{round(number, 2):g}" for number in numbers) for letter, numbers in outline)
