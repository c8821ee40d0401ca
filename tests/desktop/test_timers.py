"""A timer that runs once, and belongs to what it serves."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from traybridge.desktop.timers import one_shot


def test_it_runs_once_for_each_start_and_never_for_an_owner_that_is_gone(qapp: QApplication):
    ran: list[bool] = []
    owner = QObject()
    timer = one_shot(owner, lambda: ran.append(True))
    for _ in range(2):
        timer.start()
        timer.start()
        while timer.isActive():
            qapp.processEvents()
    assert ran == [True, True]
    timer.start()
    delete(owner)
    for _ in range(10):
        qapp.processEvents()
    assert ran == [True, True]
