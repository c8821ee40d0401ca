"""The window opens near the icon and whole on its screen."""

from hypothesis import given
from hypothesis import strategies as st

from traybridge.desktop.chat.placement import Box, beside, centred, clamped, fitting

SCREEN = Box(0, 0, 1920, 1080)


def test_under_a_bar_at_the_top():
    assert beside((1800, 12), (440, 600), Box(0, 24, 1920, 1056)) == (1480, 24)


def test_over_a_bar_at_the_bottom():
    assert beside((1700, 1060), (440, 600), SCREEN) == (1480, 452)


def test_on_the_screen_where_the_icon_is():
    """A second screen to the left has negative coordinates."""
    left = Box(-1280, 0, 1280, 1024)
    assert beside((-100, 1010), (440, 600), left) == (-440, 402)


@given(
    x=st.integers(-3000, 3000),
    y=st.integers(-3000, 3000),
    width=st.integers(200, 3000),
    height=st.integers(200, 3000),
    free=st.builds(
        Box, st.integers(-2000, 2000), st.integers(-2000, 2000), st.integers(320, 4000), st.integers(320, 3000)
    ),
)
def test_never_outside_the_free_area(x: int, y: int, width: int, height: int, free: Box):
    size = fitting((width, height), free)
    left, top = beside((x, y), size, free)
    assert free.x <= left
    assert free.y <= top
    assert left + size[0] <= free.x + free.width
    assert top + size[1] <= free.y + free.height


def test_a_window_without_an_icon_stands_in_the_middle():
    assert centred((400, 600), Box(0, 30, 1280, 770)) == (440, 115)
    assert centred((2000, 2000), Box(10, 30, 1280, 770)) == (10, 30), "never over a panel"


def test_a_frame_that_hangs_out_comes_in():
    assert clamped((-20, 5), (400, 600), Box(0, 30, 1280, 770)) == (0, 30)
    assert clamped((1000, 700), (400, 600), Box(0, 30, 1280, 770)) == (880, 200)
