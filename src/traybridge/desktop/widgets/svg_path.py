"""Read SVG path data into absolute move, line, curve and close commands (pure): icons are drawn without QtSvg."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt, tan
from typing import TypeAlias

Command: TypeAlias = tuple[str, tuple[float, ...]]
"""``M`` and ``L`` with a point, ``C`` with two handles and a point, ``Z`` with nothing; all coordinates absolute."""

_TOKEN = re.compile(r"[MmLlHhVvCcAaZz]|[-+]?(?:\d*\.\d+|\d+)(?:[eE][-+]?\d+)?")
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}


class BadPath(ValueError):
    """The text is no path data, or uses commands that icons here do not need (S, Q, T)."""


def parse(data: str) -> tuple[Command, ...]:
    """Read the ``d`` attribute of an SVG path. Raises BadPath."""
    return tuple(_absolute(_commands(data)))


def _commands(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Split into letters and their numbers; a letter that is left out is repeated, as SVG says."""
    tokens = _TOKEN.findall(data)
    if _TOKEN.sub("", data).strip(" ,\t\r\n"):
        raise BadPath(f"not path data: {data[:60]!r}")
    at, letter = 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            letter = tokens[at]
            at += 1
        elif letter in {"", "Z", "z"}:
            raise BadPath(f"a number without a command: {data[:60]!r}")
        count = _NUMBERS[letter.upper()]
        values = tokens[at : at + count]
        if len(values) < count or any(value.isalpha() for value in values):
            raise BadPath(f"{letter} has too few numbers: {data[:60]!r}")
        yield letter, tuple(map(float, values))
        at += count
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _absolute(commands: Iterator[tuple[str, tuple[float, ...]]]) -> Iterator[Command]:
    x = y = start_x = start_y = 0.0
    for letter, values in commands:
        from_x, from_y = (x, y) if letter.islower() else (0.0, 0.0)
        match letter.upper():
            case "Z":
                x, y = start_x, start_y
                yield "Z", ()
                continue
            case "H":
                x = from_x + values[0]
                yield "L", (x, y)
                continue
            case "V":
                y = from_y + values[0]
                yield "L", (x, y)
                continue
            case "A":
                end = (from_x + values[5], from_y + values[6])
                yield from arc(
                    (x, y), end, values[0], values[1], values[2], large=bool(values[3]), sweep=bool(values[4])
                )
            case "C":
                points = tuple(value + (from_x, from_y)[at % 2] for at, value in enumerate(values))
                end = (points[4], points[5])
                yield "C", points
            case kind:
                end = (from_x + values[0], from_y + values[1])
                if kind == "M":
                    start_x, start_y = end
                yield kind, end
        x, y = end


@dataclass(frozen=True, slots=True)
class Ellipse:
    """Where an arc runs: ``turn`` is the ellipse's own rotation; angles in radians, ``sweep`` signed."""

    centre: tuple[float, float]
    across: float
    down: float
    turn: float
    begin: float
    sweep: float

    def point(self, along: float, aside: float) -> tuple[float, float]:
        """Return a point given in the ellipse's own axes, 1 being its edge."""
        a, b = self.across * along, self.down * aside
        x, y = self.centre
        return x + cos(self.turn) * a - sin(self.turn) * b, y + sin(self.turn) * a + cos(self.turn) * b


def arc(
    start: tuple[float, float],
    end: tuple[float, float],
    radius_x: float,
    radius_y: float,
    rotation: float,
    *,
    large: bool,
    sweep: bool,
) -> Iterator[Command]:
    """Turn an elliptical arc into cubic curves of a quarter turn at most. ``rotation`` is in degrees."""
    if not radius_x or not radius_y or start == end:
        yield "L", end
        return
    whole = _ellipse(start, end, abs(radius_x), abs(radius_y), radians(rotation), large=large, sweep=sweep)
    pieces = max(1, ceil(abs(whole.sweep) / (pi / 2) - 1e-9))
    step = whole.sweep / pieces
    handle = 4 / 3 * tan(step / 4)
    for piece in range(pieces):
        here, there = whole.begin + piece * step, whole.begin + (piece + 1) * step
        first = whole.point(cos(here) - handle * sin(here), sin(here) + handle * cos(here))
        second = whole.point(cos(there) + handle * sin(there), sin(there) - handle * cos(there))
        yield "C", (*first, *second, *(end if piece == pieces - 1 else whole.point(cos(there), sin(there))))


def _ellipse(
    start: tuple[float, float],
    end: tuple[float, float],
    across: float,
    down: float,
    turn: float,
    *,
    large: bool,
    sweep: bool,
) -> Ellipse:
    """From end points to a centre (SVG 1.1, appendix F.6.5); radii that are too small grow (F.6.6)."""
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos(turn) * half_x + sin(turn) * half_y, cos(turn) * half_y - sin(turn) * half_x
    grow = max(1.0, hypot(x / across, y / down))
    across, down = across * grow, down * grow
    rest = max(0.0, (across * down) ** 2 / ((across * y) ** 2 + (down * x) ** 2) - 1)
    side = sqrt(rest) * (-1 if large == sweep else 1)
    centre_x, centre_y = side * across * y / down, -side * down * x / across
    begin = atan2((y - centre_y) / down, (x - centre_x) / across)
    angle = atan2((-y - centre_y) / down, (-x - centre_x) / across) - begin
    if sweep and angle < 0:
        angle += 2 * pi
    elif not sweep and angle > 0:
        angle -= 2 * pi
    middle = (
        cos(turn) * centre_x - sin(turn) * centre_y + (start[0] + end[0]) / 2,
        sin(turn) * centre_x + cos(turn) * centre_y + (start[1] + end[1]) / 2,
    )
    return Ellipse(middle, across, down, turn, begin, angle)
