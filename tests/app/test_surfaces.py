"""A start without a command becomes what fits the machine."""

import pytest

from traybridge.app.surfaces import Start, surface_for


@pytest.mark.parametrize(
    ("platform", "terminal", "expected"),
    [
        ("darwin", False, "desktop"),
        ("darwin", True, "desktop"),
        ("win32", False, "desktop"),
        ("linux", True, "cli"),
        ("linux", False, "service"),
    ],
)
def test_the_surface_for_display_and_terminal(platform: str, terminal: bool, expected: str):
    assert surface_for(Start({}, platform, terminal)).name == expected
