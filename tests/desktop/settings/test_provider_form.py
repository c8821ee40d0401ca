"""One provider's form: its key, its address, its limits; what cannot be used stays in its field with the reason."""

import asyncio

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from tests.core.fakes import catalogue
from tests.desktop.rooms import Host, Room, button, press, seen, use, write
from tests.desktop.settings.looking import open_page

from traybridge.core.config import Config, ProviderConfig
from traybridge.core.errors import KeyringProblem, TrayBridgeError
from traybridge.core.ports import KeyCheck
from traybridge.core.probe import Reading
from traybridge.core.secret import Secret
from traybridge.desktop.forms.key_field import KeyField
from traybridge.desktop.settings.pages.providers import ProvidersPage
from traybridge.desktop.settings.pairs_field import PairsField
from traybridge.desktop.settings.provider_form import ProviderForm

KEY = "sk-or-made-up-0123456789"


async def open_form(room: Room, provider_id: str = "openrouter") -> ProviderForm:
    page = await open_page(room, f"providers/{provider_id}", ProvidersPage)
    if provider_id != "embedded":
        page.form.rare.open()
    return page.form


def key_of(form: ProviderForm) -> KeyField:
    assert form.key is not None
    return form.key


def headers_of(form: ProviderForm) -> PairsField:
    assert form.headers is not None
    return form.headers


# ------------------------------------------------------------ the key


def test_a_key_is_tested_for_nothing_then_stored_and_never_shown(qapp: QApplication):
    host = Host()
    host.check = KeyCheck(True, "the key works", "$4.20 left.")

    async def scene(room: Room) -> None:
        field = key_of(await open_form(room))
        assert field.edit.echoMode() == QLineEdit.EchoMode.Password
        write(field.edit, f"  {KEY}\n")
        await room.until(lambda: room.keys.kept)
        await room.until(lambda: not field.busy)
        assert room.keys.kept == {"openrouter": Secret(KEY)}
        assert host.checked == [Secret(KEY)], "it was tested before it was stored"
        assert host.requests == [], "and nobody was asked anything that costs"
        assert field.edit.text() == ""
        assert field.result.text() == "The key works. $4.20 left. …6789 is in the keyring."
        assert not any(KEY in text for text in seen(field))
        row = room.config.provider("openrouter")
        assert row is not None
        assert row.key_origin == "https://openrouter.ai:443"

    use(qapp, scene, hosts={"openrouter": host})


def test_a_refused_key_is_not_stored_and_stays_in_its_field(qapp: QApplication):
    host = Host()
    host.check = KeyCheck(False, "The key was refused", "Copy it again.")

    async def scene(room: Room) -> None:
        field = key_of(await open_form(room))
        write(field.edit, "sk-or-other-0123456789")
        await room.until(lambda: field.refused)
        assert field.error.text() == "The key was refused. Copy it again."
        assert field.edit.text() == "sk-or-other-0123456789"
        assert room.keys.kept == {"openrouter": Secret(KEY)}, "the old one stays"
        assert room.bridge.key_hint("openrouter") == "…6789"

    use(qapp, scene, hosts={"openrouter": host}, keys={"openrouter": KEY})


def test_somebody_who_knows_better_can_store_a_refused_key(qapp: QApplication):
    host = Host()
    host.check = KeyCheck(False, "The key was refused")

    async def scene(room: Room) -> None:
        field = key_of(await open_form(room))
        write(field.edit, "sk-or-other-0123456789")
        await room.until(field.anyway.isVisible)
        field.anyway.click()
        await room.until(lambda: room.keys.kept == {"openrouter": Secret("sk-or-other-0123456789")})
        await room.until(lambda: field.edit.text() == "")

    use(qapp, scene, hosts={"openrouter": host}, keys={"openrouter": KEY})


def test_a_key_that_cannot_be_tested_now_is_stored(qapp: QApplication):
    host = Host()
    host.check = KeyCheck(None, "No internet connection", "Is the network up?")

    async def scene(room: Room) -> None:
        field = key_of(await open_form(room))
        write(field.edit, KEY)
        await room.until(lambda: room.keys.kept)
        await room.until(lambda: not field.busy)
        assert field.result.text() == "No internet connection. Is the network up? …6789 is in the keyring."

    use(qapp, scene, hosts={"openrouter": host})


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("sk-or two words", "The key has a blank, a line break or another character inside that no key has"),
        ("schlüssel", "The key has a blank, a line break or another character inside that no key has"),
        ("   ", "The key is empty"),
    ],
)
def test_what_cannot_be_a_key_is_refused_before_it_leaves(qapp: QApplication, typed: str, words: str):
    host = Host()

    async def scene(room: Room) -> None:
        field = key_of(await open_form(room))
        write(field.edit, typed)
        await room.until(lambda: field.refused)
        assert field.error.text().startswith(words)
        assert typed.strip() == "" or typed not in field.error.text()
        assert field.edit.text() == typed
        assert (room.keys.kept, host.checked) == ({}, [])

    use(qapp, scene, hosts={"openrouter": host})


def test_the_test_button_tries_the_stored_key_and_costs_nothing(qapp: QApplication):
    host = Host()

    async def scene(room: Room) -> None:
        field = key_of(await open_form(room))
        assert field.act.text() == "Test"
        field.act.click()
        await room.until(lambda: field.result.text() == "The key works.")
        assert host.checked == [None]
        assert host.requests == []

    use(qapp, scene, hosts={"openrouter": host}, keys={"openrouter": KEY})


def test_while_a_key_is_tested_nothing_can_be_pressed_twice(qapp: QApplication):
    host = Host()
    host.check = asyncio.Event()

    async def scene(room: Room) -> None:
        field = key_of(await open_form(room))
        write(field.edit, KEY)
        await room.until(lambda: field.busy)
        assert not field.act.isEnabled()
        press(field.edit, Qt.Key.Key_Return)
        await room.settle()
        assert len(host.checked) == 1
        assert isinstance(host.check, asyncio.Event)
        host.check.set()
        await room.until(lambda: room.keys.kept)

    use(qapp, scene, hosts={"openrouter": host})


def test_without_a_keyring_the_key_lives_for_this_session_and_that_is_said(qapp: QApplication):
    async def scene(room: Room) -> None:
        field = key_of(await open_form(room))
        write(field.edit, KEY)
        await room.until(lambda: not field.busy and field.result.text())
        assert "There is no keyring: the key is kept only until TrayBridge ends." in field.result.text()
        assert room.bridge.key_hint("openrouter") == "…6789"
        assert room.keys.kept == {}
        assert field.note.text().endswith("until TrayBridge ends: there is no keyring here.")

    use(qapp, scene, keyring=KeyringProblem("absent", "There is no keyring", "Install one."))


def test_a_locked_keyring_keeps_what_was_typed(qapp: QApplication):
    async def scene(room: Room) -> None:
        field = key_of(await open_form(room))
        write(field.edit, KEY)
        await room.until(lambda: field.refused)
        assert field.error.text() == "The keyring is locked. Unlock it and try again."
        assert field.edit.text() == KEY
        room.keys.problem = None
        press(field.edit, Qt.Key.Key_Return)
        await room.until(lambda: room.keys.kept == {"openrouter": Secret(KEY)})

    use(qapp, scene, keyring=KeyringProblem("locked", "The keyring is locked", "Unlock it and try again."))


def test_a_key_that_was_given_for_another_address_says_so(qapp: QApplication):
    async def scene(room: Room) -> None:
        form = await open_form(room)
        write(form.address.edit, "http://127.0.0.1:9/v1")
        await room.until(lambda: "was given for" in key_of(form).note.text())
        assert key_of(form).note.text() == (
            "The stored key …6789 was given for https://openrouter.ai and goes nowhere else. "
            "Enter the key for this address."
        )

    config = Config().with_provider(_openrouter(key_origin="https://openrouter.ai:443"))
    use(qapp, scene, config=config, keys={"openrouter": KEY})


def _openrouter(**values: object) -> ProviderConfig:
    row = Config().provider("openrouter")
    assert row is not None
    return replace(row, **values)


def test_a_key_can_be_removed(qapp: QApplication):
    async def scene(room: Room) -> None:
        field = key_of(await open_form(room))
        field.remove.click()
        await room.until(lambda: room.keys.kept == {})
        await room.until(lambda: not field.remove.isVisible())
        assert field.result.text() == "The key is gone from the keyring."

    use(qapp, scene, keys={"openrouter": KEY})


def test_exo_and_the_starter_model_get_no_key_field(qapp: QApplication):
    async def scene(room: Room) -> None:
        assert (await open_form(room, "exo")).key is None
        assert (await open_form(room, "embedded")).key is None

    use(qapp, scene)


# ------------------------------------------------------------ address, model, limits, headers


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("openrouter.ai/api/v1", "The address “openrouter.ai/api/v1” does not begin with http:// or https://."),
        ("ftp://host/v1", "The address “ftp://host/v1” does not begin with http:// or https://."),
        ("https://", "The address “https://” names no host."),
        ("", "The address (base_url) is missing."),
        ("https://me:pw@host/v1", "The address (base_url) holds a user name or a key."),
    ],
)
def test_an_address_that_cannot_be_asked_stays_with_the_reason(qapp: QApplication, typed: str, words: str):
    async def scene(room: Room) -> None:
        form = await open_form(room)
        write(form.address.edit, typed)
        await room.until(lambda: form.address.refused)
        assert form.address.error.text().startswith(words)
        assert form.address.edit.text() == typed
        row = room.config.provider("openrouter")
        assert row is not None
        assert row.base_url == "https://openrouter.ai/api/v1"
        press(form.address.edit, Qt.Key.Key_Escape)
        assert (form.address.edit.text(), form.address.refused) == ("https://openrouter.ai/api/v1", False)
        assert room.window is not None
        assert room.window.isVisible(), "the first Escape is for the field"

    use(qapp, scene)


def test_a_field_is_taken_when_it_is_left(qapp: QApplication):
    async def scene(room: Room) -> None:
        form = await open_form(room)
        write(form.address.edit, " http://127.0.0.1:9/v1 ", enter=False)
        assert room.store.edits == 0
        press(form.address.edit, Qt.Key.Key_Tab)
        await room.until(lambda: form.address.edit.text() == "http://127.0.0.1:9/v1")
        row = room.config.provider("openrouter")
        assert row is not None
        assert row.base_url == "http://127.0.0.1:9/v1"

    use(qapp, scene)


def test_the_default_model_is_chosen_from_what_there_is_or_typed(qapp: QApplication):
    host = Host()
    host.reading = Reading(0.1, key_ok=True)
    host.catalogue = catalogue("openai/gpt-4o", "meta/llama")

    async def scene(room: Room) -> None:
        await room.bridge.start()
        await room.bridge.refresh()
        form = await open_form(room)
        assert form.model is not None
        press(form.model.edit, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
        assert form.model.popup is not None
        assert [row.title for row in form.model.popup.list.rows] == ["openai/gpt-4o", "meta/llama"]
        press(form.model.popup.list, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
        await room.until(lambda: _row(room).model == "meta/llama")
        write(form.model.edit, "a/model-of-tomorrow")
        await room.until(lambda: _row(room).model == "a/model-of-tomorrow")
        write(form.model.edit, "")
        await room.until(lambda: _row(room).model == "")

    use(qapp, scene, hosts={"openrouter": host}, keys={"openrouter": KEY})


def _row(room: Room) -> ProviderConfig:
    row = room.config.provider("openrouter")
    assert row is not None
    return row


def test_caps_are_money_and_what_is_not_stays_with_the_reason(qapp: QApplication):
    async def scene(room: Room) -> None:
        form = await open_form(room)
        assert form.cap is not None
        write(form.cap.edit, "five")
        await room.until(lambda: form.cap is not None and form.cap.refused)
        assert form.cap.error.text() == ("“five” is no amount of money. Write it like 5 or 2.50; empty means no cap.")
        assert (form.cap.edit.text(), _row(room).monthly_cap) == ("five", None)
        write(form.cap.edit, "5")
        await room.until(lambda: _row(room).monthly_cap == 5.0)
        await room.until(lambda: form.cap is not None and form.cap.edit.text() == "5.00")
        assert not form.cap.refused

    use(qapp, scene)


def test_headers_are_taken_when_both_halves_stand_there(qapp: QApplication):
    async def scene(room: Room) -> None:
        field = headers_of(await open_form(room))
        field.add.click()
        await room.settle()
        [row] = field.rows
        assert QApplication.focusWidget() is row.name
        write(row.name, "X-Title", enter=False)
        press(row.name, Qt.Key.Key_Tab)
        await room.settle()
        assert room.store.edits == 0
        assert QApplication.focusWidget() is row.value
        assert field.error.text() == "", "nobody is blamed in the middle of a row"
        write(row.value, "TrayBridge")
        await room.until(lambda: _row(room).headers == {"X-Title": "TrayBridge"})
        row.remove.click()
        await room.until(lambda: _row(room).headers == {})

    use(qapp, scene)


def test_a_header_that_carries_a_key_is_refused_and_stays(qapp: QApplication):
    async def scene(room: Room) -> None:
        field = headers_of(await open_form(room))
        field.add.click()
        write(field.rows[0].name, "Authorization", enter=False)
        write(field.rows[0].value, "Bearer made-up")
        await room.until(field.error.isVisible)
        assert field.error.text().startswith("The header “Authorization” carries a key.")
        assert field.texts == [("Authorization", "Bearer made-up")]
        assert _row(room).headers == {}

    use(qapp, scene)


def test_a_change_from_elsewhere_is_shown_but_never_over_what_somebody_writes(qapp: QApplication):
    async def scene(room: Room) -> None:
        form = await open_form(room)
        write(form.address.edit, "http://127.0.0.1:9/v1", enter=False)
        row = _row(room)
        room.bridge.adopt_config(
            room.config.with_provider(replace(row, base_url="http://127.0.0.1:10/v1", monthly_cap=7.0))
        )
        await room.until(lambda: form.cap is not None and form.cap.edit.text() == "7.00")
        assert form.address.edit.text() == "http://127.0.0.1:9/v1"

    use(qapp, scene)


def test_a_full_disk_is_said_beside_the_field(qapp: QApplication):
    async def scene(room: Room) -> None:
        form = await open_form(room)
        room.store.broken = TrayBridgeError("Not saved: the disk is full", "Free some room.")
        write(form.address.edit, "http://127.0.0.1:9/v1")
        await room.until(lambda: form.address.refused)
        assert form.address.error.text() == "Not saved: the disk is full. Free some room."
        assert form.address.edit.text() == "http://127.0.0.1:9/v1"

    use(qapp, scene)


def test_the_switch_of_the_form_is_the_switch_of_the_list(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers/openrouter", ProvidersPage)
        page.form.enabled.click()
        await room.until(lambda: page.list.rows[1].quiet)
        assert "Switched off" in seen(page.form)
        assert button(page.form, "Remove OpenRouter").isEnabled()

    use(qapp, scene)
