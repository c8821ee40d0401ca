"""The SQLite file: keys in plain text and the chats, read without writing a byte."""

import sqlite3
from contextlib import closing

import pytest
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, OTHER, Home, loosely

from traybridge.core.secret import Secret
from traybridge.migrate import token_manager_db
from traybridge.migrate.findings import OldConversation
from traybridge.migrate.token_manager_db import seconds_of

read = loosely(token_manager_db.read)


def test_providers_and_chats(home: Home):
    findings = read(home.database(), {})
    openrouter, huggingface = findings.found
    assert (openrouter.row.id, openrouter.key, openrouter.enabled) == ("openrouter", Secret(OPENROUTER), True)
    assert (huggingface.row.id, huggingface.key, huggingface.enabled) == ("huggingface", Secret(HUGGINGFACE), False)
    assert findings.conversations == (
        OldConversation("openai/gpt-4o", "Capital of France?", "Paris.", "OpenRouter", 12, 1735787045.0),
        OldConversation("llama", "Grüße?", "Grüße!", "Exo Local"),
    )


@pytest.mark.parametrize("wal", [False, True])
def test_reading_leaves_the_folder_as_it_was(home: Home, wal):
    home.database(wal=wal)
    before = home.files()
    read(home / "token_manager.db", {})
    assert home.files() == before


def test_what_is_only_in_the_write_ahead_log_is_read_too(home: Home):
    """The old tool still runs: its last chats and its newest key are in the log, not in the file."""
    path = home.database(wal=True)
    with closing(sqlite3.connect(path)) as running:
        running.execute("PRAGMA wal_autocheckpoint = 0")
        running.execute("UPDATE providers SET api_key = ? WHERE name = 'OpenRouter'", (OTHER,))
        for number in range(200):
            running.execute("INSERT INTO conversations (user_message) VALUES (?)", (f"question {number} " * 30,))
        running.commit()
        running.execute("INSERT INTO conversations (user_message) VALUES ('not committed')")
        assert OTHER.encode() not in path.read_bytes()
        before = home.files()
        findings = read(path, {})
        assert home.files() == before
    assert findings.found[0].key == Secret(OTHER)
    assert len(findings.conversations) == 202
    assert not findings.problems


def test_files_that_are_no_database(home: Home):
    whole = home.database().read_bytes()
    for content in (b"", b"SQLite format 3\0", whole[:3000], b"x" * 5000, whole[:100] + bytes(len(whole) - 100)):
        path = home.write("other.db", content)
        findings = read(path, {})
        assert not findings.found
        assert findings.problems


def test_other_columns_other_types_and_junk_rows(home: Home):
    path = home / "token_manager.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE providers (name, api_key); CREATE TABLE conversations (user_message, created_at)"
        )
        rows = [("OpenRouter", OPENROUTER.encode()), (None, None), (7, 8), ("x", b"\xff\xfe"), ("Groq", "test-key")]
        connection.executemany("INSERT INTO providers VALUES (?, ?)", rows)
        connection.executemany("INSERT INTO conversations VALUES (?, ?)", [(b"\xff", 1e9), (None, "x"), (5, 2e12)])
        connection.execute("INSERT INTO conversations VALUES (CAST(x'ff41' AS TEXT), NULL)")
        connection.commit()
    findings = read(path, {})
    assert findings.found[0].key == Secret(OPENROUTER)
    assert [one.key for one in findings.found[1:]] == [None] * 4
    assert [(one.user, one.created_at) for one in findings.conversations] == [
        ("�", 1e9),
        ("5", 2e9),
        ("�A", None),
    ]


def test_a_database_of_something_else_is_named(home: Home):
    path = home / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE birds (name)")
        connection.commit()
    assert "neither providers nor conversations" in read(path, {}).problems[0].text


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("2025-01-02 03:04:05", 1735787045.0),
        ("2025-01-02T03:04:05+01:00", 1735783445.0),
        (1735787045, 1735787045.0),
        ("1735787045123", 1735787045.123),
        ("yesterday", None),
        (None, None),
        (-5, None),
        ("0001-01-01T00:00:00+23:59", None),
    ],
)
def test_dates_as_the_old_tools_wrote_them(written, seconds):
    assert seconds_of(written) == seconds
