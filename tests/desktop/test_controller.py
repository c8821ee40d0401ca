"""The desktop as one: the first start, the way into the settings, notifications; the icon is a fake that remembers."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from tests.core.fakes import catalogue, exo_reading
from tests.desktop.fake_mac import FakeMac
from tests.desktop.rooms import Host, Room, press, use

from traybridge.core.cluster import ModelState
from traybridge.core.config import Config, NotificationsConfig, ProviderConfig
from traybridge.core.errors import AuthenticationFailed, TrayBridgeError, Unreachable
from traybridge.core.presentation.status import snapshot_of
from traybridge.desktop.chat.window import ChatWindow
from traybridge.desktop.controller import Desktop
from traybridge.desktop.macos import MacDesktop
from traybridge.desktop.notification_policy import Notice, NoticeHistory
from traybridge.desktop.services import DesktopServices
from traybridge.desktop.settings.pages.general import with_desktop
from traybridge.desktop.settings.pages.providers import ProvidersPage
from traybridge.desktop.tray.icon import Tray
from traybridge.desktop.tray.live_menu import LiveMenu
from traybridge.desktop.widgets.theme import theme

DOWN = Unreachable("connection refused", refused=True)


class Icon(Tray):
    """An icon without a tray: what it would show as notifications is remembered."""

    def __init__(self, menu: QMenu) -> None:
        super().__init__(menu, desktop_name="", reduced_motion=lambda: True)
        self.told: list[tuple[str, str]] = []

    def notify(self, title: str, text: str) -> None:
        self.told.append((title, text))


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Shell:
    def __init__(self, room: Room, services: DesktopServices | None = None) -> None:
        self.menu = LiveMenu(QMenu())
        self.icon = Icon(self.menu.menu)
        self.desktop = Desktop(services or room.services, self.icon, self.menu)

    @property
    def chat(self) -> ChatWindow:
        return self.desktop._chat_window()


def play(qapp: QApplication, scene: Callable[[Room, Shell], object], **values: object) -> None:
    async def inside(room: Room) -> None:
        shell = Shell(room)
        try:
            await scene(room, shell)  # type: ignore[misc]
        finally:
            shell.desktop.close()

    use(qapp, inside, **values)  # type: ignore[arg-type]


def starter() -> Host:
    host = Host()
    host.catalogue = catalogue("tiny")
    return host


# ------------------------------------------------------------ the first start


def test_the_first_start_greets_and_the_first_question_ends_that_for_ever(qapp: QApplication):
    async def scene(room: Room, shell: Shell) -> None:
        assert shell.desktop.first_start
        shell.desktop.open_chat()
        await room.settle()
        assert shell.chat.greeting is not None
        assert shell.chat.greeting.isVisible()
        assert QApplication.focusWidget() is shell.chat.composer, "the first thing is a question"
        await room.bridge.models(refresh=True)
        shell.chat.composer.setPlainText("Hello?")
        press(shell.chat.composer, Qt.Key.Key_Return)
        await room.until(lambda: room.config.desktop.welcomed)
        assert shell.chat.greeting is None
        await room.until(lambda: not shell.chat.answering)
        shell.chat.new_chat()
        assert shell.chat.empty.isVisible()

    play(qapp, scene, hosts={"embedded": starter(), "exo": _down()})


def test_not_now_ends_it_too(qapp: QApplication):
    async def scene(room: Room, shell: Shell) -> None:
        shell.desktop.open_chat()
        await room.settle()
        assert shell.desktop._welcome is not None
        shell.desktop._welcome.later.click()
        await room.until(lambda: room.config.desktop.welcomed)
        assert shell.chat.greeting is None
        assert QApplication.focusWidget() is shell.chat.composer

    play(qapp, scene)


def test_who_was_welcomed_or_has_settings_is_not_greeted(qapp: QApplication):
    async def scene(_room: Room, shell: Shell) -> None:
        assert not shell.desktop.first_start
        assert shell.chat.greeting is None

    play(qapp, scene, config=with_desktop(Config(), welcomed=True))
    play(qapp, scene, config=Config(providers=(ProviderConfig(id="a", base_url="http://127.0.0.1:9/v1"),)))


# ------------------------------------------------------------ into the settings


def test_the_menu_has_settings_and_a_problem_leads_to_its_cure(qapp: QApplication):
    host = Host()

    async def scene(room: Room, shell: Shell) -> None:
        shell.menu.action("settings").trigger()
        await room.settle()
        window = shell.desktop._settings
        assert window is not None
        assert window.isVisible()
        window.close()
        host.reading = AuthenticationFailed("The key was refused", "Enter a new key.")
        await room.bridge.refresh()
        await room.until(lambda: shell.menu.action("status").text())
        await room.until(lambda: snapshot_of(room.bridge).attention)
        await room.settle()
        assert shell.menu.action("attention.0").text() == "⚠ OpenRouter: new key…"
        shell.menu.action("attention.0").trigger()
        await room.settle()
        page = window.page("providers")
        assert isinstance(page, ProvidersPage)
        assert page.list.current == "openrouter"
        assert page.form.key is not None
        assert window.focusWidget() is page.form.key.edit

    play(qapp, scene, hosts={"openrouter": host}, keys={"openrouter": "sk-made-up-0123456789"})


def test_ctrl_comma_in_the_chat_window_opens_the_settings(qapp: QApplication):
    async def scene(room: Room, shell: Shell) -> None:
        shell.desktop.open_chat()
        await room.settle()
        press(shell.chat, Qt.Key.Key_Comma, modifier=Qt.KeyboardModifier.ControlModifier)
        await room.settle()
        assert shell.desktop._settings is not None
        assert shell.desktop._settings.isVisible()

    play(qapp, scene)


# ------------------------------------------------------------ launch at login


class Login:
    """A system that takes its time: each question waits until it may be answered, in a thread of its own."""

    def __init__(self, *, on: bool = False) -> None:
        self.on = on
        self.may = threading.Event()
        self.threads: list[int] = []
        self.refusal: TrayBridgeError | None = None

    def state(self) -> bool:
        self.threads.append(threading.get_ident())
        assert self.may.wait(5)
        return self.on

    def enable(self) -> None:
        self._switch(on=True)

    def disable(self) -> None:
        self._switch(on=False)

    def repair(self) -> bool:
        return False

    def _switch(self, *, on: bool) -> None:
        assert self.may.wait(5)
        if self.refusal is not None:
            raise self.refusal
        self.on = on


def test_the_menu_does_not_wait_for_the_system_to_say_whether_we_start_at_login(qapp: QApplication):
    """On macOS it is asked by launchctl; the row shows what was known until the answer is there."""
    login = Login(on=True)

    async def scene(room: Room, shell: Shell) -> None:
        row = shell.menu.action("login")
        assert not row.isEnabled(), "nobody has looked yet"
        shell.menu.menu.aboutToShow.emit()
        assert not row.isEnabled()
        login.may.set()
        await room.until(row.isEnabled)
        assert row.isChecked()
        login.on = False
        login.may.clear()
        shell.menu.menu.aboutToShow.emit()
        await room.until(lambda: len(login.threads) == 2)
        assert row.isChecked(), "the last known value"
        login.may.set()
        await room.until(lambda: not row.isChecked())
        assert threading.get_ident() not in login.threads

    play(qapp, scene, login=login)


def test_a_switch_is_not_undone_by_a_look_that_began_before(qapp: QApplication):
    login = Login()

    async def scene(room: Room, shell: Shell) -> None:
        shell.menu.menu.aboutToShow.emit()
        await room.until(lambda: len(login.threads) == 1)
        shell.menu.action("login").setEnabled(True)
        shell.menu.action("login").trigger()
        login.may.set()
        await room.until(lambda: len(login.threads) == 2)
        await room.settle()
        assert login.on
        assert shell.menu.action("login").isChecked()

    play(qapp, scene, login=login)


def test_a_switch_that_the_system_refuses_goes_back_and_is_told(qapp: QApplication):
    login = Login()
    login.may.set()
    login.refusal = TrayBridgeError("macOS refused launch at login", "Allow it.")

    async def scene(room: Room, shell: Shell) -> None:
        shell.menu.menu.aboutToShow.emit()
        row = shell.menu.action("login")
        await room.until(row.isEnabled)
        row.trigger()
        await room.until(lambda: "notice" in [one.key for one in shell.menu._rows])
        assert shell.menu.action("notice").text() == "macOS refused launch at login"
        await room.until(lambda: not row.isChecked())
        box = shell.desktop.box.box
        assert box is not None
        assert (box.isVisible(), box.text(), box.informativeText()) == (
            True,
            "macOS refused launch at login",
            "Allow it.",
        )
        box.accept()
        await room.settle()
        assert shell.desktop.box.box is None
        assert "notice" not in [one.key for one in shell.menu._rows]

    play(qapp, scene, login=login)


def test_one_error_at_a_time_is_on_the_screen_and_none_when_the_program_is_gone(qapp: QApplication):
    async def scene(_room: Room, shell: Shell) -> None:
        shell.desktop.tell(TrayBridgeError("The first", "Do this."))
        shell.desktop.tell(TrayBridgeError("The second", "Do that."))
        boxes = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]
        assert [one.text() for one in boxes] == ["The second"]
        shell.desktop.close()
        assert not boxes[0].isVisible()

    play(qapp, scene)


# ------------------------------------------------------------ in German


@pytest.mark.usefixtures("in_german")
def test_what_the_shell_says_is_german(qapp: QApplication):
    async def scene(room: Room, shell: Shell) -> None:
        await room.bridge.refresh()
        await room.settle()
        assert shell.menu.action("quit").text() == "TrayBridge beenden"
        exo = shell.desktop._services.bridge.config.provider("exo")
        assert exo is not None
        shell.desktop.notifier.history = NoticeHistory(gone={"exo": 0.0}, seen=frozenset({"exo"}))
        shell.desktop.refresh()
        [(title, text)] = shell.icon.told
        assert title == "Exo kann nicht antworten"
        assert text[:1].isupper()

    play(qapp, scene, hosts={"exo": _down()}, config=with_desktop(Config(), welcomed=True))


# ------------------------------------------------------------ notifications


def _down() -> Host:
    host = Host()
    host.reading = DOWN
    return host


def _timed(room: Room, clock: Clock) -> DesktopServices:
    return replace(room.services, monotonic=clock)


def test_a_cluster_that_goes_and_comes_back_is_told_once_each(qapp: QApplication):
    exo = Host()
    exo.reading = exo_reading(("mlx/Llama", ModelState.READY))
    clock = Clock()

    async def scene(room: Room) -> None:
        shell = Shell(room, _timed(room, clock))
        await room.bridge.refresh()
        await room.settle()
        exo.reading = DOWN
        await room.bridge.refresh(["exo"])
        await room.settle()
        assert shell.icon.told == [], "ten seconds first"
        clock.now += 11
        shell.desktop.refresh()
        assert shell.icon.told == [("Exo cannot answer", "Connection refused. Starter model answers until it is back.")]
        exo.reading = exo_reading(("mlx/Llama", ModelState.READY))
        await room.bridge.refresh(["exo"])
        await room.settle()
        assert shell.icon.told[1:] == [("Exo is back", "Llama is ready on 1 machine.")]
        shell.desktop.close()

    use(qapp, scene, hosts={"exo": exo}, config=with_desktop(Config(), welcomed=True))


def test_a_click_on_a_notification_leads_to_what_can_be_done(qapp: QApplication):
    host, ways = Host(), list[tuple[str, Callable[[], None]]]()

    async def notify(title: str, _text: str, clicked: Callable[[], None]) -> bool:
        ways.append((title, clicked))
        return True

    async def scene(room: Room) -> None:
        clock = Clock()
        shell = Shell(room, replace(room.services, notify=notify, monotonic=clock))
        await room.bridge.refresh()
        await room.settle()
        host.reading = AuthenticationFailed("The key was refused", "Enter a new key.")
        await room.bridge.refresh()
        await room.until(lambda: ways)
        assert [title for title, _clicked in ways] == ["OpenRouter needs a new key"]
        ways[0][1]()
        await room.settle()
        settings = shell.desktop._settings
        assert settings is not None
        page = settings.page("providers")
        assert isinstance(page, ProvidersPage)
        assert page.list.current == "openrouter"
        settings.close()
        exo = Notice("exo_lost", "Exo cannot answer", "", "exo")
        shell.desktop.notifier.way_from(exo)()
        assert shell.chat.isVisible()
        shell.desktop.close()

    config = with_desktop(Config(), welcomed=True)
    use(qapp, scene, hosts={"openrouter": host}, keys={"openrouter": "sk-made-up-0123456789"}, config=config)


def test_a_loss_that_lasts_is_told_without_anything_else_happening(qapp: QApplication):
    """The shell looks again by itself when the ten seconds are over."""
    exo = Host()
    exo.reading = exo_reading(("mlx/Llama", ModelState.READY))
    clock = Clock()

    async def scene(room: Room) -> None:
        shell = Shell(room, _timed(room, clock))
        await room.bridge.refresh()
        await room.settle()
        exo.reading = DOWN
        await room.bridge.refresh(["exo"])
        await room.settle()
        assert shell.desktop.notifier.again.isActive()
        clock.now += 11
        shell.desktop.notifier.again.setInterval(0)  # the ten seconds are over
        shell.desktop.notifier.again.start()
        await room.until(lambda: shell.icon.told)
        shell.desktop.close()

    use(qapp, scene, hosts={"exo": exo}, config=with_desktop(Config(), welcomed=True))


def test_a_notification_that_is_switched_off_is_not_shown(qapp: QApplication):
    exo = Host()
    exo.reading = exo_reading(("mlx/Llama", ModelState.READY))
    clock = Clock()

    async def scene(room: Room) -> None:
        shell = Shell(room, _timed(room, clock))
        await room.bridge.refresh()
        await room.settle()
        exo.reading = DOWN
        await room.bridge.refresh(["exo"])
        clock.now += 11
        shell.desktop.refresh()
        clock.now += 11
        shell.desktop.refresh()
        assert shell.icon.told == []
        shell.desktop.close()

    quiet = NotificationsConfig(exo_lost=False)
    use(qapp, scene, hosts={"exo": exo}, config=with_desktop(Config(), welcomed=True, notifications=quiet))


# ------------------------------------------------------------ macOS


def test_an_icon_that_nobody_sees_opens_the_chat_and_says_why(qapp: QApplication):
    async def scene(room: Room, shell: Shell) -> None:
        shell.icon.unseen = TrayBridgeError("The icon is behind the camera notch", "Close a program with an icon.")
        shell.icon._unseen.emit()
        await room.settle()
        assert shell.chat.isVisible()
        box = shell.desktop.box.box
        assert box is not None
        assert "notch" in box.text()

    play(qapp, scene)


def test_a_click_in_the_dock_opens_the_chat_which_takes_the_keyboard(qapp: QApplication):
    async def inside(room: Room) -> None:
        system = FakeMac()
        mac = MacDesktop(system)
        shell = Shell(room, replace(room.services, mac=mac))
        mac._reopen_now()
        await room.settle()
        assert shell.chat.isVisible()
        assert system.activations >= 1
        shell.desktop.close()

    use(qapp, inside)


def test_a_look_that_is_written_into_the_settings_is_there_at_once(qapp: QApplication):
    async def scene(room: Room, shell: Shell) -> None:
        shell.desktop.open_settings("general")
        assert theme().appearance == "dark", "with the first window"
        room.bridge.adopt_config(with_desktop(room.config, appearance="light", text_size=130))
        await room.until(lambda: theme().appearance == "light" and theme().text_size == 1.3)
        room.bridge.adopt_config(with_desktop(room.config, appearance="", text_size=100))
        await room.until(lambda: theme().appearance == "system" and theme().text_size == 1.0)

    play(qapp, scene, config=with_desktop(Config(), appearance="dark"))
