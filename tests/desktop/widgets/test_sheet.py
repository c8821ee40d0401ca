"""The style sheet names no colour of its own, and no font name breaks out of it."""

import re

from traybridge.desktop.widgets.colours import DARK, LIGHT
from traybridge.desktop.widgets.sheet import sheet


def test_every_colour_is_a_role_of_the_scheme() -> None:
    for colours in (LIGHT, DARK):
        written = set(re.findall(r"#[0-9A-Fa-f]{6}", sheet(colours, family="Inter", control_px=13, tip_px=12)))
        assert written <= {getattr(colours, name) for name in colours.__slots__}


def test_a_font_s_name_cannot_end_its_quotes() -> None:
    text = sheet(LIGHT, family='A"; } * { color: red; } "\\', control_px=13, tip_px=12)
    assert text.count('"') % 2 == 0
    assert '"A; } * { color: red; } "' in text
