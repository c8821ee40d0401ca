"""Sizes of text are the system's, and ours where a system has no font for screens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traybridge.desktop.widgets.type_scale import OURS, OURS_FOR_CODE, SCALE, code_font, text_factor, text_font


@pytest.mark.parametrize(
    ("platform", "pixels", "factor"),
    [
        ("cocoa", 13, 1.0), ("windows", 12, 1.0), ("windows", 18, 1.5), ("xcb", 12, 1.0), ("xcb", 14.67, 1.0),
        ("wayland", 30, 2.0), ("xcb", 9, 0.85), ("offscreen", 900, 3.0),
    ],
)  # fmt: skip
def test_text_is_as_much_larger_as_the_system_s(platform: str, pixels: float, factor: float) -> None:
    assert text_factor(platform, pixels) == pytest.approx(factor)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e3))
def test_larger_text_is_never_smaller(pixels: float, more: float) -> None:
    assert text_factor("xcb", pixels) <= text_factor("xcb", pixels + more)


@pytest.mark.parametrize("system", ["DejaVu Sans", "", "dejavu sans ", "Nimbus Sans"])
def test_a_bare_system_gets_our_font(system: str) -> None:
    assert text_font(system) == OURS


@pytest.mark.parametrize("system", ["Cantarell", "Segoe UI Variable", ".AppleSystemUIFont", "Noto Sans"])
def test_a_font_for_screens_stays(system: str) -> None:
    assert text_font(system) == system


def test_code_has_the_first_font_that_is_there() -> None:
    assert code_font("Menlo", lambda name: name == "SF Mono") == "SF Mono"
    assert code_font("Noto Sans Mono", lambda _name: False) == "Noto Sans Mono"
    assert code_font("DejaVu Sans Mono", lambda _name: False) == OURS_FOR_CODE


def test_lines_have_room_for_their_letters() -> None:
    assert all(style.line >= style.size * 1.25 for style in SCALE.values())
