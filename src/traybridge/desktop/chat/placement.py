"""Where the window opens: near the tray, whole on the screen (pure)."""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in logical pixels."""

    x: int
    y: int
    width: int
    height: int


def beside(point: tuple[int, int], size: tuple[int, int], free: Box, gap: int = 8) -> tuple[int, int]:
    """The top left corner for a window that opens from a point (the icon or the cursor) in a screen's free area.

    The window stands on the point's side of the screen: under a bar at the top, over one at the bottom. It never
    leaves the free area; one that is larger than the area begins at its corner.
    """
    (x, y), (width, height) = point, size
    left = x - width // 2
    below = y + gap
    above = y - gap - height
    top = above if y > free.y + free.height // 2 else below
    return clamped((left, top), size, free)


def centred(size: tuple[int, int], free: Box) -> tuple[int, int]:
    """The top left corner for a window in the middle of a screen's free area."""
    (width, height) = size
    return clamped((free.x + (free.width - width) // 2, free.y + (free.height - height) // 2), size, free)


def clamped(corner: tuple[int, int], size: tuple[int, int], free: Box) -> tuple[int, int]:
    """The nearest corner at which a window is whole in the free area; a larger one begins at the area's corner."""
    (left, top), (width, height) = corner, size
    return (
        max(free.x, min(left, free.x + free.width - width)),
        max(free.y, min(top, free.y + free.height - height)),
    )


def fitting(size: tuple[int, int], free: Box) -> tuple[int, int]:
    """A remembered size, made to fit a smaller screen."""
    return min(size[0], free.width), min(size[1], free.height)
