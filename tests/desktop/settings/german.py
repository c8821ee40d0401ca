"""Windows in German under test: what is narrower than its own words, and what is still English."""

import re
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree as ET

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QTreeWidget,
    QWidget,
)

from traybridge.desktop.language import install
from traybridge.desktop.settings.sidebar import Sidebar
from traybridge.desktop.widgets.row_list import RowList, row_width

W = TypeVar("W", bound=QWidget)
TEXTS = Path(__file__).parents[3] / "resources" / "translations" / "de"
SMALL = (900, 600)
"""A window on a small screen."""
MARGIN = 8
"""Pixels of a button or field that its frame takes at least, on both sides together."""


@contextmanager
def german(app: QApplication) -> Iterator[None]:
    """Speak German, with the translation that is shipped."""
    before = QLocale()
    speakers = install(app, QLocale("de_DE"))
    assert len(speakers) == 2  # Qt's words and ours
    try:
        yield
    finally:
        for speaker in speakers:
            app.removeTranslator(speaker)
        QLocale.setDefault(before)


# ------------------------------------------------------------ room for the words


def cramped(window: QWidget) -> list[str]:
    """What is narrower or lower than its own words need, as words for people who read a failed test."""
    found = [_label(one) for one in _shown(window, QLabel)]
    found += [_button(one) for one in _shown(window, QAbstractButton)]
    found += [_field(one) for one in _shown(window, QLineEdit)]
    found += [_choice(one) for one in _shown(window, QComboBox)]
    found += [line for one in _shown(window, QTreeWidget) for line in _headings(one)]
    found += [line for one in _shown(window, Sidebar) for line in _rows(one)]
    return [one for one in found if one]


def _shown(window: QWidget, kind: type[W]) -> list[W]:
    return [one for one in window.findChildren(kind) if one.isVisible()]


def _label(one: QLabel) -> str:
    if not one.text():
        return ""
    metrics, inside = one.fontMetrics(), one.contentsRect()
    if not one.wordWrap():
        return _told(one, metrics.horizontalAdvance(one.text()), inside.width(), one.text())
    longest = max(one.text().split(), key=metrics.horizontalAdvance)
    if not any(sign in longest for sign in "/:@,") and metrics.horizontalAdvance(longest) > inside.width():
        return _told(one, metrics.horizontalAdvance(longest), inside.width(), longest)
    needed = metrics.boundingRect(inside, int(Qt.TextFlag.TextWordWrap), one.text()).height()
    return _told(one, needed, inside.height(), one.text(), "high")


def _button(one: QAbstractButton) -> str:
    words = one.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), one.text()).width()
    return _told(one, words + MARGIN, one.width(), one.text()) if one.text() else ""


def _field(one: QLineEdit) -> str:
    words = one.fontMetrics().horizontalAdvance(one.placeholderText())
    return _told(one, words + MARGIN, one.width(), one.placeholderText()) if words else ""


def _choice(one: QComboBox) -> str:
    words = one.fontMetrics().horizontalAdvance(one.currentText())
    return _told(one, words + MARGIN, one.width(), one.currentText()) if words and not one.isEditable() else ""


def _headings(one: QTreeWidget) -> Iterator[str]:
    header, head = one.header(), one.headerItem()
    assert head is not None
    for column in range(header.count()):
        yield _told(one, header.sectionSizeHint(column), header.sectionSize(column), head.text(column))


def _rows(one: Sidebar) -> Iterator[str]:
    for at, row in enumerate(one.rows):
        there = one.visualRect(one.model().index(at, 0)).width()
        yield _told(one, row_width(row), there, row.title)


def _told(one: QWidget, needed: int, there: int, words: str, way: str = "wide") -> str:
    return f"{type(one).__name__} “{words}” is {there} {way}, needs {needed}" if needed > there else ""


# ------------------------------------------------------------ what is still English


def still_english(window: QWidget) -> list[str]:
    """Each text of a window, seen or read aloud, that is an English pattern with another German."""
    patterns = list(_patterns())
    return sorted(
        {text for text in _texts(window) if any(english(text) and not ours(text) for english, ours in patterns)}
    )


def _texts(window: QWidget) -> Iterator[str]:
    for one in (window, *window.findChildren(QWidget)):
        if one is not window and not one.isVisibleTo(window):
            continue
        yield from (one.accessibleName(), one.accessibleDescription(), one.toolTip())
        match one:
            case QLabel() | QAbstractButton():
                yield one.text()
            case QLineEdit():
                yield one.placeholderText()
            case QComboBox():
                yield from (one.itemText(at) for at in range(one.count()))
            case QListWidget():
                roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1)
                yield from (str(one.item(at).data(role) or "") for at in range(one.count()) for role in roles)
                yield from (
                    str(one.item(at).data(Qt.ItemDataRole.AccessibleTextRole) or "") for at in range(one.count())
                )
            case RowList():
                yield from (part for row in one.rows for part in (row.title, row.note, row.end, row.spoken, row.tip))
            case QTreeWidget():
                rows = [one.headerItem(), *(one.topLevelItem(at) for at in range(one.topLevelItemCount()))]
                yield from (row.text(at) for row in rows if row is not None for at in range(one.columnCount()))
    yield window.windowTitle()


Fits = Callable[[str], bool]


def _patterns() -> Iterator[tuple[Fits, Fits]]:
    for path in TEXTS.glob("*.ts"):
        for message in ET.parse(path).getroot().iter("message"):
            translation = message.find("translation")
            source = message.findtext("source", "")
            assert translation is not None
            forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
            one = message.findtext("extracomment", "").removeprefix("For one: ")
            english = [text for text in (source, one) if text]
            if len(re.findall(r"[A-Za-z]", _words(source))) > 3 and source not in forms:
                yield _matcher(english), _matcher(forms)


def _words(pattern: str) -> str:
    return "".join(text for text, *_ in string.Formatter().parse(pattern))


def _matcher(patterns: list[str]) -> Fits:
    """True for a text that one of the patterns can have made, at the beginning of a line or not."""
    made = [
        "".join(re.escape(text) + ("" if name is None else "(.+)") for text, name, *_ in string.Formatter().parse(one))
        for one in patterns
        if one
    ]
    whole = re.compile("|".join(f"(?:{one})" for one in made), re.DOTALL) if made else None

    def fits(text: str) -> bool:
        return whole is not None and bool(whole.fullmatch(text) or whole.fullmatch(text[:1].lower() + text[1:]))

    return fits
