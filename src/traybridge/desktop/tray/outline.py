"""Filled outlines on a pixel grid and their SVG text: the few shapes that the glyph is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import TypeAlias

Command: TypeAlias = tuple[str, tuple[float, ...]]
Outline: TypeAlias = tuple[Command, ...]

_ARC = 0.5523  # the handle of a cubic curve that stands for a quarter of a unit circle


@dataclass(frozen=True, slots=True)
class NamedShape:
    """A named area; where its outlines overlap an even number of times there is a hole."""

    name: str
    outline: Outline


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


def moved(part: NamedShape, by: float) -> NamedShape:
    return NamedShape(
        part.name, tuple((letter, tuple(number + by for number in numbers)) for letter, numbers in part.outline)
    )


def to_svg(parts: Iterable[tuple[NamedShape, str]], size: int) -> str:
    """Return parts and their colours as SVG text, one path for each part, with the part's name as its id."""
    paths = "".join(
        f'  <path id="{part.name}" fill="{colour}" fill-rule="evenodd" d="{_path_data(part.outline)}"/>\n'
        for part, colour in parts
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}">\n'
        f"{paths}</svg>\n"
    )


def _path_data(outline: Outline) -> str:
    return "".join(letter + " ".join(f"{round(number, 2):g}" for number in numbers) for letter, numbers in outline)
