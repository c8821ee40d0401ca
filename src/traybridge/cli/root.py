"""The table of commands; each command's file is imported when it is called, so that all others cost nothing."""

import contextlib
import os
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple

from traybridge.cli.command import Command, CommandGroup, Parser, example_lines
from traybridge.cli.failures import DONE, FAILED, WrongUsage, exit_code, show_error
from traybridge.cli.services import CommandServices
from traybridge.cli.terminal import OutputFailed, Styled, Terminal, clean
from traybridge.core.errors import TrayBridgeError

PROGRAM = "traybridge"
HELP = {"-h", "--help"}
WITH_PATHS = {"import", "export"}
"""Commands whose arguments may name files: those need not be text."""
ABOUT = "Your own Exo cluster first, the cloud only when it must: one answer, and always where it came from."
BELOW = (
    "Without a command TrayBridge starts: the tray icon, or a chat where there is no display.\n"
    f"{PROGRAM} COMMAND --help tells more about each command."
)


_HEADING = re.compile(r"[A-Za-z][A-Za-z ]*:")


class CommandEntry(NamedTuple):
    """One command: the file it is in, where the help lists it, and in one phrase what it does."""

    module: str
    section: str
    summary: str


COMMANDS: Mapping[str, CommandEntry] = MappingProxyType(
    {
        "ask": CommandEntry("ask", "Ask", "One question, one answer; it streams to stdout"),
        "chat": CommandEntry("chat", "Ask", "A conversation in the terminal"),
        "status": CommandEntry("status", "Inspect", "How every provider is, and Exo's nodes and models"),
        "route": CommandEntry("route", "Inspect", "Who would be asked now, and why not somebody else"),
        "models": CommandEntry("models", "Inspect", "What can be asked for, per provider"),
        "journal": CommandEntry("journal", "Inspect", "What was asked of whom, and what became of it"),
        "usage": CommandEntry("usage", "Inspect", "Requests, tokens and money by provider"),
        "doctor": CommandEntry("doctor", "Inspect", "What is wrong, and the next step for each"),
        "exo": CommandEntry("exo", "Exo", "Nodes and models of your cluster; load and unload"),
        "providers": CommandEntry("providers", "Settings", "Who can be asked, in which order"),
        "keys": CommandEntry("keys", "Settings", "The keys in the system's keyring"),
        "config": CommandEntry("config", "Settings", "Every setting by its dotted name"),
        "import": CommandEntry("import_", "Import and export", "Take over what older tools have, and clear their keys"),
        "export": CommandEntry("export", "Import and export", "Settings and chats for another machine, without keys"),
        "login": CommandEntry("login", "Settings", "Launch at login"),
        "open": CommandEntry("open_", "Program", "Show the window of the running TrayBridge"),
        "quit": CommandEntry("quit_", "Program", "End the running TrayBridge"),
        "demo": CommandEntry("demo", "Program", "A pretend cluster that shows every state"),
        "version": CommandEntry("version", "Program", "Print the version"),
    }
)


def run_command(arguments: Sequence[str], services: CommandServices) -> int:
    """Run one command; the result is its exit code. Every error that people can read stands on stderr.

    Raises:
        KeyboardInterrupt: somebody pressed Ctrl-C.
    """
    try:
        return _run(arguments, services)
    except TrayBridgeError as error:
        show_error(services.terminal, error)
        return exit_code(error)
    except OutputFailed as failed:
        if not failed.reason:
            return DONE  # whoever read our output has enough
        services.terminal.note(f"The output could not be written ({failed.reason})")
        return FAILED
    finally:
        _forget_unwritten(services.terminal)


def _run(arguments: Sequence[str], services: CommandServices) -> int:
    if not arguments or arguments[0] in {*HELP, "help"}:
        return _show_help(arguments[1:], services)
    name, *rest = ["version", *arguments[1:]] if arguments[0] in {"-V", "--version"} else arguments
    found = _command(name)
    if name not in WITH_PATHS:
        rest = [clean(one) for one in rest]
    if any(one in HELP for one in takewhile(lambda one: one != "--", rest)):
        return _show_help([name, *(one for one in rest[:1] if one not in HELP)], services)
    return _run_one(f"{PROGRAM} {name}", found, rest, services)


def _command(name: str) -> Command | CommandGroup:
    row = COMMANDS.get(name)
    if row is None:
        raise no_such(name, COMMANDS, PROGRAM)
    found: Command | CommandGroup = import_module(f"traybridge.cli.{row.module}").COMMAND
    return found


def _run_one(program: str, found: Command | CommandGroup, rest: Sequence[str], services: CommandServices) -> int:
    if isinstance(found, CommandGroup):
        if not rest:
            raise WrongUsage(f"{program} needs a command", f"One of {', '.join(found.commands)}.")
        return _run_one(f"{program} {rest[0]}", _within(found, rest[0], program), rest[1:], services)
    return found.run(services, _parser(program, found).read(rest))


def _within(group: CommandGroup, name: str, program: str) -> Command:
    if name not in group.commands:
        raise no_such(name, group.commands, program)
    return group.commands[name]


def _parser(program: str, command: Command) -> Parser:
    parser = Parser(program, command.about, command.examples)
    command.arguments(parser)
    return parser


def _show_help(names: Sequence[str], services: CommandServices) -> int:
    """The help of the whole program, or of the command that is named."""
    terminal = services.terminal
    if not names:
        show_help(terminal, overview())
        return DONE
    program, found = f"{PROGRAM} {names[0]}", _command(names[0])
    if isinstance(found, CommandGroup) and len(names) > 1:
        program, found = f"{program} {names[1]}", _within(found, names[1], program)
    if isinstance(found, CommandGroup):
        show_help(terminal, group_help(program, found))
    else:
        show_help(terminal, _parser(program, found).format_help().rstrip())
    return DONE


def show_help(terminal: Terminal, text: str) -> None:
    """Print a help; its headings stand out on a terminal."""
    for line in text.splitlines():
        if _HEADING.fullmatch(line):
            terminal.show(Styled(line, "bold"))
        else:
            terminal.out(line)


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
    if group.examples:
        lines += ["", example_lines(group.examples)]
    return "\n".join([*lines, "", f"{program} COMMAND --help tells more."])


def no_such(name: str, known: Mapping[str, object], program: str) -> WrongUsage:
    """A long word is no mistyped command; it may be a key in the wrong place, and is not repeated."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, 1)
    title = "There is no such command" if len(name) > 16 else f"There is no command “{name}”"
    return WrongUsage(title, f"Is “{close[0]}” meant?" if close else f"{program} --help lists them.")


def _forget_unwritten(terminal: Terminal) -> None:
    """What a stream did not take is not tried again at the end of the program: Python would end it with 120."""
    for stream in (terminal.stdout, terminal.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
