"""What is pressed is large enough to be hit."""

from traybridge.desktop.widgets import sizes


def test_targets_are_at_least_24_pixels_with_what_surrounds_them() -> None:
    """WCAG 2.2, 2.5.8; a switch stands in a row of its own, which is pressed too."""
    assert min(sizes.BUTTON, sizes.SMALL_BUTTON, sizes.FIELD, sizes.CHIP, sizes.LIST_ROW, sizes.ROW_SINGLE) >= 24
