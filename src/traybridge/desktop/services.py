"""What the desktop needs beside the Bridge; the composition root hands it over."""

import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from traybridge.core.bridge import Bridge
from traybridge.core.discovery import DiscoveredServer
from traybridge.core.doctor import Finding
from traybridge.core.errors import TrayBridgeError
from traybridge.core.ports import LoginItem
from traybridge.core.secret import Secret
from traybridge.core.tasks import TaskOwner

Tell = Callable[[TrayBridgeError], None]
Notify = Callable[[str, str, Callable[[], None]], Coroutine[Any, Any, bool]]
"""Title, text and what a click on it does; False where nothing was shown."""


class JournalReader(Protocol):
    """What was asked of whom, never the content. Raises TrayBridgeError."""

    async def tail(self, limit: int = 20) -> Sequence[Mapping[str, Any]]:
        """The newest rows, oldest first."""
        ...


class EnvironmentKey(Protocol):
    """A key that stands in an environment variable: offered, and used only when somebody says so."""

    @property
    def preset(self) -> str: ...

    @property
    def variable(self) -> str: ...

    @property
    def secret(self) -> Secret: ...


@dataclass(frozen=True, slots=True)
class OldItem:
    """One line of what an older tool left: ``key`` is masked, ``action`` add, update, same or skip.

    ``left_out``: it would come in, but somebody does not want it.
    """

    source: str
    name: str
    key: str
    action: str
    problem: str = ""
    left_out: bool = False

    @property
    def choice(self) -> bool:
        """It can be brought in or left out."""
        return self.left_out or self.action in {"add", "update"}


@dataclass(frozen=True, slots=True)
class OldSettings:
    """What an import would bring; nothing has been written.

    ``keys`` to be stored, ``chats`` to be added, ``plain`` the files that hold keys, ``problem``: why the keyring could
    not be looked at, "" when it could. ``news``: there is something to bring from files, not only from the environment.
    """

    items: tuple[OldItem, ...]
    keys: int = 0
    chats: int = 0
    plain: tuple[str, ...] = ()
    problem: str = ""
    news: bool = False


@dataclass(frozen=True, slots=True)
class Cleared:
    """What scrubbing did: ``changed`` files hold no key any more, ``kept`` ones still do, each with the reason."""

    changed: tuple[str, ...]
    kept: tuple[str, ...] = ()


class OldSettingsImport(Protocol):
    """Older tools' settings: look, choose, bring, clear. Each raises TrayBridgeError."""

    async def look(self) -> OldSettings:
        """Say what is there and what would happen."""
        ...

    async def choose(self, left_out: Sequence[OldItem]) -> OldSettings:
        """Leave these out of what the last look found, and say what would happen then; files are not read again."""
        ...

    async def bring(self) -> OldSettings:
        """Do what was said last; the result is what is left to do, which is nothing when all went well."""
        ...

    async def clear(self) -> Cleared:
        """Remove the keys that are in the keyring now from the old files."""
        ...


@dataclass(frozen=True, slots=True)
class DesktopServices:
    """``quit`` sets the stop event; ``unlock`` asks the keyring for its password and reads the keys again.

    What is None does not exist here and is not shown. ``problem``: why the settings in force are not the file's;
    ``discover`` looks for known programs on this machine; ``environment_keys`` are offered, never used unasked;
    ``examine`` is the doctor for one provider, ``examine_all`` for everything, each finding with the id of what it is
    about; ``wipe_journal`` and ``wipe_chats`` give how many there were;
    ``export`` writes settings and chats, without keys, to a path; ``notify`` shows a notification without the tray
    icon's help.
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
    moving_in: OldSettingsImport | None = None
    notify: Notify | None = None
    monotonic: Callable[[], float] = time.monotonic
