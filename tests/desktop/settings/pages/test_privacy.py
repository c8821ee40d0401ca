"""Privacy & data: retention, deleting with a way back, taking along, and what leaves the machine."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.desktop.rooms import Room, button, press, seen, use
from tests.desktop.settings.looking import open_page

from traybridge.core.config import Config
from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.settings.pages.privacy import Privacy


def test_the_retention_is_changed_with_the_arrow_keys(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "privacy", Privacy)
        assert (page.retention.box.text(), page.retention.box.accessibleName()[-6:]) == ("90", "(days)")
        press(page.retention.box, Qt.Key.Key_Down)
        await room.until(lambda: room.config.desktop.retention_days == 89)
        assert room.store.config == room.config

    use(qapp, scene)


class Deletions:
    """What can be deleted: how often it was, and what stands in its way."""

    def __init__(self) -> None:
        self.count = 0
        self.refusal: TrayBridgeError | None = None

    async def __call__(self) -> int:
        if self.refusal is not None:
            raise self.refusal
        self.count += 1
        return 142


def twice(widget: QWidget) -> None:
    """A double click, as a mouse makes it."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("name", "gone"), [("journal", "142 lines deleted."), ("chats", "142 chats deleted.")])
def test_what_is_deleted_can_be_undone_until_the_page_goes(qapp: QApplication, name: str, gone: str):
    wipe = Deletions()
    wipes: dict[str, Any] = {f"wipe_{name}": wipe}

    async def scene(room: Room) -> None:
        page = await open_page(room, "privacy", Privacy)
        row = page.wipes[name]
        twice(row.ask)
        await room.settle()
        assert wipe.count == 0
        assert row.doomed in seen(page.undo)
        assert QApplication.focusWidget() is page.undo.back, "Enter pressed once too often deletes nothing"
        page.undo.back.click()
        assert row.ask.isEnabled()
        assert QApplication.focusWidget() is row.ask
        assert not page.undo.isVisible()
        row.ask.click()
        assert room.window is not None
        room.window.close()
        await room.until(lambda: row.note.text() == gone)
        assert wipe.count == 1

    use(qapp, scene, **wipes)


def test_a_second_deletion_closes_the_way_back_from_the_first(qapp: QApplication):
    journal, chats = Deletions(), Deletions()

    async def scene(room: Room) -> None:
        page = await open_page(room, "privacy", Privacy)
        page.wipes["journal"].ask.click()
        page.wipes["chats"].ask.click()
        await room.until(lambda: journal.count)
        assert chats.count == 0
        assert page.wipes["journal"].ask.isEnabled()
        assert not page.wipes["chats"].ask.isEnabled()

    use(qapp, scene, wipe_journal=journal, wipe_chats=chats)


def test_what_waited_for_its_undo_is_done_when_the_program_ends(qapp: QApplication):
    wipe = Deletions()

    async def scene(room: Room) -> None:
        page = await open_page(room, "privacy", Privacy)
        page.wipes["chats"].ask.click()
        await page.finish()
        assert wipe.count == 1
        await page.finish()
        assert wipe.count == 1

    use(qapp, scene, wipe_chats=wipe)


def test_a_deletion_that_fails_says_why(qapp: QApplication):
    wipe = Deletions()
    wipe.refusal = TrayBridgeError("Not saved: another program holds the file", "Try again.")

    async def scene(room: Room) -> None:
        page = await open_page(room, "privacy", Privacy)
        page.wipes["chats"].ask.click()
        page.undo.end()
        await room.until(page.wipes["chats"].error.isVisible)
        assert page.wipes["chats"].error.text() == "Not saved: another program holds the file. Try again."

    use(qapp, scene, wipe_chats=wipe)


def test_what_does_not_exist_here_is_not_shown(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "privacy", Privacy)
        words = seen(page)
        for absent in ("Delete", "Delete all chats", "Moving"):
            assert absent not in words

    use(qapp, scene)


def test_the_export_says_where_it_went(qapp: QApplication, tmp_path: Path):
    written: list[str] = []

    async def export(path: str) -> None:
        written.append(path)

    async def scene(room: Room) -> None:
        page = await open_page(room, "privacy", Privacy)
        page.export_to(str(tmp_path / "out.json"))
        await room.until(lambda: page.exported.note.text() == f"Written to {tmp_path / 'out.json'}.")
        assert written == [str(tmp_path / "out.json")]

    use(qapp, scene, export=export)


def test_an_export_that_fails_says_why(qapp: QApplication):
    async def export(_path: str) -> None:
        raise TrayBridgeError("Not saved: the disk is full", "Free some room.")

    async def scene(room: Room) -> None:
        page = await open_page(room, "privacy", Privacy)
        page.export_to("/nowhere/out.json")
        await room.until(page.exported.error.isVisible)
        assert page.exported.error.text() == "Not saved: the disk is full. Free some room."

    use(qapp, scene, export=export)


def test_what_leaves_the_machine_is_said_as_it_is(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "privacy", Privacy)
        assert page.reach.note.text().endswith("In the cloud: OpenRouter, Hugging Face.")
        await room.bridge.change(lambda config: config.with_routing(local_only=True))
        await room.until(lambda: page.reach.note.text().startswith("Nothing: local only is on."))
        await room.bridge.change(_only_exo)
        await room.until(lambda: page.reach.note.text() == "Nothing: no provider in the cloud is switched on.")
        button(page, "Routing…").click()
        await room.settle()
        assert not page.isVisible()

    use(qapp, scene)


def _only_exo(config: Config) -> Config:
    config = config.with_routing(local_only=False).with_provider_enabled("openrouter", False)
    return config.with_provider_enabled("huggingface", False)
