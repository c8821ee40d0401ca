"""``traybridge journal``: every request and no word of it; what cannot be read is said."""

import sqlite3
from contextlib import closing

from tests.cli.program import Program, closed_port, openai
from tests.support.hosts import Host

from traybridge.storage.database import MIGRATIONS


async def test_the_journal_knows_who_was_asked_and_never_what(program: Program):
    async with Host() as host:
        program.providers(openai("dead", f"http://127.0.0.1:{closed_port()}/v1"), openai("a", host.url))
        await program.run("ask", "my-secret-question")
        result = await program.run("journal", "--json")
        usage = await program.run("usage", "--json")
        people = await program.run("journal", "--tail")
    [row] = result.json["requests"]
    assert (row["provider"], row["outcome"]) == ("a", "ok")
    assert [one["outcome"] for one in row["attempts"]] == ["transient", "ok"]
    assert usage.json["usage"][0] | {"cost": None} == {
        "provider": "a", "model": "m", "requests": 1, "prompt_tokens": 7, "completion_tokens": 3, "cost": None,
    }  # fmt: skip
    assert "dead: " in people.out
    for file in (program.home / "bridge").rglob("*"):
        if file.is_file():
            assert b"my-secret-question" not in file.read_bytes()
            assert b"Paris" not in file.read_bytes()


async def test_nothing_that_was_asked_is_told_apart_from_a_history_that_was_damaged(program: Program):
    program.configure("")
    assert (await program.run("journal")).err == "Nothing has been asked yet.\n"
    program.database.write_bytes(b"no database at all" * 1000)
    for _ in range(2):  # by whom it is found, and later
        damaged = await program.run("journal")
        assert (damaged.code, damaged.out) == (0, "")
        assert "Nothing has been asked" not in damaged.err
        assert "The history was damaged and is kept as traybridge.broken." in damaged.err
    [aside] = program.database.parent.glob("traybridge.broken.*")
    assert aside.read_bytes() == b"no database at all" * 1000


async def test_a_newer_history_is_left_alone_and_that_is_said_once(program: Program):
    program.configure("")
    await program.run("journal")
    with closing(sqlite3.connect(program.database)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        connection.commit()
    before = program.database.read_bytes()
    refused = await program.run("journal")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "traybridge.db was written by a newer TrayBridge\nUpdate TrayBridge; nothing was changed.\n"
    for command in ("status", "doctor"):
        shown = await program.run(command)
        assert shown.err.count("was written by a newer TrayBridge") == 1, command
    assert program.database.read_bytes() == before
