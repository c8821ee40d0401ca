"""``traybridge version``."""

import platform

from traybridge import __version__
from traybridge.cli.command import Command, Given
from traybridge.cli.failures import DONE
from traybridge.cli.services import CommandServices


def _run(services: CommandServices, _given: Given) -> int:
    services.terminal.out(f"TrayBridge {__version__} (Python {platform.python_version()}, {platform.system()})")
    return DONE


COMMAND = Command(_run, "Print the version of TrayBridge and of Python.")
