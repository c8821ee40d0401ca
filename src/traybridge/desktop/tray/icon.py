"""The icon in the bar: it says the truth, opens the chat, and comes back when a tray appears late."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.glyph.composition import PHASE_SECONDS, TrayState, phase_at
from traybridge.desktop.glyph.pictures import TrayIcons, bar_is_dark, is_dark, tray_colour
from traybridge.desktop.widgets.foreign_text import plain_everywhere

if TYPE_CHECKING:
    from traybridge.desktop.macos import MacDesktop

HOST_CHECK_MS = 3000
"""How often to look for a tray host while there is none (nothing tells when one arrives)."""
SEEN_CHECK_MS = 2500
"""How long after the start the icon is looked for in the menu bar (macOS)."""


class Tray(QObject):
    """Show a TrayState and its words.

    ``taskbar_is_light`` is asked before each drawing; None where the system has no such switch.
    ``reduced_motion`` is asked at each step of the motion. ``host_found`` tells that a tray took the icon, at the start
    or later; ``message_clicked`` that a notification was clicked on. ``mac``: on macOS, what only AppKit knows.
    """

    host_found = Signal()
    message_clicked = Signal()
    _clicked = Signal()
    _unseen = Signal()

    def __init__(
        self,
        menu: QMenu,
        *,
        desktop_name: str,
        reduced_motion: Callable[[], bool],
        taskbar_is_light: Callable[[], bool | None] = lambda: None,
        mac: "MacDesktop | None" = None,
    ) -> None:
        super().__init__()
        self._menu = menu
        self._desktop_name = desktop_name
        self._taskbar_is_light = taskbar_is_light
        self._reduced_motion = reduced_motion
        self._mac = mac
        self._icons = TrayIcons(template=mac is not None)
        self._state = TrayState(deck="starting")
        self._words = "TrayBridge"
        self._seconds = 0.0
        self._icon: QSystemTrayIcon | None = None
        self._heard = False
        self._click_waits = False
        self.unseen: TrayBridgeError | None = None
        self._motion = QTimer(self)
        self._motion.setInterval(round(PHASE_SECONDS * 1000))
        self._motion.timeout.connect(self._move)
        self._watch = QTimer(self)
        self._watch.setInterval(HOST_CHECK_MS)
        self._watch.timeout.connect(self._look_for_host)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self._paint())

    @property
    def visible(self) -> bool:
        """True when a tray host has the icon."""
        return self._icon is not None

    def geometry(self) -> QRect | None:
        """Where the icon is; None where the host does not tell (StatusNotifier never does)."""
        return self._icon.geometry() if self._icon is not None else None

    def when_clicked(self, run: Callable[[], object]) -> None:
        """Run something at each click; the icon is there before the program, so a click from before is run now."""
        self._clicked.connect(run)
        self._heard = True
        if self._click_waits:
            self._click_waits = False
            QTimer.singleShot(0, self, self._clicked.emit)

    def when_unseen(self, run: Callable[[TrayBridgeError], object]) -> None:
        """Run something with the reason when nobody can see the icon (macOS); at once if that is known already."""
        self._unseen.connect(lambda: run(self.unseen) if self.unseen is not None else None)
        if self.unseen is not None:
            QTimer.singleShot(0, self, self._unseen.emit)

    def start(self) -> None:
        """Show the icon, or wait for a host: until then a normal window is the way in."""
        self._look_for_host()
        if self._mac is not None:
            QTimer.singleShot(SEEN_CHECK_MS, self, self._look_whether_seen)
        if self._icon is None:
            self._watch.start()

    def show_state(self, state: TrayState, words: str) -> None:
        """Draw a state and say it in words; nothing is touched that did not change."""
        words = plain_everywhere(words)
        if (state, words) == (self._state, self._words):
            return
        self._state, self._words = state, words
        moving = state.deck == "busy" and not self._reduced_motion()
        if moving and not self._motion.isActive():
            self._seconds = 0.0
            self._motion.start()
        elif not moving:
            self._motion.stop()
        self._paint()

    def notify(self, title: str, text: str) -> None:
        """Show a notification where the system has them."""
        if self._icon is not None:
            self._icon.showMessage(title, text, self._icon.icon())

    def close(self) -> None:
        """Take the icon away."""
        self._motion.stop()
        self._watch.stop()
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def _move(self) -> None:
        if self._reduced_motion():
            self._motion.stop()
        self._seconds += PHASE_SECONDS
        self._paint()

    def _paint(self) -> None:
        if self._icon is None:
            return
        dark = bar_is_dark(
            dark_scheme=is_dark(QApplication.palette()),
            desktop=self._desktop_name,
            taskbar_is_light=self._taskbar_is_light(),
        )
        phase = phase_at(self._seconds, reduced_motion=self._reduced_motion())
        self._icon.setIcon(self._icons.icon(self._state, tray_colour(dark_bar=dark), phase))
        if self._icon.toolTip() != self._words:
            self._icon.setToolTip(self._words)

    def _look_for_host(self) -> None:
        """A late host: the old icon never registers with it, hide and show do not help; a new one does (measured)."""
        if self._icon is not None or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        self._watch.stop()
        self._icon = QSystemTrayIcon(self)
        self._paint()
        if self._mac is None:  # with a context menu a left click would open it on macOS (desktop.md)
            self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.message_clicked)
        self._icon.show()
        self.host_found.emit()

    def _look_whether_seen(self) -> None:
        if self._mac is not None and (reason := self._mac.unseen_reason(self.geometry())) is not None:
            self.unseen = reason
            self._unseen.emit()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        """Do something for every kind of click, also one of which Qt cannot say the kind (Unknown, macOS 27)."""
        wants_menu = reason == QSystemTrayIcon.ActivationReason.Context
        if self._mac is None:
            if not wants_menu:  # the menu is the host's or Qt's business (setContextMenu)
                self._click()
        elif self._mac.clicked_icon_wants_menu() or wants_menu:
            self._popup_menu()
        else:
            self._click()

    def _popup_menu(self) -> None:
        place = self.geometry()
        self._menu.popup(QCursor.pos() if place is None or place.isEmpty() else place.bottomLeft())

    def _click(self) -> None:
        if self._heard:
            self._clicked.emit()
        else:
            self._click_waits = True
