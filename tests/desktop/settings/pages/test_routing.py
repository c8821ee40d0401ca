"""Routing: independent switches, the pin, timers, aliases."""

from functools import partial

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from tests.desktop.rooms import Room, button, seen, use, write
from tests.desktop.settings.looking import open_page

from traybridge.core.config import Config, TimeoutsConfig
from traybridge.desktop.settings.pages.routing import Routing, built_in
from traybridge.desktop.settings.window import SettingsWindow


def test_the_switches_never_change_each_other(qapp: QApplication):
    """cc-switch#6022 is that bug."""

    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        for name in ("local_only", "free_only", "substitute_models", "failover"):
            before = room.config.routing
            page.switches[name].switch.click()
            await room.until(partial(_differs, room, name, getattr(before, name)))
        routing = room.config.routing
        assert (routing.failover, routing.local_only, routing.free_only, routing.substitute_models, routing.pin) == (
            False,
            True,
            True,
            True,
            "",
        )

    use(qapp, scene)


def _differs(room: Room, name: str, before: bool) -> bool:
    return bool(getattr(room.config.routing, name)) is not before


def test_a_pin_is_kept_in_the_settings(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        box = page.pin.box
        assert [box.itemText(at) for at in range(box.count())] == [
            "Nobody in particular",
            "Exo",
            "OpenRouter",
            "Hugging Face",
            "Starter model",
        ]
        box.setCurrentIndex(2)
        box.activated.emit(2)
        await room.until(lambda: room.config.routing.pin == "openrouter")

    use(qapp, scene)


def test_a_pin_from_the_menu_is_shown_with_its_end(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        assert not page.session.isVisible()
        room.bridge.pin_for_session("openrouter")
        await room.until(page.session.isVisible)
        assert "Now: OpenRouter" in seen(page.session)
        button(page, "End").click()
        await room.until(lambda: not page.session.isVisible())
        assert room.bridge.pin == ""

    use(qapp, scene)


def test_a_timer_is_set_and_given_back(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        page.waiting.open()
        field = page.timers["first_content"]
        assert field.edit.placeholderText() == "30 (cloud 120)"
        write(field.edit, "45")
        await room.until(lambda: room.config.timeouts == TimeoutsConfig(first_content=45.0))
        write(field.edit, "")
        await room.until(lambda: room.config.timeouts == TimeoutsConfig())

    use(qapp, scene)


def test_a_timer_that_is_none_stays_with_the_reason_and_the_others_go_on(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        page.waiting.open()
        write(page.timers["idle"].edit, "never")
        await room.until(lambda: page.timers["idle"].refused)
        write(page.timers["connect"].edit, "3")
        await room.until(lambda: room.config.timeouts == TimeoutsConfig(connect=3.0))
        assert page.timers["idle"].edit.text() == "never"

    use(qapp, scene)


@pytest.mark.parametrize(("name", "words"), [("connect", "2 (cloud 5)"), ("total", "90"), ("idle", "15 (cloud 60)")])
def test_the_built_in_values_are_those_in_force(name: str, words: str):
    assert built_in(name) == words


def test_an_alias_is_added_changed_and_removed(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        page.aliases.add.click()
        write(page.aliases.rows[0].name, "fast", enter=False)
        write(page.aliases.rows[0].value, "openrouter:openai/gpt-4o, exo:llama")
        await room.until(lambda: room.config.aliases == {"fast": ("openrouter:openai/gpt-4o", "exo:llama")})
        write(page.aliases.rows[0].value, "exo:llama")
        await room.until(lambda: room.config.aliases == {"fast": ("exo:llama",)})
        page.aliases.rows[0].remove.click()
        await room.until(lambda: room.config.aliases == {})

    use(qapp, scene)


def test_an_alias_that_points_nowhere_stays_with_the_reason(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        page.aliases.add.click()
        write(page.aliases.rows[0].name, "fast", enter=False)
        write(page.aliases.rows[0].value, "gpt-4o")
        await room.until(page.aliases.error.isVisible)
        assert page.aliases.error.text().startswith("The alias “fast” points to “gpt-4o”.")
        assert page.aliases.texts == [("fast", "gpt-4o")]
        assert room.config.aliases == {}

    use(qapp, scene)


def test_aliases_of_the_settings_are_shown(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        assert page.aliases.texts == [("fast", "exo:llama, openrouter:x")]

    use(qapp, scene, config=replace(Config(), aliases={"fast": ("exo:llama", "openrouter:x")}))


def test_the_route_is_drawn_in_order_and_a_stop_leads_to_its_settings(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        assert [stop.stop.name for stop in page.line.stops] == ["Exo", "OpenRouter", "Hugging Face", "Starter model"]
        page.line.stops[1].click()
        assert isinstance(room.window, SettingsWindow)
        assert room.window.list.current == "providers"

    use(qapp, scene)
