"""Only X11 has to be asked whether the screen is composed."""

import pytest

from traybridge.desktop.widgets.compositor import _x11_has_compositor, composited


@pytest.mark.usefixtures("qapp")
def test_whoever_is_not_x11_composes():
    assert composited()


def test_an_x_server_that_is_not_there_composes_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DISPLAY", ":9731")
    assert not _x11_has_compositor()
