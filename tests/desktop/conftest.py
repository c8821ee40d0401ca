"""Windows are drawn in memory unless a platform was asked for: a bare machine has no display, and Qt would abort."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def nothing_stays_on_the_screen() -> Iterator[None]:
    """What a test showed is hidden after it: some code asks whether any window is open."""
    yield
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is not None:
        for window in QApplication.topLevelWidgets():
            window.hide()


@pytest.fixture
def in_german(qapp: object) -> Iterator[None]:
    """The windows speak German, with the translation that is shipped (scripts/translations.py release)."""
    from PySide6.QtWidgets import QApplication
    from tests.support.german import german

    assert isinstance(qapp, QApplication)
    with german(qapp):
        yield
