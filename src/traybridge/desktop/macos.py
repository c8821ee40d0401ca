"""macOS: whether the menu bar shows the icon, what a click on it means, and when the program is in the Dock."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg

BAR_HEIGHT = 64
"""Points from the top of a screen within which its menu bar lies, beside a notch too (24-44 until macOS 26)."""
QUIET_MS = 1000
"""An activation so soon after a click on the icon comes from that click, not from the Dock."""
SETTLE_MS = 150
"""A window that is just being shown is there after this."""
IN_DOCK = "inDock"
"""The property of a window for which the program is in the Dock while it is open."""


class MacSystem(Protocol):
    """What AppKit does (system/macos_app.py)."""

    def show_in_dock(self, shown: bool) -> None: ...

    def activate(self) -> None: ...

    def wants_menu(self) -> bool: ...

    def notches(self) -> Sequence[tuple[float, float]]: ...


def unseen_reason(
    icon: QRect | None, screens: Iterable[QRect], notches: Iterable[tuple[float, float]], *, framework: bool
) -> TrayBridgeError | None:
    """Say why nobody can see the icon; None where it is in the menu bar of a screen.

    ``icon`` and ``screens`` in Qt's coordinates; ``notches``: left and right edge of each; ``framework``: this Python
    is one for which macOS 26 draws no icons.
    """
    in_bar = icon is not None and not icon.isEmpty() and any(_is_in_bar(icon, screen) for screen in screens)
    if framework:
        return TrayBridgeError(
            msg("This Python cannot show an icon in the menu bar"),
            msg(
                "It is a framework build, for which macOS 26 shows none. Make .venv with another one:"
                " uv venv --managed-python --python 3.13. Until then: the Dock, or traybridge open."
            ),
        )
    if icon is None or not in_bar:
        return TrayBridgeError(
            msg("The icon is not in the menu bar"),
            msg(
                "Look at System Settings > Menu Bar, and allow TrayBridge there (it may be called Python)."
                " Until then: the Dock, or traybridge open."
            ),
        )
    if any(left <= icon.center().x() <= right for left, right in notches):
        return TrayBridgeError(
            msg("The icon is behind the camera notch"),
            msg("The menu bar is full: close a program with an icon there. Until then: the Dock, or traybridge open."),
        )
    return None


def _is_in_bar(icon: QRect, screen: QRect) -> bool:
    middle = icon.center()
    return screen.contains(middle) and middle.y() < screen.top() + BAR_HEIGHT


class MacDesktop(QObject):
    """Keep the program out of the Dock but for large windows, and answer a click there when no window is open."""

    def __init__(self, system: MacSystem, *, framework: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._system = system
        self._framework = framework
        self._in_dock = False
        self._unseen = False
        self._open: Callable[[], object] | None = None
        self._since_click = QElapsedTimer()
        self._since_click.start()  # the start itself may activate the program
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._follow)
        system.show_in_dock(False)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._state_changed)
            app.focusWindowChanged.connect(self._windows_changed)

    def when_reopened(self, run: Callable[[], object]) -> None:
        """Run something when somebody activates the program (Dock, Cmd-Tab, Spotlight) and it has no window."""
        self._open = run

    def clicked_icon_wants_menu(self) -> bool:
        """Say whether the click on the icon that is being handled asks for the menu."""
        self._since_click.restart()
        return self._system.wants_menu()

    def activate(self) -> None:
        """Give the keyboard to our windows."""
        self._system.activate()

    def unseen_reason(self, icon: QRect | None) -> TrayBridgeError | None:
        """Look once whether the icon can be seen; if not, the Dock is the way in from now on."""
        screens = [screen.geometry() for screen in QGuiApplication.screens()]
        reason = unseen_reason(icon, screens, self._system.notches(), framework=self._framework)
        self._unseen = reason is not None
        self._follow()
        return reason

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            QTimer.singleShot(SETTLE_MS, self, self._reopen)

    def _windows_changed(self, _window: object) -> None:
        self._settle.start()

    def _reopen(self) -> None:
        if self._since_click.elapsed() >= QUIET_MS:
            self._reopen_now()

    def _reopen_now(self) -> None:
        if self._open is not None and not any(window.isVisible() for window in QApplication.topLevelWidgets()):
            self._open()

    def _follow(self) -> None:
        """Stand in the Dock while a large window is open, or while there is no other way in."""
        large = any(one.isVisible() and one.property(IN_DOCK) for one in QApplication.topLevelWidgets())
        wanted = large or self._unseen
        if wanted != self._in_dock:
            self._in_dock = wanted
            self._system.show_in_dock(wanted)
            if wanted:
                self._system.activate()  # else the menu bar stays the one of the program before
