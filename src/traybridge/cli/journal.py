"""``traybridge journal``: what was asked of whom, and what became of it; never the content."""

from collections.abc import Mapping
from typing import Any

from traybridge.cli.command import Command, Given, Parser, errors_in_json
from traybridge.cli.failures import DONE
from traybridge.cli.services import CommandServices
from traybridge.cli.terminal import Styled, Words
from traybridge.core.formatting import elapsed
from traybridge.core.presentation.documents import local_time

NEWEST = 20
ALL = 10_000
HEAD = ("WHEN", "OUTCOME", "PROVIDER", "MODEL", "TIME", "COST", "WHY")


def _arguments(parser: Parser) -> None:
    parser.add_argument("--tail", action="store_true", help=f"only the newest {NEWEST}")
    parser.json_flag()


def _run(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        rows, damaged = services.run(_read(services, NEWEST if given.tail else ALL))
    note_damage(services, damaged)
    if given.json:
        services.terminal.document({"requests": rows})
        return DONE
    if not rows and not damaged:
        services.terminal.note("Nothing has been asked yet.")
    services.terminal.table([_line(row) for row in rows], head=HEAD)
    return DONE


def note_damage(services: CommandServices, file: str) -> None:
    """Say on stderr that what is shown is not all there was."""
    if file:
        services.terminal.note(f"The history was damaged and is kept as {file}; what was in it is missing here.")


async def _read(services: CommandServices, limit: int) -> tuple[list[Mapping[str, Any]], str]:
    async with services.open_application() as application:
        return list(await application.journal.tail(limit)), application.damaged_history(0.0)


def _line(row: Mapping[str, Any]) -> list[Words]:
    """When, outcome, who, what, how long, and why it was not somebody else."""
    others = [f"{one['provider']}: {one['reason']}" for one in row["attempts"] if one["outcome"] != "ok"]
    cost = f"{'~' if row['estimated'] else ''}${row['cost']:.4f}" if row["cost"] else ""
    return [
        local_time(row["at"]),
        Styled(row["outcome"], "green" if row["outcome"] == "ok" else "red"),
        row["provider"] or "–",
        row["model"] or row["asked_model"],
        elapsed(row["total_ms"] / 1000),
        cost,
        "; ".join(dict.fromkeys(others)) or (row["error"] or ""),
    ]


COMMAND = Command(
    _run,
    """List the requests that are kept (90 days), oldest first: when, whom, outcome, time, cost.

Questions and answers are not kept here.""",
    _arguments,
    examples=("traybridge journal --tail", "traybridge journal --json | jq '.requests[] | select(.outcome != \"ok\")'"),
)
