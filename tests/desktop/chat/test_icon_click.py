"""A click on the icon opens the chat or takes it away; two quick ones open it."""

import pytest

from traybridge.desktop.chat.icon_click import click_does

LONG = 60.0


@pytest.mark.parametrize(
    ("visible", "in_front", "shown_ago", "left_ago", "does"),
    [
        (False, False, LONG, LONG, "show"),
        (True, True, LONG, LONG, "hide"),
        (True, False, LONG, LONG, "show"),  # an ordinary window behind another one
        (True, True, 0.2, LONG, "show"),  # the second of two quick clicks
        (False, False, LONG, 0.2, "nothing"),  # this very click took the keyboard, and the chat hid itself
    ],
)
def test_what_a_click_does(visible: bool, in_front: bool, shown_ago: float, left_ago: float, does: str):
    assert click_does(visible=visible, in_front=in_front, shown_ago=shown_ago, left_ago=left_ago) == does
