"""Kept conversations, identified by a fingerprint, so that adding the same one again adds nothing."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from traybridge.storage.database import Database


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """One message; ``at`` in seconds since 1970 or None, ``tokens`` 0 where unknown."""

    role: str
    content: str
    provider: str = ""
    model: str = ""
    tokens: int = 0
    at: float | None = None


@dataclass(frozen=True, slots=True)
class KeptChat:
    """A whole conversation; ``source`` says where it came from, "" for our own."""

    fingerprint: str
    messages: tuple[KeptMessage, ...]
    title: str = ""
    at: float | None = None
    source: str = ""


class SqliteConversations:
    """Each call raises TrayBridgeError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, chats: Sequence[KeptChat]) -> int:
        """Add what is not there yet, all or nothing; the result is how many were new."""

        def write(connection: sqlite3.Connection) -> int:
            return sum(_add(connection, chat) for chat in chats)

        return await self._database.run(write)

    async def all(self) -> list[KeptChat]:
        """Every conversation, the oldest first."""

        def read(connection: sqlite3.Connection) -> list[KeptChat]:
            rows = connection.execute(
                "SELECT id, fingerprint, title, started_at, source FROM conversations ORDER BY started_at, id"
            ).fetchall()
            return [
                KeptChat(fingerprint or f"own-{number}", _messages(connection, number), title, at or None, source)
                for number, fingerprint, title, at, source in rows
            ]

        return await self._database.read(read)

    async def fingerprints(self) -> frozenset[str]:
        """What tells the conversations apart that are there."""

        def read(connection: sqlite3.Connection) -> frozenset[str]:
            return frozenset(one for (one,) in connection.execute("SELECT fingerprint FROM conversations") if one)

        return await self._database.read(read)

    async def wipe(self) -> int:
        """Delete every conversation; the result is how many there were."""

        def delete(connection: sqlite3.Connection) -> int:
            return connection.execute("DELETE FROM conversations").rowcount

        return await self._database.run(delete)


def _add(connection: sqlite3.Connection, chat: KeptChat) -> int:
    cursor = connection.execute(
        "INSERT OR IGNORE INTO conversations (started_at, title, source, fingerprint) VALUES (?, ?, ?, ?)",
        (chat.at or 0.0, chat.title, chat.source, chat.fingerprint),
    )
    if not cursor.rowcount:
        return 0
    connection.executemany(
        "INSERT INTO messages (conversation, at, role, content, provider, model, tokens) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (cursor.lastrowid, one.at or 0.0, one.role, one.content, one.provider, one.model, one.tokens)
            for one in chat.messages
        ],
    )
    return 1


def _messages(connection: sqlite3.Connection, conversation: int) -> tuple[KeptMessage, ...]:
    rows = connection.execute(
        "SELECT role, content, provider, model, tokens, at FROM messages WHERE conversation = ? ORDER BY id",
        (conversation,),
    )
    return tuple(
        KeptMessage(role, content, provider or "", model or "", tokens or 0, at or None)
        for role, content, provider, model, tokens, at in rows
    )
