"""What the windows say, in the person's language: patterns are looked up in Qt's translation, numbers get its form.

A literal stands where it is shown, marked by ``tr("Copy address")``; what a room below wrote (core/i18n.py) is shown by
``tr(error.title)``. Whatever has no translation stays as it is, in English.
"""

import string
from typing import Any
from unicodedata import bidirectional

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from traybridge.core import i18n as english
from traybridge.core.foreign_text import readable
from traybridge.core.i18n import Text, msg
from traybridge.resources import resource

CONTEXT = "TrayBridge"
"""All texts share one context: the same English sentence is said the same way everywhere."""


def install(app: QApplication, locale: QLocale) -> list[QTranslator]:
    """Speak the language of ``locale`` from now on, where there is a translation; the result is what was installed.

    English needs none. Qt's own words (the menu of a text field) come from Qt's translations.
    """
    QLocale.setDefault(locale)
    speakers: list[QTranslator] = []
    if next(iter(locale.uiLanguages()), "C").partition("-")[0] in {"en", "C"}:
        return speakers
    folders = (("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), ("traybridge", _ours()))
    for name, folder in folders:
        speaker = QTranslator(app)
        if speaker.load(locale, name, "_", folder):
            app.installTranslator(speaker)
            speakers.append(speaker)
    return speakers


def speak(language: str) -> None:
    """Speak the language that a person chose ("de"); "" leaves the system's. Words on the screen stay as they are."""
    app = QCoreApplication.instance()
    if not language or not isinstance(app, QApplication):
        return
    for speaker in app.findChildren(QTranslator):
        app.removeTranslator(speaker)
    install(app, QLocale(language))


def _ours() -> str:
    return str(resource("translations"))


def tr(text: str, /, **values: object) -> str:
    """Say a text in the person's language; with ``values``, ``text`` is a pattern as in ``say``."""
    if values:
        text = Text(text.format(**values), text, values)
    if not isinstance(text, Text):
        return readable(_looked_up(text))
    found = _looked_up(text.pattern, text.number)
    if not text.values:
        return found
    return readable(text) if text.number == 1 and found == text.pattern else _FILLED.vformat(found, (), text.values)


def named(label: str) -> str:
    """A provider's name as it is shown: one that a person gave stays as it is, even if we have the same word."""
    return tr(label) if isinstance(label, Text) else label


def tr_counted(one: str, many: str, /, count: int, **values: object) -> str:
    """Say how many in the person's language, as ``counted`` does in English."""
    return tr(english.counted(one, many, count, **values))


def isolated(text: str) -> str:
    """A name that reads from the right, so that it does not turn the sentence around it (UAX #9, 2.7)."""
    turns = not text.isascii() and any(bidirectional(sign) in {"R", "AL", "AN"} for sign in text)
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if turns else text


def _looked_up(pattern: str, count: int | None = None) -> str:
    return QCoreApplication.translate(CONTEXT, pattern, None, -1 if count is None else count) if pattern else ""


class _Filled(string.Formatter):
    """Put values into a pattern: texts in the person's language, numbers in its form."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, str):
            return format(tr(value) if isinstance(value, Text) else isolated(readable(value)), format_spec)
        written = str(format(value, format_spec))
        if isinstance(value, int | float):
            written = _in_its_form(written)
        return written


_FILLED = _Filled()


def _in_its_form(number: str) -> str:
    """A number as the locale writes it: 1.5 is 1,5 in German, and 40% is 40 %."""
    if number.endswith("%"):
        return tr(msg("{number}%", number=_in_its_form(number[:-1])))
    locale = QLocale()
    marks = {".": locale.decimalPoint(), ",": locale.groupSeparator()}
    return "".join(marks.get(sign, sign) for sign in number)
