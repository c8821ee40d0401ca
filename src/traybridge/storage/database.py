"""The one SQLite file: opened late, migrated with a backup before, set aside when it is broken."""

import asyncio
import errno
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from traybridge.core.errors import StoreBusy, TrayBridgeError
from traybridge.core.i18n import Text, msg

T = TypeVar("T")

BUSY_SECONDS = 5.0
"""How long another process may hold the file."""
LEAST_ROOM = 256 * 1024
"""Bytes without which the log beside the file cannot be made."""
HEADER = b"SQLite format 3\0"
VERSION_AT = slice(60, 64)
"""Where PRAGMA user_version stands in the file (sqlite.org/fileformat2.html, 1.3)."""
LAST_VERSION = 9_999
"""No schema ever has a higher number: what says so is damaged."""

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
    """
    CREATE TABLE reservations (
        request TEXT NOT NULL,
        provider TEXT NOT NULL,
        amount REAL,
        at REAL NOT NULL,
        PRIMARY KEY (request, provider)
    ) STRICT;
    """,
    "ALTER TABLE requests ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0;",
)
"""Step n brings the file from user_version n to n + 1; a landed step is never edited."""


class Database:
    """Run SQL in a thread, one call at a time; the file is opened by the first of them.

    Every call raises TrayBridgeError in words for people: full disk, no permission, a file from a newer version.
    Several processes may share the file: a write begins by taking SQLite's one write lock.
    """

    def __init__(
        self,
        path: Path,
        *,
        today: Callable[[], str] | None = None,
        migrations: Sequence[str] = MIGRATIONS,
        patience: float = BUSY_SECONDS,
    ) -> None:
        self._path = path
        self._patience = patience
        self._migrations = migrations
        self._today = today or (lambda: datetime.now(tz=UTC).strftime("%Y-%m-%d_%H%M%S"))
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self.set_aside: Path | None = None

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Change something in one transaction: all of it is kept, or nothing."""
        return await asyncio.to_thread(self.run_here, work)

    async def read(self, work: Callable[[sqlite3.Connection], T], *, complete: bool = False) -> T:
        """Read something; that works on a full or read-only disk too.

        ``complete``: it raises where the newest rows cannot be seen then, instead of reading the others.
        """
        return await asyncio.to_thread(self.read_here, work, complete=complete)

    def run_here(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Change something in this thread, for programs that have nothing else to do."""
        with self._lock, self._plain_words():
            connection = self._open()
            with _transaction(connection):
                return work(connection)

    def read_here(self, work: Callable[[sqlite3.Connection], T], *, complete: bool = False) -> T:
        """Read something in this thread (``read``)."""
        with self._lock, self._plain_words(reading=True):
            try:
                return work(self._open())
            except (sqlite3.OperationalError, OSError):
                if self._connection is not None or not self._path.exists():
                    raise
            with closing(self._as_it_stands(complete=complete)) as connection:
                return work(connection)

    async def aclose(self) -> None:
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def lost_in(self, month: str) -> Path | None:
        """The damaged file that was set aside in a month (2026-11): what stood in it is not known here."""
        found = sorted(self._path.parent.glob(f"{self._path.stem}.broken.{month}-*{self._path.suffix}"))
        return found[-1] if found else None

    def lost_since(self, day: str) -> Path | None:
        """The newest damaged file that was set aside on a day (2026-11-23) or later; "": ever."""
        beginning = f"{self._path.stem}.broken."
        found = sorted(self._path.parent.glob(f"{beginning}*{self._path.suffix}"))
        return found[-1] if found and found[-1].name.removeprefix(beginning) >= day else None

    @contextmanager
    def _plain_words(self, *, reading: bool = False) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            reason = _reason(error, self._path)
            title = msg("Cannot be read: {reason} ({file})", reason=reason, file=self._path.name)
            if not reading:
                title = msg("Not saved: {reason} ({file})", reason=reason, file=self._path.name)
            kind = StoreBusy if reason == _BUSY else TrayBridgeError
            raise kind(title, _hint(reason)) from error
        except OSError as error:
            full = error.errno == errno.ENOSPC
            raise TrayBridgeError(
                msg("Not saved: {file} cannot be used ({reason})", file=str(self._path), reason=error.strerror),
                "Free some room on the disk." if full else "Allow this user to write there.",
            ) from error

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._path.exists():
                self._refuse_newer()
            while self._path.exists() and not _sound(self._path):
                self._put_aside()
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        if not self._path.exists():
            self._path.touch(mode=0o600)
        connection = sqlite3.connect(self._path, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)
        try:
            self._check_version(connection)
            _use_wal(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _as_it_stands(self, *, complete: bool) -> sqlite3.Connection:
        """The file without a write anywhere, not even beside it; an older one is brought up to date in memory."""
        connection = self._with_its_log(complete=complete)
        try:
            if self._check_version(connection) < len(self._migrations):
                connection = _in_memory(connection)
                self._take_steps(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _with_its_log(self, *, complete: bool) -> sqlite3.Connection:
        """The log of a process that lives or was killed holds the newest rows; SQLite may need to write to read it."""
        if _has_content(Path(f"{self._path}-wal")):
            try:
                return self._connect_read_only("mode=ro")
            except sqlite3.OperationalError:
                if complete:
                    raise
        return self._connect_read_only("immutable=1")

    def _connect_read_only(self, how: str) -> sqlite3.Connection:
        address = f"{self._path.absolute().as_uri()}?{how}"
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
        try:
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()  # first here it is really opened
        except BaseException:
            connection.close()
            raise
        return connection

    def _refuse_newer(self) -> None:
        """Look at the version without SQLite, which would move a newer file's log into it."""
        with self._path.open("rb") as file:
            head = file.read(VERSION_AT.stop)
        version = int.from_bytes(head[VERSION_AT], "big")
        if head.startswith(HEADER) and len(self._migrations) < version <= LAST_VERSION:
            raise self._newer()

    def _check_version(self, connection: sqlite3.Connection) -> int:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(self._migrations):
            raise self._newer()
        return version

    def _newer(self) -> TrayBridgeError:
        return TrayBridgeError(
            msg("{file} was written by a newer TrayBridge", file=self._path.name),
            "Update TrayBridge; nothing was changed.",
        )

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Bring the file up to date. The version is read once more under the lock: another process may be faster."""
        if self._check_version(connection) == len(self._migrations):
            return
        with _transaction(connection):
            version = self._check_version(connection)
            if 0 < version < len(self._migrations):
                self._back_up(version)
            self._take_steps(connection)

    def _take_steps(self, connection: sqlite3.Connection) -> None:
        version = self._check_version(connection)
        for number, step in enumerate(self._migrations[version:], start=version + 1):
            for statement in step.split(";"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")

    def _back_up(self, version: int) -> None:
        """Copy the file as it was before this transaction; a copy that is not whole does not stay."""
        copy = _free(self._path.with_name(f"{self._path.stem}.v{version}.{self._today()}.backup"))
        try:
            copy.touch(mode=0o600)
            with closing(sqlite3.connect(self._path)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise

    def _put_aside(self) -> None:
        """Keep a broken file under another name; it is never deleted. Of several processes one does it."""
        turn = self._path.with_name(f"{self._path.name}.setting-aside")
        try:
            os.close(os.open(turn, os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            _wait_for(lambda: not turn.exists(), self._patience)
            turn.unlink(missing_ok=True)
            return
        try:
            if self._path.exists() and not _sound(self._path):
                self.set_aside = self._moved_aside()
        finally:
            turn.unlink(missing_ok=True)

    def _moved_aside(self) -> Path:
        aside = _free(self._path.with_name(f"{self._path.stem}.broken.{self._today()}{self._path.suffix}"))
        for suffix in ("-wal", "-shm", ""):  # the file last: whoever sees none begins a new one, with a new log
            part = Path(f"{self._path}{suffix}")
            if part.exists():
                shutil.move(part, f"{aside}{suffix}")
        return aside


def _free(path: Path) -> Path:
    """The path, or one beside it where something is there already: nothing is written over."""
    taken = 0
    free = path
    while os.path.lexists(free):
        taken += 1
        free = path.with_name(f"{path.stem}-{taken}{path.suffix}")
    return free


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of the file, which is closed."""
    copy = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    with closing(connection):
        connection.backup(copy)
    return copy


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything or nothing, and nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch the file to its log, once. SQLite's own patience does not hold for this (sqlite.org/wal.html)."""

    def switched() -> bool:
        try:
            mode: str = connection.execute("PRAGMA journal_mode").fetchone()[0]
            return mode == "wal" or connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal"
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
                return False
            raise

    _wait_for(switched, BUSY_SECONDS)


def _wait_for(ready: Callable[[], bool], seconds: float) -> None:
    """Look again and again until something is so, or the time is over."""
    until = time.monotonic() + seconds
    while not ready() and time.monotonic() < until:
        time.sleep(0.01)


def _sound(path: Path) -> bool:
    """SQLite's own quick check; a file that is busy or not readable is another matter than a broken one."""
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False


_FULL: Final = msg("the disk is full")
_BUSY: Final = msg("another program holds the file")


def _reason(error: sqlite3.Error, path: Path) -> str:
    match getattr(error, "sqlite_errorname", ""):
        case "SQLITE_FULL":
            return _FULL
        case name if name.startswith("SQLITE_IOERR") and _no_room(path):
            return _FULL  # SQLite says "disk I/O error" where the log beside the file cannot grow
        case name if name.startswith("SQLITE_BUSY"):
            return _BUSY
        case name if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            return msg("the file cannot be written")
        case _:
            return str(error)


def _no_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < LEAST_ROOM
    except OSError:
        return False


def _hint(reason: str) -> Text:
    if reason == _FULL:
        return msg("Free some room on the disk; chatting goes on meanwhile.")
    return msg("Chatting goes on meanwhile; traybridge doctor tells more.")
