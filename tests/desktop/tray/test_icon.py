"""The icon is in the bar before the program behind it is there: no click on it is lost."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon
from tests.desktop.fake_mac import FakeMac

from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.glyph.composition import TrayState
from traybridge.desktop.macos import MacDesktop
from traybridge.desktop.tray.icon import Tray

Reason = QSystemTrayIcon.ActivationReason


class Host(Tray):
    """A tray whose clicks come from the test."""

    def click(self) -> None:
        self._activated(QSystemTrayIcon.ActivationReason.Trigger)


def _tray(_application: QApplication) -> Host:
    return Host(QMenu(), desktop_name="", reduced_motion=lambda: True)


def test_a_click_from_before_the_program_was_there_is_answered_once(qapp: QApplication):
    tray, opened = _tray(qapp), []
    tray.click()
    tray.click()
    tray.when_clicked(lambda: opened.append("chat"))
    assert opened == []
    qapp.processEvents()
    assert opened == ["chat"]
    tray.click()
    assert opened == ["chat", "chat"]


def test_without_a_click_nothing_opens(qapp: QApplication):
    tray, opened = _tray(qapp), []
    tray.when_clicked(lambda: opened.append("chat"))
    qapp.processEvents()
    assert opened == []


def test_reduced_motion_is_followed_while_the_icon_moves(qapp: QApplication):
    reduced: list[bool] = []
    tray = Tray(QMenu(), desktop_name="", reduced_motion=lambda: bool(reduced))
    tray.show_state(TrayState(deck="busy"), "busy")
    assert tray._motion.isActive()
    tray._move()
    assert tray._motion.isActive()
    reduced.append(True)
    tray._move()
    assert not tray._motion.isActive()


class Menu(QMenu):
    """Remembers where it popped up."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[QPoint] = []

    def popup(self, place: QPoint) -> None:  # type: ignore[override]
        self.places.append(place)


@pytest.mark.parametrize("reason", [Reason.Unknown, Reason.Trigger, Reason.DoubleClick, Reason.MiddleClick])
def test_every_kind_of_click_opens_the_chat(qapp: QApplication, reason: Reason):
    tray, opened = _tray(qapp), []
    tray.when_clicked(lambda: opened.append("chat"))
    tray._activated(reason)
    assert opened == ["chat"]


def test_where_the_host_shows_the_menu_a_right_click_opens_no_chat(qapp: QApplication):
    tray, opened = _tray(qapp), []
    tray.when_clicked(lambda: opened.append("chat"))
    tray._activated(Reason.Context)
    assert opened == []


@pytest.mark.parametrize(
    ("reason", "asks_for_menu", "expected"),
    [
        (Reason.Unknown, False, "chat"),
        (Reason.Trigger, False, "chat"),
        (Reason.DoubleClick, False, "chat"),
        (Reason.MiddleClick, False, "chat"),
        (Reason.Context, False, "menu"),
        (Reason.Unknown, True, "menu"),
        (Reason.Trigger, True, "menu"),
        (Reason.Context, True, "menu"),
    ],
)
def test_on_macos_a_click_always_does_something(qapp: QApplication, reason: Reason, asks_for_menu: bool, expected: str):
    """Qt says Unknown for every click that macOS 27 makes a gesture; which one it was AppKit still knows."""
    menu, opened = Menu(), []
    tray = Tray(menu, desktop_name="", reduced_motion=lambda: True, mac=MacDesktop(FakeMac(menu=asks_for_menu)))
    tray.when_clicked(lambda: opened.append("chat"))
    tray._activated(reason)
    assert (len(opened), len(menu.places)) == ((1, 0) if expected == "chat" else (0, 1))


class Lost(Tray):
    """A tray whose icon is where the test says."""

    place: QRect | None = None

    def geometry(self) -> QRect | None:
        return self.place


def test_an_icon_that_nobody_sees_is_told_once_also_when_the_program_is_there_later(qapp: QApplication):
    tray = Lost(QMenu(), desktop_name="", reduced_motion=lambda: True, mac=MacDesktop(FakeMac()))
    told: list[TrayBridgeError] = []
    tray._look_whether_seen()
    assert isinstance(tray.unseen, TrayBridgeError)
    tray.when_unseen(told.append)
    qapp.processEvents()
    assert told == [tray.unseen]


def test_an_icon_in_the_menu_bar_is_no_news(qapp: QApplication):
    tray = Lost(QMenu(), desktop_name="", reduced_motion=lambda: True, mac=MacDesktop(FakeMac()))
    told: list[TrayBridgeError] = []
    tray.when_unseen(told.append)
    screen = qapp.primaryScreen().geometry()
    tray.place = QRect(screen.right() - 60, screen.top(), 30, 24)
    tray._look_whether_seen()
    qapp.processEvents()
    assert told == []
