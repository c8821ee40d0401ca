"""The program speaks German for a while, with the translation that is shipped (scripts/translations.py release)."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from traybridge.desktop.language import install


@contextmanager
def german(app: QApplication) -> Iterator[None]:
    before = QLocale()
    speakers = install(app, QLocale("de_DE"))
    yield
    for speaker in speakers:
        app.removeTranslator(speaker)
    QLocale.setDefault(before)
