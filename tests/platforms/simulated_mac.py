"""Make this process a Mac's, as far as Python code can tell: before anything of the program is imported.

What is real here: the program, Python, Qt (its offscreen plugin), SQLite, sockets, keyring's own macOS backend. What is
simulated: sys.platform, AppKit and ServiceManagement, the menu bar's icon, Security, launchd, osascript. What is not
there on a Mac is taken away: jeepney, secretstorage, pidfds, netlink, SO_PEERCRED.

$SIMULATED_MAC is JSON: ``version`` of macOS, ``framework`` build of Python, ``pyobjc`` ("", "none", "other"), ``icon``
(x, y, width, height in the screen's points), ``notch`` (points beside it, left and right), ``reduce_motion``.
"""

import json
import os
import platform
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from tests.platforms.hand import listen
from tests.system.fake_appkit import FakeAppKit, FakeScreen

LINUX_ONLY = {
    os: ("pidfd_open", "sched_getaffinity", "sched_setaffinity", "memfd_create", "eventfd", "getrandom"),
    socket: ("AF_NETLINK", "SO_PEERCRED", "AF_PACKET", "NETLINK_ROUTE"),
}
ABSENT = ("jeepney", "secretstorage", "dbus_fast", "dbus")
SETTINGS = {
    "version": "26.1",
    "framework": False,
    "pyobjc": "",
    "icon": (600, 0, 30, 24),
    "notch": (0, 0),
    "reduce_motion": False,
}


class NotificationCenter:
    """An NSNotificationCenter; a block that returns something ends the process, as PyObjC does for a void one."""

    def __init__(self) -> None:
        self._observers: dict[object, tuple[str, Callable[[Any], Any]]] = {}

    def addObserverForName_object_queue_usingBlock_(  # noqa: N802
        self, name: str, sender: Any, queue: Any, block: Callable[[Any], Any]
    ) -> object:
        assert isinstance(name, str), name
        assert (sender, queue) == (None, None)
        token = object()
        self._observers[token] = name, block
        return token

    def removeObserver_(self, token: object) -> None:  # noqa: N802
        del self._observers[token]

    def post(self, name: str) -> int:
        """Tell everybody who listens; how many those are."""
        blocks = [block for wanted, block in self._observers.values() if wanted == name]
        for block in blocks:
            if block(SimpleNamespace(name=lambda: name)) is not None:
                sys.stderr.write("a block that is declared void returned a value\n")
                sys.stderr.flush()
                os.abort()
        return len(blocks)


class SimulatedAppKit(FakeAppKit):
    """The module AppKit, with the notification center of NSWorkspace."""

    center = NotificationCenter()

    @property
    def NSWorkspace(self) -> Any:  # noqa: N802
        workspace = super().NSWorkspace.sharedWorkspace()
        workspace.notificationCenter = lambda: self.center
        return SimpleNamespace(sharedWorkspace=lambda: workspace)


APPKIT = SimulatedAppKit()
SIMULATED: dict[str, Any] = dict(SETTINGS)
"""What is simulated now; the bench may change it while the program runs (tests/platforms/hand.py)."""


def begin() -> None:
    """Become a Mac."""
    SIMULATED.update(json.loads(os.environ.get("SIMULATED_MAC", "{}")))
    sys.platform = "darwin"
    platform.system = lambda: "Darwin"
    platform.mac_ver = lambda *_args, **_named: (str(SIMULATED["version"]), ("", "", ""), "arm64")
    sys._framework = "Python" if SIMULATED["framework"] else ""
    for module, names in LINUX_ONLY.items():
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    for name in ABSENT:
        sys.modules[name] = None  # type: ignore[assignment]
    _modules()
    _programs()
    if port_file := os.environ.pop("BENCH_HAND", ""):  # no program that this one starts is the one to drive
        listen(Path(port_file), _menu_bar, {"appkit": APPKIT, "simulated": SIMULATED, "shown": shown})


def _modules() -> None:
    """What only a Mac has to import."""
    match SIMULATED["pyobjc"]:
        case "none":
            sys.modules |= dict.fromkeys(("AppKit", "Foundation", "objc", "ServiceManagement"), None)  # type: ignore[arg-type]
        case "other":
            sys.modules["AppKit"] = ModuleType("AppKit")
        case _:
            sys.modules["AppKit"] = APPKIT  # type: ignore[assignment]
            APPKIT.reduce_motion = bool(SIMULATED["reduce_motion"])
            left, right = SIMULATED["notch"]
            APPKIT.screens = [FakeScreen(width=800, left=left, right=right)]
    proxies = ModuleType("_scproxy")
    proxies._get_proxies = proxies._get_proxy_settings = dict  # type: ignore[attr-defined]
    trust = ModuleType("truststore")
    trust.SSLContext = ssl.SSLContext  # type: ignore[attr-defined]
    sys.modules |= {"_scproxy": proxies, "truststore": trust}


def _programs() -> None:
    """Programs at their places on a Mac (/bin/launchctl) are the bench's, on PATH."""

    class Popen(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, args: Any, *rest: Any, **named: Any) -> None:
            super().__init__(_on_path(args), *rest, **named)

    subprocess.Popen = Popen  # type: ignore[misc]


def _on_path(command: Any) -> Any:
    if isinstance(command, list | tuple) and command:
        first = str(command[0])
        if first.startswith("/") and not Path(first).exists() and (found := shutil.which(Path(first).name)):
            return [found, *command[1:]]
    return command


shown: list[tuple[str, str]] = []
"""Messages that went to Qt's own notifications, which a Python install on a Mac never shows (M5)."""


def _menu_bar(widgets: Any) -> None:
    """Qt's icon as it is on a Mac: always available, visible and somewhere."""
    from PySide6.QtCore import QRect

    class MenuBarIcon(widgets.QSystemTrayIcon):  # type: ignore[misc]
        @staticmethod
        def isSystemTrayAvailable() -> bool:  # noqa: N802
            return True

        def geometry(self) -> QRect:
            return QRect(*SIMULATED["icon"])

        def showMessage(self, title: str, text: str, *_rest: object) -> None:  # noqa: N802
            shown.append((title, text))

    widgets.QSystemTrayIcon = MenuBarIcon
