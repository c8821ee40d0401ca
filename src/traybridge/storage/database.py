"""The one SQLite file: opened late, migrated with a backup before, set aside when it is broken."""

import asyncio
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import Text, msg

T = TypeVar("T")

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE requests (
        id TEXT PRIMARY KEY,
        at REAL NOT NULL,
        provider TEXT,
        model TEXT,
        asked_model TEXT NOT NULL,
        outcome TEXT NOT NULL,
        ttft_ms INTEGER,
        total_ms INTEGER NOT NULL,
        prompt_tokens INTEGER,
        completion_tokens INTEGER,
        cost REAL,
        finish_reason TEXT,
        interrupted INTEGER NOT NULL,
        error TEXT,
        attempts TEXT NOT NULL,
        skipped TEXT NOT NULL
    ) STRICT;
    CREATE INDEX requests_at ON requests (at);
    CREATE TABLE catalogues (
        provider TEXT PRIMARY KEY,
        fetched_at REAL NOT NULL,
        models TEXT NOT NULL
    ) STRICT;
    CREATE TABLE conversations (
        id INTEGER PRIMARY KEY,
        started_at REAL NOT NULL,
        title TEXT NOT NULL,
        source TEXT NOT NULL DEFAULT '',
        fingerprint TEXT UNIQUE
    ) STRICT;
    CREATE TABLE messages (
        id INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        at REAL NOT NULL,
        role TEXT NOT NULL,
        content TEXT NOT NULL,
        provider TEXT,
        model TEXT,
        tokens INTEGER
    ) STRICT;
    CREATE INDEX messages_conversation ON messages (conversation, id);
    """,
    "ALTER TABLE catalogues ADD COLUMN source TEXT NOT NULL DEFAULT '';",
    "ALTER TABLE requests ADD COLUMN ended TEXT NOT NULL DEFAULT '';",
)
"""Step n brings the file from user_version n to n + 1; a landed step is never edited."""


class Database:
    """Run SQL in a thread, one call at a time; the file is opened by the first of them.

    Every call raises TrayBridgeError in words for people: full disk, no permission, a file from a newer version.
    """

    def __init__(
        self, path: Path, *, today: Callable[[], str] | None = None, migrations: Sequence[str] = MIGRATIONS
    ) -> None:
        self._path = path
        self._migrations = migrations
        self._today = today or (lambda: datetime.now(tz=UTC).strftime("%Y-%m-%d_%H%M%S"))
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self.set_aside: Path | None = None

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something in one transaction: all of it is kept, or nothing."""
        return await asyncio.to_thread(self.run_here, work)

    def run_here(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """The same in this thread, for programs that have nothing else to do."""
        with self._lock, self._plain_words():
            connection = self._open()
            with connection:
                return work(connection)

    async def aclose(self) -> None:
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _plain_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise TrayBridgeError(
                msg("Not saved: {reason} ({file})", reason=_reason(error), file=self._path.name), _hint(error)
            ) from error
        except OSError as error:
            raise TrayBridgeError(
                msg("Not saved: {file} cannot be used ({reason})", file=str(self._path), reason=error.strerror),
                "Free some room on the disk, or allow this user to write there.",
            ) from error

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._path.exists() and not _sound(self._path):
                self.set_aside = self._set_aside()
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        is_new = not self._path.exists()
        if is_new:
            self._path.touch(mode=0o600)
        connection = sqlite3.connect(self._path, timeout=5.0, check_same_thread=False)
        try:
            version = self._version(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._migrate(connection, version, backup=not is_new)
        except BaseException:
            connection.close()
            raise
        return connection

    def _version(self, connection: sqlite3.Connection) -> int:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(self._migrations):
            raise TrayBridgeError(
                msg("{file} was written by a newer TrayBridge", file=self._path.name),
                "Update TrayBridge; nothing was changed.",
            )
        return version

    def _migrate(self, connection: sqlite3.Connection, version: int, *, backup: bool) -> None:
        if version == len(self._migrations):
            return
        if backup and version:
            copy = self._path.with_name(f"{self._path.stem}.v{version}.{self._today()}.backup")
            with sqlite3.connect(copy) as target:
                connection.backup(target)
            target.close()
            copy.chmod(0o600)
        for number, step in enumerate(self._migrations[version:], start=version + 1):
            connection.executescript(f"BEGIN; {step} PRAGMA user_version = {number}; COMMIT;")

    def _set_aside(self) -> Path:
        """Keep a broken file under another name; it is never deleted."""
        aside = self._path.with_name(f"{self._path.stem}.broken.{self._today()}{self._path.suffix}")
        for suffix in ("", "-wal", "-shm"):
            part = Path(f"{self._path}{suffix}")
            if part.exists():
                shutil.move(part, f"{aside}{suffix}")
        return aside


def _sound(path: Path) -> bool:
    """SQLite's own quick check; a file that is busy or not readable is another matter than a broken one."""
    try:
        connection = sqlite3.connect(path, timeout=5.0)
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False


def _reason(error: sqlite3.Error) -> str:
    match getattr(error, "sqlite_errorname", ""):
        case "SQLITE_FULL":
            return msg("the disk is full")
        case "SQLITE_BUSY":
            return msg("another program holds the file")
        case "SQLITE_READONLY" | "SQLITE_CANTOPEN" | "SQLITE_PERM":
            return msg("the file cannot be written")
        case _:
            return str(error)


def _hint(error: sqlite3.Error) -> Text:
    if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
        return msg("Free some room on the disk; chatting goes on meanwhile.")
    return msg("Chatting goes on meanwhile; traybridge doctor tells more.")
