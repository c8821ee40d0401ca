"""The line that lives while somebody thinks or writes."""

import pytest
from tests.desktop.rooms import seen
from tests.desktop.widgets.on_screen import has_colour, picture, window

from traybridge.desktop.chat.live_line import LiveLine

pytestmark = pytest.mark.usefixtures("qapp")


def test_it_has_the_colour_of_who_answers_and_rests_when_nobody_does() -> None:
    line = LiveLine()
    assert line.isHidden()
    with window(line):
        line.say("Cloud · big", "cloud")
        assert seen(line) == ["Cloud · big"]
        assert has_colour(picture(line), "cloud_fill")
        line.say("")
        assert line.isHidden()
        assert not line.dot.breathing
