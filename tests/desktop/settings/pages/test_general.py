"""General: login, the chat window, notifications."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton
from tests.desktop.rooms import Room, press, seen, use
from tests.desktop.settings.looking import open_page
from tests.support.login_item import MemoryLoginItem

from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.settings.pages.general import NOTICES, General, languages, text_sizes, with_notice


def segment(page: General, words: str) -> QRadioButton:
    found = page.appearance.segments.findChildren(QRadioButton)
    return next(one for one in found if one.accessibleName() == words)


def test_launch_at_login_is_off_and_one_key_turns_it(qapp: QApplication):
    login = MemoryLoginItem()

    async def scene(room: Room) -> None:
        page = await open_page(room, "general", General)
        assert page.login is not None
        switch = page.login.switch
        assert switch.isChecked() is False
        press(switch, Qt.Key.Key_Space)
        await room.until(lambda: login.on)
        assert switch.isChecked()

    use(qapp, scene, login=login)


def test_what_somebody_switched_off_elsewhere_is_seen_the_next_time(qapp: QApplication):
    login = MemoryLoginItem()
    login.on = True

    async def scene(room: Room) -> None:
        page = await open_page(room, "general", General)
        assert page.login is not None
        await room.until(page.login.switch.isChecked)
        assert room.window is not None
        room.window.close()
        login.on = False
        await open_page(room, "general", General)
        switch = page.login.switch
        await room.until(lambda: not switch.isChecked())

    use(qapp, scene, login=login)


def test_a_system_that_takes_its_time_holds_nothing_up(qapp: QApplication):
    login = MemoryLoginItem()
    login.on = True
    login.slow = slow = threading.Event()

    async def scene(room: Room) -> None:
        page = await open_page(room, "general", General)
        assert page.login is not None
        assert not page.login.switch.isChecked()
        slow.set()
        await room.until(page.login.switch.isChecked)

    use(qapp, scene, login=login)


def test_a_login_that_the_system_refuses_goes_back_and_says_why(qapp: QApplication):
    login = MemoryLoginItem()
    login.refusal = TrayBridgeError("The system does not allow it", "Allow it in the system settings.")

    async def scene(room: Room) -> None:
        page = await open_page(room, "general", General)
        assert page.login is not None
        row = page.login
        row.switch.click()
        await room.until(lambda: seen(row)[-1] == "The system does not allow it. Allow it in the system settings.")
        assert not row.switch.isChecked()

    use(qapp, scene, login=login)


def test_where_there_is_no_login_item_there_is_no_switch(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "general", General)
        assert "Launch at login" not in seen(page)

    use(qapp, scene)


@pytest.mark.parametrize("kind", [kind for kind, _title, _note in NOTICES])
def test_each_notification_has_its_switch(qapp: QApplication, kind: str):
    async def scene(room: Room) -> None:
        page = await open_page(room, "general", General)
        page.notices[kind].switch.click()
        await room.until(lambda: not getattr(room.config.desktop.notifications, kind))
        others = [getattr(room.config.desktop.notifications, one) for one, _, _ in NOTICES if one != kind]
        assert all(others)
        assert room.store.config == room.config

    use(qapp, scene)


def test_a_click_on_the_words_of_a_row_turns_its_switch(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "general", General)
        QTest.mouseClick(page.on_top.title, Qt.MouseButton.LeftButton)
        await room.until(lambda: room.config.desktop.popup_pinned)
        assert page.on_top.switch.isChecked()

    use(qapp, scene)


def test_a_change_that_cannot_be_saved_goes_back_and_says_why(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "general", General)
        room.store.broken = TrayBridgeError("Not saved: the disk is full", "Free some room.")
        row = page.notices["exo_lost"]
        row.switch.click()
        await room.until(row.error.text)
        assert row.error.text() == "Not saved: the disk is full. Free some room."
        assert row.switch.isChecked()
        assert room.config.desktop.notifications.exo_lost
        room.store.broken = None
        row.switch.click()
        await room.until(lambda: not room.config.desktop.notifications.exo_lost)
        assert not row.error.isVisible()

    use(qapp, scene)


def test_appearance_size_of_text_and_language_are_saved_at_once(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "general", General)
        assert page.appearance.segments.value == ""
        segment(page, "Dark").click()
        await room.until(lambda: room.config.desktop.appearance == "dark")
        page.text_size.box.choose("130")
        page.text_size.box.chosen.emit("130")
        await room.until(lambda: room.config.desktop.text_size == 130)
        page.language.box.chosen.emit("de")
        await room.until(lambda: room.config.desktop.language == "de")
        assert room.store.config == room.config

    use(qapp, scene)


def test_an_appearance_that_cannot_be_saved_goes_back_and_says_why(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "general", General)
        room.store.broken = TrayBridgeError("Not saved: the disk is full", "Free some room.")
        segment(page, "Light").click()
        await room.until(page.appearance.error.text)
        assert page.appearance.segments.value == ""
        assert page.appearance.error.text() == "Not saved: the disk is full. Free some room."

    use(qapp, scene)


def test_what_somebody_wrote_into_the_file_is_offered_too():
    assert [value for value, _words in text_sizes(120)] == ["90", "100", "115", "120", "130", "150"]
    assert [value for value, _words in text_sizes(100)] == ["90", "100", "115", "130", "150"]
    assert [value for value, _words in languages("fr")] == ["", "en", "de", "fr"]
    assert [value for value, _words in languages("de")] == ["", "en", "de"]


def test_a_hand_edit_reaches_the_open_window(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "general", General)
        room.bridge.adopt_config(with_notice(room.config, "failover", False))
        await room.until(lambda: not page.notices["failover"].switch.isChecked())

    use(qapp, scene)
