"""The app icon, and the SVG files that are kept in the repository."""

import pytest

from traybridge.desktop.glyph.artwork import EDGE, TILE, app_parts, exports
from traybridge.desktop.widgets.colours import contrast
from traybridge.resources import resource


def test_the_kept_svg_files_are_up_to_date() -> None:
    """After a change of the drawing: run scripts/contact_sheet.py and look at the sheet."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in resource("icons").glob("*.svg")}
    assert kept == exports()


@pytest.mark.parametrize("size", [16, 32, 64, 128, 256])
def test_the_bridge_stands_out_from_its_tile(size: int) -> None:
    parts = {part.name: colour for part, colour in app_parts(size)}
    assert parts.pop("tile") == TILE
    assert parts.pop("edge") == EDGE
    assert set(parts) == {"left", "right", "deck"}
    assert all(contrast(colour, TILE) >= 4.5 for colour in parts.values())
