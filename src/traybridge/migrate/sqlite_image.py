"""A SQLite file as it stands on the disk, opened in memory, so that looking into it writes nothing anywhere."""

import os
import sqlite3
from pathlib import Path
from struct import unpack

from traybridge.core.i18n import msg
from traybridge.migrate.files import DATABASE_LIMIT, Unreadable, read_bytes

MAGIC = b"SQLite format 3\x00"
_WAL_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
_JOURNAL_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"


def open_image(path: Path) -> sqlite3.Connection:
    """Open a copy in memory of the database and of what its write-ahead log adds to it.

    SQLite itself would have to write beside the file to read a log (sqlite.org/wal.html, "Read-Only Databases").

    Raises:
        Unreadable: no database, damaged, too large, or left in the middle of a change.
    """
    data = bytearray(read_bytes(path, DATABASE_LIMIT))
    if not data.startswith(MAGIC) or len(data) < 512:
        raise Unreadable(msg("it is no SQLite database"))
    _refuse_hot_journal(path)
    for number, page in _log_pages(path).items():
        end = number * len(page)
        if len(data) < end:
            data.extend(bytes(end - len(data)))
        data[end - len(page) : end] = page
    data[18:20] = b"\x01\x01"  # an image in memory cannot be in WAL mode (sqlite.org/c3ref/deserialize.html)
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise Unreadable(msg("the database is damaged")) from None
    return connection


def _beside(path: Path, ending: str) -> bytes:
    side = Path(os.path.realpath(path) + ending)
    return read_bytes(side, DATABASE_LIMIT) if os.path.lexists(side) else b""


def _refuse_hot_journal(path: Path) -> None:
    if _beside(path, "-journal").startswith(_JOURNAL_MAGIC):
        raise Unreadable(
            msg("it was left in the middle of a change; start and end the old tool once, then import again")
        )


def _log_pages(path: Path) -> dict[int, bytes]:
    """The newest committed content of each page in the log, by page number from 1 (sqlite.org/fileformat2.html, 4)."""
    log = _beside(path, "-wal")
    if len(log) < 32:
        return {}
    magic, _version, page_size, _sequence, salts, *sums = unpack(">IIII8sII", log[:32])
    order = _WAL_MAGIC.get(magic)
    if order is None or not 512 <= page_size <= 65536 or _checksum(log[:24], (0, 0), order) != tuple(sums):
        return {}
    running = (sums[0], sums[1])
    committed: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    step = 24 + page_size
    for start in range(32, len(log) - step + 1, step):
        head, page = log[start : start + 24], log[start + 24 : start + step]
        number, pages_after, frame_salts, first, second = unpack(">II8sII", head)
        running = _checksum(page, _checksum(head[:8], running, order), order)
        if frame_salts != salts or running != (first, second) or not number:
            break
        pending[number] = page
        if pages_after:
            committed |= pending
            committed = {one: content for one, content in committed.items() if one <= pages_after}
            pending = {}
    return committed


def _checksum(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = start
    words = unpack(f"{order}{len(data) // 4}I", data)
    for position in range(0, len(words), 2):
        first = (first + words[position] + second) & 0xFFFFFFFF
        second = (second + words[position + 1] + first) & 0xFFFFFFFF
    return first, second
