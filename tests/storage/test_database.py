"""The file survives what happens to files."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.faults.translations import untold

from traybridge.core.errors import TrayBridgeError
from traybridge.storage.database import MIGRATIONS, Database
from traybridge.storage.journal import SqliteJournal


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT COUNT(*) FROM requests").fetchone()[0])


async def test_a_new_file_is_ours_alone_and_has_the_newest_tables(tmp_path: Path):
    path = tmp_path / "deep" / "traybridge.db"
    database = Database(path)
    assert await database.run(_count) == 0
    assert path.stat().st_mode & 0o777 == 0o600
    await database.aclose()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    connection.close()


async def test_a_broken_file_is_set_aside_and_kept(tmp_path: Path):
    path = tmp_path / "traybridge.db"
    path.write_bytes(b"SQLite format 3\x00" + b"garbage " * 1000)
    database = Database(path, today=lambda: "2026-11-23")
    assert await database.run(_count) == 0
    assert database.set_aside == tmp_path / "traybridge.broken.2026-11-23.db"
    assert database.set_aside is not None
    assert b"garbage" in database.set_aside.read_bytes()
    await database.aclose()


async def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path):
    path = tmp_path / "traybridge.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    database = Database(path)
    with pytest.raises(TrayBridgeError, match="newer TrayBridge") as caught:
        await database.run(_count)
    assert untold(caught.value.title) + untold(caught.value.hint) == []
    assert path.read_bytes() == before


async def test_a_failing_step_keeps_nothing(tmp_path: Path):
    database = Database(tmp_path / "traybridge.db")

    def half(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO conversations (started_at, title) VALUES (1, 'half')")
        connection.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(TrayBridgeError, match="Not saved"):
        await database.run(half)
    titles = await database.run(lambda connection: connection.execute("SELECT title FROM conversations").fetchall())
    assert titles == []
    await database.aclose()


async def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    database = Database(tmp_path / "file" / "traybridge.db")
    with pytest.raises(TrayBridgeError, match="cannot be used") as caught:
        await database.run(_count)
    assert untold(caught.value.title) + untold(caught.value.hint) == []


async def test_an_old_file_is_migrated_with_a_backup_before(tmp_path: Path):
    """The next version's step runs on this version's file, and a copy of the old one stays."""
    path = tmp_path / "traybridge.db"
    database = Database(path)
    await database.run(_count)
    await database.aclose()
    steps = (*MIGRATIONS, "ALTER TABLE conversations ADD COLUMN pinned INTEGER;")
    newer = Database(path, today=lambda: "2026-11-23", migrations=steps)
    await newer.run(lambda connection: connection.execute("SELECT pinned FROM conversations").fetchall())
    await newer.aclose()
    backup = tmp_path / f"traybridge.v{len(MIGRATIONS)}.2026-11-23.backup"
    assert backup.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(backup) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    connection.close()


WRITER = """
import sys
from pathlib import Path
from traybridge.storage.database import Database
database = Database(Path(sys.argv[1]))
for number in range(20):
    database.run_here(lambda connection: connection.execute(
        "INSERT INTO conversations (started_at, title, fingerprint) VALUES (1, 'x', ?)", (f"{sys.argv[2]}-{number}",)))
database.close()
"""


@pytest.mark.parametrize("before", [0, 1])
def test_several_processes_open_a_new_or_an_older_file_and_lose_nothing(tmp_path: Path, before: int):
    path = tmp_path / "traybridge.db"
    if before:
        older = Database(path, migrations=MIGRATIONS[:before])
        older.run_here(_count)
        older.close()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)], stderr=subprocess.PIPE)
        for number in range(6)
    ]
    failures = [writer.communicate()[1].decode() for writer in writers]
    assert failures == [""] * 6
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM conversations").fetchone() == (120,)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


async def test_what_is_there_can_be_read_where_nothing_can_be_written(tmp_path: Path):
    """A full disk: SQLite's log beside the file cannot be made. Here its place is taken."""
    path = tmp_path / "traybridge.db"
    database = Database(path)
    row = "INSERT INTO conversations (started_at, title) VALUES (1, 'x')"
    await database.run(lambda connection: connection.execute(row))
    await database.aclose()
    (tmp_path / "traybridge.db-wal").mkdir()
    blocked = Database(path)
    titles = await blocked.read(lambda connection: connection.execute("SELECT title FROM conversations").fetchall())
    assert titles == [("x",)]
    with pytest.raises(TrayBridgeError, match="Not saved"):
        await blocked.run(_count)
    await blocked.aclose()


async def test_what_was_spent_before_a_file_was_damaged_is_not_known(tmp_path: Path):
    path = tmp_path / "traybridge.db"
    path.write_bytes(b"SQLite format 3\x00" + b"garbage " * 1000)
    database = Database(path, today=lambda: "2026-11-23_120000")
    journal = SqliteJournal(database)
    assert await journal.tail() == []
    with pytest.raises(TrayBridgeError, match="not known") as caught:
        await journal.spent("2026-11")
    assert "traybridge.broken.2026-11-23_120000.db" in caught.value.hint
    assert await journal.spent("2026-12") == {}
    await database.aclose()
    again = Database(path)  # also after a restart
    with pytest.raises(TrayBridgeError, match="not known"):
        await SqliteJournal(again).spent("2026-11")
    await again.aclose()
