"""Notifications: one line of plain words each, beside the icon or by it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMenu
from tests.desktop.rooms import Room, use

from traybridge.desktop.actions import Actions
from traybridge.desktop.async_slots import start_from_slot
from traybridge.desktop.notification_policy import Notice
from traybridge.desktop.notifier import Notifier
from traybridge.desktop.tray.icon import Tray


def test_a_notification_is_one_line_and_a_click_leads_to_what_can_be_done(qapp: QApplication):
    shown: list[tuple[str, str, Callable[[], None]]] = []
    opened: list[str] = []

    async def notify(title: str, text: str, clicked: Callable[[], None]) -> bool:
        shown.append((title, text, clicked))
        return True

    async def scene(room: Room) -> None:
        parent = QObject()
        notifier = Notifier(
            room.services,
            Tray(QMenu(), desktop_name="", reduced_motion=lambda: True),
            Actions(room.bridge, room.services.monotonic),
            start=lambda work, name: start_from_slot(room.services.tasks, work, name, lambda _error: None),
            again=lambda: None,
            open_chat=lambda: opened.append("chat"),
            open_settings=opened.append,
            parent=parent,
        )
        notifier._show(Notice("key_rejected", "<b>x</b>\nrefused\u202e", "enter\x9b it", "host", "providers/host"))
        notifier._show(Notice("failover", "Cloud answers now"))
        await room.settle()
        assert [(title, text) for title, text, _click in shown] == [
            ("<b>x</b> refused", "Enter it"),
            ("Cloud answers now", ""),
        ]
        for _title, _text, click in shown:
            click()
        assert opened == ["providers/host", "chat"]

    use(qapp, scene, notify=notify)
