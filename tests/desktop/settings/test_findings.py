"""A finding: its words, its command, and the way to the cure; one that is fine has no buttons."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from tests.desktop.rooms import Room, button, seen, use

from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.desktop.settings.findings import FindingRow, in_full

BAD = Finding("x", "The key is rejected", "Enter a new one.", Level.PROBLEM, "traybridge keys set x")
PLAIN = Finding("x", "The key is rejected", "Enter a new one.")
FINE = Finding("y", "All is well", level=Level.FINE)


def test_a_trouble_can_be_copied_and_leads_to_its_cure(qapp: QApplication):
    gone: list[bool] = []

    async def scene(room: Room) -> None:
        room.window = row = FindingRow(BAD, go=lambda: gone.append(True))
        row.show()
        assert seen(row) == ["The key is rejected", "Enter a new one.", "traybridge keys set x"]
        button(row, "Copy: The key is rejected").click()
        assert QGuiApplication.clipboard().text() == "traybridge keys set x"
        button(row, "Open the settings for: The key is rejected").click()
        assert gone == [True]

    use(qapp, scene)


def test_without_a_command_all_of_it_is_copied():
    assert in_full(PLAIN) == "The key is rejected\nEnter a new one."


def test_what_is_fine_needs_nothing(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.window = row = FindingRow(FINE)
        row.show()
        assert seen(row) == ["All is well"]
        assert row.findChildren(QPushButton) == []

    use(qapp, scene)
