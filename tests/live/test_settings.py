"""The real program, used as a person does: from the first start to a chat, and through the settings.

The cloud is a stand-in behind a proxy (real TLS, real host names), the keyring a real Secret Service. The pictures
that are taken on the way are looked at by a person (docs/images); here the wire, the file and the keyring are checked.
What the windows show is waited for as a screen reader reads it: a key pressed too early would be pressed for nobody.
"""

import asyncio
import socket
import tomllib
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.live.support.cloud import Cloud
from tests.live.support.desk import CAREFUL_SECONDS, Desk, desk, look_at, until
from tests.live.support.screenreader import ON, ScreenReader
from tests.live.support.secrets import Secrets, secrets_on
from tests.live.support.trayhost import TrayHost
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, Home

from traybridge.core.kinds import KINDS

pytestmark = pytest.mark.live

KEY = "sk-or-v1-made-up-0123456789abcdef"
HOST = "openrouter.ai"
LOCKED = "The keyring is locked. Unlock it from the tray's menu, or log in to your desktop."
SETTINGS = """
[[providers]]
id = "exo"
kind = "exo"
base_url = "http://127.0.0.1:9"  # nobody listens on the discard port

[[providers]]
id = "one"
name = "One"
base_url = "http://127.0.0.1:9/v1"

[[providers]]
id = "two"
name = "Two"
base_url = "http://127.0.0.1:9/v1"
"""


@dataclass
class Person:
    """Somebody at the desk. Each press, click and paste is one action; looking costs nothing."""

    desk: Desk
    actions: list[str] = field(default_factory=list)

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.actions.append(key)
            await self.desk.xdotool("key", "--clearmodifiers", key)

    async def paste(self, text: str) -> None:
        """Put in a text that is at hand, at once: a key from the clipboard, a question that one has."""
        self.actions.append("paste")
        await self.desk.xdotool("type", "--delay", "4", text)

    async def drag(
        self, start: tuple[int, int], end: tuple[int, int], keep_pace: Callable[[], Awaitable[object]]
    ) -> None:
        """``keep_pace`` comes back when the program has seen where the mouse is: a drag is more than its two ends."""
        self.actions.append("drag")
        (x, y), (to_x, to_y) = start, end
        await self.desk.xdotool("mousemove", str(x), str(y), "mousedown", "1")
        for step in range(1, 9):
            await self.desk.xdotool("mousemove", str(x + (to_x - x) * step // 8), str(y + (to_y - y) * step // 8))
            await asyncio.sleep(0.05)  # a drag begins with time, Qt wants both
            await keep_pace()
        await self.desk.xdotool("mouseup", "1")

    async def click(self, x: int, y: int) -> None:
        self.actions.append("click")
        await self.desk.xdotool("mousemove", str(x), str(y), "click", "1")

    async def look_at(self, title: str) -> str:
        return await look_at(self.desk, title)


@dataclass
class Place:
    """Everything around the program. ``person`` uses it."""

    desk: Desk
    host: TrayHost
    cloud: Cloud
    ring: Secrets
    person: Person
    reader: ScreenReader

    def config(self) -> dict[str, Any]:
        return tomllib.loads(self.desk.config.read_text()) if self.desk.config.exists() else {}

    def provider(self, provider_id: str) -> dict[str, Any]:
        rows = self.config().get("providers", [])
        return next((row for row in rows if row["id"] == provider_id), {})

    async def until(self, true: Callable[[], object]) -> None:
        await until(true)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncGenerator[Place, None]:
    async with desk(tmp_path / "desk") as own, Cloud(tmp_path / "cloud", "openrouter/auto") as cloud:
        with secrets_on(own.bus, tmp_path / "ring") as ring:
            async with TrayHost(own.bus) as host, ScreenReader(own.bus) as reader:
                own.env.update({**cloud.env, **ON})
                yield Place(own, host, cloud, ring, Person(own), reader)


async def test_from_the_first_start_to_a_chat_through_openrouter_takes_at_most_six_actions(place: Place):
    """No settings, no key, nothing to read elsewhere: choose the field, paste the key, Enter, ask, Enter."""
    for port in KINDS["exo"].ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)), f"somebody uses port {port}: an Exo there would answer first"
    assert not place.desk.config.exists()
    place.cloud.keys[HOST] = KEY
    person = place.person
    async with place.desk.program():
        await person.look_at("^TrayBridge$")  # it came by itself: with the icon alone nobody would know what to do
        await place.reader.until("Key for OpenRouter")
        await place.desk.screenshot(place.desk.home / "welcome.png")
        await person.press("alt+o")
        await place.reader.until_focused("Key for OpenRouter")
        await person.paste(KEY)
        await person.press("Return")
        await place.until(lambda: place.provider("openrouter").get("key_origin"))
        assert place.ring.kept() == {"openrouter": KEY}
        await place.reader.until_focused("Message")
        await person.paste("What is the capital of France?")
        await person.press("Return")
        await place.reader.until("Paris")
        await place.desk.screenshot(place.desk.home / "answered.png")
    assert person.actions == ["alt+o", "paste", "Return", "paste", "Return"]
    assert len(person.actions) <= 6
    [chat] = place.cloud.chats
    assert (chat.tunnel, chat.key) == (HOST, KEY)
    assert chat.json["messages"][-1] == {"role": "user", "content": "What is the capital of France?"}
    assert place.config()["desktop"]["welcomed"] is True
    assert KEY not in place.desk.config.read_text()


async def test_the_second_start_does_not_greet_again(place: Place):
    place.desk.configure("[desktop]\nwelcomed = true\n")
    async with place.desk.program():
        await place.host.until(lambda: place.host.row("Settings"))
        await asyncio.sleep(0.5)  # a window that does not come has no event
        assert (await place.desk.xdotool("search", "--onlyvisible", "--name", "^TrayBridge$")).split() == []


async def test_settings_by_keyboard_alone_from_the_menu_to_the_file(place: Place):
    """Open from the menu, go to Routing, switch Local only; a hand-made comment stays in the file."""
    place.desk.configure(SETTINGS)
    person = place.person
    async with place.desk.program():
        row = await place.host.until(lambda: place.host.row("Settings"))
        await place.host.click(row)
        await person.look_at("^Settings")
        await place.reader.until_focused("Settings pages")
        await person.press("Down", "Down", *["Tab"] * 7, "space")  # the order, its four stops, Failover, Local only
        await place.until(lambda: place.config().get("routing", {}).get("local_only"))
    assert "# nobody listens on the discard port" in place.desk.config.read_text()


async def test_a_provider_is_moved_with_alt_and_with_the_mouse(place: Place):
    place.desk.configure(SETTINGS)
    person = place.person

    def order() -> list[str]:
        return [row["id"] for row in place.config()["providers"]]

    async with place.desk.program():
        await place.host.click(await place.host.until(lambda: place.host.row("Settings")))
        await person.look_at("^Settings")
        await place.reader.until_focused("Settings pages")
        await person.press("Down", "Tab", "Down", "Down", "alt+Up")
        await place.until(lambda: order() == ["exo", "two", "one"])
        await place.reader.until("3, One, Nothing answers at 127.0.0.1:9, switched on")
        await person.drag((216, 214), (216, 84), place.reader.read)  # by the handle
        await place.until(lambda: order() == ["one", "exo", "two"])
        await place.desk.screenshot(place.desk.home / "dragged.png")


async def test_a_locked_keyring_is_told_and_what_was_typed_is_not_lost(place: Place):
    """Locked: the key is not stored and stays in its field. Unlocked: Enter once more stores it."""
    place.desk.configure("[desktop]\nwelcomed = true\n")
    person = place.person
    place.ring.lock()
    async with place.desk.program():
        await place.host.until_tooltip("locked")
        await place.host.click(await place.host.until(lambda: place.host.row("Settings")))
        await person.look_at("^Settings")
        await place.reader.until_focused("Settings pages")
        await place.reader.until("Unlock the keyring")
        await person.press("Down", "Tab", "Tab", "Down", "alt+k")  # the first Tab stops at Unlock…
        await place.reader.until_focused("Key for OpenRouter")
        await person.paste(KEY)
        before = (await place.reader.read()).count(LOCKED)
        await person.press("Return")
        await place.until(lambda: place.cloud.keys_by_host.get(HOST) == {KEY})  # it was tried at the free address
        while (await place.reader.read()).count(LOCKED) == before:
            await asyncio.sleep(0.1)  # that it could not be stored is said below the field too
        await place.desk.screenshot(place.desk.home / "locked.png")
        place.ring.unlock()
        assert place.ring.kept() == {}
        await person.press("Return")
        await place.until(lambda: place.ring.kept() == {"openrouter": KEY})
        await place.host.until(lambda: _tooltip_lacks(place.host, "locked"))
        await place.desk.screenshot(place.desk.home / "unlocked.png")
    assert place.cloud.chats == []


async def test_older_settings_move_in_through_the_window_and_leave_no_key_behind(place: Place):
    """Privacy & data, Look…, Import, Remove the keys: by keyboard, on real files, into a real keyring."""
    place.desk.configure("[desktop]\nwelcomed = true\n")
    home = Home(place.desk.home)
    home.key_file()
    old = home.config(
        {"name": "OpenRouter", "api_key_encrypted": home.wrapped(OPENROUTER), "status": "active"},
        {"name": "Hugging Face", "api_key": HUGGINGFACE, "status": "active"},
    )
    person = place.person
    async with place.desk.program():
        await place.host.click(await place.host.until(lambda: place.host.row("Settings")))
        await person.look_at("^Settings")
        await place.reader.until_focused("Settings pages")
        await person.press(*["Down"] * 4, *["Tab"] * 5, "space")
        await person.look_at("What older tools left here")
        await place.reader.until("This would import 2 providers, 2 keys")
        await place.reader.until_focused("Import")
        await place.desk.screenshot(place.desk.home / "preview.png")
        assert place.ring.kept() == {}
        await person.press("space")
        await place.until(lambda: place.ring.kept() == {"openrouter": OPENROUTER, "huggingface": HUGGINGFACE})
        await place.host.until_tooltip("Hugging Face: ok")
        await place.reader.until_focused("Remove the keys from the old files")
        await asyncio.sleep(CAREFUL_SECONDS)
        await person.press("space")
        await place.until(lambda: HUGGINGFACE not in old.read_text())
        await place.reader.until("1 file holds no key any more.")
        await place.desk.screenshot(place.desk.home / "cleared.png")
    assert place.ring.kept() == {"openrouter": OPENROUTER, "huggingface": HUGGINGFACE}
    assert home.wrapped(OPENROUTER)[:24] not in old.read_text()


async def _tooltip_lacks(host: TrayHost, words: str) -> bool:
    return words not in await host.tooltip()
