"""Bars and rings are as long as what they show, and say it."""

import pytest
from PySide6.QtGui import QAccessible
from tests.desktop.widgets.on_screen import accessible, colours_in, from_right, has_colour, picture, window

from traybridge.desktop.widgets.bar import Bar, BarPart, Ring
from traybridge.desktop.widgets.theme import theme

pytestmark = pytest.mark.usefixtures("qapp")


def filled(bar: Bar, role: str = "local_fill") -> float:
    """The share of a bar's middle line that has a colour."""
    image = picture(bar)
    y, wanted = image.height() // 2, theme().colour(role)
    return sum(image.pixelColor(x, y) == wanted for x in range(image.width())) / image.width()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0, 7.0, -1.0])
def test_a_bar_is_as_long_as_its_share(share: float):
    bar = Bar("Spent")
    bar.show_share(share, words="$0.42 of $5.00")
    with window(bar):
        assert filled(bar) == pytest.approx(min(1, max(0, share)), abs=0.02)
    heard = accessible(bar)
    assert heard.role() == QAccessible.Role.ProgressBar
    assert heard.text(QAccessible.Text.Name) == "Spent"
    assert heard.text(QAccessible.Text.Description) == bar.toolTip() == "$0.42 of $5.00"


def test_parts_stand_one_after_the_other():
    bar = Bar("Memory", height=10, mirrors=False)
    bar.show_parts([BarPart(0.3, words="Llama"), BarPart(0.2, pale=True), BarPart(0.1, "faint", "macOS")])
    with window(bar):
        assert filled(bar) == pytest.approx(0.3, abs=0.02)
        assert filled(bar, "faint") == pytest.approx(0.1, abs=0.02)
        assert filled(bar, "pressed") >= 0.4
    assert bar.accessibleDescription() == "Llama\nmacOS"
    assert bar.value() == 600


@pytest.mark.parametrize(("mirrors", "begins"), [(True, "pressed"), (False, "local_fill")])
def test_memory_runs_from_the_left_in_every_language(mirrors: bool, begins: str):
    with from_right():
        bar = Bar("Memory", mirrors=mirrors)
        bar.show_share(0.5)
        with window(bar):
            image = picture(bar)
            assert image.pixelColor(image.width() // 4, image.height() // 2) == theme().colour(begins)


def test_a_ring_grows():
    ring = Ring("Loading")
    with window(ring):
        seen = []
        for share in (0.0, 0.3, 0.9):
            ring.show_share(share, f"{share:.0%}")
            seen.append(colours_in(picture(ring))[theme().colour("local_fill").name()])
        assert seen[0] < seen[1] < seen[2]
        assert has_colour(picture(ring), "pressed")
    assert ring.accessibleDescription() == "90%"
