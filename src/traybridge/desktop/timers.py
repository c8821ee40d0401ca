"""Timers that run once, owned by what they serve."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def one_shot(owner: QObject, run: Callable[[], object], milliseconds: int = 0) -> QTimer:
    """Make a timer that runs something once, so many milliseconds after each ``start``."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(run)
    return timer
