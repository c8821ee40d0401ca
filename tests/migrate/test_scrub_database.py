"""Keys leave every text of a database, whatever its encoding, its types and its tables."""

import sqlite3
from contextlib import closing

import pytest
from tests.migrate.conftest import OPENROUTER, OTHER, Home, plain_base64

from traybridge.migrate.redact_text import Broken, Eraser
from traybridge.migrate.scrub_database import scrub_database

ERASER = Eraser([OPENROUTER], [])


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_every_encoding_table_and_type(home: Home, encoding):
    path = home / "x.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA encoding = '{encoding}'")
        connection.execute('CREATE TABLE "odd ""name" ("a b" TEXT PRIMARY KEY, c, d BLOB) WITHOUT ROWID')
        connection.execute("CREATE TABLE numbers (n INTEGER, t TEXT)")
        row = (f"Bearer {OPENROUTER}", plain_base64(OPENROUTER), b"\xff" + OPENROUTER.encode())
        connection.execute('INSERT INTO "odd ""name" VALUES (?, ?, ?)', row)
        connection.executemany("INSERT INTO numbers VALUES (?, ?)", [(1, "ü😀"), (None, None), (2.5, OTHER)])
        connection.commit()
    scrub_database(path, ERASER)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute('SELECT * FROM "odd ""name"').fetchall() == [("", "", b"\xff")]
        assert connection.execute("SELECT * FROM numbers").fetchall() == [(1, "ü😀"), (None, None), (2.5, OTHER)]
    for codec in ("utf-8", "utf-16-le", "utf-16-be"):
        assert OPENROUTER.encode(codec) not in path.read_bytes()


def test_what_is_no_database_or_cut_off_is_refused_and_stays(home: Home):
    whole = home.database().read_bytes()
    for content in (b"SQLite format 3\0" + bytes(4000), whole[:5000], b"hello " * 1000):
        path = home.write("broken.db", content)
        with pytest.raises(Broken):
            scrub_database(path, ERASER)
        assert path.read_bytes() == content


def test_a_rule_of_the_database_keeps_everything_as_it_was(home: Home):
    """Two empty keys where each has to be another: nothing is changed, not even the first."""
    path = home / "x.db"
    other = OPENROUTER + " "
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE providers (api_key TEXT UNIQUE)")
        connection.executemany("INSERT INTO providers VALUES (?)", [(OPENROUTER,), (other,)])
        connection.commit()
    with pytest.raises(Broken, match="refused"):
        scrub_database(path, ERASER)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM providers").fetchall() == [(OPENROUTER,), (other,)]
