"""``traybridge usage``: requests, tokens and money by provider and model."""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from traybridge.cli.command import Command, Given, Parser, errors_in_json
from traybridge.cli.failures import DONE, WrongUsage
from traybridge.cli.journal import note_damage
from traybridge.cli.services import CommandServices
from traybridge.core.formatting import dollars
from traybridge.core.presentation.documents import iso

DAY = 86_400.0
HEAD = ("PROVIDER", "MODEL", "REQUESTS", "TOKENS", "COST")
MOST_DAYS = 3_650
NOT_KNOWN = "–"


def _arguments(parser: Parser) -> None:
    parser.add_argument("--days", type=int, default=0, help="the last so many days; without it this month (UTC)")
    parser.json_flag()


def _run(services: CommandServices, given: Given) -> int:
    if not 0 <= given.days <= MOST_DAYS:
        raise WrongUsage("That number of days cannot be counted", f"Use 1 to {MOST_DAYS}.")
    now = time.time()
    since = now - given.days * DAY if given.days else _month_began(now)
    with errors_in_json(services, given.json):
        rows, damaged = services.run(_read(services, since))
    note_damage(services, damaged)
    if given.json:
        services.terminal.document({"since": iso(since), "usage": rows})
        return DONE
    services.terminal.show(f"Since {iso(since)[:10]}")
    services.terminal.table([_line(row) for row in rows], head=HEAD, indent="  ")
    services.terminal.show(_total(rows, damaged=bool(damaged)), indent="  ")
    return DONE


def _total(rows: Sequence[Mapping[str, Any]], *, damaged: bool) -> str:
    known = [row["cost"] for row in rows if row["cost"] is not None]
    words = f"{dollars(sum(known), fractions_below=1)} in all"
    return words if len(known) == len(rows) and not damaged else f"{words}, as far as the cost is known"


async def _read(services: CommandServices, since: float) -> tuple[list[Mapping[str, Any]], str]:
    async with services.open_application() as application:
        return list(await application.journal.usage(since)), application.damaged_history(since)


def _month_began(wall: float) -> float:
    now = datetime.fromtimestamp(wall, tz=UTC)
    return datetime(now.year, now.month, 1, tzinfo=UTC).timestamp()


def _line(row: Mapping[str, Any]) -> list[str]:
    requests = f"{row['requests']} request{'' if row['requests'] == 1 else 's'}"
    return [row["provider"], row["model"] or "", requests, _tokens(row), _cost(row["cost"])]


def _tokens(row: Mapping[str, Any]) -> str:
    """Asked and answered; what nobody counted is not nothing."""
    counts = (row["prompt_tokens"], row["completion_tokens"])
    if counts == (None, None):
        return NOT_KNOWN
    asked, answered = (NOT_KNOWN if count is None else f"{count:,}" for count in counts)
    return f"{asked} + {answered} tokens"


def _cost(cost: float | None) -> str:
    return NOT_KNOWN if cost is None else dollars(cost, fractions_below=1)


COMMAND = Command(
    _run,
    "Show requests, tokens and money by provider and model, for this month or the last days.",
    _arguments,
    examples=("traybridge usage", "traybridge usage --days 7 --json"),
)
