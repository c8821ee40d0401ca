"""The icon is in the bar before the program behind it is there: no click on it is lost."""

from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from traybridge.desktop.tray.icon import Tray


class Host(Tray):
    """A tray whose clicks come from the test."""

    def click(self) -> None:
        self._activated(QSystemTrayIcon.ActivationReason.Trigger)


def _tray(_application: QApplication) -> Host:
    return Host(QMenu(), desktop_name="", reduced_motion=True)


def test_a_click_from_before_the_program_was_there_is_answered_once(qapp: QApplication):
    tray, opened = _tray(qapp), []
    tray.click()
    tray.click()
    tray.when_clicked(lambda: opened.append("chat"))
    assert opened == []
    qapp.processEvents()
    assert opened == ["chat"]
    tray.click()
    assert opened == ["chat", "chat"]


def test_without_a_click_nothing_opens(qapp: QApplication):
    tray, opened = _tray(qapp), []
    tray.when_clicked(lambda: opened.append("chat"))
    qapp.processEvents()
    assert opened == []
