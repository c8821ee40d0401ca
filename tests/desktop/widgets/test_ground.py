"""The ground has its role's colour and hands the theme's palette on."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit
from tests.desktop.widgets.on_screen import appearance, from_right, window

from traybridge.desktop.widgets.ground import Ground
from traybridge.desktop.widgets.theme import theme

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("role", ["page", "side"])
def test_it_follows_the_scheme_with_all_that_stands_on_it(role: str):
    ground = Ground(role, window=True)
    field = QLineEdit(ground)
    ground.resize(60, 60)
    ground.show()
    with appearance("dark"):
        assert ground.grab().toImage().pixelColor(50, 50) == theme().colour(role)
        assert field.palette().color(QPalette.ColorRole.Base) == theme().colour("raised")
    assert field.palette().color(QPalette.ColorRole.Base) == theme().colour("raised")
    ground.hide()


def test_its_edge_is_on_the_trailing_side():
    for right in (False, True):
        ground = Ground("side", edge=True)
        ground.setFixedSize(60, 60)
        if right:
            with from_right(), window(ground):
                image = ground.grab().toImage()
        else:
            with window(ground):
                image = ground.grab().toImage()
        edge, other = (0, image.width() - 1) if right else (image.width() - 1, 0)
        assert image.pixelColor(edge, 10) == theme().colour("line")
        assert image.pixelColor(other, 10) == theme().colour("side")
