"""The table of commands; each command's file is imported when it is called, so that all others cost nothing."""

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from traybridge.cli.command import Command, CommandGroup, Parser
from traybridge.cli.failures import DONE, FAILED, WRONG_USAGE, WrongUsage, error_text, exit_code
from traybridge.cli.services import CommandServices
from traybridge.cli.terminal import Terminal, clean
from traybridge.core.errors import TrayBridgeError

PROGRAM = "traybridge"
WITH_PATHS = {"import", "export"}
"""Commands whose arguments may name files: those need not be text."""
ABOUT = "Your own Exo cluster first, the cloud only when it must: one answer, and always where it came from."
BELOW = (
    "Without a command TrayBridge starts: the tray icon, or a chat where there is no display.\n"
    f"{PROGRAM} COMMAND --help tells more about each command."
)


class CommandEntry(NamedTuple):
    """One command: the file it is in, where the help lists it, and in one phrase what it does."""

    module: str
    section: str
    summary: str


COMMANDS: Mapping[str, CommandEntry] = MappingProxyType(
    {
        "ask": CommandEntry("ask", "Asking", "One question, one answer; it streams to stdout"),
        "chat": CommandEntry("chat", "Asking", "A conversation in the terminal"),
        "status": CommandEntry("status", "Looking", "How every provider is, and Exo's nodes and models"),
        "route": CommandEntry("route", "Looking", "Who would be asked now, and why not somebody else"),
        "models": CommandEntry("models", "Looking", "What can be asked for, per provider"),
        "journal": CommandEntry("journal", "Looking", "What was asked of whom, and what became of it"),
        "usage": CommandEntry("usage", "Looking", "Requests, tokens and money by provider"),
        "doctor": CommandEntry("doctor", "Looking", "What is wrong, and the next step for each"),
        "exo": CommandEntry("exo", "Exo", "Nodes and models of your cluster; load and unload"),
        "providers": CommandEntry("providers", "Settings", "Who can be asked, in which order"),
        "keys": CommandEntry("keys", "Settings", "The keys in the system's keyring"),
        "config": CommandEntry("config", "Settings", "Every setting by its dotted name"),
        "import": CommandEntry("import_", "Moving", "Bring what older tools have, and clear their files of keys"),
        "export": CommandEntry("export", "Moving", "Settings and chats for another machine, without keys"),
        "login": CommandEntry("login", "Settings", "Launch at login"),
        "open": CommandEntry("open_", "The program", "Show the window of the running TrayBridge"),
        "quit": CommandEntry("quit_", "The program", "End the running TrayBridge"),
        "demo": CommandEntry("demo", "The program", "A pretend cluster that shows every state"),
        "version": CommandEntry("version", "The program", "Print the version"),
    }
)


def run_command(arguments: Sequence[str], services: CommandServices) -> int:
    """Run one command; the result is its exit code. Every error that people can read is told on stderr.

    Raises:
        KeyboardInterrupt: somebody pressed Ctrl-C.
    """
    try:
        return _run(arguments, services)
    except TrayBridgeError as error:
        services.terminal.note(error_text(error))
        return exit_code(error)
    except SystemExit as ended:  # argparse, after printing the help
        return ended.code if isinstance(ended.code, int) else WRONG_USAGE
    except BrokenPipeError:
        _forget(services.terminal)
        return FAILED


def _run(arguments: Sequence[str], services: CommandServices) -> int:
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        services.terminal.out(overview())
        return DONE
    name, *rest = ["version", *arguments[1:]] if arguments[0] == "--version" else arguments
    if name not in WITH_PATHS:
        rest = [clean(one) for one in rest]
    row = COMMANDS.get(name)
    if row is None:
        raise no_such(name, COMMANDS, PROGRAM)
    found: Command | CommandGroup = import_module(f"traybridge.cli.{row.module}").COMMAND
    return _run_one(f"{PROGRAM} {name}", found, rest, services)


def _run_one(program: str, found: Command | CommandGroup, rest: Sequence[str], services: CommandServices) -> int:
    if isinstance(found, CommandGroup):
        if rest and rest[0] in {"-h", "--help"}:
            services.terminal.out(group_help(program, found))
            return DONE
        if not rest:
            raise WrongUsage(f"{program} needs a command", f"One of {', '.join(found.commands)}.")
        if rest[0] not in found.commands:
            raise no_such(rest[0], found.commands, program)
        return _run_one(f"{program} {rest[0]}", found.commands[rest[0]], rest[1:], services)
    parser = Parser(program, found.about)
    found.arguments(parser)
    return found.run(services, parser.read(rest))


def overview() -> str:
    """The help of the whole program."""
    width = max(map(len, COMMANDS))
    lines = [f"usage: {PROGRAM} [COMMAND] [ARGUMENTS]", "", ABOUT]
    for section in dict.fromkeys(row.section for row in COMMANDS.values()):
        lines += ["", f"{section}:"]
        lines += [f"  {name:{width}}  {row.summary}" for name, row in COMMANDS.items() if row.section == section]
    return "\n".join([*lines, "", BELOW])


def group_help(program: str, group: CommandGroup) -> str:
    """The help of commands that belong together."""
    width = max(map(len, group.commands))
    lines = [f"usage: {program} COMMAND [ARGUMENTS]", "", group.about, ""]
    lines += [f"  {name:{width}}  {command.about.splitlines()[0]}" for name, command in group.commands.items()]
    return "\n".join([*lines, "", f"{program} COMMAND --help tells more."])


def no_such(name: str, known: Mapping[str, object], program: str) -> WrongUsage:
    """A long word is no mistyped command; it may be a key in the wrong place, and is not repeated."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, 1)
    title = "There is no such command" if len(name) > 16 else f"There is no command “{name}”"
    return WrongUsage(title, f"Is “{close[0]}” meant?" if close else f"{program} --help lists them.")


def _forget(terminal: Terminal) -> None:
    """Whoever read our output is gone: nothing more is written, not even at the end of the program."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, terminal.stdout.fileno())
    os.close(nowhere)
