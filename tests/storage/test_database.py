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


def _fill_with_titles(connection: sqlite3.Connection) -> None:
    row = "INSERT INTO conversations (started_at, title) VALUES (1, ?)"
    connection.executemany(row, [("x" * 1000,)] * 40)


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


def test_a_newer_file_with_a_log_beside_it_is_left_as_it_is(tmp_path: Path):
    """SQLite moves a log that a killed program left into the file as soon as it is asked anything."""
    path, killed = tmp_path / "traybridge.db", tmp_path / "killed"
    killed.mkdir()
    newer = Database(path, migrations=(*MIGRATIONS, "CREATE TABLE later (x);"))
    newer.run_here(lambda connection: connection.execute("INSERT INTO later VALUES (1)"))
    names = ("traybridge.db", "traybridge.db-wal")
    for name in names:
        (killed / name).write_bytes((tmp_path / name).read_bytes())
    newer.close()
    connection = sqlite3.connect(path)  # what a version says that was moved into the file
    (killed / names[0]).write_bytes(path.read_bytes())
    connection.close()
    before = {name: (killed / name).read_bytes() for name in names}
    database = Database(killed / names[0])
    for ask in (database.run_here, database.read_here):
        with pytest.raises(TrayBridgeError, match="newer TrayBridge"):
            ask(_count)
    assert {path.name: path.read_bytes() for path in killed.iterdir()} == before


@pytest.mark.parametrize("keep", [99, 100, 1000, 4095, 4096, 4097, 20_000, -5000])
def test_a_file_that_was_cut_off_is_set_aside_whole(tmp_path: Path, keep: int):
    path = tmp_path / "traybridge.db"
    database = Database(path)
    database.run_here(_fill_with_titles)
    database.close()
    path.write_bytes(damaged := path.read_bytes()[:keep])
    again = Database(path, today=lambda: "2026-11-23_120000")
    assert again.run_here(_count) == 0, "a new one was begun"
    again.close()
    assert (tmp_path / "traybridge.broken.2026-11-23_120000.db").read_bytes() == damaged


def test_what_was_set_aside_is_never_written_over(tmp_path: Path):
    path = tmp_path / "traybridge.db"
    for content in (b"first damage " * 1000, b"second damage " * 1000):
        path.write_bytes(content)
        database = Database(path, today=lambda: "2026-11-23_120000")
        database.run_here(_count)
        database.close()
    kept = sorted(tmp_path.glob("traybridge.broken.*"))
    assert [one.read_bytes()[:5] for one in kept] == [b"secon", b"first"]
    assert [one.name for one in kept] == [
        "traybridge.broken.2026-11-23_120000-1.db",
        "traybridge.broken.2026-11-23_120000.db",
    ]


def test_a_damaged_file_is_found_by_the_day_on_which_it_was_set_aside(tmp_path: Path):
    path = tmp_path / "traybridge.db"
    database = Database(path)
    assert database.lost_since("") is None
    for day in ("2026-11-23_120000", "2026-12-01_090000"):
        (tmp_path / f"traybridge.broken.{day}.db").touch()
    assert (
        database.lost_since("")
        == database.lost_since("2026-12-01")
        == tmp_path / "traybridge.broken.2026-12-01_090000.db"
    )
    assert database.lost_since("2026-12-02") is None


def test_a_turn_that_a_killed_process_left_is_taken_over(tmp_path: Path):
    """Of several processes one sets a damaged file aside; this one died while it did."""
    path = tmp_path / "traybridge.db"
    path.write_bytes(b"damage " * 1000)
    (tmp_path / "traybridge.db.setting-aside").touch()
    database = Database(path, today=lambda: "2026-11-23", patience=0.05)
    assert database.run_here(_count) == 0
    database.close()
    assert database.set_aside == tmp_path / "traybridge.broken.2026-11-23.db"


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


@pytest.mark.parametrize("before", range(len(MIGRATIONS)))
@pytest.mark.parametrize("processes", [2, 6])
def test_several_processes_open_a_new_or_an_older_file_and_lose_nothing(tmp_path: Path, before: int, processes: int):
    path = tmp_path / "traybridge.db"
    if before:
        older = Database(path, migrations=MIGRATIONS[:before])
        older.run_here(_count)
        older.close()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)], stderr=subprocess.PIPE)
        for number in range(processes)
    ]
    failures = [writer.communicate()[1].decode() for writer in writers]
    assert failures == [""] * processes
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM conversations").fetchone() == (20 * processes,)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from traybridge.storage.database import Database

def write(path, mark, out):
    database = Database(path)
    for number in range(10_000):
        database.run_here(lambda connection: connection.execute(
            "INSERT INTO conversations (started_at, title, fingerprint) VALUES (1, 'x', ?)", (f"{mark}-{number}",)))
        os.write(out, f"{mark}-{number}\\n".encode())

chance = random.Random(20261201)
for mark in range(int(sys.argv[2])):
    inlet, outlet = os.pipe()
    if (child := os.fork()) == 0:
        try:
            write(Path(sys.argv[1]), mark, outlet)
        finally:
            os._exit(1)
    os.close(outlet)
    with open(inlet) as written:
        for _ in range(mark % 3):  # after one row or two, or while the file is made or opened
            sys.stdout.write(written.readline())
        time.sleep(chance.uniform(0.0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        sys.stdout.write(written.read())
"""


def test_what_was_written_survives_50_kills(tmp_path: Path):
    """While the file is made, while it is migrated, while rows are written."""
    path = tmp_path / "traybridge.db"
    program = [sys.executable, "-c", KILLED, str(path), "50"]
    written = subprocess.run(program, capture_output=True, check=True, text=True).stdout.split()
    assert len(written) >= 49, "from every third process one row, from every third two"
    database = Database(path)
    there = database.read_here(lambda one: one.execute("SELECT fingerprint FROM conversations").fetchall())
    assert database.read_here(lambda one: one.execute("PRAGMA integrity_check").fetchall()) == [("ok",)]
    database.close()
    assert set(written) - {fingerprint for (fingerprint,) in there} == set()
    assert len(there) <= len(written) + 50, "of each process one row more, which it could not tell of"
    assert {one.name for one in tmp_path.iterdir()} == {"traybridge.db"}


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
