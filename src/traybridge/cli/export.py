"""``traybridge export``: settings and chats for another machine; keys stay here."""

from pathlib import Path

from traybridge.cli.command import Command, Given, Parser
from traybridge.cli.failures import DONE
from traybridge.cli.services import CommandServices


def _arguments(parser: Parser) -> None:
    parser.add_argument("path", metavar="FILE", nargs="?", help="where to write it; without it stdout")


def _run(services: CommandServices, given: Given) -> int:
    bundle = services.run(services.export())
    if given.path is None:
        services.terminal.out(bundle.decode(), end="")
        return DONE
    services.write(Path(given.path), bundle)
    services.terminal.show(f"{given.path} is written. Keys are not in it; bring it in with: traybridge import FILE")
    return DONE


COMMAND = Command(
    _run,
    "Write settings and chats, without keys, for traybridge import elsewhere.",
    _arguments,
    examples=("traybridge export bundle.json", "traybridge export > bundle.json"),
)
