"""What the commands need beside the core; the composition root hands it over."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from traybridge.cli.terminal import Terminal

if TYPE_CHECKING:
    from traybridge.core.bridge import Bridge
    from traybridge.core.config import Config
    from traybridge.core.ports import Importer, JournalReader, LoginItem
    from traybridge.core.presentation.diagnosis import Finding


T = TypeVar("T")


class LoadedSettings(Protocol):
    """The config file as it was read; ``warnings`` name the keys that nobody knows."""

    @property
    def config(self) -> "Config": ...

    @property
    def warnings(self) -> tuple[str, ...]: ...


class Settings(Protocol):
    """The config file. Each call reads it anew; an edit is a read-modify-write under a lock."""

    @property
    def path(self) -> Path: ...

    def load(self) -> LoadedSettings:
        """Raises BadConfig with file, key and line."""
        ...

    def edit(self, change: Callable[["Config"], "Config"]) -> "Config":
        """Raises BadConfig (nothing written), TrayBridgeError for a full disk."""
        ...

    def get(self, name: str) -> Any:
        """Raises NotFound, BadConfig."""
        ...

    def set(self, name: str, text: str) -> "Config":
        """Raises NotFound, BadConfig, TrayBridgeError."""
        ...


class OpenedApplication(Protocol):
    """The core with everything around it, open for one command."""

    @property
    def bridge(self) -> "Bridge": ...

    @property
    def journal(self) -> "JournalReader": ...

    async def prepare_keyring(self) -> None:
        """Import what reading keys needs."""
        ...

    def damaged_history(self, since: float) -> str:
        """The file that holds a history which was damaged since a wall-clock time; "" for none."""
        ...


class RunningProgram(Protocol):
    """The running instance of the same TRAYBRIDGE_HOME."""

    def ask(self, verb: str, /, *, timeout: float = 0.3, **args: object) -> Mapping[str, Any] | None:
        """None when nobody runs, or nobody answered within ``timeout`` seconds."""
        ...

    def quit(self) -> bool | None:
        """End it and wait: None nobody runs, False it would not end."""
        ...


class OpenApplication(Protocol):
    """Open the core for one command."""

    def __call__(self, *, tolerant: bool = False) -> AbstractAsyncContextManager["OpenedApplication"]:
        """``tolerant``: with a broken config file the last good settings are taken. Else raises BadConfig."""
        ...


class Demo(Protocol):
    """Tell the demo's story; the result is an exit code."""

    async def __call__(self, say: Callable[[str], None], /, *, port: int, speed: float, tray: bool) -> int: ...


class Examine(Protocol):
    """The doctor: everything worth saying, each with what it is about."""

    async def __call__(self, application: Any, /, *, ask: bool = False) -> "Sequence[tuple[str, Finding]]": ...


@dataclass(frozen=True, slots=True)
class CommandServices:
    """``browse`` opens an address in the browser, where there is a display; ``write`` replaces a file as a whole;
    ``export`` makes the bundle for another machine.
    """

    terminal: Terminal
    open_settings: Callable[[], Settings]
    running: RunningProgram
    open_application: OpenApplication
    examine: Examine
    login: "Callable[[], LoginItem]"
    browse: Callable[[str], bool]
    importer: "Callable[[], Importer]"
    export: Callable[[], Coroutine[Any, Any, bytes]]
    write: Callable[[Path, bytes], object]
    demo: Demo

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine on a fresh loop; Ctrl-C cancels it."""
        import asyncio

        return asyncio.run(work)

    @property
    def settings(self) -> Settings:
        return self.open_settings()

    def notify_running(self, *, keys: bool = False) -> None:
        """Let the running instance take over what was changed; it would find a new config by itself, but later."""
        self.running.ask("reload", keys=keys)


def keep_local(bridge: "Bridge") -> None:
    """``--local-only`` is the setting, for this command alone: who is near is judged by the address, looks included."""
    bridge.adopt_config(bridge.config.with_routing(local_only=True))
