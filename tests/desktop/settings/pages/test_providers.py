"""Providers: order by keyboard and mouse, switching, adding by search, removing and the way back."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.core.fakes import catalogue
from tests.desktop.rooms import Host, Room, button, press, seen, use, write
from tests.desktop.settings.looking import open_page

from traybridge.core.config import Config, ProviderConfig
from traybridge.core.discovery import DiscoveredServer
from traybridge.core.errors import TrayBridgeError
from traybridge.core.presentation.status import snapshot_of
from traybridge.core.probe import Reading
from traybridge.desktop.settings.pages.providers import ProvidersPage

ALT = Qt.KeyboardModifier.AltModifier


def ids(room: Room) -> list[str]:
    return [row.id for row in room.config.effective_providers]


def test_alt_and_the_arrows_move_a_provider_and_keep_it_chosen(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers", ProvidersPage)
        page.list.choose("huggingface")
        press(page.list, Qt.Key.Key_Up, modifier=ALT)
        await room.until(lambda: ids(room) == ["exo", "huggingface", "openrouter", "embedded"])
        await room.until(lambda: page.list.ids == ids(room))
        assert page.list.current == "huggingface"
        press(page.list, Qt.Key.Key_Down, modifier=ALT)
        await room.until(lambda: ids(room) == ["exo", "openrouter", "huggingface", "embedded"])
        assert room.store.config == room.config

    use(qapp, scene)


def test_the_first_cannot_go_further_up(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers", ProvidersPage)
        press(page.list, Qt.Key.Key_Up, modifier=ALT)
        await room.settle()
        assert room.store.edits == 0

    use(qapp, scene)


def test_a_row_is_dragged_by_its_handle_and_stays_where_it_was_dropped(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers", ProvidersPage)
        first, third = (page.list.visualRect(page.list.model().index(at, 0)) for at in (0, 2))
        left, viewport = Qt.MouseButton.LeftButton, page.list.viewport()
        QTest.mousePress(viewport, left, pos=QPoint(14, third.center().y()))
        QTest.mouseMove(viewport, QPoint(14, first.center().y()))
        QTest.mouseMove(viewport, QPoint(14, first.top() + 2))
        QTest.mouseRelease(viewport, left, pos=QPoint(14, first.top() + 2))
        await room.until(lambda: ids(room) == ["huggingface", "exo", "openrouter", "embedded"])
        await room.until(lambda: page.list.ids == ids(room))
        assert page.list.current == "huggingface"

    use(qapp, scene)


def test_space_switches_a_provider_and_a_click_shows_it(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers", ProvidersPage)
        page.list.choose("openrouter")
        press(page.list, Qt.Key.Key_Space)
        await room.until(lambda: not _row(room, "openrouter").enabled)
        await room.until(lambda: page.list.rows[1].quiet)
        press(page.list, Qt.Key.Key_Space)
        await room.until(lambda: _row(room, "openrouter").enabled)
        box = page.list.visualRect(page.list.model().index(2, 0))
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        assert page.stack.currentWidget() is page.form
        assert "Hugging Face" in seen(page.form)
        assert _row(room, "huggingface").enabled

    use(qapp, scene)


def _row(room: Room, provider_id: str) -> ProviderConfig:
    row = room.config.provider(provider_id)
    assert row is not None
    return row


def test_the_list_says_how_everybody_is_also_to_a_screen_reader(qapp: QApplication):
    host = Host()
    host.reading = Reading(0.2, key_ok=True)
    host.catalogue = catalogue("openrouter/auto", "b")

    async def scene(room: Room) -> None:
        await room.bridge.start()
        await room.bridge.refresh()
        page = await open_page(room, "providers/openrouter", ProvidersPage)
        assert page.list.rows[1].words == "2, OpenRouter, 2 models, switched on"
        assert page.list.rows[2].words == "3, Hugging Face, No key, switched on"
        assert [row.dot for row in page.list.rows[:3]] == ["off", "cloud", "off"]
        assert "Answers in 200 ms" in seen(page.form)

    use(qapp, scene, hosts={"openrouter": host}, keys={"openrouter": "sk-made-up-0123456789"})


def test_adding_a_known_host_takes_a_word_and_enter_and_the_keyboard_waits_for_the_key(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers", ProvidersPage)
        page.add.click()
        assert QApplication.focusWidget() is page.picker.search
        QTest.keyClicks(page.picker.search, "groq")
        press(None, Qt.Key.Key_Return)
        await room.until(lambda: "groq" in ids(room))
        await room.until(lambda: page.list.current == "groq")
        assert ids(room) == ["exo", "openrouter", "huggingface", "groq", "embedded"]
        assert page.form.key is not None
        assert QApplication.focusWidget() is page.form.key.edit

    use(qapp, scene)


def test_adding_by_address(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers/add", ProvidersPage)
        write(page.picker.search, "10.0.0.5:52415")
        await room.until(lambda: "exo-2" in ids(room))
        row = room.config.provider("exo-2")
        assert row is not None
        assert (row.kind, row.base_url) == ("exo", "http://10.0.0.5:52415")
        assert ids(room) == ["exo", "exo-2", "openrouter", "huggingface", "embedded"]

    use(qapp, scene)


def test_an_address_that_nobody_could_ask_is_refused_beside_the_search(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers/add", ProvidersPage)
        write(page.picker.search, "http://user:pw@host/v1")
        await room.until(page.picker.error.isVisible)
        assert page.picker.error.text().startswith("The address (base_url) holds a user name or a key.")
        assert page.picker.search.text() == "http://user:pw@host/v1"
        assert ids(room) == ["exo", "openrouter", "huggingface", "embedded"]

    use(qapp, scene)


def test_what_runs_on_this_machine_stands_first(qapp: QApplication):
    async def discover() -> list[DiscoveredServer]:
        return [DiscoveredServer("ollama", "Ollama", "http://127.0.0.1:11434/v1", ("llama3.2",))]

    async def scene(room: Room) -> None:
        page = await open_page(room, "providers", ProvidersPage)
        page.add.click()
        await room.until(lambda: page.picker.list.rows[0].title == "Ollama")
        press(None, Qt.Key.Key_Return)
        await room.until(lambda: ids(room) == ["exo", "ollama", "openrouter", "huggingface", "embedded"])

    use(qapp, scene, discover=discover)


def test_one_that_is_there_already_is_shown_and_not_doubled(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers/add", ProvidersPage)
        write(page.picker.search, "openrouter")
        await room.until(lambda: page.list.current == "openrouter")
        assert page.stack.currentWidget() is page.form
        assert room.store.edits == 0

    use(qapp, scene)


def test_escape_leaves_the_search_and_the_window_open(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers/add", ProvidersPage)
        press(page.picker.search, Qt.Key.Key_Escape)
        assert page.stack.currentWidget() is not page.picker
        assert room.window is not None
        assert room.window.isVisible()

    use(qapp, scene)


def test_a_removal_can_be_undone_with_its_key_its_place_and_its_pin(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers/openrouter", ProvidersPage)
        page.list.setFocus()
        press(page.list, Qt.Key.Key_Delete)
        await room.until(lambda: ids(room) == ["exo", "huggingface", "embedded"])
        assert room.config.routing.pin == ""
        assert seen(page.undo) == ["OpenRouter is removed. Its key is deleted too, unless you undo this."]
        assert room.keys.kept, "the key waits"
        assert QApplication.focusWidget() is page.undo.back
        press(None, Qt.Key.Key_Space)
        await room.until(lambda: ids(room) == ["exo", "openrouter", "huggingface", "embedded"])
        assert room.config.routing.pin == "openrouter"
        assert page.list.current == "openrouter"
        assert room.bridge.key_hint("openrouter") == "…6789"
        assert not page.undo.isVisible()

    use(
        qapp,
        scene,
        config=Config().with_routing(pin="openrouter"),
        keys={"openrouter": "sk-or-made-up-0123456789"},
    )


def test_when_the_way_back_is_closed_the_key_goes_too(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers/openrouter", ProvidersPage)
        button(page.form, "Remove OpenRouter").click()
        await room.until(page.undo.isVisible)
        assert room.window is not None
        room.window.close()
        await room.until(lambda: not room.keys.kept)
        assert room.bridge.key_hint("openrouter") is None

    use(qapp, scene, keys={"openrouter": "sk-or-made-up-0123456789"})


def test_a_second_removal_closes_the_way_back_from_the_first(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers/openrouter", ProvidersPage)
        page.list.removed.emit("openrouter")
        await room.until(page.undo.isVisible)
        page.list.removed.emit("huggingface")
        removed = "Hugging Face is removed. Its key is deleted too, unless you undo this."
        await room.until(lambda: seen(page.undo) == [removed])
        await room.until(lambda: "openrouter" not in room.keys.kept)
        assert "huggingface" in room.keys.kept

    use(qapp, scene, keys={"openrouter": "sk-or-made-up-0123456789", "huggingface": "hf_made_up_0123456789"})


def test_the_starter_model_can_be_switched_off_but_not_removed(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers/embedded", ProvidersPage)
        page.list.setFocus()
        press(page.list, Qt.Key.Key_Delete)
        assert page.error.text() == "The starter model cannot be removed. Switch it off instead."
        page.form.enabled.click()
        await room.until(lambda: not snapshot_of(room.bridge).providers[-1].enabled)

    use(qapp, scene)


def test_a_change_that_cannot_be_saved_puts_the_list_back(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers", ProvidersPage)
        room.store.broken = TrayBridgeError("Not saved: the disk is full", "Free some room.")
        page.list.choose("openrouter")
        press(page.list, Qt.Key.Key_Space)
        await room.until(page.error.isVisible)
        assert page.error.text() == "Not saved: the disk is full. Free some room."
        assert not page.list.rows[1].quiet

    use(qapp, scene)


def test_a_provider_that_somebody_else_removed_goes_from_the_window(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers/openrouter", ProvidersPage)
        room.bridge.adopt_config(room.config.without_provider("openrouter"))
        await room.until(lambda: page.list.ids == ["exo", "huggingface", "embedded"])
        assert page.list.current in page.list.ids
        assert page.stack.currentWidget() is page.form

    use(qapp, scene)
