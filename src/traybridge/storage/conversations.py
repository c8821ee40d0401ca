"""Kept conversations, identified by a fingerprint, so that adding the same one again adds nothing."""

import sqlite3
from collections.abc import Sequence

from traybridge.core.saved_chat import SavedChat, SavedMessage
from traybridge.storage.database import Database

_SOURCE = "import"
"""Where all of them come from until the chats of the window are kept too."""


class SqliteConversations:
    """Each call raises TrayBridgeError. A chat's ``id`` is the fingerprint that tells it from the others."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add_chats(self, chats: Sequence[SavedChat]) -> int:
        """Add what is not there yet, all or nothing; the result is how many were new."""

        def write(connection: sqlite3.Connection) -> int:
            return sum(_add(connection, chat) for chat in chats)

        return await self._database.run(write)

    async def count_new(self, chats: Sequence[SavedChat]) -> int:
        """How many of these are not here yet."""
        known = await self._fingerprints() if chats else frozenset()
        return len({chat.id for chat in chats} - known)

    async def all(self) -> list[SavedChat]:
        """Every conversation, the oldest first."""

        def read(connection: sqlite3.Connection) -> list[SavedChat]:
            rows = connection.execute(
                "SELECT id, fingerprint, title, started_at FROM conversations ORDER BY started_at, id"
            ).fetchall()
            return [
                SavedChat(fingerprint or f"own-{number}", _messages(connection, number), title, at or None)
                for number, fingerprint, title, at in rows
            ]

        return await self._database.read(read)

    async def _fingerprints(self) -> frozenset[str]:
        def read(connection: sqlite3.Connection) -> frozenset[str]:
            return frozenset(one for (one,) in connection.execute("SELECT fingerprint FROM conversations") if one)

        return await self._database.read(read)

    async def wipe(self) -> int:
        """Delete every conversation; the result is how many there were."""

        def delete(connection: sqlite3.Connection) -> int:
            return connection.execute("DELETE FROM conversations").rowcount

        return await self._database.run(delete)


def _add(connection: sqlite3.Connection, chat: SavedChat) -> int:
    cursor = connection.execute(
        "INSERT OR IGNORE INTO conversations (started_at, title, source, fingerprint) VALUES (?, ?, ?, ?)",
        (chat.created_at or 0.0, chat.title, _SOURCE, chat.id),
    )
    if not cursor.rowcount:
        return 0
    connection.executemany(
        "INSERT INTO messages (conversation, at, role, content, provider, model, tokens) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (cursor.lastrowid, one.created_at or 0.0, one.role, one.text, one.provider, one.model, one.tokens)
            for one in chat.messages
        ],
    )
    return 1


def _messages(connection: sqlite3.Connection, conversation: int) -> tuple[SavedMessage, ...]:
    rows = connection.execute(
        "SELECT role, content, model, provider, tokens, at FROM messages WHERE conversation = ? ORDER BY id",
        (conversation,),
    )
    return tuple(
        SavedMessage(role, text, model or "", provider or "", tokens or 0, at or None)
        for role, text, model, provider, tokens, at in rows
    )
