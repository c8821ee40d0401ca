"""Taking keys out of a SQLite file, so that its pages do not hold them any more either."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from traybridge.core.i18n import msg
from traybridge.migrate.redact_text import Broken, Eraser

_BUSY_SECONDS = 2.0
_CODECS = {"UTF-16le": "utf-16-le", "UTF-16be": "utf-16-be"}


def scrub_database(path: Path, eraser: Eraser) -> None:
    """Empty every text that is a key.

    SQLite's own transaction makes it all or nothing; ``secure_delete`` overwrites what was there, VACUUM drops pages
    that were freed long ago, the checkpoint empties the write-ahead log (sqlite.org/pragma.html).

    Raises:
        Broken: in use by another program, damaged, or a rule of the database is against it.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
            _scrub(connection, eraser)
    except sqlite3.Error as error:
        if "locked" in str(error) or "busy" in str(error):
            raise Broken(msg("it is in use; close the old tool and scrub again")) from None
        raise Broken(msg("the database refused the change ({why})", why=str(error))) from None


def _scrub(connection: sqlite3.Connection, eraser: Eraser) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    encoding = connection.execute("PRAGMA encoding").fetchone()[0]
    connection.create_function("text_left", 1, _left_by(eraser, _CODECS.get(encoding, "utf-8")), deterministic=True)
    connection.create_function("blob_left", 1, _left_by(eraser, "utf-8"), deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table, column in _columns(connection):
            _scrub_column(connection, table, column)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _left_by(eraser: Eraser, codec: str) -> Callable[[bytes], bytes]:
    """Work on bytes: old tools stored what is no valid text, too, and that has to stay as it is."""
    errors = "surrogateescape" if codec == "utf-8" else "surrogatepass"

    def left(stored: bytes) -> bytes:
        try:
            text = stored.decode(codec, errors)
        except UnicodeDecodeError:
            return stored
        return eraser.value(text).encode(codec, errors)

    return left


def _columns(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Every stored column of every ordinary table; what a full-text index keeps follows its own table."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    return [
        (_quoted(table), _quoted(row[1]))
        for (table,) in tables
        for row in connection.execute(f"PRAGMA table_xinfo({_quoted(table)})").fetchall()
        if row[6] == 0
    ]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _scrub_column(connection: sqlite3.Connection, table: str, column: str) -> None:
    stored = f"CAST({column} AS BLOB)"
    for kind, left in (("text", f"CAST(text_left({stored}) AS TEXT)"), ("blob", f"blob_left({column})")):
        where = f"typeof({column}) = '{kind}' AND {stored} IS NOT {kind}_left({stored})"
        connection.execute(f"UPDATE {table} SET {column} = {left} WHERE {where}")  # noqa: S608  # quoted names
