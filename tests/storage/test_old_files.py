"""What earlier versions wrote is opened unchanged and loses nothing, also where nothing can be written."""

import gzip
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.support.disks import fill, make_read_only, small_disk

from traybridge.core.errors import TrayBridgeError
from traybridge.core.saved_chat import SavedChat, SavedMessage
from traybridge.storage.catalogues import SqliteCatalogues
from traybridge.storage.conversations import SqliteConversations
from traybridge.storage.database import MIGRATIONS, Database
from traybridge.storage.journal import SqliteJournal

OLD = Path(__file__).parent / "old"
"""Made by scripts/old_databases.py with the code of those versions."""
VERSIONS = sorted(int(path.name[1]) for path in OLD.iterdir())
NOVEMBER = 1_795_000_000.0


def _old_file(folder: Path, version: int) -> Path:
    path = folder / "traybridge.db"
    path.write_bytes(gzip.decompress((OLD / f"v{version}.db.gz").read_bytes()))
    return path


async def _assert_all_is_there(database: Database) -> None:
    journal = SqliteJournal(database)
    rows = await journal.tail()
    assert [(row["id"], row["provider"], row["model"], row["cost"]) for row in rows] == [
        *((f"r{number}", "openrouter", "openai/gpt-4o", 0.25) for number in range(3)),
        ("r3", None, None, None),
    ]
    assert {row["ended"] for row in rows} <= {"", "complete"}, "how it ended was not always written down"
    assert [one["outcome"] for one in rows[0]["attempts"]] == ["not_loaded", "ok"]
    assert rows[0]["skipped"] == [{"provider": "huggingface", "reason": "no key", "code": "no_key"}]
    assert await journal.spent("2026-10") == {"openrouter": 0.25}
    assert await journal.spent("2026-11") == {"openrouter": 0.5}
    [catalogue] = (await SqliteCatalogues(database).load()).values()
    assert [(one.id, one.context, one.completion_price) for one in catalogue.models] == [
        ("openai/gpt-4o", 128000, 1e-05)
    ]
    said = (
        SavedMessage("user", "Why is the sky blue?", "openai/gpt-4o", "openrouter", 7, NOVEMBER),
        SavedMessage("assistant", "Rayleigh scattering.", "openai/gpt-4o", "openrouter", 7, NOVEMBER),
    )
    assert await SqliteConversations(database).all() == [SavedChat("f-1", said, "A question", NOVEMBER)]


def test_there_is_a_file_of_every_earlier_schema():
    assert list(range(1, len(MIGRATIONS))) == VERSIONS, "scripts/old_databases.py makes them"


@pytest.mark.parametrize("version", VERSIONS)
async def test_an_old_file_loses_nothing_and_keeps_a_copy(tmp_path: Path, version: int):
    path = _old_file(tmp_path, version)
    database = Database(path, today=lambda: "2026-12-01")
    await _assert_all_is_there(database)
    await database.aclose()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    copy = Database(tmp_path / f"traybridge.v{version}.2026-12-01.backup", migrations=MIGRATIONS[:version])
    assert await copy.read(lambda one: one.execute("SELECT COUNT(*) FROM requests").fetchone()) == (4,)
    await copy.aclose()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", kibibytes=1024) as folder:
        yield folder


@pytest.mark.parametrize("version", [*VERSIONS, len(MIGRATIONS)])
@pytest.mark.parametrize(
    ("break_it", "reason"), [(fill, "the disk is full"), (make_read_only, "cannot be")], ids=["full", "read-only"]
)
async def test_an_old_file_can_be_read_where_nothing_can_be_written(
    disk: Path, version: int, break_it: Callable[[Path], None], reason: str
):
    path = _old_file(disk, min(version, max(VERSIONS)))
    if version > max(VERSIONS):
        await _bring_up_to_date(path)
    before = path.read_bytes()
    break_it(disk)
    names = _names(disk)
    database = Database(path)
    await _assert_all_is_there(database)
    with pytest.raises(TrayBridgeError, match="Not saved") as refused:
        await SqliteJournal(database).prune(now=NOVEMBER, days=0)
    assert reason in refused.value.title
    await database.aclose()
    assert path.read_bytes() == before
    assert _names(disk) == names, "half a copy is no copy, and takes the last room"


@pytest.mark.parametrize("room", range(0, 256, 16), ids=lambda kibibytes: f"{kibibytes}-KiB")
async def test_a_disk_that_fills_up_on_the_way_costs_nothing(disk: Path, room: int):
    """The log is begun and there is no room for the copy, for a part of it, for the new tables."""
    path = _old_file(disk, 1)
    fill(disk)
    with (disk / "fill").open("r+b") as taken:
        taken.truncate((disk / "fill").stat().st_size - room * 1024)
    names = _names(disk)
    database = Database(path, today=lambda: "2026-12-01")
    await _assert_all_is_there(database)
    await database.aclose()
    assert _names(disk) in (names, sorted([*names, "traybridge.v1.2026-12-01.backup"]))
    (disk / "fill").unlink()
    again = Database(path)
    await _assert_all_is_there(again)
    assert await SqliteJournal(again).prune(now=NOVEMBER, days=10) == 1
    await again.aclose()


async def test_what_was_spent_is_not_known_where_the_log_cannot_be_read(disk: Path):
    """A program was killed, then the disk became read-only: the rows in its log may have cost something."""
    path = _old_file(disk, 3)
    await _bring_up_to_date(path)
    writer = Database(path)
    assert await SqliteJournal(writer).prune(now=NOVEMBER, days=10) == 1
    log = (disk / "traybridge.db-wal").read_bytes()
    await writer.aclose()
    (disk / "traybridge.db-wal").write_bytes(log)
    make_read_only(disk)
    database = Database(path)
    assert len(await SqliteJournal(database).tail()) == 3
    with pytest.raises(TrayBridgeError, match="Cannot be read"):
        await SqliteJournal(database).spent("2026-11")
    await database.aclose()


async def _bring_up_to_date(path: Path) -> None:
    database = Database(path)
    await database.read(lambda one: one.execute("SELECT 1").fetchone())
    await database.aclose()


def _names(folder: Path) -> list[str]:
    """All that lies there but SQLite's own log, which it makes and empties as it needs."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm")))
