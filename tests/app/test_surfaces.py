"""A start without a command becomes what fits the machine."""

import pytest

from traybridge.app.surfaces import surface


@pytest.mark.parametrize(
    ("platform", "terminal", "expected"),
    [
        ("darwin", False, "tray"),
        ("darwin", True, "tray"),
        ("win32", False, "tray"),
        ("linux", True, "chat"),
        ("linux", False, "service"),
    ],
)
def test_the_surface_for_display_and_terminal(platform: str, terminal: bool, expected: str):
    assert surface({}, platform, terminal=terminal) == expected
