"""The macOS parts of the desktop, over a fake of what AppKit does."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from tests.desktop.fake_mac import FakeMac
from tests.faults.translations import untold

from traybridge.desktop.macos import IN_DOCK, MacDesktop, unseen_reason

SCREEN = QRect(0, 0, 1512, 982)
SECOND = QRect(-1920, -100, 1920, 1080)
NOTCH = (662.0, 850.0)


@pytest.mark.parametrize(
    "icon",
    [QRect(1200, 0, 30, 24), QRect(1200, 0, 30, 38), QRect(-400, -100, 30, 24), QRect(10, 5, 30, 44)],
    ids=["menu bar", "bar beside a notch", "second screen", "tall bar"],
)
def test_an_icon_in_the_menu_bar_of_a_screen_is_seen(icon: QRect) -> None:
    assert unseen_reason(icon, [SCREEN, SECOND], [NOTCH], framework=False) is None


@pytest.mark.parametrize(
    ("icon", "words"),
    [
        (None, "not in the menu bar"),
        (QRect(), "not in the menu bar"),
        (QRect(0, 982, 30, 24), "not in the menu bar"),
        (QRect(0, -24, 30, 22), "not in the menu bar"),
        (QRect(4000, 0, 30, 24), "not in the menu bar"),
        (QRect(600, 500, 30, 24), "not in the menu bar"),
        (QRect(740, 0, 30, 38), "behind the camera notch"),
    ],
)
def test_an_icon_that_nobody_sees_has_a_reason_and_another_way_in(icon: QRect | None, words: str) -> None:
    reason = unseen_reason(icon, [SCREEN], [NOTCH], framework=False)
    assert reason is not None
    assert words in reason.title
    assert "the Dock, or traybridge open" in reason.hint
    assert untold(reason.title) + untold(reason.hint) == []


def test_a_python_for_which_macos_draws_none_is_named_wherever_the_icon_seems_to_be() -> None:
    reason = unseen_reason(QRect(1200, 0, 30, 24), [SCREEN], [], framework=True)
    assert reason is not None
    assert "uv venv --managed-python" in reason.hint


def test_the_program_is_in_the_dock_only_while_a_large_window_is_open(qapp: QApplication) -> None:
    system = FakeMac()
    mac = MacDesktop(system)
    assert system.dock == [False]
    small, large = QWidget(), QWidget()
    large.setProperty(IN_DOCK, True)
    small.show()
    mac._follow()
    assert system.dock == [False]
    large.show()
    mac._follow()
    mac._follow()
    assert system.dock == [False, True]
    assert system.activations == 1, "else the menu bar stays the one of the program before"
    large.close()
    mac._follow()
    assert system.dock == [False, True, False]
    small.close()


def test_while_the_icon_cannot_be_seen_the_dock_is_the_way_in(qapp: QApplication) -> None:
    system = FakeMac()
    mac = MacDesktop(system)
    assert mac.unseen_reason(None) is not None
    assert system.dock == [False, True]
    top = QGuiApplication.primaryScreen().geometry()
    assert mac.unseen_reason(QRect(top.right() - 100, top.top(), 30, 24)) is None
    assert system.dock == [False, True, False]


def test_a_window_that_gets_the_focus_is_looked_at(qapp: QApplication, qtbot) -> None:
    system = FakeMac()
    mac = MacDesktop(system)
    large = QWidget()
    large.setProperty(IN_DOCK, True)
    qtbot.addWidget(large)
    large.show()
    large.activateWindow()
    qapp.focusWindowChanged.emit(large.windowHandle())
    qtbot.waitUntil(lambda: system.dock == [False, True])
    assert mac is not None


@pytest.mark.parametrize(("open_window", "clicked", "opened"), [(False, False, 1), (True, False, 0), (False, True, 0)])
def test_a_click_in_the_dock_opens_the_chat_when_no_window_is_open(
    qapp: QApplication, qtbot, open_window: bool, clicked: bool, opened: int
) -> None:
    """An activation that comes from a click on the icon itself is none: that click may just have hidden the window."""
    mac = MacDesktop(FakeMac())
    calls: list[str] = []
    mac.when_reopened(lambda: calls.append("open"))
    window = QWidget()
    qtbot.addWidget(window)
    if open_window:
        window.show()
    mac._since_click.restart()
    if not clicked:
        qtbot.wait(1050)
    mac._state_changed(Qt.ApplicationState.ApplicationActive)
    qtbot.wait(300)
    assert len(calls) == opened
    mac._state_changed(Qt.ApplicationState.ApplicationInactive)
    qtbot.wait(200)
    assert len(calls) == opened


def test_a_click_on_the_icon_asks_appkit_which_it_was(qapp: QApplication) -> None:
    assert MacDesktop(FakeMac(menu=True)).clicked_icon_wants_menu()
    assert not MacDesktop(FakeMac()).clicked_icon_wants_menu()
