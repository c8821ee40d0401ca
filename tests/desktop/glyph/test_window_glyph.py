"""The glyph of the windows has the colours of who can answer."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from traybridge.desktop.glyph.composition import ClusterPier, TrayState
from traybridge.desktop.glyph.window_glyph import role_of, window_glyph
from traybridge.desktop.widgets.colours import DARK, LIGHT, Colours


def colours_in(state: TrayState, scheme: Colours, ratio: float = 1.0) -> set[str]:
    image = window_glyph(state, 48, ratio, scheme).toImage()
    points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {QColor(point).name() for point in points if point.alpha() == 255}


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.usefixtures("qapp")
def test_your_machines_are_green_the_cloud_violet_and_whoever_is_away_is_faint(scheme: Colours):
    local, cloud, faint, text = (
        QColor(value).name() for value in (scheme.local_fill, scheme.cloud_fill, scheme.faint, scheme.text)
    )
    assert {local, cloud, text} <= colours_in(TrayState(ClusterPier("ready"), "reachable"), scheme)
    away = colours_in(TrayState(ClusterPier("ready")), scheme)
    assert local in away
    assert faint in away
    assert cloud not in away


def test_a_screen_of_more_pixels_gets_them_and_the_size_stays(qapp: QApplication):
    pixmap = window_glyph(TrayState(ClusterPier("ready")), 22, 2.0, LIGHT)
    assert (pixmap.width(), pixmap.deviceIndependentSize().width()) == (44, 22)


def test_a_stump_is_faint_on_both_sides():
    assert [role_of(name) for name in ("left-stump", "right-stump", "deck", "line")] == [
        "faint", "faint", "text", "text",
    ]  # fmt: skip
