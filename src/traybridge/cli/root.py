"""The table of commands; each command's file is imported when it is called, so that all others cost nothing."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import typer
from typer.core import TyperGroup

from traybridge.cli.command import command_app
from traybridge.cli.failures import FAILED, exit_code, words
from traybridge.cli.services import Services
from traybridge.core.errors import TrayBridgeError

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter  # typer's signatures name them, and nothing public does

PROGRAM = "traybridge"


class Row(NamedTuple):
    """One command: the file it is in, where the help lists it, and in one phrase what it does."""

    module: str
    section: str
    summary: str


COMMANDS: Mapping[str, Row] = MappingProxyType(
    {
        "ask": Row("ask", "Asking", "Ask one question; the answer streams to stdout."),
        "version": Row("version", "The program", "Print the version."),
    }
)


class Commands(TyperGroup):
    """The group of all commands."""

    def list_commands(self, ctx: "Context") -> list[str]:  # noqa: ARG002  typer's signature
        return list(COMMANDS)

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":  # noqa: ARG002
        row = COMMANDS.get(cmd_name)
        if row is None:
            return None
        return typer.main.get_command(import_module(f"traybridge.cli.{row.module}").app)

    def resolve_command(self, ctx: "Context", args: list[str]) -> "tuple[str | None, Command | None, list[str]]":
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(_no_such(args[0]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:  # noqa: ARG002
        width = max(map(len, COMMANDS))
        for section in dict.fromkeys(row.section for row in COMMANDS.values()):
            with formatter.section(section):
                rows = [(name.ljust(width), row.summary) for name, row in COMMANDS.items() if row.section == section]
                formatter.write_dl(rows)


def _no_such(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, COMMANDS, 1)
    meant = f"Is “{close[0]}” meant?" if close else f"{PROGRAM} --help lists them."
    # A long word is no mistyped command; it may be a key that was pasted in the wrong place.
    return f"There is no such command. {meant}" if len(name) > 16 else f"There is no command “{name}”. {meant}"


_ROOT = command_app()
_ROOT.info.cls = Commands


@_ROOT.callback(epilog="Without a command TrayBridge starts: the tray icon, or a chat where there is no display.")
def _root() -> None:
    """Your own Exo cluster first, the cloud only when it must: one answer, and always where it came from."""


def run_command(arguments: list[str], services: Services) -> int:
    """Run one command; the result is its exit code. Every error that people can read is told on stderr.

    ``KeyboardInterrupt`` is turned into 130 and a closed stdout into a quiet 1 by typer.
    """
    try:
        typer.main.get_command(_ROOT).main(arguments, prog_name=PROGRAM, obj=services)
    except TrayBridgeError as error:
        services.terminal.note(words(error))
        return exit_code(error)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else FAILED
    return 0
