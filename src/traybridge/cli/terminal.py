"""Where a command reads and prints: answers and JSON on stdout, everything else on stderr."""

import contextlib
import io
import json
import os
import re
import sys
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple, TextIO
from unicodedata import category, east_asian_width

from traybridge.core.foreign_text import escaped_in_json, one_line, readable

_SURROGATE = re.compile("[\ud800-\udfff]")
_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "head": "1;4"}
USUAL_COLUMNS = 80
NARROWEST = 8
"""A column of a table is not cut to fewer characters than this."""


class OutputFailed(Exception):
    """Stdout cannot be written any more: ``reason`` in the system's words, "" when its reader has gone."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class Styled(NamedTuple):
    """Words with a style of ``_STYLES``, which shows on a terminal only."""

    text: str
    style: str


Words = str | Styled


def clean(text: str) -> str:
    """Text that can be sent and stored: what the command line held that is no text becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def print_error(*lines: str) -> None:
    """Say something on stderr, where there is one; empty lines are left out."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write("".join(f"{readable(line)}\n" for line in lines if line))
            sys.stderr.flush()


def standard_terminal() -> "Terminal":
    """The streams of this process; an answer with a sign that a stream does not know does not end the command.

    On Windows a pipe has the old code page; whoever reads answers there wants UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            to_pipe = sys.platform == "win32" and not stream.isatty()
            stream.reconfigure(encoding="utf-8" if to_pipe else None, errors="replace")
    return Terminal(sys.stdin, sys.stdout, sys.stderr)


@dataclass(frozen=True, slots=True)
class Terminal:
    """The three streams; any of them may be a pipe. ``environ`` says how the terminal is to be used."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def out(self, text: str = "", end: str = "\n") -> None:
        """Print an answer on stdout, at once: somebody may be reading along. A pipe gets it as it is.

        Raises OutputFailed.
        """
        self._write((readable(text) if self.stdout.isatty() else text) + end)

    def show(self, *words: Words, indent: str = "") -> None:
        """Print one line about something, its parts with a blank between them, none where one is empty.

        What strangers wrote in it stays on that line, in a pipe too. Raises OutputFailed.
        """
        parts = [(one_line(text), style) for text, style in map(_parted, words)]
        self._write(indent + " ".join(self._painted(*part) for part in parts if part[0]) + "\n")

    def value(self, text: str) -> None:
        """Print one value: as it is into a pipe, on one line on a terminal. Raises OutputFailed."""
        self._write((one_line(text) if self.stdout.isatty() else text) + "\n")

    def note(self, text: Words, end: str = "\n") -> None:
        """Say something beside the result, on stderr; where nobody takes it, it is lost."""
        words, style = _parted(text)
        shown = painted(readable(words), style) if self.has_colours(self.stderr) else readable(words)
        with contextlib.suppress(OSError):
            self.stderr.write(shown + end)
            self.stderr.flush()

    def document(self, value: Mapping[str, Any]) -> None:
        """Print the one JSON document; indented where a person reads it. Raises OutputFailed."""
        indent = 2 if self.stdout.isatty() else None
        self._write(escaped_in_json(json.dumps(value, ensure_ascii=not self._is_utf8, indent=indent)) + "\n")

    def table(self, rows: Sequence[Sequence[Words]], *, head: Sequence[str] = (), indent: str = "") -> None:
        """Print rows in columns as wide as they need to be; the last column runs on.

        On a terminal there is a ``head`` above them, and what does not fit into its width is cut; a pipe gets all of
        it, and no head. Raises OutputFailed.
        """
        if not rows:
            return
        on_screen = self.stdout.isatty()
        cells = [[(one_line(text), style) for text, style in map(_parted, row)] for row in rows]
        if head and on_screen:
            cells.insert(0, [(title, "head" if title else "") for title in head])
        widths = [max(width(text) for text, _ in column) for column in zip(*cells, strict=True)]
        if on_screen:
            widths = fitted(widths, self.columns - len(indent))
            cells = [
                [(cut(text, room), style) for (text, style), room in zip(row, widths, strict=True)] for row in cells
            ]
        for row in cells:
            padded = [" " * (room - width(text)) for (text, _), room in zip(row, widths, strict=True)]
            line = "  ".join(self._painted(*cell) + blanks for cell, blanks in zip(row, padded, strict=True))
            self._write(f"{indent}{line}".rstrip() + "\n")

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

    @property
    def talks(self) -> bool:
        """True when a person types here and reads what is said beside the result."""
        return self.stdin.isatty() and self.stderr.isatty()

    @property
    def redraws(self) -> bool:
        """True when a line on stderr can be written over."""
        return self.stderr.isatty() and self.environ.get("TERM") != "dumb"

    @property
    def columns(self) -> int:
        """How wide the terminal is, in characters; COLUMNS in the environment says otherwise."""
        with contextlib.suppress(ValueError):
            if (columns := int(self.environ.get("COLUMNS", ""))) > 0:
                return columns
        try:
            return os.get_terminal_size(self.stdout.fileno()).columns or USUAL_COLUMNS
        except (OSError, ValueError):
            return USUAL_COLUMNS

    def has_colours(self, stream: TextIO) -> bool:
        """Colours are for terminals that can, and not for people who set NO_COLOR (no-color.org)."""
        return stream.isatty() and not self.environ.get("NO_COLOR") and self.environ.get("TERM") != "dumb"

    def _painted(self, text: str, style: str) -> str:
        return painted(text, style) if self.has_colours(self.stdout) else text

    def _write(self, text: str) -> None:
        try:
            self.stdout.write(text)
            self.stdout.flush()
        except BrokenPipeError:
            raise OutputFailed from None
        except OSError as error:
            raise OutputFailed(error.strerror or str(error)) from None

    @property
    def _is_utf8(self) -> bool:
        return (self.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _parted(words: Words) -> tuple[str, str]:
    return words if isinstance(words, Styled) else (words, "")


def painted(text: str, style: str) -> str:
    """Text in a style; "" = as it is (ECMA-48, SGR)."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if style and text else text


def width(text: str) -> int:
    """Columns of a terminal that a text takes: two for wide letters (Unicode Standard Annex 11), none for marks."""
    if text.isascii():
        return len(text)
    return sum(map(_sign_width, text))


def _sign_width(sign: str) -> int:
    if category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1


def cut(text: str, room: int) -> str:
    """A text that takes at most ``room`` columns; an ellipsis stands where something is missing."""
    if width(text) <= room:
        return text
    used = list(accumulate(map(_sign_width, text), initial=1))
    return f"{text[: bisect_right(used, room) - 1]}…"


def fitted(widths: Sequence[int], room: int) -> list[int]:
    """Widths of columns that fit into ``room`` with two blanks between them: the widest give way, down to NARROWEST."""
    fit = list(widths)
    over = sum(fit) + 2 * (len(fit) - 1) - room
    while over > 0 and (widest := max(fit)) > NARROWEST:
        second = max([one for one in fit if one < widest], default=0)
        many = fit.count(widest)
        less = max(second, NARROWEST, widest - -(-over // many))
        fit = [less if one == widest else one for one in fit]
        over -= many * (widest - less)
    return fit
