"""Give this process an application id of its own on Windows, so that the taskbar does not take it for Python."""

import sys
from contextlib import suppress
from typing import Any

APP_ID = "TrayBridge.TrayBridge"


def name_this_process(shell: Any = None) -> None:
    """Set the AppUserModelID; before the first window. ``shell``: another shell32.

    Where it fails (Windows before 7, Wine) the program is grouped as Python, and goes on.
    """
    with suppress(AttributeError, OSError):
        (shell or _shell32()).SetCurrentProcessExplicitAppUserModelID(APP_ID)


def _shell32() -> Any:
    if sys.platform != "win32":
        return None
    import ctypes

    return ctypes.windll.shell32
