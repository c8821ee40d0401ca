"""Nobody could answer: rows with one button each, and a countdown that presses itself once."""

import pytest
from tests.desktop.rooms import button, seen
from tests.desktop.widgets.on_screen import window

from traybridge.core.presentation.cures import Cure, CureKind
from traybridge.desktop.chat.failure_view import MOST_ROWS, FailureView
from traybridge.desktop.widgets.button import Button

pytestmark = pytest.mark.usefixtures("qapp")


def cure(name: str, kind: CureKind, words: str, page: str = "", seconds: float | None = None) -> Cure:
    return Cure(name, name.title(), "it broke", "Do this.", kind, words, page, seconds)


ROWS = (
    cure("exo", "load", "Load a model…", "exo"),
    cure("cloud", "retry", "Try again", seconds=42.0),
    cure("face", "new_key", "New key…", "providers/face"),
    cure("tiny", "switch_on", "Switch on"),
)


class Done:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages: list[str] = []
        self.switched: list[str] = []

    def view(self, rows: tuple[Cure, ...] = ROWS) -> FailureView:
        return FailureView(
            "Nobody could answer.", rows, ask=self.asked.append, switch_on=self.switched.append,
            open_settings=self.pages.append,
        )  # fmt: skip


def test_each_row_has_its_reason_and_one_button_and_the_quickest_is_primary() -> None:
    done = Done()
    view = done.view()
    with window(view):
        assert seen(view)[:4] == [
            "Nobody could answer.", "Your question is kept. One of these is enough:", "Exo", "It broke. Do this.",
        ]  # fmt: skip
        primary = [one for one in view.findChildren(Button) if one.kind == "primary"]
        assert [one.text() for one in primary] == ["Switch on"]
        for name in ("Load a model…", "Retry in 42 s", "New key…", "Switch on", "Try all again", "Diagnostics"):
            button(view, name).click()
        assert done.pages == ["exo", "providers/face", "diagnostics"]
        assert done.asked == ["cloud", ""]
        assert done.switched == ["tiny"]
        assert not button(view, "Switched on").isEnabled(), "and it is switched on once"


def test_a_countdown_ticks_and_presses_itself_once() -> None:
    done = Done()
    view = done.view()
    with window(view):
        for _ in range(41):
            view._count()
        assert button(view, "Retry in 1 s").isVisible()
        assert done.asked == []
        view._count()
        view._count()
    assert done.asked == ["cloud"]


def test_nothing_presses_itself_once_the_conversation_has_gone_on_or_nobody_sees_it() -> None:
    done = Done()
    view = done.view()
    with window(view):
        assert view._second.isActive()
        view.hide()
        assert not view._second.isActive()
        view.show()
        view.stop_counting()
        for _ in range(50):
            view._count()
        assert button(view, "Try again").isVisible()
    assert done.asked == []


def test_sixty_providers_are_a_few_rows_and_a_number() -> None:
    view = Done().view(tuple(cure(f"p{at}", "key", "Enter key…") for at in range(60)))
    with window(view):
        assert len([one for one in view.findChildren(Button) if one.text() == "Enter key…"]) == MOST_ROWS
        assert f"and {60 - MOST_ROWS} more" in seen(view)


def test_where_no_settings_can_be_opened_no_button_pretends_to() -> None:
    view = FailureView("No.", ROWS, ask=lambda _provider: None)
    with window(view):
        names = {one.text() for one in view.findChildren(Button) if one.isVisible()}
    assert names == {"Retry in 42 s", "Try all again"}
