"""The request journal: one row for each request with its attempts, skips, times and cost; never its content."""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import msgspec

from traybridge.core.budget import RESERVED_SECONDS, cap_refusal, month_of
from traybridge.core.errors import ChatFailed, TrayBridgeError
from traybridge.core.i18n import Text, msg, packed, plain, unpacked
from traybridge.core.outcome import Outcome
from traybridge.core.provenance import Attempt, Provenance, Skip
from traybridge.storage.database import Database

DAY = 86_400.0
_COLUMNS = (
    "id, at, provider, model, asked_model, outcome, ttft_ms, total_ms, prompt_tokens, completion_tokens, cost, "
    "estimated, finish_reason, ended, interrupted, error, attempts, skipped"
)
_REASON_PATTERN = "said"


class SqliteJournal:
    """Implements core.ports.Journal, and reads it back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(
        self, provenance: Provenance, *, at: float, error: ChatFailed | None = None, estimated: float | None = None
    ) -> None:
        """Write one row (ports.Journal.record). Raises TrayBridgeError."""
        values = _row(provenance, at, error, estimated)
        marks = ", ".join("?" * len(values))

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(f"INSERT OR REPLACE INTO requests ({_COLUMNS}) VALUES ({marks})", values)  # noqa: S608
            connection.execute("DELETE FROM reservations WHERE request = ?", (provenance.request_id,))

        await self._database.run(write)

    async def spent(self, month: str) -> Mapping[str, float]:
        """US dollars by provider in a calendar month in UTC, written 2026-11.

        Raises TrayBridgeError, also where the history of that month was damaged: not known is not nothing.
        """
        start, end = self._bounds(month)

        def read(connection: sqlite3.Connection) -> dict[str, float]:
            rows = connection.execute(
                "SELECT provider, SUM(cost) FROM requests WHERE at >= ? AND at < ? AND cost > 0 GROUP BY provider",
                (start, end),
            )
            return {provider: total for provider, total in rows if provider}

        return await self._database.read(read, complete=True)

    def _bounds(self, month: str) -> tuple[float, float]:
        """Begin and end of a month. Raises TrayBridgeError where its history was damaged."""
        if (lost := self._database.lost_in(month)) is not None:
            raise TrayBridgeError(
                msg("What was spent in {month} is not known: the history was damaged", month=month),
                msg("It is kept as {file}; delete that file to count from nothing.", file=lost.name),
            )
        start = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
        end = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
        return start.timestamp(), end.timestamp()

    async def reserve(self, request: str, provider: str, amount: float | None, *, cap: float, at: float) -> str:
        """Set an estimate aside (ports.Journal.reserve), in one transaction with reading what there is already."""
        start, end = self._bounds(month_of(at))

        def write(connection: sqlite3.Connection) -> str:
            connection.execute("DELETE FROM reservations WHERE at < ?", (at - RESERVED_SECONDS,))
            ((spent,),) = connection.execute(
                "SELECT SUM(cost) FROM requests WHERE at >= ? AND at < ? AND cost > 0 AND provider = ?",
                (start, end, provider),
            )
            others = connection.execute(
                "SELECT amount FROM reservations WHERE provider = ? AND request != ?", (provider, request)
            )
            refused = cap_refusal(cap, spent or 0.0, [one for (one,) in others], amount)
            if not refused:
                connection.execute(
                    "INSERT OR REPLACE INTO reservations (request, provider, amount, at) VALUES (?, ?, ?, ?)",
                    (request, provider, amount, at),
                )
            return refused

        return await self._database.run(write)

    async def tail(self, limit: int = 20) -> list[dict[str, Any]]:
        """The newest rows, oldest first, as JSON-ready dicts; ``limit`` 1..10,000."""

        def read(connection: sqlite3.Connection) -> list[dict[str, Any]]:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM requests ORDER BY at DESC, rowid DESC LIMIT ?",  # noqa: S608
                (max(1, min(limit, 10_000)),),
            )
            return [_readable(row) for row in rows][::-1]

        return await self._database.read(read)

    async def usage(self, since: float) -> list[dict[str, Any]]:
        """Requests, tokens and US dollars by provider and model since a wall-clock time."""

        def read(connection: sqlite3.Connection) -> list[dict[str, Any]]:
            rows = connection.execute(
                "SELECT provider, model, COUNT(*), SUM(prompt_tokens), SUM(completion_tokens), SUM(cost) "
                "FROM requests WHERE at >= ? AND provider IS NOT NULL GROUP BY provider, model ORDER BY 3 DESC",
                (since,),
            )
            names = ("provider", "model", "requests", "prompt_tokens", "completion_tokens", "cost")
            return [dict(zip(names, row, strict=True)) for row in rows]

        return await self._database.read(read)

    async def last_used(self) -> dict[str, str]:
        """When each provider last answered, as ISO 8601 in UTC, by its id."""

        def read(connection: sqlite3.Connection) -> dict[str, str]:
            rows = connection.execute(
                "SELECT provider, MAX(at) FROM requests WHERE provider IS NOT NULL GROUP BY provider"
            )
            return {provider: _iso(at, "seconds") for provider, at in rows}

        return await self._database.read(read)

    async def answered(self) -> dict[str, float]:
        """When each model last answered, in wall-clock seconds."""

        def read(connection: sqlite3.Connection) -> dict[str, float]:
            rows = connection.execute(
                "SELECT model, MAX(at) FROM requests WHERE outcome = 'ok' AND model IS NOT NULL GROUP BY model"
            )
            return dict(rows.fetchall())

        return await self._database.read(read)

    async def prune(self, *, now: float, days: int) -> int:
        """Delete rows older than so many days (0 keeps none); the result is how many."""

        def delete(connection: sqlite3.Connection) -> int:
            return connection.execute("DELETE FROM requests WHERE at < ?", (now - days * DAY,)).rowcount

        return await self._database.run(delete)


def _row(provenance: Provenance, at: float, error: ChatFailed | None, estimated: float | None) -> tuple[object, ...]:
    usage = provenance.usage
    stopped = bool(provenance.attempts) and provenance.attempts[-1].outcome is Outcome.CANCELLED
    outcome = error.outcome if error else Outcome.CANCELLED if stopped else Outcome.OK
    return (
        provenance.request_id,
        at,
        provenance.provider,
        provenance.model,
        provenance.asked_model,
        outcome.value,
        None if provenance.ttft is None else round(provenance.ttft * 1000),
        round(provenance.total * 1000),
        usage.prompt_tokens if usage else None,
        usage.completion_tokens if usage else None,
        estimated if provenance.cost is None else provenance.cost,
        int(provenance.cost is None and estimated is not None),
        provenance.finish_reason,
        provenance.ended.value,
        int(provenance.interrupted),
        error.title if error else None,
        _json([_kept(attempt) for attempt in provenance.attempts]),
        _json([_kept(skip) for skip in provenance.skipped]),
    )


def _kept(what: Attempt | Skip) -> dict[str, Any]:
    """What is kept of one: beside the reason in English how it was said, so that a window can say it otherwise."""
    values = asdict(what)
    return (
        {**values, _REASON_PATTERN: packed(what.reason)}
        if isinstance(what.reason, Text) and what.reason.values
        else values
    )


def _with_patterns(rows: Any) -> list[dict[str, Any]]:
    for row in rows:
        if (said := unpacked(row.pop(_REASON_PATTERN, ""))) == row["reason"]:
            row["reason"] = said
    return list(rows)


def _json(value: object) -> str:
    return msgspec.json.encode(value, enc_hook=plain).decode()


def _readable(row: tuple[Any, ...]) -> dict[str, Any]:
    names = _COLUMNS.split(", ")
    values = dict(zip(names, row, strict=True))
    values["at"] = _iso(values["at"], "milliseconds")
    values["estimated"] = bool(values["estimated"])
    values["interrupted"] = bool(values["interrupted"])
    values["attempts"] = _with_patterns(msgspec.json.decode(values["attempts"]))
    values["skipped"] = _with_patterns(msgspec.json.decode(values["skipped"]))
    return values


def _iso(at: float, timespec: str) -> str:
    return datetime.fromtimestamp(at, tz=UTC).isoformat(timespec=timespec)
