"""A start without a command: the tray where there is a display, a chat where there is a terminal, else the service."""

import os
import sys
from collections.abc import Mapping
from typing import Literal

from traybridge.core.errors import TrayBridgeError
from traybridge.system.display import has_display

Surface = Literal["tray", "chat", "service"]


def start(*, hidden: bool) -> int:
    """Start what fits this machine; the result is the exit code. ``hidden``: no window, started at login."""
    from traybridge.system.paths import find_paths

    try:
        paths = find_paths(os.environ)
        match surface(os.environ, sys.platform, terminal=_is_terminal()):
            case "tray":
                from traybridge.app.tray import run_tray

                return run_tray(paths, hidden=hidden)
            case "chat":
                from traybridge.app.commands import run

                tell("There is no display here: this is TrayBridge in the terminal.")
                return run(["chat"])
            case _:
                from traybridge.app.service import run_service

                return run_service(paths)
    except TrayBridgeError as error:
        tell(error.title, error.hint)
        return 1


def surface(environ: Mapping[str, str], platform: str, *, terminal: bool) -> Surface:
    """Say which surface a start becomes."""
    if has_display(environ, platform):
        return "tray"
    return "chat" if terminal else "service"


def _is_terminal() -> bool:
    """True when a person can type and read here; a program started without streams (pythonw) has none."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def tell(*lines: str) -> None:
    """Say something on stderr, where there is one."""
    if sys.stderr is not None:
        sys.stderr.write("".join(f"{line}\n" for line in lines if line))
        sys.stderr.flush()
