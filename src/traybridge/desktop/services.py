"""What the desktop needs beside the Bridge; the composition root hands it over."""

import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from traybridge.core.bridge import Bridge
from traybridge.core.discovery import DiscoveredServer
from traybridge.core.errors import TrayBridgeError
from traybridge.core.ports import Importer, JournalReader, LoginItem
from traybridge.core.presentation.diagnosis import Finding
from traybridge.core.secret import Secret
from traybridge.core.tasks import TaskOwner

if TYPE_CHECKING:
    from traybridge.desktop.macos import MacDesktop

Notify = Callable[[str, str, Callable[[], None]], Coroutine[Any, Any, bool]]
"""Title, text and what a click on it does; False where nothing was shown."""


class EnvironmentKey(Protocol):
    """A key that stands in an environment variable: offered, and used only when somebody says so."""

    @property
    def preset(self) -> str: ...

    @property
    def variable(self) -> str: ...

    @property
    def secret(self) -> Secret: ...


@dataclass(frozen=True, slots=True)
class DesktopServices:
    """``quit`` sets the stop event; ``unlock`` asks the keyring for its password and reads the keys again.

    What is None does not exist here and is not shown. ``problem``: why the settings in force are not the file's;
    ``discover`` looks for known programs on this machine; ``environment_keys`` are offered, never used unasked;
    ``examine`` is the doctor for one provider, ``examine_all`` for everything, each finding with the id of what it is
    about; ``wipe_journal`` and ``wipe_chats`` give how many there were;
    ``export`` writes settings and chats, without keys, to a path; ``notify`` shows a notification without the tray
    icon's help, and ``notify_note`` says what is odd about it; ``mac``: on macOS, what only AppKit knows.
    """

    bridge: Bridge
    tasks: TaskOwner
    quit: Callable[[], None]
    login: LoginItem | None
    unlock: Callable[[], Coroutine[Any, Any, None]]
    platform: str
    desktop_name: str
    reduced_motion: bool = False
    version: str = ""
    config_file: str = ""
    home: str = ""
    problem: Callable[[], TrayBridgeError | None] = lambda: None
    discover: Callable[[], Coroutine[Any, Any, Sequence[DiscoveredServer]]] | None = None
    environment_keys: Callable[[], Sequence[EnvironmentKey]] = lambda: ()
    examine: Callable[[str], Coroutine[Any, Any, Sequence[Finding]]] | None = None
    examine_all: Callable[[], Coroutine[Any, Any, Sequence[tuple[str, Finding]]]] | None = None
    journal: JournalReader | None = None
    wipe_journal: Callable[[], Coroutine[Any, Any, int]] | None = None
    wipe_chats: Callable[[], Coroutine[Any, Any, int]] | None = None
    export: Callable[[str], Coroutine[Any, Any, None]] | None = None
    importer: Importer | None = None
    notify: Notify | None = None
    notify_note: str = ""
    mac: "MacDesktop | None" = None
    monotonic: Callable[[], float] = time.monotonic
