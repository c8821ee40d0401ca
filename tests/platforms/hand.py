"""In the program: do what a person does to its icon, menu and windows when the bench says so (see program.py).

A thread takes requests over TCP on 127.0.0.1, one line of JSON each; they are carried out in Qt's thread. It works
wherever the program runs: in the simulated Mac and on Windows' Python.
"""

import gc
import importlib.abc
import importlib.util
import json
import queue
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

SECONDS = 150.0
"""For a request to be carried out; a program under Wine takes half a minute to its event loop."""


def listen(
    port_file: Path, change: Callable[[ModuleType], object] = lambda _: None, simulated: Mapping[str, Any] | None = None
) -> None:
    """Begin to take requests when the program loads Qt's windows; the port is written to a file.

    ``change`` is done to PySide6.QtWidgets at once; ``simulated``: what simulates this machine.
    """

    def begin(widgets: ModuleType) -> None:
        change(widgets)
        hand = Hand(dict(simulated or {}))
        server = socket.create_server(("127.0.0.1", 0))
        part = port_file.with_suffix(".part")
        part.write_text(str(server.getsockname()[1]))
        part.replace(port_file)
        threading.Thread(target=_serve, args=(server, hand), name="bench.hand", daemon=True).start()

    sys.meta_path.insert(0, _AfterImport("PySide6.QtWidgets", begin))


class _AfterImport(importlib.abc.MetaPathFinder):
    """Do something right after a module was imported, in the thread that did it: for Qt the program's own."""

    def __init__(self, name: str, work: Callable[[ModuleType], None]) -> None:
        self._name = name
        self._work = work

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        assert spec is not None
        loader: Any = spec.loader
        execute = loader.exec_module

        def execute_and_work(module: ModuleType) -> None:
            execute(module)
            self._work(module)

        loader.exec_module = execute_and_work
        return spec


def _serve(server: socket.socket, hand: "Hand") -> None:
    while True:
        connection, _ = server.accept()
        with connection, connection.makefile("rw", encoding="utf-8") as stream:
            request = json.loads(stream.readline())
            try:
                reply = {"value": _in_qt(hand, getattr(hand, request["do"]), request["args"])}
            except Exception:  # noqa: BLE001  the bench raises it
                reply = {"error": traceback.format_exc()}
            stream.write(json.dumps(reply, default=str) + "\n")


def _in_qt(hand: "Hand", work: Callable[..., Any], arguments: list[Any]) -> Any:
    answer: queue.Queue[tuple[Any, BaseException | None]] = queue.Queue()

    def run() -> None:
        try:
            answer.put((work(*arguments), None))
        except Exception as error:  # noqa: BLE001  raised where it was asked for
            answer.put((None, error))

    hand.courier.call.emit(run)
    value, error = answer.get(timeout=SECONDS)
    if error is not None:
        raise error
    return value


def _make_courier() -> Any:
    from PySide6.QtCore import QObject, Qt, Signal

    class Courier(QObject):
        """Carries work into Qt's thread, whose it is."""

        call = Signal(object)

        def run(self, work: Callable[[], None]) -> None:
            work()

    courier = Courier()
    courier.call.connect(courier.run, Qt.ConnectionType.QueuedConnection)
    return courier


class Hand:
    """Each public method is a request of the bench; what it returns must be JSON."""

    def __init__(self, simulated: dict[str, Any]) -> None:
        self._simulated = simulated
        self._polls = 0
        self.courier = _make_courier()

    # ------------------------------------------------------------ the icon

    @property
    def _tray(self) -> Any:
        from traybridge.desktop.tray.icon import Tray

        return next(one for one in gc.get_objects() if isinstance(one, Tray))

    def icon(self) -> dict[str, Any]:
        """Whether it is there, and its words."""
        icon = self._tray._icon
        if icon is None:
            return {"there": False, "words": "", "menu": False}
        return {"there": True, "words": icon.toolTip(), "menu": bool(icon.contextMenu())}

    def click(self, reason: str, pressed: int = 0, modifiers: int = 0, event: int | None = None) -> None:
        """One ``activated`` of Qt's; on the simulated Mac with what NSEvent says meanwhile."""
        from PySide6.QtWidgets import QSystemTrayIcon

        if (appkit := self._simulated.get("appkit")) is not None:
            appkit.pressed, appkit.modifiers, appkit.event_type = pressed, modifiers, event
        self._tray._icon.activated.emit(QSystemTrayIcon.ActivationReason[reason])

    def open_menu(self) -> None:
        """Show the menu, as the system does at a right click."""
        from PySide6.QtCore import QPoint

        self._tray._menu.popup(QPoint(100, 100))

    def menu(self) -> list[dict[str, Any]]:
        """The rows of the icon's menu."""
        return [
            {"text": one.text(), "on": one.isChecked(), "enabled": one.isEnabled()}
            for one in self._tray._menu.actions()
            if not one.isSeparator()
        ]

    def choose(self, *path: str) -> None:
        """Choose a row of the menu by how its text begins, one for each level."""
        action, menu = None, self._tray._menu
        menu.aboutToShow.emit()
        for step in path:
            action = next((one for one in menu.actions() if one.text().startswith(step)), None)
            assert action is not None, f"{step}: {[one.text() for one in menu.actions()]}"
            menu = action.menu()
        assert action is not None
        assert action.isEnabled(), action.text()
        action.trigger()

    # ------------------------------------------------------------ windows

    def windows(self) -> list[dict[str, Any]]:
        """The windows that are to be seen, menus too."""
        return [
            {"kind": type(one).__name__, "title": one.windowTitle(), "active": one.isActiveWindow()}
            for one in self._visible()
        ]

    def texts(self, kind: str = "") -> list[str]:
        """Every text in the windows of a kind."""
        from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

        found = []
        for window in self._visible():
            if kind and type(window).__name__ != kind:
                continue
            for one in [window, *window.findChildren(QWidget)]:
                if not one.isVisible():
                    continue
                if isinstance(one, QLabel | QAbstractButton | QLineEdit):
                    found.append(one.text())
                elif isinstance(one, QTextEdit | QPlainTextEdit):
                    found.append(one.toPlainText())
        return [text for text in found if text]

    def ask(self, question: str) -> None:
        """Type a question into the chat, key by key, and press Enter."""
        composer = self._find("Composer")
        self._type(composer, question)
        self._key(composer, "Key_Return")

    def close_windows(self) -> None:
        for one in self._visible():
            one.close()

    def close_menus(self) -> None:
        from PySide6.QtWidgets import QMenu

        for one in self._visible():
            if isinstance(one, QMenu):
                one.close()

    def press(self, text: str) -> None:
        """Click the visible button with this text or accessible name."""
        from PySide6.QtWidgets import QAbstractButton

        for window in self._visible():
            for one in window.findChildren(QAbstractButton):
                if one.isVisible() and text in {one.text().replace("&", ""), one.accessibleName()}:
                    assert one.isEnabled(), text
                    one.click()
                    return
        raise AssertionError(f"no button {text!r}: {self.buttons()}")

    def buttons(self) -> list[str]:
        from PySide6.QtWidgets import QAbstractButton

        return [
            one.text() or one.accessibleName()
            for window in self._visible()
            for one in window.findChildren(QAbstractButton)
            if one.isVisible()
        ]

    def fill(self, kind: str, text: str) -> None:
        """Type a text into the first visible field of a class."""
        field = self._find(kind)
        self._type(field, text)

    def settings(self, page: str) -> None:
        """Open a page of the settings, as a link in the program does."""
        self._desktop().open_settings(page)

    # ------------------------------------------------------------ the machine

    def activate(self) -> None:
        """What a click in the Dock is for Qt."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QGuiApplication

        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)

    def focus_changes(self) -> None:
        """What Qt says when a window of ours gets or loses the keyboard; its offscreen plugin has none to give."""
        from PySide6.QtGui import QGuiApplication

        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.emit(None)

    def request_quit(self) -> None:
        """Cmd-Q, the Dock's Quit, or a logout: Qt asks every window whether it may close."""
        from PySide6.QtCore import QCoreApplication, QEvent
        from PySide6.QtWidgets import QApplication

        application = QApplication.instance()
        assert application is not None
        QCoreApplication.postEvent(application, QEvent(QEvent.Type.Quit))

    def post(self, name: str) -> int:
        """A notification of NSWorkspace; how many heard it."""
        return int(self._simulated["appkit"].center.post(name))

    def appkit(self) -> dict[str, Any]:
        """What was asked of NSApplication, and what Qt was told to show by itself."""
        appkit = self._simulated["appkit"]
        return {
            "policies": appkit.policies,
            "activations": len(appkit.activations),
            "shown": self._simulated["shown"],
        }

    def simulate(self, changes: dict[str, Any]) -> None:
        """Change what is simulated (simulated_mac.py)."""
        self._simulated["simulated"].update(changes)

    def reduce_motion(self, on: bool) -> None:
        self._simulated["appkit"].reduce_motion = on

    def motion(self) -> bool:
        """Whether the icon moves now."""
        return bool(self._tray._motion.isActive())

    def count_polls(self) -> None:
        """From now on count how often the loop's thread looks for completed I/O (Windows)."""
        proactor = self._loop()._proactor
        select = proactor.select

        def counted(timeout: float | None = None) -> Any:
            self._polls += 1
            return select(timeout)

        proactor.select = counted

    def polls(self) -> int:
        return self._polls

    # ------------------------------------------------------------ inside

    def _loop(self) -> Any:
        from traybridge.desktop.loop import BridgeLoop

        return next(one for one in gc.get_objects() if isinstance(one, BridgeLoop))

    def _desktop(self) -> Any:
        from traybridge.desktop.controller import Desktop

        return next(one for one in gc.get_objects() if isinstance(one, Desktop))

    def _visible(self) -> list[Any]:
        from PySide6.QtWidgets import QApplication

        return [one for one in QApplication.topLevelWidgets() if one.isVisible()]

    def _find(self, kind: str) -> Any:
        from PySide6.QtWidgets import QWidget

        for window in self._visible():
            for one in window.findChildren(QWidget):
                if type(one).__name__ == kind and one.isVisible() and one.isEnabled():
                    return one
        raise AssertionError(f"no {kind} in {self.windows()}")

    def _type(self, widget: Any, text: str) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        widget.setFocus()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(widget, event)

    def _key(self, widget: Any, key: str) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(widget, QKeyEvent(kind, Qt.Key[key], Qt.KeyboardModifier.NoModifier))
