"""``traybridge doctor``: what is wrong, and the next step for each."""

from collections.abc import Sequence
from typing import Any

from traybridge.cli.command import Command, Given, Parser, errors_in_json
from traybridge.cli.failures import DONE, FAILED
from traybridge.cli.services import CommandServices
from traybridge.cli.terminal import Styled, Terminal
from traybridge.core.presentation.diagnosis import Finding, Level

MARKS = {
    Level.FINE: Styled("✓", "green"),
    Level.NOTE: Styled("·", "dim"),
    Level.PROBLEM: Styled("✗", "red"),
}


def _arguments(parser: Parser) -> None:
    parser.add_argument("--ask", action="store_true", help="also ask ready clusters for one word: do they answer?")
    parser.json_flag()


def _run(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        found = services.run(_examine(services, ask=given.ask))
    problems = sum(finding.level is Level.PROBLEM for _, finding in found)
    if given.json:
        services.terminal.document({"findings": [_fields(about, finding) for about, finding in found]})
    else:
        _show(services.terminal, [finding for _, finding in found], problems)
    return FAILED if problems else DONE


def _show(terminal: Terminal, findings: Sequence[Finding], problems: int) -> None:
    for finding in findings:
        terminal.show(MARKS[finding.level], finding.title)
        for line in (*finding.hint.splitlines(), f"→ {finding.command}" if finding.command else ""):
            if line and finding.level is not Level.FINE:
                terminal.show(line, indent="    ")
    terminal.show("")
    terminal.show("All is well." if not problems else f"{problems} problem{'' if problems == 1 else 's'}.")


async def _examine(services: CommandServices, *, ask: bool) -> list[tuple[str, Finding]]:
    async with services.open_application(tolerant=True) as application:
        return list(await services.examine(application, ask=ask))


def _fields(about: str, finding: Finding) -> dict[str, Any]:
    return {
        "about": about,
        "code": finding.code,
        "level": finding.level.value,
        "title": finding.title,
        "hint": finding.hint,
        "command": finding.command,
    }


COMMAND = Command(
    _run,
    """Examine settings, keyring, storage, display and every provider, with the next step for each trouble.

Costs nothing and changes nothing. Exit code 1 when there is a problem.""",
    _arguments,
    examples=("traybridge doctor", "traybridge doctor --json | jq '.findings[] | select(.level == \"problem\")'"),
)
