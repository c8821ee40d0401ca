"""A command of the command line, joined to the house: what each needs is made here and handed over."""

import os
import sys
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from traybridge import __version__
from traybridge.app.display import has_display
from traybridge.app.start import tell
from traybridge.cli.root import run_command
from traybridge.cli.services import Run, Services
from traybridge.cli.terminal import Terminal
from traybridge.core.errors import TrayBridgeError
from traybridge.system import control
from traybridge.system.paths import Paths, find_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traybridge.app.house import House
    from traybridge.core.doctor import Finding
    from traybridge.core.ports import LoginItem
    from traybridge.system.configfile import ConfigFile

T = TypeVar("T")

QUIET = ("models of ",)
"""Troubles that a command shows in its own way, as a provider's reason."""


def run(arguments: list[str]) -> int:
    """Run a command with this machine's files and streams; the result is its exit code."""
    try:
        paths = find_paths(os.environ)
    except TrayBridgeError as error:
        tell(error.title, error.hint)
        return 1
    return run_command(["version"] if arguments == ["--version"] else arguments, services_for(paths))


def services_for(paths: Paths) -> Services:
    """Everything that the commands need, for one set of folders."""
    terminal = Terminal(sys.stdin, sys.stdout, sys.stderr)
    return Services(
        terminal=terminal,
        version=__version__,
        open_settings=lambda: _settings(paths),
        running=Running(paths),
        house=lambda *, tolerant=False: _house(paths, terminal, tolerant=tolerant),
        examine=_examine,
        login=_login,
        browse=_browse,
        run=_run,
        loop=_loop,
        wall=time.time,
        platform=sys.platform,
    )


@dataclass(frozen=True, slots=True)
class Running:
    """The running instance, by its control socket."""

    paths: Paths

    def ask(self, verb: str, /, *, timeout: float = 0.3, **args: object) -> Mapping[str, Any] | None:
        return control.ask(self.paths, verb, timeout=timeout, **args)

    def quit(self) -> bool | None:
        return control.quit_running(self.paths)


def _settings(paths: Paths) -> "ConfigFile":
    from traybridge.system.configfile import ConfigFile

    return ConfigFile(paths.config_file)


def _run(work: Coroutine[Any, Any, T], /) -> T:
    import asyncio

    return asyncio.run(work)


@contextmanager
def _loop() -> Iterator[Run]:
    import asyncio

    with asyncio.Runner() as runner:
        yield lambda work, /: runner.run(work)


@asynccontextmanager
async def _house(paths: Paths, terminal: Terminal, *, tolerant: bool) -> "AsyncIterator[House]":
    """The house for one command; troubles on the side are said on stderr."""
    import asyncio

    from traybridge.app.house import open_house

    settings = _settings(paths)
    loaded = await asyncio.to_thread(settings.load_or_last_good if tolerant else settings.load)
    for warning in () if tolerant else loaded.warnings:
        terminal.note(warning)

    def told(where: str, error: BaseException) -> None:
        if not where.startswith(QUIET):
            terminal.note(str(error) if isinstance(error, TrayBridgeError) else f"{where}: {error!r}")

    async with open_house(paths, loaded, settings, told=told) as house:
        yield house


async def _examine(house: "House", /, *, ask: bool = False) -> "Sequence[tuple[str, Finding]]":
    from traybridge.app.doctor import examine_all

    return await examine_all(house, ask=ask)


def _login() -> "LoginItem":
    from traybridge.system.autostart import login_item

    return login_item()


def _browse(url: str) -> bool:
    """Open an address; without a display a browser would take over the terminal."""
    import webbrowser

    return not has_display(os.environ, sys.platform) or webbrowser.open(url)
