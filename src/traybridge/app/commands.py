"""A command of the command line, joined to the house: what each needs is made here and handed over."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traybridge import __version__
from traybridge.app.start import tell
from traybridge.cli.root import run_command
from traybridge.cli.services import Services
from traybridge.cli.terminal import Terminal
from traybridge.core.errors import TrayBridgeError
from traybridge.system import control
from traybridge.system.paths import Paths, find_paths

if TYPE_CHECKING:
    from traybridge.app.house import House

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
    from traybridge.system.configfile import ConfigFile

    terminal = Terminal(sys.stdin, sys.stdout, sys.stderr)
    return Services(
        terminal=terminal,
        version=__version__,
        settings=ConfigFile(paths.config_file),
        running=Running(paths),
        house=lambda: _house(paths, terminal),
        run=_run,
    )


@dataclass(frozen=True, slots=True)
class Running:
    """The running instance, by its control socket."""

    paths: Paths

    def ask(self, verb: str, /, *, timeout: float = 0.3, **args: object) -> Mapping[str, Any] | None:
        return control.ask(self.paths, verb, timeout=timeout, **args)

    def quit(self) -> bool | None:
        return control.quit_running(self.paths)


def _run(work: Coroutine[Any, Any, int]) -> int:
    return asyncio.run(work)


@asynccontextmanager
async def _house(paths: Paths, terminal: Terminal) -> "AsyncIterator[House]":
    """The house for one command: broken settings end it, troubles on the side are said on stderr."""
    from traybridge.app.house import open_house
    from traybridge.system.configfile import ConfigFile

    settings = ConfigFile(paths.config_file)
    loaded = await asyncio.to_thread(settings.load)
    for warning in loaded.warnings:
        terminal.note(warning)

    def told(where: str, error: BaseException) -> None:
        if not where.startswith(QUIET):
            terminal.note(str(error) if isinstance(error, TrayBridgeError) else f"{where}: {error!r}")

    async with open_house(paths, loaded, settings, told=told) as house:
        yield house
