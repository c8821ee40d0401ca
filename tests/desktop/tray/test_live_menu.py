"""One menu that is edited in place: hosts on D-Bus keep seeing the same ids."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from traybridge.desktop.tray.live_menu import LiveMenu, MenuRow


@pytest.fixture
def live(qapp: QApplication) -> LiveMenu:
    return LiveMenu(QMenu())


def texts(live: LiveMenu) -> list[str]:
    return ["-" if action.isSeparator() else action.text() for action in live.menu.actions()]


def test_rows_come_in_their_order(live: LiveMenu):
    live.show([MenuRow("a", "A"), MenuRow("line"), MenuRow("b", "B", enabled=False), MenuRow("c", "C", checked=True)])
    assert texts(live) == ["A", "-", "B", "C"]
    assert not live.action("b").isEnabled()
    assert live.action("c").isChecked()


def test_what_stays_keeps_its_action(live: LiveMenu):
    """A new action would have a new id on D-Bus, and a click on the old one would vanish."""
    live.show([MenuRow("a", "A"), MenuRow("b", "B"), MenuRow("c", "C")])
    before: dict[str, QAction] = {key: live.action(key) for key in "abc"}
    live.show([MenuRow("c", "C!"), MenuRow("x", "X"), MenuRow("a", "A", checked=False)])
    assert texts(live) == ["C!", "X", "A"]
    assert live.action("a") is before["a"]
    assert live.action("c") is before["c"]
    live.show([MenuRow("a", "A"), MenuRow("x", "X"), MenuRow("c", "C")])
    assert texts(live) == ["A", "X", "C"]
    assert live.action("c") is before["c"]


def test_a_click_runs_what_the_row_says_now(live: LiveMenu):
    got: list[tuple[str, bool]] = []
    live.show([MenuRow("a", "A", checked=False, run=lambda on: got.append(("old", on)))])
    live.show([MenuRow("a", "A", checked=False, run=lambda on: got.append(("new", on)))])
    live.action("a").trigger()
    assert got == [("new", True)]


def test_a_row_whose_change_failed_goes_back(live: LiveMenu):
    """The click flips the check mark at once; the next look at the bridge decides."""
    rows = [MenuRow("a", "A", checked=False, run=lambda _on: None)]
    live.show(rows)
    live.action("a").trigger()
    assert live.action("a").isChecked()
    live.show(rows)
    assert not live.action("a").isChecked()


def test_submenus_are_live_too(live: LiveMenu):
    live.show([MenuRow("m", "More", rows=(MenuRow("x", "X"),))])
    submenu = live.action("m").menu()
    assert isinstance(submenu, QMenu)
    live.show([MenuRow("m", "More", rows=(MenuRow("x", "X"), MenuRow("y", "Y", checked=True)))])
    assert live.action("m").menu() is submenu
    assert [action.text() for action in submenu.actions()] == ["X", "Y"]
    live.show([])
    assert texts(live) == []


def test_of_rows_of_which_one_holds_one_is_checked_whatever_is_clicked(live: LiveMenu):
    """A group also shows them as such: a circle, not a tick, to a menu's host and a screen reader."""
    live.show([MenuRow("a", "A", checked=True, one_of=True), MenuRow("b", "B", checked=False, one_of=True)])
    live.action("b").trigger()
    live.show([MenuRow("a", "A", checked=False, one_of=True), MenuRow("b", "B", checked=True, one_of=True)])
    assert (live.action("a").isChecked(), live.action("b").isChecked()) == (False, True)
    live.action("b").trigger()
    assert live.action("b").isChecked()
    live.show([MenuRow("a", "A", checked=True, one_of=True), MenuRow("b", "B", checked=False, one_of=True)])
    assert (live.action("a").isChecked(), live.action("b").isChecked()) == (True, False)
