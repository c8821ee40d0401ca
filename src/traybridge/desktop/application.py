"""The Qt application: one loop for Qt and asyncio, and quitting by one stop event."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtWidgets import QApplication

from traybridge.desktop.language import install
from traybridge.desktop.loop import BridgeLoop

APP_ID = "traybridge"
APP_NAME = "TrayBridge"


class _QuitFilter(QObject):
    """Turn every wish to quit (session end, Cmd-Q, last window) into the stop event: nobody calls quit()."""

    def __init__(self, stop: Callable[[], None]) -> None:
        super().__init__()
        self._stop = stop

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Quit:
            self._stop()
            return True
        return super().eventFilter(watched, event)


def make_application(arguments: list[str]) -> QApplication:
    """Make the QApplication: named, in the person's language, and not ending with its last window."""
    QApplication.setApplicationName(APP_ID)
    QApplication.setApplicationDisplayName(APP_NAME)
    QApplication.setDesktopFileName(APP_ID)
    app = QApplication(arguments)
    app.setQuitOnLastWindowClosed(False)
    install(app, QLocale.system())
    return app


def run(app: QApplication, main: Callable[[asyncio.Event], Coroutine[Any, Any, int]]) -> int:
    """Run a coroutine on Qt's loop until it ends; it gets the stop event and unwinds by itself when that is set."""
    loop = BridgeLoop(app)
    asyncio.set_event_loop(loop)
    stop = asyncio.Event()
    quit_filter = _QuitFilter(stop.set)
    app.installEventFilter(quit_filter)
    app.commitDataRequest.connect(lambda _manager: stop.set())
    try:
        return int(loop.run_until_complete(main(stop)))
    finally:
        app.removeEventFilter(quit_filter)
        _cancel_the_rest(loop)
        loop.run_until_complete(loop.shutdown_asyncgens())
        asyncio.set_event_loop(None)
        loop.close()


def _cancel_the_rest(loop: BridgeLoop) -> None:
    """End what main left behind when it raised, as asyncio.run does."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.wait(left))
