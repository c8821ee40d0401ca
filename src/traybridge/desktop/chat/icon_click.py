"""What a click on the tray's icon does with the chat (pure): it opens it, or takes it away again."""

from typing import Literal

DOUBLE_CLICK = 0.4
"""Seconds in which a second click belongs to the first: whoever clicks twice wants the window."""
SAME_CLICK = 0.4
"""Seconds after the window hid itself: the click that took the keyboard from it is the one on the icon."""


def click_does(
    *, visible: bool, in_front: bool, shown_ago: float, left_ago: float
) -> Literal["show", "hide", "nothing"]:
    """``in_front``: nothing can lie over it, or it has the keyboard. ``shown_ago``: seconds since it was opened;
    ``left_ago``: since it hid itself because the keyboard went elsewhere.
    """
    if visible:
        return "hide" if in_front and shown_ago > DOUBLE_CLICK else "show"
    return "nothing" if left_ago < SAME_CLICK else "show"
