"""One smoke test in an old-style tray (XEmbed): trayer shows the icon, xdotool clicks it, a picture is taken."""

import asyncio
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from tests.live.support.desk import PATIENCE, Desk, desk, running
from tests.support.hosts import stand_in

pytestmark = pytest.mark.live

TRAYER = ("trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request", "--height", "24")


@pytest.fixture
async def table(tmp_path: Path) -> AsyncGenerator[Desk, None]:
    assert shutil.which("trayer"), "the package trayer is missing: make test installs it"
    async with desk(tmp_path) as own, running("openbox", env=own.env), running(*TRAYER, env=own.env):
        yield own


async def test_the_icon_is_drawn_and_a_click_opens_a_chat_that_answers(table: Desk, tmp_path: Path):
    async with stand_in("Pa", "ris.") as cloud:
        table.configure(
            f'[[providers]]\nid = "cloud"\nbase_url = "{cloud.url}"\nmodel = "stand-in"\n'
            '[[providers]]\nid = "embedded"\nkind = "embedded"\nenabled = false\n'
        )
        async with table.program():
            x, y = await _icon(table)
            async with asyncio.timeout(PATIENCE):
                while not _inked(await _picture(table, tmp_path / "tray.png"), x, y):
                    await asyncio.sleep(0.1)
            await table.xdotool("mousemove", str(x), str(y), "click", "1")
            window = await _window(table)
            await table.xdotool("windowfocus", "--sync", window)
            await table.xdotool("type", "--delay", "5", "What is the capital of France?")
            await table.xdotool("key", "Return")
            async with asyncio.timeout(PATIENCE):
                chat = await cloud.nth_chat(0)
            await table.screenshot(tmp_path / "chat.png")
    assert chat.json["messages"][-1]["content"] == "What is the capital of France?"


async def _icon(table: Desk) -> tuple[int, int]:
    """The middle of the tray once it is wide enough for an icon."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = (await table.xdotool("search", "--class", "trayer")).split()
            for window in reversed(found):
                told = await table.xdotool("getwindowgeometry", "--shell", window)
                place = {name: int(value) for name, _, value in (line.partition("=") for line in told.split())}
                if 16 <= place["WIDTH"] <= 64:
                    return place["X"] + place["WIDTH"] // 2, place["Y"] + place["HEIGHT"] // 2
            await asyncio.sleep(0.1)


async def _picture(table: Desk, path: Path) -> Path:
    await table.screenshot(path)
    return path


def _inked(picture: Path, x: int, y: int) -> bool:
    """The icon is dark on light or light on dark: both are there in its square."""
    image = QImage(str(picture))
    shades = [image.pixelColor(x + dx, y + dy).lightness() for dx in range(-10, 11) for dy in range(-10, 11)]
    return max(shades) - min(shades) > 60


async def _window(table: Desk) -> str:
    async with asyncio.timeout(PATIENCE):
        while not (found := (await table.xdotool("search", "--onlyvisible", "--name", "^TrayBridge$")).split()):
            await asyncio.sleep(0.05)
    return found[-1]
