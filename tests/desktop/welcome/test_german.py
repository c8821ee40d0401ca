"""The welcome in German: room for its words in the narrow chat window, and none left in English."""

from PySide6.QtWidgets import QApplication, QScrollArea
from tests.desktop.forms.test_import_window import Older
from tests.desktop.rooms import Room, use
from tests.desktop.settings.german import german
from tests.desktop.settings.test_german import discover, given, well

from traybridge.core.secret import Secret
from traybridge.desktop.welcome.panel import WelcomePanel

NARROW = 440
"""The width of the chat window in which the welcome stands."""


class Key:
    """A key in the environment."""

    preset = "groq"
    variable = "GROQ_API_KEY"
    secret = Secret("gsk_made_up_0001")


def test_the_welcome_has_room_for_its_german_words_and_is_all_german(qapp: QApplication):
    async def nothing() -> list[object]:
        return []

    async def scene(room: Room) -> None:
        panel = WelcomePanel(room.services, lambda _page: None)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(panel)
        area.resize(NARROW, 600)
        room.window = area
        area.show()
        panel.look()
        well(panel)
        await room.settle()
        assert panel._older.isVisible()
        assert panel.width() <= NARROW
        well(panel)

    with german(qapp):
        for found in (discover, nothing):
            more = {"discover": found, "importer": Older(), "environment_keys": lambda: (Key(),)}
            use(qapp, scene, **given() | more)
