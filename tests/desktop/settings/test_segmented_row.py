"""A setting of a few: the arrow keys change it, and it follows what is in force."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton
from tests.desktop.rooms import Room, press, use

from traybridge.desktop.page_context import context_of
from traybridge.desktop.settings.pages.general import with_desktop
from traybridge.desktop.settings.segmented_row import SegmentedRow


def test_the_arrow_keys_change_it_and_a_hand_edit_is_followed(qapp: QApplication):
    async def scene(room: Room) -> None:
        row = SegmentedRow(
            context_of(room.services, lambda _page: None),
            "Appearance",
            "",
            [("", "System"), ("dark", "Dark")],
            lambda config: config.desktop.appearance,
            lambda config, value: with_desktop(config, appearance=value),
        )
        room.window = row
        row.show()
        row.activateWindow()
        await room.until(row.isActiveWindow)
        first = row.segments.findChildren(QRadioButton)[0]
        first.setFocus()
        press(first, Qt.Key.Key_Right)
        await room.until(lambda: room.config.desktop.appearance == "dark")
        assert row.segments.value == "dark"
        row.follow(with_desktop(room.config, appearance=""))
        assert row.segments.value == ""

    use(qapp, scene)
