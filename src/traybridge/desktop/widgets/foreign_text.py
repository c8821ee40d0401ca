"""Words that others wrote (answers, model ids, errors, names, paths), made fit for a label, a tooltip or a menu.

Qt takes a text that looks like HTML for HTML wherever it may choose (QMessageBox, tooltips, QLabel's AutoText), and
loads what such a text names; a menu takes ``&`` for a shortcut. Control characters go by core/foreign_text.py.
Every foreign text that is shown in a window goes through this module, or through a widget that does (label.py).
"""

from html import escape

from traybridge.core.foreign_text import one_line, readable

__all__ = ["END", "FROM_LEFT", "LONGEST_ROW", "clean", "menu_text", "one_line", "plain_everywhere", "tooltip_text"]

LONGEST_TIP = 2000
LONGEST_ROW = 200
"""Characters of a menu row; a screen has room for fewer."""
FROM_LEFT, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

_RESERVED = dict.fromkeys(range(0xFDD0, 0xFDF0), "\N{REPLACEMENT CHARACTER}")
"""Noncharacters, some of which mark the borders of frames in a QTextDocument."""


def clean(text: str) -> str:
    """A text of several lines without what a screen or a QTextDocument would obey (pure, linear)."""
    return readable(text).translate(_RESERVED)


def tooltip_text(text: str) -> str:
    """A text for a tooltip, or for whatever else chooses between plain and rich text by itself."""
    shown = clean(text)
    if len(shown) > LONGEST_TIP:
        shown = f"{shown[: LONGEST_TIP - 1]}…"
    if "<" not in shown and "&" not in shown:
        return shown
    # Loads Qt's great namespace (30 ms), which nothing may do before the icon shows; QtCore.Qt has no mightBeRichText.
    from PySide6.QtGui import Qt

    if not Qt.mightBeRichText(shown):
        return shown
    lines = "<br>".join(escape(line, quote=False) for line in shown.split("\n"))
    return f"<qt>{lines}</qt>"


def menu_text(text: str) -> str:
    """A text for a menu, a button or a tab: one line, and no ``&`` that marks a shortcut key."""
    return one_line(text, LONGEST_ROW).replace("&", "&&")


def plain_everywhere(text: str) -> str:
    """A text for the tray's tooltip, which is rich on some desktops and plain on others: no ``<`` begins a tag."""
    return clean(text).replace("<", "‹").replace("&lt;", "&\N{WORD JOINER}lt;")
