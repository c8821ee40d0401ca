"""Moving in by keyboard in the real windows: seen, brought in, answered with, and cleared a start later."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from tests.live.support.cloud import Cloud
from tests.live.support.desk import CAREFUL_SECONDS, PATIENCE, Desk, desk, look_at, until
from tests.live.support.oldhome import (
    HOSTS,
    HUGGINGFACE,
    OPENROUTER,
    TOGETHER,
    WORK,
    ciphertexts,
    database,
    encrypted,
    holding,
)
from tests.live.support.screenreader import ON, ScreenReader
from tests.live.support.secrets import Secrets, secrets_on
from tests.live.support.trayhost import TrayHost
from tests.migrate.conftest import Home

pytestmark = pytest.mark.live

CLEAR = "Remove the keys from the old files"
KEYS = {"openrouter": OPENROUTER, "work": WORK, "together": TOGETHER, "huggingface": HUGGINGFACE}


@dataclass
class Place:
    """A desk at which an older tool was used before."""

    desk: Desk
    host: TrayHost
    cloud: Cloud
    ring: Secrets
    home: Home
    reader: ScreenReader

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.desk.xdotool("key", "--clearmodifiers", key)

    async def look_at(self, title: str) -> str:
        return await look_at(self.desk, title)

    async def until(self, true: Callable[[], object]) -> None:
        await until(true)

    async def until_seen(self, window: str, sign: Callable[[QImage], bool], picture: str) -> None:
        """Wait until something stands in a window; the last picture is kept for whoever wants to look."""
        told = await self.desk.xdotool("getwindowgeometry", "--shell", window)
        place = {name: int(value) for name, _, value in (line.partition("=") for line in told.split())}
        path = self.desk.home / f"{picture}.png"
        async with asyncio.timeout(PATIENCE):
            while True:
                await self.desk.screenshot(path)
                image = QImage(str(path)).copy(place["X"], place["Y"], place["WIDTH"], place["HEIGHT"])
                if sign(image):
                    return
                await asyncio.sleep(0.1)


HEAD, FOOT = 90, 110
"""The heights of what stands over the rows of the table, with its headings, and below them."""


def rows(image: QImage) -> bool:
    """The table has rows."""
    return _any(image, HEAD, image.height() - FOOT, lambda colour: colour.lightness() < 60)


def warning(image: QImage) -> bool:
    """Below the table stands a warning."""
    return _any(image, image.height() - FOOT, image.height(), lambda one: one.red() > 150 and one.green() < 90)


def done(image: QImage) -> bool:
    """Above the table stands that it is done."""
    return _any(image, 0, HEAD, lambda one: one.green() > 90 and one.red() < 60 and one.blue() < 90)


def _any(image: QImage, top: int, bottom: int, like: Callable[[QColor], bool]) -> bool:
    return any(like(image.pixelColor(x, y)) for y in range(top, bottom) for x in range(20, 300))


@pytest.fixture
async def place(tmp_path: Path) -> AsyncGenerator[Place, None]:
    async with desk(tmp_path / "desk") as own, Cloud(tmp_path / "cloud", "openrouter/auto") as cloud:
        with secrets_on(own.bus, tmp_path / "ring") as ring:
            async with TrayHost(own.bus) as host, ScreenReader(own.bus) as reader:
                own.env.update({**cloud.env, **ON})
                yield Place(own, host, cloud, ring, Home(own.home), reader)


async def test_what_an_older_tool_left_is_seen_brought_in_used_and_cleared(place: Place):
    """One key press for each step; what was brought in can be cleared at any later start."""
    encrypted(place.home)
    database(place.home)
    secret = {*KEYS.values(), *ciphertexts(place.home.path)}
    old = [path for path in place.home.path.iterdir() if path.is_file()]
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in old}
    async with place.desk.program():
        await place.look_at("^TrayBridge$")
        window = await _open_from_the_settings(place)
        await place.until_seen(window, rows, "seen")
        await place.reader.until_focused("Import")
        assert place.ring.kept() == {}
        assert not place.desk.config.exists()
        await place.press("Return")
        await place.until_seen(window, warning, "brought")
        await place.reader.until_focused(CLEAR)
        assert place.ring.kept() == KEYS
        assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in old} == before
        await place.press("Escape")
        await _ask(place)
    async with place.desk.program():
        window = await _open_from_the_settings(place)
        await place.until_seen(window, warning, "left")
        await place.reader.until_focused(CLEAR)
        await asyncio.sleep(CAREFUL_SECONDS)
        await place.press("space")
        await place.until_seen(window, done, "cleared")
    assert place.ring.kept() == KEYS
    assert holding(place.home.path, secret) == []
    code, out, _ = await place.desk.run("export")
    assert code == 0
    assert "Capital of France?" in out


async def test_in_german_one_row_is_left_out_and_stays_where_it_is(place: Place):
    """Up into the table, Space on its first row, back and Enter: the rest comes in, and only that is cleared."""
    place.desk.env.update({"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"})
    place.desk.configure("[desktop]\nwelcomed = true\n")
    old = place.home.config(
        {"name": "OpenRouter", "api_key": OPENROUTER, "status": "active"},
        {"name": "Hugging Face", "api_key": HUGGINGFACE, "status": "active"},
    )
    async with place.desk.program():
        window = await _open_from_the_settings(
            place, "Einstellungen", "Was ältere Programme hier hinterlassen haben", "Seiten der Einstellungen"
        )
        await place.until_seen(window, rows, "deutsch")
        await place.reader.until_focused("Importieren")
        await place.press("shift+Tab", "Home", "space")
        await place.reader.until("Importiert würde: 1 Anbieter, 1 ")
        await place.press("Tab", "Return")
        await place.until_seen(window, warning, "uebernommen")
        await place.reader.until_focused("Schlüssel aus den alten Dateien entfernen")
        assert place.ring.kept() == {"huggingface": HUGGINGFACE}
        await asyncio.sleep(CAREFUL_SECONDS)
        await place.press("Return")
        await place.until(lambda: HUGGINGFACE not in old.read_text())
        await place.until_seen(window, done, "entfernt")
    assert OPENROUTER in old.read_text()


async def _open_from_the_settings(
    place: Place, settings: str = "Settings", title: str = "What older tools left here", pages: str = "Settings pages"
) -> str:
    await place.host.click(await place.host.until(lambda: place.host.row(settings)))
    await place.look_at(f"^{settings}")
    await place.reader.until_focused(pages)
    await place.press("Down", "Down", "Down", "Down", *["Tab"] * 5, "space")  # Privacy & data, its last button
    return await place.look_at(title)


async def _ask(place: Place) -> None:
    code, _, _ = await place.desk.run("open")
    assert code == 0
    await place.look_at("^TrayBridge$")
    await place.reader.until_focused("Message")
    await place.desk.xdotool("type", "--delay", "4", "What is the capital of France?")
    await place.press("Return")
    await place.until(lambda: place.cloud.chats)
    [chat] = place.cloud.chats
    assert (chat.tunnel, chat.key) == (HOSTS["openrouter"], OPENROUTER)
