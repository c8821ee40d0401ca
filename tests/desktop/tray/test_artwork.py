"""The app icon, and the SVG files that are kept in the repository."""

import pytest

from traybridge.desktop.tray.artwork import EDGE, TILE, app_parts, contrast, exports
from traybridge.resources import resource


def test_the_kept_svg_files_are_up_to_date() -> None:
    """After a change of the drawing: run scripts/contact_sheet.py and look at the sheet."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in resource("icons").glob("*.svg")}
    assert kept == exports()


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ff0000", 1.0)]
)
def test_contrast_is_that_of_the_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("size", [16, 32, 64, 128, 256])
def test_the_bridge_stands_out_from_its_tile(size: int) -> None:
    parts = {part.name: colour for part, colour in app_parts(size)}
    assert parts.pop("tile") == TILE
    assert parts.pop("edge") == EDGE
    assert set(parts) == {"left", "right", "deck"}
    assert all(contrast(colour, TILE) >= 4.5 for colour in parts.values())
