"""Find the position of each key and table in a TOML text, which no TOML library tells (pure).

The text has been read by ``tomllib`` before: the scanner trusts it to be valid TOML 1.0.
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

Path = tuple[str | int, ...]
"""("providers", 1, "kind"): names of keys, and positions in lists."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING = re.compile(
    r'''"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}|\'\'\'.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*\'''', re.DOTALL
)
_SCALAR = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:[^\s,\]}#]*|[^\s,\]}#]+")


@dataclass(frozen=True, slots=True)
class TomlPosition:
    """Offsets into the text: of the key (or a header's bracket), of its value, and behind it.

    ``table`` is the path of the header it stands under; ``inline``: it stands inside { } or [ ].
    """

    start: int
    value: int
    end: int
    table: Path = ()
    inline: bool = False


@dataclass(frozen=True)
class TomlPositions:
    """``pairs`` are values by their path; ``headers`` are [table] and, with a position, [[table]]; both in order."""

    text: str
    pairs: dict[Path, TomlPosition] = field(default_factory=dict)
    headers: dict[Path, TomlPosition] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line, from 1, of a key, else of the nearest thing around it; 0 when nothing of it is written."""
        for length in range(len(path), 0, -1):
            if (place := self._find(path[:length])) is not None:
                return bisect_right(self._line_breaks, place.start - 1) + 1
        return 0

    @cached_property
    def _line_breaks(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    def _find(self, path: Path) -> TomlPosition | None:
        exact = self.pairs.get(path) or self.headers.get(path)
        if exact is not None:
            return exact
        return self._first_inside.get(path)

    @cached_property
    def _first_inside(self) -> dict[Path, TomlPosition]:
        """The first thing that stands inside each table and list."""
        first: dict[Path, TomlPosition] = {}
        for full, place in self.everything():
            for length in range(len(full)):
                known = first.setdefault(full[:length], place)
                if place.start < known.start:
                    first[full[:length]] = place
        return first

    def everything(self) -> Iterator[tuple[Path, TomlPosition]]:
        yield from self.headers.items()
        yield from self.pairs.items()

    def end_before(self, offset: int) -> int:
        """Where the last thing ends that ends before this offset; 0 when nothing does."""
        at = bisect_left(self._ends, offset)
        return self._ends[at - 1] if at else 0

    @cached_property
    def _ends(self) -> list[int]:
        return sorted(place.end for _, place in self.everything())

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Behind the line break of the line that holds this offset."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1


def find_positions(text: str) -> TomlPositions:
    """Scan a valid TOML text. Raises RecursionError for absurdly deep lists, as tomllib does."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._table: Path = ()
        self._counts: dict[Path, int] = {}
        self._positions = TomlPositions(text)

    def scan(self) -> TomlPositions:
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                self._header()
            else:
                self._pair(self._table, inline=False)
            self._skip(_BLANK)
        return self._positions

    def _skip(self, pattern: re.Pattern[str]) -> str:
        """Go over what the pattern matches, at least one character but for blanks, so that a scan always ends."""
        found = pattern.match(self._text, self._at)
        begin = self._at
        blank = pattern is _BLANK or pattern is _SPACE
        self._at = found.end() if found and (blank or found.end() > begin) else begin + (not blank)
        return self._text[begin : self._at]

    def _header(self) -> None:
        start = self._at
        is_list = self._text.startswith("[[", start)
        self._at += 2 if is_list else 1
        *outer, last = self._dotted_key()
        self._at += 2 if is_list else 1
        table: Path = ()
        for name in outer:
            table = self._into((*table, name))
        table = (*table, last)
        if is_list:
            self._counts[table] = self._counts.get(table, 0) + 1
        self._table = self._into(table)
        self._positions.headers[self._table] = TomlPosition(start, self._at, self._at, self._table)

    def _into(self, path: Path) -> Path:
        """The newest element, where the path is a list of tables."""
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _dotted_key(self) -> list[str]:
        names = []
        while True:
            self._skip(_SPACE)
            names.append(_key_name(self._skip(_KEY)))
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return names
            self._at += 1

    def _pair(self, table: Path, *, inline: bool) -> None:
        start = self._at
        path = (*table, *self._dotted_key())
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(path, start, inline=inline)

    def _value(self, path: Path, start: int, *, inline: bool) -> None:
        begin = self._at
        match self._text[begin : begin + 1]:
            case "[":
                self._list(path)
            case "{":
                self._inline_table(path)
            case '"' | "'":
                self._skip(_STRING)
            case _:
                self._skip(_SCALAR)
        self._positions.pairs[path] = TomlPosition(start, begin, self._at, self._table, inline)

    def _list(self, path: Path) -> None:
        self._at += 1
        position = 0
        while not self._closes("]"):
            self._value((*path, position), self._at, inline=True)
            position += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while not self._closes("}"):
            self._pair(path, inline=True)

    def _closes(self, bracket: str) -> bool:
        """Go over blanks and a comma; True, and behind it, at the closing bracket (or the end of a broken text)."""
        self._skip(_BLANK)
        if self._text.startswith(",", self._at):
            self._at += 1
            self._skip(_BLANK)
        if self._text.startswith(bracket, self._at) or self._at >= len(self._text):
            self._at += 1
            return True
        return False


def _key_name(written: str) -> str:
    if written[:1] in {'"', "'"}:
        return next(iter(tomllib.loads(f"{written} = 0")))
    return written
