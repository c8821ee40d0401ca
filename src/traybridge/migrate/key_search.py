"""The shapes in which a key can lie in bytes, and the search for them (pure but for ``holds``)."""

from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from traybridge.migrate.files import read_parts

SHORTEST = 8
"""Keys shorter than this are found everywhere by chance; they are removed from their fields, not searched for."""
SEARCH_LIMIT = 1024 * 1024 * 1024


def plain_forms(key: str) -> tuple[str, ...]:
    """A key as text: as it is, in a URL, in JSON."""
    return tuple(dict.fromkeys((key, quote(key, safe=""), quote(key), key.replace("/", "\\/"))))


def base64_cores(data: bytes) -> tuple[str, ...]:
    """What base64 over a longer text shows of this part, whatever stands before and after it.

    Three bytes make four characters, so there are three ways in; the characters at both ends that also depend on the
    neighbours are left off.
    """
    cores: list[str] = []
    for offset, first in ((0, 0), (1, 2), (2, 3)):
        text = b64encode(bytes(offset) + data).decode()
        cores.append(text[first : (offset + len(data)) * 8 // 6])
    both = [*cores, *(core.translate(str.maketrans("+/", "-_")) for core in cores)]
    return tuple(dict.fromkeys(both))


def twice_base64_cores(key: str) -> tuple[str, ...]:
    """The same for base64 over base64."""
    return base64_cores(b64encode(key.encode()))


def encodings_of(key: str) -> frozenset[bytes]:
    """Every shape to search for in a file."""
    if len(key) < SHORTEST:
        return frozenset()
    texts = [*plain_forms(key), *base64_cores(key.encode()), *twice_base64_cores(key)]
    return frozenset([text.encode() for text in texts] + [key.encode("utf-16-le"), key.encode("utf-16-be")])


def holds(path: Path, wanted: Iterable[frozenset[bytes]]) -> list[int]:
    """The positions of those sets of which something lies in the file.

    Raises:
        Unreadable: it cannot be searched.
    """
    sets = [frozenset(needle for needle in one if needle) for one in wanted]
    longest = max((len(needle) for one in sets for needle in one), default=1)
    found: set[int] = set()
    window = b""
    for part in read_parts(path, SEARCH_LIMIT):
        window = window[-longest:] + part  # a key may lie across two parts
        if window == bytes(len(window)):  # a hole: the slowest to search, and nothing is in it
            continue
        found |= {at for at, one in enumerate(sets) if at not in found and any(needle in window for needle in one)}
    return sorted(found)
