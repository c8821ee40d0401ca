"""What the desktop needs beside the Bridge; the composition root hands it over."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from traybridge.core.bridge import Bridge
from traybridge.core.errors import TrayBridgeError
from traybridge.core.ports import LoginItem
from traybridge.core.tasks import TaskOwner


@dataclass(frozen=True, slots=True)
class Services:
    """``quit`` sets the stop event; ``unlock`` asks the keyring for its password and reads the keys again."""

    bridge: Bridge
    tasks: TaskOwner
    quit: Callable[[], None]
    login: LoginItem | None
    unlock: Callable[[], Coroutine[Any, Any, None]]
    platform: str
    desktop_name: str
    reduced_motion: bool = False


Tell = Callable[[TrayBridgeError], None]
