"""The model that Auto asks at a provider: from the list of what there is, or typed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.core.fakes import catalogue
from tests.desktop.rooms import Host, Room, press, use
from tests.desktop.settings.looking import open_page

from traybridge.core.probe import Reading
from traybridge.desktop.settings.model_field import ModelField
from traybridge.desktop.settings.pages.providers import ProvidersPage

KEY = "sk-or-made-up-0123456789"


async def open_field(room: Room) -> ModelField:
    await room.bridge.start()
    await room.bridge.refresh()
    page = await open_page(room, "providers/openrouter", ProvidersPage)
    assert page.form.model is not None
    return page.form.model


def model(room: Room) -> str:
    row = room.config.provider("openrouter")
    assert row is not None
    return row.model


def test_the_button_opens_the_list_with_a_tick_at_the_present_one(qapp: QApplication):
    async def scene(room: Room) -> None:
        field = await open_field(room)
        field.all.click()
        assert field.popup is not None
        press(field.popup.list, Qt.Key.Key_Down, Qt.Key.Key_Return)
        await room.until(lambda: model(room) == "meta/llama")
        assert not field.popup.isVisible()
        field.all.click()
        assert [row.marked for row in field.popup.list.rows] == [False, True]

    host = Host()
    host.reading = Reading(0.1, key_ok=True)
    host.catalogue = catalogue("openai/gpt-4o", "meta/llama")
    use(qapp, scene, hosts={"openrouter": host}, keys={"openrouter": KEY})


def test_what_fits_is_offered_while_somebody_types_and_another_name_stays(qapp: QApplication):
    async def scene(room: Room) -> None:
        field = await open_field(room)
        field.edit.setFocus()
        QTest.keyClicks(field.edit, "LLA")
        completer = field.edit.completer()
        assert completer is not None
        assert completer.completionCount() == 1
        QTest.keyClicks(field.edit, "-of-tomorrow")
        press(field.edit, Qt.Key.Key_Return)
        await room.until(lambda: model(room) == "LLA-of-tomorrow")

    host = Host()
    host.reading = Reading(0.1, key_ok=True)
    host.catalogue = catalogue("openai/gpt-4o", "meta/llama")
    use(qapp, scene, hosts={"openrouter": host}, keys={"openrouter": KEY})


def test_without_models_there_is_no_list_to_open(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers/openrouter", ProvidersPage)
        assert page.form.model is not None
        page.form.model.offer(())
        page.form.model.open_list()
        assert page.form.model.popup is None
        assert not page.form.model.all.isEnabled()

    use(qapp, scene)
