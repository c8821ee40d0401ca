"""The dashed line where an answer broke off."""

import pytest
from PySide6.QtGui import QAccessible
from tests.desktop.widgets.on_screen import accessible, has_colour, picture, window

from traybridge.desktop.chat.seam import Seam

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("width", [80, 200, 600])
def test_it_has_lines_on_both_sides_of_its_words_and_can_be_heard(width: int) -> None:
    seam = Seam("Broke off here: " + "reset " * 30 + "\n<b>")
    with window(seam):
        seam.resize(width, seam.height())
        assert has_colour(picture(seam), "line_strong")
        assert "\n" not in accessible(seam).text(QAccessible.Text.Name)
