"""Keeping, reading and deleting is linear in how much there is, and adding a row costs the same in a full history."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest
from tests.storage.test_journal import NOVEMBER, _provenance
from tests.support.growth import assert_linear, cpu

from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.saved_chat import SavedChat, SavedMessage
from traybridge.storage.catalogues import SqliteCatalogues
from traybridge.storage.conversations import SqliteConversations
from traybridge.storage.database import Database
from traybridge.storage.journal import SqliteJournal

T = TypeVar("T")


class InThisThread(Database):
    """Its work is done, and measured, in the thread of whoever asks."""

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return self.run_here(work)

    async def read(self, work: Callable[[sqlite3.Connection], T], *, complete: bool = False) -> T:
        return self.read_here(work, complete=complete)


def done(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def chats(n: int) -> list[SavedChat]:
    messages = (SavedMessage("user", "question"), SavedMessage("assistant", "answer"))
    return [SavedChat(f"f-{at}", messages, f"title {at}", 1.0) for at in range(n)]


def test_keeping_and_deleting_chats_is_linear(tmp_path: Path):
    def measure(size: int) -> int:
        database = InThisThread(tmp_path / "traybridge.db")
        kept = SqliteConversations(database)
        added = chats(size)
        spent = cpu(lambda: done(kept.add_chats(added)))
        assert done(kept.add_chats(added[:10])) == 0
        spent += cpu(lambda: done(kept.count_new(added))) + cpu(lambda: done(kept.all()))
        spent += cpu(lambda: done(kept.wipe()))
        database.close()
        return spent

    assert_linear(measure, 1000)


JOURNAL: dict[str, Callable[[SqliteJournal], Coroutine[Any, Any, object]]] = {
    "tail": lambda journal: journal.tail(10_000),
    "usage": lambda journal: journal.usage(0.0),
    "spent": lambda journal: journal.spent("2026-11"),
    "last_used": lambda journal: journal.last_used(),
    "answered": lambda journal: journal.answered(),
    "prune": lambda journal: journal.prune(now=NOVEMBER + 1, days=0),
}


@pytest.mark.parametrize("name", JOURNAL)
def test_looking_through_the_journal_is_linear(tmp_path: Path, name: str):
    def measure(size: int) -> int:
        database = InThisThread(tmp_path / "traybridge.db")
        journal = SqliteJournal(database)
        _fill(journal, database, size)
        spent = cpu(lambda: done(JOURNAL[name](journal)))
        database.run_here(lambda connection: connection.execute("DELETE FROM requests"))
        database.close()
        return spent

    assert_linear(measure, 2000)


def test_a_row_is_written_and_an_amount_set_aside_as_quickly_in_a_long_history(tmp_path: Path):
    """Rows of another month: what a cap looks at is found by its time."""
    database = InThisThread(tmp_path / "traybridge.db")
    journal = SqliteJournal(database)
    _fill(journal, database, 20_000, at=NOVEMBER - 90 * 86_400)

    def measure(size: int) -> int:
        async def ask() -> None:
            for at in range(size):
                assert await journal.reserve(f"new-{at}", "openrouter", 0.01, cap=1e9, at=NOVEMBER) == ""
                await journal.record(_provenance(f"new-{at}"), at=NOVEMBER)
            await journal.prune(now=NOVEMBER + 1, days=30)

        return cpu(lambda: done(ask()))

    assert_linear(measure, 50)
    database.close()


def test_a_list_of_models_is_kept_and_read_in_linear_time(tmp_path: Path):
    def measure(size: int) -> int:
        database = InThisThread(tmp_path / "traybridge.db")
        kept = SqliteCatalogues(database)
        models = Catalogue(tuple(ModelInfo(f"host/model-{at}") for at in range(size)), NOVEMBER)
        spent = cpu(lambda: done(kept.save("a", models))) + cpu(lambda: done(kept.load()))
        database.close()
        return spent

    assert_linear(measure, 5000)


def _fill(journal: SqliteJournal, database: Database, size: int, *, at: float = NOVEMBER) -> None:
    """One row as it is written, and its copies."""
    done(journal.record(_provenance("r-0"), at=at))

    def copy(connection: sqlite3.Connection) -> None:
        names = [row[1] for row in connection.execute("PRAGMA table_info(requests)")]
        rest = ", ".join(name for name in names if name != "id")
        connection.execute(
            f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)"
            f" INSERT INTO requests (id, {rest}) SELECT 'r-' || n, {rest} FROM numbers, requests WHERE id = 'r-0'",
            (size,),
        )

    database.run_here(copy)
