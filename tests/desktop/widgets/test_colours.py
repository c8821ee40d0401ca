"""What is read can be read: in both schemes, with any accent, in high contrast."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traybridge.desktop.widgets.colours import (
    DARK,
    DARK_INK,
    LIGHT,
    READABLE,
    VISIBLE,
    Colours,
    contrast,
    high_contrast,
    is_colour,
    luminance,
    mixed,
    pairs,
)

SCHEMES = (LIGHT, DARK)
ACCENTS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@pytest.mark.parametrize("colours", SCHEMES, ids=["light", "dark"])
def test_every_pair_of_a_scheme_has_its_contrast(colours: Colours) -> None:
    poor = {
        pair: round(contrast(*(getattr(colours, role) for role in pair)), 2)
        for pair, least in pairs(colours).items()
        if contrast(*(getattr(colours, role) for role in pair)) < least
    }
    assert poor == {}


@pytest.mark.parametrize("colours", SCHEMES, ids=["light", "dark"])
@given(accent=ACCENTS)
def test_any_accent_can_be_read(colours: Colours, accent: str) -> None:
    tinted = colours.with_accent(accent)
    assert contrast(tinted.on_accent, tinted.accent) >= READABLE
    assert contrast(tinted.accent_text, tinted.surface) >= READABLE
    assert contrast(tinted.ring, tinted.surface) >= VISIBLE
    assert contrast(tinted.text, tinted.accent_soft) >= READABLE
    assert (tinted.local, tinted.cloud) == (colours.local, colours.cloud)


def test_yellow_stays_yellow_and_gets_dark_ink() -> None:
    yellow = LIGHT.with_accent("#F5C211")
    assert (yellow.accent, yellow.on_accent) == ("#F5C211", DARK_INK)


def test_an_accent_that_is_nearly_dark_enough_is_darkened() -> None:
    blue = LIGHT.with_accent("#3DAEE9")
    assert blue.on_accent == DARK_INK or luminance(blue.accent) < luminance("#3DAEE9")


@pytest.mark.parametrize("accent", [None, "", "blue", "#12345", "#12345g", "123456"])
def test_what_is_no_colour_leaves_our_own(accent: str | None) -> None:
    assert LIGHT.with_accent(accent) == LIGHT


@pytest.mark.parametrize(
    ("base", "text", "highlight", "ink"),
    [("#000000", "#FFFFFF", "#1AEBFF", "#000000"), ("#FFFFFF", "#000000", "#37006E", "#FFFFFF")],
)
def test_high_contrast_is_the_system_s(base: str, text: str, highlight: str, ink: str) -> None:
    colours = high_contrast(base, text, highlight, ink)
    assert (colours.surface, colours.text, colours.accent, colours.on_accent) == (base, text, highlight, ink)
    assert colours.line == colours.ring == colours.muted == text
    assert colours.dark is (base == "#000000")
    assert all(contrast(*(getattr(colours, role) for role in pair)) >= least for pair, least in pairs(colours).items())


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ff0000", 1.0)]
)
def test_contrast_is_that_of_the_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_mixing_reaches_both_ends() -> None:
    assert mixed("#102030", "#FFFFFF", 0) == "#102030"
    assert mixed("#102030", "#FFFFFF", 1) == "#FFFFFF"
    assert is_colour(mixed("#000000", "#FFFFFF", 0.5))
