"""``traybridge login``: launch at login, as the system has it."""

from traybridge.cli.command import Command, CommandGroup, Given, Parser, errors_in_json
from traybridge.cli.failures import DONE
from traybridge.cli.services import CommandServices


def _json(parser: Parser) -> None:
    parser.json_flag()


def _status(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        on = services.login().state()
    if given.json:
        services.terminal.document({"launch_at_login": on})
    else:
        services.terminal.out("on" if on else "off")
    return DONE


def _on(services: CommandServices, _given: Given) -> int:
    services.login().enable()
    services.terminal.out("TrayBridge starts when you log in.")
    return DONE


def _off(services: CommandServices, _given: Given) -> int:
    services.login().disable()
    services.terminal.out("TrayBridge does not start when you log in.")
    return DONE


COMMAND = CommandGroup(
    "Launch at login. Off unless you switch it on; it starts hidden.",
    {
        "on": Command(_on, "Start TrayBridge at each login."),
        "off": Command(_off, "Do not start it at login."),
        "status": Command(_status, "Say whether it starts at login, as the system has it.", _json),
    },
)
