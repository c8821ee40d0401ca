"""``traybridge status``: how every provider is, from the running instance or by a look of our own."""

import time
from collections.abc import Mapping
from typing import Any

from traybridge.cli.command import Command, Given, Parser, errors_in_json
from traybridge.cli.failures import DONE
from traybridge.cli.services import CommandServices
from traybridge.cli.terminal import Styled

ANSWER_SECONDS = 0.3
"""How long the running instance has for its answer (cli.md)."""
HEAD = ("", "PROVIDER", "STATE", "FIGURES")
MARKS = {"●": "green", "○": "yellow", "–": "dim"}
KEYS_SECONDS = 1.0
LOOK_SECONDS = 1.5
"""A look of our own: with the start of the program less than 3 s, also when a host or the keyring hangs."""


def _arguments(parser: Parser) -> None:
    parser.json_flag()


def _run(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        reply = services.running.ask("status", timeout=ANSWER_SECONDS)
        if reply is None or not reply.get("ok"):
            reply = services.run(_look(services))
    if given.json:
        services.terminal.document(reply["status"])
    else:
        _show(services, reply["view"])
    return DONE


async def _look(services: CommandServices) -> Mapping[str, Any]:
    import asyncio

    from traybridge.cli.status_view import status_reply
    from traybridge.core.presentation.status import snapshot_of

    async with services.open_application() as application:
        await application.prepare_keyring()  # its import takes seconds on a cold disk, and is no silence of the keyring
        try:
            async with asyncio.timeout(KEYS_SECONDS):
                await application.bridge.load()
        except TimeoutError:
            services.terminal.note("The keyring does not answer; hosts that need a key were not looked at.")
        await application.bridge.refresh(within=LOOK_SECONDS)
        return status_reply(snapshot_of(application.bridge), time.time())


def _show(services: CommandServices, view: Mapping[str, Any]) -> None:
    terminal = services.terminal
    terminal.show(Styled(view["headline"], "bold"))
    rows = [[Styled(mark, MARKS.get(mark, "")), *cells] for mark, *cells in view["rows"]]
    terminal.table(rows, head=HEAD, indent="  ")
    for line in view["below"]:
        terminal.show(line, indent=line[: len(line) - len(line.lstrip())])


COMMAND = Command(
    _run,
    """Show how every provider is, and Exo's nodes and models.

The running TrayBridge is asked; if none answers, every provider is looked at. Nobody is sent a chat request.""",
    _arguments,
    examples=("traybridge status", "traybridge status --json | jq -r .state"),
)
