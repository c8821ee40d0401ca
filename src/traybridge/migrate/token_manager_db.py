"""Reader of ``token_manager.db``: providers with their keys in plain text, and the chats."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from traybridge.core.i18n import Text, msg
from traybridge.core.secret import Secret
from traybridge.migrate.files import Unreadable
from traybridge.migrate.findings import Findings, FoundProvider, KeyLocation, OldConversation, OldFile, Problem
from traybridge.migrate.keys import Decoded, decode
from traybridge.migrate.provider_mapping import Unusable, enabled_of, number_of, row_of, text_of
from traybridge.migrate.sqlite_image import open_image

READER = "token_manager_db"
MOST_PROVIDERS = 1000
_LATEST = 1e11
"""Seconds since 1970 in the year 5138: anything above counts milliseconds."""
_PROVIDER_COLUMNS = ("name", "api_key", "provider_type", "status", "base_url", "rowid")
_CHAT_COLUMNS = ("model_name", "user_message", "ai_response", "provider_name", "token_usage", "created_at")


def read(path: Path, _environment: Mapping[str, str]) -> Findings:
    """Read a copy in memory; the file, its log and its folder stay untouched. Never raises."""
    base = Findings(files=(OldFile(path, "sqlite"),))
    try:
        with closing(open_image(path)) as connection:
            return base + _read(connection, path)
    except Unreadable as reason:
        return base + Findings(problems=(Problem(str(path), reason.words),))


def _read(connection: sqlite3.Connection, path: Path) -> Findings:
    problems: list[Text] = []
    found: list[FoundProvider] = []
    chats: list[OldConversation] = []
    try:
        found.extend(_provider(path, row) for row in _rows(connection, "providers", _PROVIDER_COLUMNS, MOST_PROVIDERS))
        chats.extend(_conversation(row) for row in _rows(connection, "conversations", _CHAT_COLUMNS))
    except sqlite3.Error as error:
        problems.append(msg("the database is damaged ({why}); what could be read was taken", why=str(error)))
    conversations = tuple(one for one in chats if one.user or one.assistant)
    if not found and not conversations and not problems:
        problems.append(msg("it holds neither providers nor conversations of the old tool"))
    return Findings(tuple(found), conversations, problems=tuple(Problem(str(path), text) for text in problems))


def _rows(
    connection: sqlite3.Connection, table: str, columns: tuple[str, ...], most: int = -1
) -> Iterable[dict[str, object]]:
    """The rows of a table in the order they were written, with None for columns that this version lacks."""
    there = {str(row[1]).lower() for row in connection.execute(f"PRAGMA table_info({table})")}
    if not there:
        return
    wanted = ", ".join("rowid" if name == "rowid" else f'"{name}"' if name in there else "NULL" for name in columns)
    try:
        cursor = connection.execute(f"SELECT {wanted} FROM {table} ORDER BY rowid LIMIT ?", (most,))  # noqa: S608  # our own words only
    except sqlite3.OperationalError:
        return
    for row in cursor:
        yield dict(zip(columns, row, strict=True))


def _provider(path: Path, row: dict[str, object]) -> FoundProvider:
    name = text_of(row["name"])
    value = row["api_key"]
    value = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    decoded = decode(value)
    label = f"providers, row {row['rowid']}, api_key"
    places: tuple[KeyLocation, ...] = ()
    if isinstance(value, str) and decoded != Decoded():
        places = (KeyLocation(path, label, Secret(value), decoded.key),)
    kind = text_of(row["provider_type"]).lower()
    try:
        made = row_of(name or kind, text_of(row["base_url"], 2000), place=kind if kind in {"local", "cloud"} else "")
    except Unusable as reason:
        try:
            made = row_of(kind)
        except Unusable:
            return FoundProvider(
                str(path), READER, name, None, decoded.key, reason.words, bool(decoded.lost), places=places
            )
    return FoundProvider(
        str(path),
        READER,
        name or made.label,
        made,
        decoded.key,
        decoded.lost,
        bool(decoded.lost),
        enabled_of(row["status"]),
        places=places,
    )


def _conversation(row: dict[str, object]) -> OldConversation:
    return OldConversation(
        model=text_of(row["model_name"]),
        user=_message_text(row["user_message"]),
        assistant=_message_text(row["ai_response"]),
        provider=text_of(row["provider_name"]),
        tokens=max(0, int(number_of(row["token_usage"]) or 0)),
        created_at=seconds_of(row["created_at"]),
    )


def _message_text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def seconds_of(value: object) -> float | None:
    """Seconds since 1970 from a number or an ISO date; a date without a zone is UTC (SQLite's CURRENT_TIMESTAMP)."""
    number = number_of(value)
    if number is None:
        number = _seconds_of_date(text_of(value))
    elif number >= _LATEST:
        number /= 1000  # milliseconds
    return number if 0 < number < _LATEST else None


def _seconds_of_date(text: str) -> float:
    try:
        when = datetime.fromisoformat(text)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0
