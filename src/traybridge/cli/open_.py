"""``traybridge open``: bring the window of the running instance."""

from traybridge.cli.command import Command, Given
from traybridge.cli.failures import DONE
from traybridge.cli.services import CommandServices
from traybridge.core.errors import NotFound, TrayBridgeError

SECONDS = 2.0


def _run(services: CommandServices, _given: Given) -> int:
    reply = services.running.ask("open", timeout=SECONDS)
    if reply is None:
        raise NotFound("TrayBridge is not running", "Start it: traybridge")
    if not reply.get("ok"):
        raise TrayBridgeError(str(reply.get("title", "It could not be shown")), str(reply.get("hint", "")))
    return DONE


COMMAND = Command(_run, "Show the window of the running TrayBridge. Exit code 4 when none runs.")
