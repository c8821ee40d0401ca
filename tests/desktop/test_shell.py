"""The desktop as one: the first start, the way into the settings, notifications; the icon is a fake that remembers."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from tests.core.fakes import catalogue, exo_reading
from tests.desktop.rooms import Host, Room, press, use

from traybridge.core.config import Config, NotificationsConfig, ProviderConfig
from traybridge.core.errors import AuthenticationFailed, Unreachable
from traybridge.core.readings import ModelState
from traybridge.desktop.livemenu import LiveMenu
from traybridge.desktop.popup.window import ChatWindow
from traybridge.desktop.services import Services
from traybridge.desktop.settings.general import with_desktop
from traybridge.desktop.settings.providers import Providers
from traybridge.desktop.shell import Desktop
from traybridge.desktop.tray import Tray

DOWN = Unreachable("connection refused", refused=True)


class Icon(Tray):
    """An icon without a tray: what it would show as notifications is remembered."""

    def __init__(self, menu: QMenu) -> None:
        super().__init__(menu, desktop_name="", reduced_motion=True)
        self.told: list[tuple[str, str]] = []

    def notify(self, title: str, text: str) -> None:
        self.told.append((title, text))


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Shell:
    def __init__(self, room: Room, services: Services | None = None) -> None:
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
        await room.until(lambda: room.bridge.snapshot().attention)
        await room.settle()
        assert shell.menu.action("attention.0").text() == "⚠ OpenRouter: key rejected"
        shell.menu.action("attention.0").trigger()
        await room.settle()
        page = window.page("providers")
        assert isinstance(page, Providers)
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


# ------------------------------------------------------------ notifications


def _down() -> Host:
    host = Host()
    host.reading = DOWN
    return host


def _timed(room: Room, clock: Clock) -> Services:
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
        assert shell.icon.told == [("Exo cannot answer", "Connection refused")]
        exo.reading = exo_reading(("mlx/Llama", ModelState.READY))
        await room.bridge.refresh(["exo"])
        await room.settle()
        assert shell.icon.told[1:] == [("Exo is back", "1 node, Llama ready")]
        shell.desktop.close()

    use(qapp, scene, hosts={"exo": exo}, config=with_desktop(Config(), welcomed=True))


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
        assert shell.desktop._again.isActive()
        clock.now += 11
        shell.desktop._again.setInterval(0)  # the ten seconds are over
        shell.desktop._again.start()
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
