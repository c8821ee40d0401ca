"""Path data becomes absolute commands, and arcs become curves that end where they should."""

from math import cos, hypot, isclose, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traybridge.desktop.widgets.svg_path import BadPath, arc, parse


@pytest.mark.parametrize(
    ("data", "commands"),
    [
        ("M1 2L3 4Z", [("M", (1, 2)), ("L", (3, 4)), ("Z", ())]),
        ("m1 2l3 4z", [("M", (1, 2)), ("L", (4, 6)), ("Z", ())]),
        ("M1 2 3 4", [("M", (1, 2)), ("L", (3, 4))]),
        ("m1 2 3 4", [("M", (1, 2)), ("L", (4, 6))]),
        ("M1 1H5V7h-2v-3", [("M", (1, 1)), ("L", (5, 1)), ("L", (5, 7)), ("L", (3, 7)), ("L", (3, 4))]),
        ("M.5.5c1-1 2-2 3 0", [("M", (0.5, 0.5)), ("C", (1.5, -0.5, 2.5, -1.5, 3.5, 0.5))]),
        ("M1 1h2zl1 1", [("M", (1, 1)), ("L", (3, 1)), ("Z", ()), ("L", (2, 2))]),
        ("M0 0a0 0 0 0 1 2 2", [("M", (0, 0)), ("L", (2, 2))]),
        ("", []),
    ],
)
def test_commands_are_absolute(data: str, commands: list[tuple[str, tuple[float, ...]]]) -> None:
    assert list(parse(data)) == [(letter, tuple(map(float, numbers))) for letter, numbers in commands]


@pytest.mark.parametrize("data", ["M1", "1 2", "M1 2Q3 4 5 6", "M1 2L3 x", "Z3", "Ml1 2"])
def test_what_is_no_path_is_said(data: str) -> None:
    with pytest.raises(BadPath):
        parse(data)


@given(
    begin=st.floats(0, 2 * pi),
    sweep_by=st.floats(0.2, 2 * pi - 0.2),
    clockwise=st.booleans(),
    radius=st.floats(0.5, 50),
)
def test_an_arc_stays_on_its_circle(begin: float, sweep_by: float, clockwise: bool, radius: float) -> None:
    angle = sweep_by if clockwise else -sweep_by
    start = (radius * cos(begin), radius * sin(begin))
    end = (radius * cos(begin + angle), radius * sin(begin + angle))
    curves = list(arc(start, end, radius, radius, 0, large=sweep_by > pi, sweep=clockwise))
    assert curves[-1][1][-2:] == end
    here = start
    for _, numbers in curves:
        handles = (numbers[0:2], numbers[2:4], numbers[4:6])
        middle = [(a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(here, *handles, strict=True)]
        assert isclose(hypot(*middle), radius, rel_tol=2e-3)
        here = (numbers[4], numbers[5])
