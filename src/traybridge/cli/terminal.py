"""Where a command reads and prints: answers and JSON on stdout, everything else on stderr."""

import contextlib
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
"""What no text from outside may send to a terminal: escape sequences move its cursor and rename its window."""


def clean(text: str) -> str:
    """Text that can be sent and stored: what the command line held that is no text becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def print_error(*lines: str) -> None:
    """Say something on stderr, where there is one; empty lines are left out."""
    if sys.stderr is not None:
        sys.stderr.write("".join(f"{line}\n" for line in lines if line))
        sys.stderr.flush()


@dataclass(frozen=True, slots=True)
class Terminal:
    """The three streams; any of them may be a pipe."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    def out(self, text: str = "", end: str = "\n") -> None:
        """Print on stdout, at once: somebody may be reading along."""
        self.stdout.write((self.shown(text) if self.stdout.isatty() else text) + end)
        self.stdout.flush()

    def note(self, text: str, end: str = "\n") -> None:
        """Say something beside the result, on stderr."""
        self.stderr.write(self.shown(text) + end)
        self.stderr.flush()

    def document(self, value: Mapping[str, Any]) -> None:
        """Print the one JSON document; indented where a person reads it."""
        indent = 2 if self.stdout.isatty() else None
        self.stdout.write(json.dumps(value, ensure_ascii=not self._is_utf8, indent=indent) + "\n")
        self.stdout.flush()

    def table(self, rows: Sequence[Sequence[str]], *, indent: str = "") -> None:
        """Print rows in columns as wide as they need to be; the last column runs on."""
        if not rows:
            return
        widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            self.out(f"{indent}{'  '.join([*cells, row[-1]])}".rstrip())

    def line(self, prompt: str) -> str | None:
        """Read one line, with editing and history where a person types; None at the end of the input."""
        if not (self.talks and self.stdin is sys.stdin):
            return self.stdin.readline() or None
        with contextlib.suppress(ImportError):  # Windows has its own editing
            import readline  # noqa: F401  input() uses it from then on
        try:
            return input(prompt)
        except EOFError:
            self.out()
            return None

    @staticmethod
    def shown(text: str) -> str:
        """The text without control characters."""
        return text.translate(_CONTROLS)

    @property
    def _is_utf8(self) -> bool:
        return (self.stdout.encoding or "").lower().replace("-", "") == "utf8"

    @property
    def talks(self) -> bool:
        """True when a person types here and reads what is said beside the result."""
        return self.stdin.isatty() and self.stderr.isatty()
