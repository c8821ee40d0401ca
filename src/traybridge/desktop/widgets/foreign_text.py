"""Words that others wrote (answers, model ids, errors, names, paths), made fit for a label, a tooltip or a menu.

Qt takes a text that looks like HTML for HTML wherever it may choose (QMessageBox, tooltips, QLabel's AutoText), and
loads what such a text names; a menu takes ``&`` for a shortcut; a control character can turn a whole line round.
Every foreign text that is shown in a window goes through this module, or through a widget that does (labels.py).
"""

from html import escape
from unicodedata import bidirectional

from PySide6.QtGui import Qt  # QtCore.Qt does not have mightBeRichText

LONGEST_TIP = 2000
LONGEST_ROW = 200
"""Characters of a menu row; a screen has room for fewer."""

ISOLATE, FROM_LEFT, END = "\N{FIRST STRONG ISOLATE}", "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

_TURNS = frozenset((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Embeddings, overrides and isolates (UAX #9, 2.1 to 2.5): whoever leaves one open turns what follows it."""
_BREAKS = frozenset({0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029})
_CONTROLS = frozenset((*range(0x20), *range(0x7F, 0xA0))) - {0x09, 0x0A}
_RESERVED = range(0xFDD0, 0xFDF0)
"""Noncharacters, some of which mark the borders of frames in a QTextDocument."""
_CLEAN: dict[int, str] = {
    **dict.fromkeys((*_CONTROLS, *_TURNS, *range(0xD800, 0xE000), *_RESERVED), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(_BREAKS, "\n"),
}


def clean(text: str) -> str:
    """A text of several lines without control characters: each is shown as U+FFFD (pure, linear)."""
    return text.replace("\r\n", "\n").translate(_CLEAN)


def one_line(text: str, longest: int | None = None) -> str:
    """A text on one line without control characters, cut to so many characters."""
    line = " ".join(clean(text).split())
    return line if longest is None or len(line) <= longest else f"{line[: longest - 1]}…"


def isolated(text: str) -> str:
    """A name that reads from the right, so that it does not turn the sentence around it (UAX #9, 2.7)."""
    turns = any(bidirectional(sign) in {"R", "AL", "AN"} for sign in text) if not text.isascii() else False
    return f"{ISOLATE}{text}{END}" if turns else text


def tooltip_text(text: str) -> str:
    """A text for a tooltip, or for whatever else chooses between plain and rich text by itself."""
    shown = clean(text)
    if len(shown) > LONGEST_TIP:
        shown = f"{shown[: LONGEST_TIP - 1]}…"
    if not Qt.mightBeRichText(shown):
        return shown
    lines = "<br>".join(escape(line, quote=False) for line in shown.split("\n"))
    return f"<qt>{lines}</qt>"


def menu_text(text: str) -> str:
    """A text for a menu, a button or a tab: one line, and no ``&`` that marks a shortcut key."""
    return one_line(text, LONGEST_ROW).replace("&", "&&")
