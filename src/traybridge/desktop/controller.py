"""The desktop surface: tray, menu and window around one Bridge; what they show follows from its state."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor, QGuiApplication, QKeySequence, QShortcut

from traybridge.core.config import Config
from traybridge.core.errors import TrayBridgeError
from traybridge.core.planning import ProviderFacts
from traybridge.core.presentation.describe import in_one_line
from traybridge.core.presentation.headline import tooltip
from traybridge.core.presentation.status import Snapshot, snapshot_of
from traybridge.core.provenance import Attempt, Provenance
from traybridge.desktop.actions import Actions
from traybridge.desktop.async_slots import Work, start_from_slot
from traybridge.desktop.chosen_look import apply_look
from traybridge.desktop.error_box import ErrorBox
from traybridge.desktop.glyph.state import tray_state
from traybridge.desktop.language import speak, tr
from traybridge.desktop.login_switch import LoginSwitch
from traybridge.desktop.notifier import Notifier
from traybridge.desktop.services import DesktopServices
from traybridge.desktop.timers import one_shot
from traybridge.desktop.tray.icon import Tray
from traybridge.desktop.tray.live_menu import LiveMenu
from traybridge.desktop.tray.menu import MenuActions, MenuFacts, menu_rows

if TYPE_CHECKING:
    from traybridge.desktop.chat.window import ChatWindow
    from traybridge.desktop.settings.window import SettingsWindow
    from traybridge.desktop.welcome.panel import WelcomePanel

SETTLE_MS = 30
"""Changes within one frame are shown together."""
MENU_SECONDS = 300.0
"""How long a menu counts as open: StatusNotifier hosts announce it each time, and some never say that it closed."""


class Desktop(QObject):
    """Join tray, menu and window. ``menu`` and ``tray`` are there before: the icon shows while the rest loads."""

    def __init__(self, services: DesktopServices, tray: Tray, menu: LiveMenu, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._bridge = services.bridge
        self._tray = tray
        self._menu = menu
        self._window: ChatWindow | None = None
        self._settings: SettingsWindow | None = None
        self._welcome: WelcomePanel | None = None
        config = self._bridge.config
        speak(config.desktop.language)
        self.first_start = not config.desktop.welcomed and not config.providers
        self.actions = Actions(self._bridge, services.monotonic)
        self._login = LoginSwitch(services.login) if services.login is not None else None
        self._notice = ""
        self.box = ErrorBox(self._told)
        self._menu_is_open = False
        self._menu_time = one_shot(self, self._menu_closed, round(1000 * MENU_SECONDS))
        self._settle = one_shot(self, self.refresh, SETTLE_MS)
        self.notifier = Notifier(
            services,
            tray,
            self.actions,
            start=self._start,
            again=self.refresh,
            open_chat=self.open_chat,
            open_settings=self.open_settings,
            parent=self,
        )
        self._rows = self._menu_actions()
        self._disconnect = self._listen()
        self.refresh()

    def _menu_actions(self) -> MenuActions:
        return MenuActions(
            open_chat=self.open_chat,
            new_chat=self.new_chat,
            open_settings=self.open_settings,
            edit=self._edit,
            pin=self._bridge.pin_for_session,
            login=self._switch_login if self._login is not None else None,
            unlock=lambda: self._start(self._services.unlock(), "unlock the keyring"),
            load=lambda provider, model: self._start(self.actions.load(provider, model), "load a model"),
            unload=lambda provider, model: self._start(self.actions.unload(provider, model), "unload a model"),
            dashboard=self.actions.open_dashboard,
            quit=self._services.quit,
        )

    def _listen(self) -> list[Callable[[], None]]:
        bridge = self._bridge
        self._tray.when_clicked(self._open_from_icon)
        self._tray.message_clicked.connect(lambda: self._open_at(QCursor.pos()))
        self._tray.when_unseen(self._icon_unseen)
        if self._services.mac is not None:
            self._services.mac.when_reopened(self.open_chat)
        self._menu.menu.aboutToShow.connect(self._menu_opens)
        self._menu.menu.aboutToHide.connect(self._menu_closed)
        return [
            bridge.health_changed.connect(self._changed),
            bridge.config_changed.connect(self._changed),
            bridge.activity.connect(self._changed),
            bridge.keys_changed.connect(self._changed),
            bridge.attempted.connect(self._attempted),
            bridge.finished.connect(self._finished),
        ]

    def _start(self, work: Work, name: str) -> None:
        start_from_slot(self._services.tasks, work, name, self.tell)

    # ------------------------------------------------------------ following the bridge

    def _changed(self, _payload: object) -> None:
        if not self._settle.isActive():
            self._settle.start()

    def _attempted(self, _attempt: Attempt) -> None:
        self._changed(None)
        if self.first_start:
            self._end_welcome()  # the first question was asked

    def _finished(self, provenance: Provenance) -> None:
        facts = self._bridge.facts()
        self.notifier.follow(self._snapshot(facts), facts, provenance)

    def refresh(self) -> None:
        """Draw what the bridge says now."""
        facts = self._bridge.facts()
        snapshot = self._snapshot(facts)
        self._tray.show_state(tray_state(snapshot), tr(tooltip(snapshot)))
        self._menu.show(menu_rows(self._menu_facts(snapshot, facts), self._rows))
        if self._window is not None or self._settings is not None:
            apply_look(self._bridge.config.desktop)
        if self._window is not None:
            self._window.show_snapshot(snapshot)
        if self._welcome is not None:
            self._welcome.follow(snapshot)
        if self._settings is not None and self._settings.isVisible():
            self._settings.banner.follow()
        self.notifier.follow(snapshot, facts)

    def _menu_facts(self, snapshot: Snapshot, facts: Sequence[ProviderFacts]) -> MenuFacts:
        return MenuFacts(
            snapshot,
            self._bridge.config,
            self._bridge.pin,
            self._login.state if self._login is not None else None,
            {one.provider.id: one.catalogue.ids for one in facts if one.provider.traits.is_cluster},
            self._notice,
        )

    def _snapshot(self, facts: Sequence[ProviderFacts]) -> Snapshot:
        """The bridge's state, and with it what is wrong with the settings file: the bridge knows no files."""
        problem = self._services.problem()
        snapshot = snapshot_of(self._bridge, facts)
        return snapshot if problem is None else dataclasses.replace(snapshot, settings=in_one_line(problem))

    def _menu_opens(self) -> None:
        """Read what only the system knows, and look at the cluster more often while somebody does."""
        if not self._menu_is_open:
            self._menu_is_open = True
            self._bridge.watched(True)
        self._menu_time.start()
        if self._login is not None:
            self._start(self._look_at_login(self._login), "launch at login")
        self._start(self._bridge.models(), "models on disk")
        self.refresh()

    def _menu_closed(self) -> None:
        self._menu_time.stop()
        if self._menu_is_open:
            self._menu_is_open = False
            self._bridge.watched(False)

    # ------------------------------------------------------------ what the rows do

    def open_chat(self) -> None:
        """Show the chat window, at the icon where the desktop says where that is, else in the middle of the screen."""
        self._open_at(None)

    def _open_from_icon(self) -> None:
        """A click on the icon: it opens the chat or takes it away.

        Where the desktop does not say where the icon is, the pointer does.
        """
        match self._window.click_on_icon() if self._window is not None else "show":
            case "show":
                self._open_at(QCursor.pos())
            case "hide" if self._window is not None:
                self._window.hide()

    def _open_at(self, pointer: QPoint | None) -> None:
        window = self._chat_window()
        icon = self._tray.geometry()
        anchor = icon.center() if icon is not None and icon.isValid() else pointer
        # The first window of all is placed by the desktop, which knows its panels better.
        place = QGuiApplication.platformName() != "wayland" and self._tray.visible and not self.first_start
        window.open_at(anchor, place=place)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        if self._services.mac is not None:
            self._services.mac.activate()

    def _icon_unseen(self, reason: TrayBridgeError) -> None:
        """On macOS the icon can be shown where nobody sees it: then the window comes by itself and says why."""
        self.open_chat()
        self.tell(reason)

    def new_chat(self) -> None:
        self.open_chat()
        self._chat_window().new_chat()

    def _chat_window(self) -> "ChatWindow":
        if self._window is None:
            from traybridge.desktop.chat.window import ChatWindow

            apply_look(self._bridge.config.desktop)
            self._window = ChatWindow(
                self._bridge,
                self._services.tasks,
                remember=self._remember,
                open_settings=self.open_settings,
                local_only=lambda on: self._edit(lambda config: config.with_routing(local_only=on)),
                quit_=self._services.quit,
                monotonic=self._services.monotonic,
                switch_on=lambda name: self._edit(lambda config: config.with_provider_enabled(name, True)),
            )
            self._window.closed.connect(self._window_closed)
            QShortcut(QKeySequence("Ctrl+,"), self._window).activated.connect(lambda: self.open_settings(""))
            self._window.show_snapshot(snapshot_of(self._bridge))
            if self.first_start:
                self._greet(self._window)
        return self._window

    def open_settings(self, page: str) -> None:
        """Show the settings, with a page by name; "" shows the one that was there."""
        if self._settings is None:
            from traybridge.desktop.settings.window import SettingsWindow

            apply_look(self._bridge.config.desktop)
            self._settings = SettingsWindow(self._services, self.actions)
        self._settings.open_page(page)
        self._take_keyboard()

    # ------------------------------------------------------------ the first start

    def _greet(self, window: "ChatWindow") -> None:
        from traybridge.desktop.welcome.panel import WelcomePanel

        self._welcome = WelcomePanel(self._services, self.open_settings)
        self._welcome.ready.connect(window.composer.setFocus)
        self._welcome.dismissed.connect(self._end_welcome)
        window.greet(self._welcome)
        self._welcome.look()

    def _end_welcome(self) -> None:
        """It does not come again."""
        self.first_start = False
        self._welcome = None
        if self._window is not None:
            self._window.greet(None)
            self._window.composer.setFocus()
        self._edit(lambda config: replace(config, desktop=replace(config.desktop, welcomed=True)))

    def _window_closed(self) -> None:
        """With a tray the window only hides; without one it is all there is, and closing it ends the program."""
        if not self._tray.visible:
            self._services.quit()

    def _remember(self, width: int, height: int, pinned: bool) -> None:
        desktop = self._bridge.config.desktop
        new = replace(desktop, popup_width=width, popup_height=height, popup_pinned=pinned)
        if new != desktop:
            self._edit(
                lambda config: replace(
                    config,
                    desktop=replace(config.desktop, popup_width=width, popup_height=height, popup_pinned=pinned),
                )
            )

    def _edit(self, change: Callable[[Config], Config]) -> None:
        self._start(self._apply(change), "change a setting")

    async def _apply(self, change: Callable[[Config], Config]) -> None:
        try:
            await self.actions.edit(change)
        finally:
            self._changed(None)  # a row that could not be switched goes back to what is in force

    async def _look_at_login(self, login: LoginSwitch) -> None:
        """The row shows what was known until the system has answered."""
        await login.look()
        self._changed(None)

    def _switch_login(self, on: bool) -> None:
        if self._login is not None:
            self._start(self._set_login(self._login, on), "launch at login")

    async def _set_login(self, login: LoginSwitch, on: bool) -> None:
        try:
            await login.switch(on)
        finally:
            self._changed(None)

    # ------------------------------------------------------------ telling

    def tell(self, error: TrayBridgeError) -> None:
        """Say what went wrong: in the menu until the next thing works, and in a box that blocks nothing."""
        self._notice = error.title
        self._changed(None)
        self.box.show(error)

    def _told(self) -> None:
        self._notice = ""
        self._changed(None)

    async def finish(self) -> None:
        """The program ends: do what waited for somebody to undo it. Raises TrayBridgeError."""
        if self._settings is not None:
            await self._settings.finish()

    def close(self) -> None:
        """Take everything from the screen."""
        for disconnect in self._disconnect:
            disconnect()
        self._settle.stop()
        self.notifier.again.stop()
        self._menu_time.stop()
        self.box.take_away()
        if self._settings is not None:
            self._settings.hide()
            self._settings.deleteLater()
            self._settings = None
        if self._window is not None:
            self._window.stop()
            self._window.hide()
            self._window.deleteLater()
            self._window = None
        self._tray.close()
