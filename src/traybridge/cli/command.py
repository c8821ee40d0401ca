"""What a command is: its words in the help, its arguments, and the function that does it.

argparse, not typer: typer 0.29 is built on pydantic, and importing both costs 110 ms of CPU, which is twice as much as
everything else that ``traybridge status`` does.
"""

import argparse
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from traybridge.cli.failures import WrongUsage, error_fields
from traybridge.cli.services import CommandServices
from traybridge.core.argument_safety import LONGEST_NAME, looks_like_key
from traybridge.core.errors import TrayBridgeError

Given = argparse.Namespace
_SHORT_OPTION = re.compile("-[A-Za-z]")
_ARGPARSE = (
    (re.compile("the following arguments are required: (.*)"), "Missing: {}"),
    (re.compile("argument (.*): expected one argument"), "{} needs a value"),
    (re.compile("argument (.*): ignored explicit argument"), "{} takes no value"),
    (re.compile("argument (.*): invalid int value"), "{} takes a whole number"),
    (re.compile("argument (.*): invalid float value"), "{} takes a number"),
)
"""What argparse says of wrong arguments, and how we say it."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are ours, and never repeat what may be a key."""

    def __init__(self, program: str, about: str, examples: Sequence[str] = ()) -> None:
        super().__init__(
            prog=program,
            description=about,
            epilog=example_lines(examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(own_words(message), f"{self.format_usage().strip()}\n{self.prog} --help tells more.")

    def read(self, arguments: Sequence[str]) -> Given:
        """Read the arguments of a command.

        Raises:
            WrongUsage: they are not what the command takes.
        """
        given, left = self.parse_known_args(arguments)
        if left and any(looks_like_key(_given_in(one)) for one in arguments):
            raise key_in_arguments()
        if left:
            options = [one.partition("=")[0] for one in left if one.startswith("--") or _SHORT_OPTION.fullmatch(one)]
            known = options and len(options[0]) <= LONGEST_NAME
            self.error(f"there is no option {options[0]}" if known else "there are arguments that it does not take")
        return given

    def json_flag(self) -> None:
        self.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def model_option(self) -> None:
        self.add_argument("-m", "--model", default="auto", help="a model, provider/model, or auto (the default)")


def _given_in(argument: str) -> str:
    """What was given: a whole argument, or what stands behind the equals sign of an option; "" for an option's name."""
    if argument.startswith("--"):
        return argument.partition("=")[2]
    return argument


def key_in_arguments(command: str = "set") -> WrongUsage:
    """Say why a key is not taken from the arguments; it is not repeated."""
    return WrongUsage(
        "A key does not belong in the arguments of a command: others on this machine can read them there",
        f"Type it when asked, or pipe it in: traybridge keys {command} ID < FILE",
    )


def own_words(message: str) -> str:
    """An error of argparse as a sentence; what was typed is left out of it ("invalid int value: 'sk-...'")."""
    said = message.partition("'")[0].rstrip(": ")
    for pattern, words in _ARGPARSE:
        if found := pattern.fullmatch(said):
            return words.format(found[1])
    return said[:1].upper() + said[1:]


def example_lines(examples: Sequence[str]) -> str:
    """Examples as they stand at the end of a help; "" without any."""
    return "\n".join(["examples:", *(f"  $ {one}" for one in examples)]) if examples else ""


@dataclass(frozen=True, slots=True)
class Command:
    """``run`` gets the services and what was given, and returns the exit code; ``about`` is its help."""

    run: Callable[[CommandServices, Given], int]
    about: str
    arguments: Callable[[Parser], None] = lambda _parser: None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """Commands that belong together: ``traybridge keys set``."""

    about: str
    commands: Mapping[str, Command]
    examples: tuple[str, ...] = ()


@contextmanager
def errors_in_json(services: CommandServices, as_json: bool) -> Iterator[None]:
    """With ``--json`` a failure is a document too; its words are said on stderr all the same."""
    try:
        yield
    except TrayBridgeError as error:
        if as_json:
            services.terminal.document({"error": error_fields(error)})
        raise
