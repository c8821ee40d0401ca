"""What is seen between a question and its first word."""

import pytest
from PySide6.QtWidgets import QProgressBar
from tests.desktop.rooms import button, seen
from tests.desktop.widgets.on_screen import has_colour, picture, window

from traybridge.core.presentation.waiting import WaitingState
from traybridge.desktop.chat.waiting_view import WaitingView

pytestmark = pytest.mark.usefixtures("qapp")


def test_it_says_who_does_what_how_far_it_is_and_offers_one_way_out() -> None:
    asked: list[str] = []
    view = WaitingView(asked.append)
    assert view.isHidden()
    with window(view):
        loading = WaitingState("Exo is loading Llama", "62%", 0.62, "About 25 s more.")
        view.show_waiting(loading, "local", failed="Other: broke", way_out=("cloud", "Cloud"))
        assert seen(view) == ["Exo is loading Llama", "62%", "About 25 s more.\nOther: broke"]
        (bar,) = view.findChildren(QProgressBar)
        assert (bar.isVisible(), bar.value()) == (True, 620)
        assert bar.accessibleName() == "Exo is loading Llama"
        assert has_colour(picture(view), "local_fill")
        button(view, "Answer with Cloud now").click()
    assert asked == ["cloud"]


def test_what_nobody_knows_is_not_shown() -> None:
    view = WaitingView(lambda _provider: None)
    with window(view):
        view.show_waiting(WaitingState("Looking who can answer"), None)
        assert seen(view) == ["Looking who can answer"]
        assert not view.bar.isVisible()
        assert not view.way_out.isVisible()
        assert not view.sign.isVisible()
