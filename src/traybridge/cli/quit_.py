"""``traybridge quit``: end the running instance."""

from traybridge.cli.command import Command, Given
from traybridge.cli.failures import DONE
from traybridge.cli.services import CommandServices
from traybridge.core.errors import NotFound, TrayBridgeError


def _run(services: CommandServices, _given: Given) -> int:
    ended = services.running.quit()
    if ended is None:
        raise NotFound("TrayBridge is not running", "There is nothing to end.")
    if not ended:
        raise TrayBridgeError("TrayBridge did not end within 3 s", "It may be busy; try again.")
    return DONE


COMMAND = Command(_run, "End the running TrayBridge and wait until it has. Exit code 4 when none runs.")
