"""The ways in, and which of them a start without a command becomes."""

import os
import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

from traybridge.cli.terminal import print_error
from traybridge.core.errors import TrayBridgeError
from traybridge.system.autostart.command import program_command
from traybridge.system.display import has_display
from traybridge.system.paths import Paths, find_paths
from traybridge.system.session_bus import repair_environment
from traybridge.system.signals import end_at_sigterm


class Start(NamedTuple):
    """What a start finds around it. ``terminal``: a person can type here.

    ``hidden``: no window, started at login; ``background``: where there is a display, the terminal is left.
    """

    environ: Mapping[str, str]
    platform: str
    terminal: bool
    hidden: bool = False
    background: bool = False


class Surface(NamedTuple):
    """One way in; what it needs is imported when it is run, whose result is the exit code."""

    name: str
    fits: Callable[[Start], bool]
    run: Callable[[Paths, Start], int]


def _run_desktop(paths: Paths, start: Start) -> int:
    if start.background:
        from traybridge.app.background import run_in_background

        return run_in_background(paths, program_command(start.environ, start.platform))
    end_at_sigterm()
    from traybridge.app.tray import run_tray

    return run_tray(paths, hidden=start.hidden)


def _run_chat(_paths: Paths, _start: Start) -> int:
    from traybridge.app.commands import run

    print_error("There is no display here: this is TrayBridge in the terminal.")
    return run(["chat"])


def _run_service(paths: Paths, _start: Start) -> int:
    end_at_sigterm()
    from traybridge.app.service import run_service

    return run_service(paths)


SURFACES = (
    Surface("desktop", lambda start: has_display(start.environ, start.platform), _run_desktop),
    Surface("cli", lambda start: start.terminal, _run_chat),
    Surface("service", lambda _start: True, _run_service),
)
"""In the order in which a start tries them.

The gateway (the package ``traybridge.gateway``) has its place here: until it comes, the service is core, monitor and
control socket alone. Commands with arguments are ``cli`` too, see ``commands.py``.
"""


def surface_for(start: Start) -> Surface:
    """Say which surface a start becomes."""
    return next(one for one in SURFACES if one.fits(start))


def run_surface(*, hidden: bool, background: bool = False) -> int:
    """Start what fits this machine; the result is the exit code."""
    if sys.platform == "linux":
        repair_environment(os.environ)
    start = Start(os.environ, sys.platform, _is_terminal(), hidden, background)
    try:
        return surface_for(start).run(find_paths(start.environ), start)
    except TrayBridgeError as error:
        print_error(error.title, error.hint)
        return 1


def _is_terminal() -> bool:
    """True when a person can type and read here; a program started without streams (pythonw) has none."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
