"""The Qt application: one loop for Qt and asyncio, and quitting by one stop event."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.language import install
from traybridge.desktop.loop import BridgeLoop

APP_ID = "traybridge"
APP_NAME = "TrayBridge"


def make_application(arguments: list[str], *, accessory: bool = False) -> QApplication:
    """Make the QApplication: named, in the person's language, and not ending with its last window.

    ``accessory`` (macOS): whoever calls sets the activation policy. Qt would make a plain Python a foreground program,
    with an icon in the Dock and the keyboard taken at each start (QCocoaIntegration, Qt 6.11.3).
    """
    if accessory:
        os.environ.setdefault("QT_MAC_DISABLE_FOREGROUND_APPLICATION_TRANSFORM", "1")
    QApplication.setApplicationName(APP_ID)
    QApplication.setApplicationDisplayName(APP_NAME)
    QApplication.setDesktopFileName(APP_ID)
    app = QApplication(arguments)
    app.setQuitOnLastWindowClosed(False)
    install(app, QLocale.system())
    return app


def run(app: QApplication, main: Callable[[asyncio.Event], Coroutine[Any, Any, int]]) -> int:
    """Run a coroutine on Qt's loop until it ends; it gets the stop event and unwinds by itself when that is set.

    Every wish to quit (session end, Cmd-Q, QApplication.quit()) ends Qt's loop under it: then the stop event is set and
    the loop goes on. An event filter would be told before; one in Python makes PySide look at every event of the whole
    program, and build 182 enumerations for the first one (60 ms before the icon shows, measured).

    Raises:
        TrayBridgeError: the display server went away.
    """
    loop = BridgeLoop(app)
    asyncio.set_event_loop(loop)
    stop = asyncio.Event()
    app.commitDataRequest.connect(lambda _manager: stop.set())
    life = loop.create_task(main(stop))
    life.add_done_callback(lambda _life: loop.stop())
    while not life.done():
        if loop.run_forever() != 0:
            loop.close()  # Qt runs nothing any more: what was going on ends with the process
            raise TrayBridgeError("The connection to the screen was lost", "Start TrayBridge again.")
        stop.set()
    try:
        return int(life.result())
    finally:
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
