"""A database opened in memory with what its log adds, and nothing written beside it."""

import sqlite3
from contextlib import closing

import pytest
from tests.migrate.conftest import Home

from traybridge.migrate.files import Unreadable
from traybridge.migrate.sqlite_image import open_image
from traybridge.migrate.token_manager_db import read


@pytest.mark.parametrize("page_size", [512, 4096, 65536])
def test_the_log_is_read_as_sqlite_itself_reads_it(home: Home, page_size):
    """Pages written again and again, a table that grew, one that shrank, and a change not committed."""
    path = home / "x.db"
    with closing(sqlite3.connect(path)) as running:
        running.execute(f"PRAGMA page_size = {page_size}")
        running.execute("PRAGMA journal_mode = WAL")
        running.execute("PRAGMA wal_autocheckpoint = 0")
        running.execute("CREATE TABLE conversations (text)")
        for turn in range(4):
            running.executemany("INSERT INTO conversations VALUES (?)", [(f"{turn} " * 200,)] * 50)
            running.execute("DELETE FROM conversations WHERE rowid % 3 = 0")
            running.commit()
        expected = running.execute("SELECT rowid, text FROM conversations").fetchall()
        running.execute("DELETE FROM conversations")
        with closing(open_image(path)) as image:
            assert image.execute("SELECT rowid, text FROM conversations").fetchall() == expected
            assert image.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_image_cannot_be_written_to(home: Home):
    with closing(open_image(home.database())) as image, pytest.raises(sqlite3.OperationalError, match="readonly"):
        image.execute("DELETE FROM conversations")


def test_a_folder_is_none(home: Home):
    with pytest.raises(Unreadable, match="folder"):
        open_image(home.path)


def test_a_log_of_another_time_and_a_damaged_one_are_left_out(home: Home):
    path = home.database(wal=True)
    with closing(sqlite3.connect(path)) as running:
        running.execute("PRAGMA wal_autocheckpoint = 0")
        running.execute("INSERT INTO conversations (user_message) VALUES ('in the log')")
        running.commit()
        log = (home / "token_manager.db-wal").read_bytes()
        data = path.read_bytes()
    path.write_bytes(data)
    for damaged in (log[:20], b"\0" * len(log), log[:-200], log[:40] + b"\xff" * 40 + log[80:]):
        home.write("token_manager.db-wal", damaged)
        findings = read(path, {})
        assert len(findings.conversations) == 2
        assert len(findings.found) == 2


def test_a_database_left_in_the_middle_of_a_change_is_refused(home: Home):
    path = home.database()
    home.write("token_manager.db-journal", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    assert "middle of a change" in read(path, {}).problems[0].text
    home.write("token_manager.db-journal", bytes(512))
    assert len(read(path, {}).found) == 2
