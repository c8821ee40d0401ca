"""Every command of the table can be loaded, has its help, and stands under its heading."""

from importlib import import_module

import pytest

from traybridge.cli.command import Command, CommandGroup, Parser
from traybridge.cli.failures import WrongUsage
from traybridge.cli.root import COMMANDS, group_help, no_such, overview

PROMISED = {
    "chat", "open", "quit", "ask", "status", "route", "models", "providers", "keys", "exo", "import", "export",
    "config", "journal", "usage", "doctor", "login", "demo", "version",
}  # fmt: skip
"""The commands of cli.md; serve, gateway and snippet come with the gateway."""


def test_every_promised_command_is_there():
    assert set(COMMANDS) >= PROMISED


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_says_what_it_does(name: str):
    found = import_module(f"traybridge.cli.{COMMANDS[name].module}").COMMAND
    commands = found.commands if isinstance(found, CommandGroup) else {name: found}
    assert found.about
    for word, command in commands.items():
        assert isinstance(command, Command)
        parser = Parser(f"traybridge {word}", command.about)
        command.arguments(parser)
        assert command.about.splitlines()[0] in parser.format_help()
    if isinstance(found, CommandGroup):
        assert all(word in group_help("traybridge x", found) for word in commands)


def test_what_is_missing_is_named():
    parser = Parser("traybridge keys set", "Set.")
    parser.add_argument("id", metavar="ID")
    with pytest.raises(WrongUsage, match=r"^Missing: ID"):
        parser.read([])


def test_the_overview_names_every_command_once():
    lines = [line.split()[0] for line in overview().splitlines() if line.startswith("  ")]
    assert sorted(lines) == sorted(COMMANDS)


def test_a_mistyped_command_gets_the_nearest_and_a_long_word_is_not_repeated():
    assert "Is “status” meant?" in str(no_such("statsu", COMMANDS, "traybridge"))
    assert "sk-1234567890123" not in str(no_such("sk-12345678901234567", COMMANDS, "traybridge"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--days", "sk-1234567890"], "--days takes a whole number\n"),
        (["--days"], "--days needs a value\n"),
        (["--json=1234567890"], "--json takes no value\n"),
        (["--speed", "1234567890x"], "--speed takes a number\n"),
        (["-n", "1234567890"], "There is no option -n\n"),
        (["sk-1234567890"], "A key does not belong in the arguments"),
        (["--key=sk-1234567890"], "A key does not belong in the arguments"),
        (["1234567890"], "arguments that it does not take"),
        (["--name=1234567890"], "no option --name"),
        (["-ksk-1234567890"], "arguments that it does not take"),
        ([f"--{'k' * 40}"], "arguments that it does not take"),
    ],
)
def test_wrong_arguments_are_named_but_never_their_values(arguments: list[str], words: str):
    parser = Parser("traybridge usage", "Usage.")
    parser.add_argument("--days", type=int)
    parser.add_argument("--speed", type=float)
    parser.json_flag()
    with pytest.raises(WrongUsage) as caught:
        parser.read(arguments)
    assert words in f"{caught.value.title}\n"
    assert "1234567890" not in str(caught.value)
