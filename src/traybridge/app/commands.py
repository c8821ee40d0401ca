"""A command of the command line: what each needs of the other rooms is made here and handed over, when it needs it."""

import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from traybridge.cli.root import run_command
from traybridge.cli.services import CommandServices
from traybridge.cli.terminal import Terminal, print_error, standard_terminal
from traybridge.core.errors import TrayBridgeError
from traybridge.system.control import RunningControl
from traybridge.system.display import has_display
from traybridge.system.paths import Paths, find_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traybridge.app.application import Application
    from traybridge.core.ports import Importer, LoginItem
    from traybridge.core.presentation.diagnosis import Finding
    from traybridge.system.config.file import ConfigFile

QUIET = ("models of ",)
"""Troubles that a command shows in its own way, as a provider's reason."""


def run(arguments: list[str]) -> int:
    """Run a command with this machine's files and streams; the result is its exit code."""
    try:
        paths = find_paths(os.environ)
    except TrayBridgeError as error:
        print_error(error.title, error.hint)
        return 1
    return run_command(arguments, services_for(paths))


def services_for(paths: Paths) -> CommandServices:
    """Everything that the commands need, for one set of folders."""
    terminal = standard_terminal()
    return CommandServices(
        terminal=terminal,
        open_settings=lambda: _settings(paths),
        running=RunningControl(paths),
        open_application=lambda *, tolerant=False: _open_application(paths, terminal, tolerant=tolerant),
        examine=_examine,
        login=_login,
        browse=_browse,
        importer=lambda: _importer(paths),
        export=lambda: _export(paths),
        write=_write,
        demo=_demo,
    )


def _settings(paths: Paths) -> "ConfigFile":
    from traybridge.system.config.file import ConfigFile

    return ConfigFile(paths.config_file)


@asynccontextmanager
async def _open_application(paths: Paths, terminal: Terminal, *, tolerant: bool) -> "AsyncIterator[Application]":
    """The application for one command; troubles on the side stand on stderr."""
    from traybridge.app.application import report_text, running

    noted: set[str] = set()

    def report(where: str, error: BaseException) -> None:
        words = report_text(where, error)
        if not where.startswith(QUIET) and words not in noted:
            noted.add(words)  # a database that cannot be used is met by everybody who wants something of it
            terminal.note(words)

    async with running(paths, report=report, strict=not tolerant) as application:
        for warning in () if tolerant else application.warnings:
            terminal.note(warning)
        yield application


async def _examine(application: "Application", /, *, ask: bool = False) -> "Sequence[tuple[str, Finding]]":
    from traybridge.app.doctor import examine_all

    return await examine_all(application, ask=ask)


def _login() -> "LoginItem":
    from traybridge.system.autostart import login_item

    return login_item()


def _browse(url: str) -> bool:
    """Open an address; without a display a browser would take over the terminal."""
    import webbrowser

    return not has_display(os.environ, sys.platform) or webbrowser.open(url)


def _importer(paths: Paths) -> "Importer":
    from traybridge.app.import_session import session_of_command

    return session_of_command(paths)


async def _export(paths: Paths) -> bytes:
    from traybridge.app.import_session import bundle_of_command

    return await bundle_of_command(paths)


def _write(path: Path, content: bytes) -> None:
    from traybridge.system.atomic import write_atomic

    write_atomic(path, content)


async def _demo(say: Callable[[str], None], /, *, port: int, speed: float, tray: bool) -> int:
    from traybridge.app.demo import run_demo

    return await run_demo(say, port=port, speed=speed, tray=tray)
