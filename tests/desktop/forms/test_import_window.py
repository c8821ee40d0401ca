"""Moving in: seen first, then brought in, then cleared; at each step the window can be closed."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.desktop.rooms import Room, press, seen, use
from tests.desktop.settings.looking import open_page, table_of

from traybridge.core.errors import KeyringProblem
from traybridge.core.import_preview import ImportItem, ImportPreview, KeptFile, ScrubReport
from traybridge.desktop.forms.import_window import ImportWindow, summary
from traybridge.desktop.settings.pages.privacy import Privacy

OLD = "/home/anna/.token_manager_config.json"
FOUND = ImportPreview(
    (
        ImportItem(OLD, "OpenRouter", "add", key="…0001"),
        ImportItem(OLD, "Local", "skip", problem="It has no address"),
    ),
    keys=1,
    key_files=(OLD,),
)
DONE = "Imported: 1 provider, 1 key into the keyring."
LEFT = ImportPreview((ImportItem(OLD, "OpenRouter", "same", key="…0001"),), key_files=(OLD,))


class Older:
    """What older tools left: remembers what it was asked to do."""

    def __init__(self, found: ImportPreview = FOUND, left: ImportPreview = LEFT) -> None:
        self.found = found
        self.left = left
        self.calls: list[str] = []
        self.refusal: KeyringProblem | None = None

    async def look(self) -> ImportPreview:
        self.calls.append("look")
        return self.found

    async def choose(self, left_out: Sequence[ImportItem]) -> ImportPreview:
        self.calls.append(f"choose but {', '.join(one.name for one in left_out)}")
        names = {one.name for one in left_out}
        gone = [replace(one, action="skip", left_out=True) if one.name in names else one for one in FOUND.items]
        return replace(self.found, items=tuple(gone), keys=self.found.keys - len(names))

    async def apply(self) -> ImportPreview:
        self.calls.append("apply")
        if self.refusal is not None:
            raise self.refusal
        return self.found

    async def look_again(self) -> ImportPreview:
        return self.left

    async def scrub(self) -> ScrubReport:
        self.calls.append("scrub")
        return ScrubReport((OLD,), (KeptFile("/home/anna/x.json", "it cannot be decrypted"),))


async def open_moving(room: Room) -> ImportWindow:
    page = await open_page(room, "privacy", Privacy)
    page.bring.click()
    await room.settle()
    return page.moving


def test_everything_is_seen_before_anything_is_done(qapp: QApplication):
    older = Older()

    async def scene(room: Room) -> None:
        window = await open_moving(room)
        assert older.calls == ["look"]
        assert window.words.text() == "This would import 1 provider, 1 key into the keyring. Nothing is changed yet."
        assert table_of(window.table) == [
            ["OpenRouter", "…0001", "is added", OLD, ""],
            ["Local", "–", "is left out", OLD, "It has no address"],
        ]
        window.close_button.click()
        await room.settle()
        assert older.calls == ["look"]

    use(qapp, scene, importer=older)


def test_bringing_in_then_clearing_each_with_a_click_of_its_own(qapp: QApplication):
    older = Older()

    async def scene(room: Room) -> None:
        window = await open_moving(room)
        window.act.click()
        await room.until(lambda: window.words.text() == DONE)
        assert older.calls == ["look", "apply"]
        assert window.detail.text() == f"The old files still hold keys that anybody can read: {OLD}"
        window.clear.click()
        await room.until(lambda: window.words.text() == "1 file holds no key any more.")
        assert window.detail.text() == "Left as they are: /home/anna/x.json: it cannot be decrypted"
        assert older.calls == ["look", "apply", "scrub"]
        window.close_button.click()
        await room.settle()
        assert room.window is not None
        assert DONE in seen(room.window), "the page that opened it says what was done"

    use(qapp, scene, importer=older)


def test_a_keyring_that_locks_half_way_is_told_and_the_way_on_is_there(qapp: QApplication):
    older = Older()
    older.refusal = KeyringProblem("locked", "The keyring is locked", "Unlock it and try again.")

    async def scene(room: Room) -> None:
        window = await open_moving(room)
        window.act.click()
        await room.until(lambda: window.words.text() == "The keyring is locked. Unlock it and try again.")
        assert window.act.text() == "Look again"
        older.refusal = None
        window.act.click()
        await room.until(lambda: window.act.text() == "Import")
        window.act.click()
        await room.until(lambda: window.words.text() == DONE)

    use(qapp, scene, importer=older)


def test_old_files_can_be_cleared_also_later(qapp: QApplication):
    """What came in with an earlier import may still stand in the old files."""
    older = Older(LEFT)

    async def scene(room: Room) -> None:
        window = await open_moving(room)
        assert window.words.text() == "Everything is here already."
        assert not window.act.isVisible()
        assert window.detail.text() == f"The old files still hold keys that anybody can read: {OLD}"
        window.clear.click()
        await room.until(lambda: window.words.text() == "1 file holds no key any more.")
        assert older.calls == ["look", "scrub"]

    use(qapp, scene, importer=older)


def test_while_the_keyring_is_locked_no_old_file_is_offered_for_clearing(qapp: QApplication):
    locked = ImportPreview(
        (ImportItem(OLD, "OpenRouter", "same", key="…0001"),), key_files=(OLD,), keyring_problem="The keyring is locked"
    )

    async def scene(room: Room) -> None:
        window = await open_moving(room)
        assert window.detail.text() == "The keyring is locked"
        assert not window.clear.isVisible()

    use(qapp, scene, importer=Older(locked))


def test_where_nothing_is_there_is_nothing_to_press(qapp: QApplication):
    async def scene(room: Room) -> None:
        window = await open_moving(room)
        assert "There is nothing to import." in seen(window)
        assert not window.act.isVisible()

    use(qapp, scene, importer=Older(ImportPreview(())))


def test_what_is_here_already_is_said():
    assert summary(LEFT) == "Everything is here already."
    assert summary(ImportPreview((), conversations=3)) == "This would import 3 chats. Nothing is changed yet."


def test_what_is_not_ticked_is_left_out(qapp: QApplication):
    """Only what can come in has a box. Space unticks, what would happen is told anew, and ticking again undoes it."""
    older = Older()

    async def scene(room: Room) -> None:
        window = await open_moving(room)
        first, second = window.table.topLevelItem(0), window.table.topLevelItem(1)
        assert first is not None
        assert second is not None
        assert first.checkState(0) == Qt.CheckState.Checked
        assert not second.flags() & Qt.ItemFlag.ItemIsUserCheckable
        window.table.setFocus()
        window.table.setCurrentItem(first)
        press(window.table, Qt.Key.Key_Space)
        await room.until(lambda: window.words.text() == "Nothing is ticked, so nothing would be imported.")
        assert table_of(window.table)[0][2] == "is left out"
        assert not window.act.isEnabled()
        assert not window.clear.isVisible()
        assert window.table.currentIndex().row() == 0
        assert window.table.hasFocus()
        press(window.table, Qt.Key.Key_Space)
        await room.until(window.act.isEnabled)
        assert window.words.text().startswith("This would import 1 provider")
        assert older.calls == ["look", "choose but OpenRouter", "choose but "]

    use(qapp, scene, importer=older)


def test_after_some_were_left_out_only_those_that_came_in_are_told(qapp: QApplication):
    left = replace(LEFT, items=(*LEFT.items, ImportItem(OLD, "Groq", "skip", key="…0002", left_out=True)))

    async def scene(room: Room) -> None:
        window = await open_moving(room)
        window.act.click()
        await room.until(lambda: window.words.text() == DONE)
        assert window.clear.isVisible()

    use(qapp, scene, importer=Older(left=left))


def test_enter_presses_the_button_that_has_the_keyboard_and_no_other(qapp: QApplication):
    older = Older()

    async def scene(room: Room) -> None:
        window = await open_moving(room)
        window.table.setFocus()
        press(window.table, Qt.Key.Key_Return)
        await room.settle()
        assert older.calls == ["look"]
        assert window.isVisible()
        window.act.setFocus()
        press(window.act, Qt.Key.Key_Return)
        await room.until(window.clear.hasFocus)
        await asyncio.sleep(QApplication.doubleClickInterval() / 1000)  # an Enter before this was meant for Import
        press(window.clear, Qt.Key.Key_Enter)
        await room.until(lambda: "scrub" in older.calls)
        assert older.calls == ["look", "apply", "scrub"]
        await room.until(window.close_button.hasFocus)
        press(window.close_button, Qt.Key.Key_Return)
        assert not window.isVisible()

    use(qapp, scene, importer=older)
