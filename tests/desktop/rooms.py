"""A desktop without a house behind it: a real Bridge over fakes, the settings file in memory, a keyring in a dict."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from tests.core.fakes import FakeProvider, answer

from traybridge.core.bridge import Bridge
from traybridge.core.clock import SystemClock
from traybridge.core.config import Config, check_config
from traybridge.core.errors import KeyringProblem, TrayBridgeError
from traybridge.core.keyring import origin_entry
from traybridge.core.ports import Journal, KeyCheck, Provider, ProviderContext
from traybridge.core.secret import Secret
from traybridge.core.tasks import TaskOwner
from traybridge.desktop.application import run
from traybridge.desktop.services import DesktopServices

FRAME = 0.04
"""Seconds in which a change reaches what follows it: the tray's menu and words."""
ROUNDS = 75
"""0.3 s of rounds; counted and not timed, because on a busy machine a moment is over before anything had its turn."""


@dataclass
class MemoryStore:
    """The config file: checks as the real one does, and can be told to fail."""

    config: Config
    broken: TrayBridgeError | None = None
    edits: int = 0

    def current(self) -> Config:
        return self.config

    def edit(self, change: Callable[[Config], Config]) -> Config:
        if self.broken is not None:
            raise self.broken
        new = change(self.config)
        check_config(new)
        self.edits += new != self.config
        self.config = new
        return new


@dataclass
class MemoryKeys:
    """The keyring; ``problem`` is what every call raises, ``origins`` the entries beside the keys."""

    kept: dict[str, Secret] = field(default_factory=dict)
    problem: KeyringProblem | None = None
    origins: dict[str, Secret] = field(default_factory=dict)

    def _entries(self, account: str) -> dict[str, Secret]:
        if self.problem is not None:
            raise self.problem
        return self.origins if account.endswith(origin_entry("")) else self.kept

    async def get(self, account: str) -> Secret | None:
        return self._entries(account).get(account)

    async def set(self, account: str, secret: Secret) -> None:
        self._entries(account)[account] = secret

    async def delete(self, account: str) -> bool:
        return self._entries(account).pop(account, None) is not None


class Host(FakeProvider):
    """A provider whose key check and Exo commands are remembered and answered as the test wants."""

    def __init__(self) -> None:
        super().__init__(answer())
        self.checked: list[Secret | None] = []
        self.check: KeyCheck | asyncio.Event = KeyCheck(True, "The key works")
        self.calls: list[tuple[str, str]] = []
        self.refusal: TrayBridgeError | None = None
        self.dashboard = "http://127.0.0.1:9/"

    async def check_key(self, key: Secret | None) -> KeyCheck:
        self.checked.append(key)
        if isinstance(self.check, asyncio.Event):
            await self.check.wait()
            return KeyCheck(True, "The key works")
        return self.check

    async def fits(self, model: str) -> tuple[bool, str]:
        return True, model

    async def load(self, model: str) -> None:
        self.calls.append(("load", model))
        if self.refusal is not None:
            raise self.refusal

    async def unload(self, model: str) -> None:
        self.calls.append(("unload", model))
        if self.refusal is not None:
            raise self.refusal


@dataclass
class Room:
    """What a scene plays with."""

    bridge: Bridge
    services: DesktopServices
    store: MemoryStore
    keys: MemoryKeys
    hosts: dict[str, Host]
    quits: list[bool]
    window: QWidget | None = None

    @property
    def config(self) -> Config:
        return self.bridge.config

    async def until(self, true: Callable[[], object], seconds: float = 30.0) -> None:
        """Wait until something is so; each turn of the loop Qt draws and answers."""
        try:
            async with asyncio.timeout(seconds):
                while not true():
                    await asyncio.sleep(0.005)
        except TimeoutError:
            raise AssertionError("it did not become so") from None

    async def settle(self) -> None:
        """Let everything that was begun come to its end: tasks, changes of the settings, windows that follow.

        What hangs on purpose is waited for no longer than a moment.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        quiet = 0
        for _ in range(ROUNDS):
            if quiet == 3:
                break
            await asyncio.sleep(0.004)
            quiet = 0 if self._busy() or loop.time() < began + FRAME else quiet + 1

    def _busy(self) -> bool:
        running = [task.get_name() for task in self.services.tasks._tasks if not task.done()]
        settling = any(getattr(one, "settling", False) for one in QApplication.topLevelWidgets())
        return settling or any(not name.endswith("monitor") for name in running)


Scene = Callable[[Room], Awaitable[None]]


def use(
    qapp: QApplication,
    scene: Scene,
    *,
    config: Config | None = None,
    hosts: Mapping[str, Host] | None = None,
    keys: Mapping[str, str] | None = None,
    keyring: KeyringProblem | None = None,
    history: Journal | None = None,
    expected: Sequence[type[BaseException]] = (),
    **services: Any,
) -> None:
    """Play a scene on Qt's loop; errors of tasks fail the test, unless they are ``expected``."""

    async def main(_stop: asyncio.Event) -> int:
        errors: list[BaseException] = []
        store = MemoryStore(config or Config())
        kept = MemoryKeys({name: Secret(text) for name, text in (keys or {}).items()}, keyring)
        made: dict[str, Host] = dict(hosts or {})

        def build(context: ProviderContext) -> Provider:
            return made.setdefault(context.provider.id, Host())

        async with TaskOwner("test", lambda _name, error: errors.append(error)) as tasks:
            bridge = Bridge(
                store.config,
                build=build,
                clock=SystemClock(),
                tasks=tasks,
                store=store,
                secrets=kept,
                journal=history,
            )
            await bridge.load()
            quits: list[bool] = []
            given: dict[str, Any] = {"login": None, "unlock": bridge.load_keys}
            ready = DesktopServices(
                bridge=bridge,
                tasks=tasks,
                quit=lambda: quits.append(True),
                platform="linux",
                desktop_name="",
                **(given | services),
            )
            room = Room(bridge, ready, store, kept, made, quits)
            try:
                await scene(room)
            finally:
                if room.window is not None:
                    room.window.hide()
                    room.window.deleteLater()
        unexpected = [error for error in errors if not isinstance(error, tuple(expected))]
        assert unexpected == []
        return 0

    assert run(qapp, main) == 0


# ------------------------------------------------------------ looking and typing


def seen(where: QWidget) -> list[str]:
    """Every label that can be seen in there, with its text."""
    return [one.text() for one in where.findChildren(QLabel) if one.isVisible() and one.text()]


def button(where: QWidget, name: str) -> QPushButton:
    """The button of that text, or that name for a screen reader."""
    found = [
        one for one in where.findChildren(QPushButton) if one.isVisible() and name in {one.text(), one.accessibleName()}
    ]
    assert len(found) == 1, f"{len(found)} buttons are called {name!r}"
    return found[0]


def press(
    widget: QWidget | None, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press keys in a widget (None: where the keyboard is)."""
    target = widget or QApplication.focusWidget()
    assert target is not None
    for key in keys:
        QTest.keyClick(target, key, modifier)


def write(widget: QWidget, text: str, *, enter: bool = True) -> None:
    """Replace what stands in a field, and press Enter."""
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    if text.isascii() and text.isprintable():
        QTest.keyClicks(widget, text)
    else:  # what has no key of its own is pasted
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    if enter:
        QTest.keyClick(widget, Qt.Key.Key_Return)


def dark_palette() -> QPalette:
    """Fusion's dark colours, as Qt shows them where the system is dark; a bare X server has no scheme to switch."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in {
        roles.Window: "#323232", roles.WindowText: "#ffffff", roles.Base: "#242424", roles.AlternateBase: "#2b2b2b",
        roles.Text: "#ffffff", roles.Button: "#323232", roles.ButtonText: "#ffffff", roles.BrightText: "#4b4b4b",
        roles.Light: "#4b4b4b", roles.Midlight: "#2a2a2a", roles.Dark: "#212121", roles.Mid: "#262626",
        roles.Shadow: "#191919", roles.Highlight: "#308cc6", roles.HighlightedText: "#ffffff", roles.Link: "#77b8f0",
        roles.LinkVisited: "#b48ef0", roles.ToolTipBase: "#3c3c3c", roles.ToolTipText: "#d4d4d4",
    }.items():  # fmt: skip
        palette.setColor(role, QColor(colour))
    palette.setColor(roles.PlaceholderText, QColor(255, 255, 255, 128))
    disabled = QPalette.ColorGroup.Disabled
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(disabled, role, QColor("#9d9d9d"))
    palette.setColor(disabled, roles.Highlight, QColor("#919191"))
    return palette
