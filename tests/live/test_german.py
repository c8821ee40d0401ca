"""The real program in German: what the tray, its menu and the chat window say; the command line stays English.

The windows are read as a screen reader reads them, so that what it hears is German as well.
"""

import asyncio
import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.live.support.desk import PATIENCE, Desk, desk, settings
from tests.live.support.screenreader import ON, ScreenReader
from tests.live.support.trayhost import TrayHost
from tests.support.hosts import Host, stand_in
from tests.support.replies import body

pytestmark = pytest.mark.live

GERMAN = {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}
BAD_KEY = {"error": {"message": "bad key"}}


@pytest.fixture
async def table(tmp_path: Path) -> AsyncGenerator[Desk, None]:
    async with desk(tmp_path) as own:
        own.env |= GERMAN | ON
        yield own


async def test_tray_and_chat_window_speak_german_and_the_command_line_english(table: Desk):
    async with stand_in() as cloud, TrayHost(table.bus) as host, ScreenReader(table.bus) as reader:
        table.configure(settings(cloud.url, name="Anbau", more="monthly_cap = 5.0\n"))
        async with table.program():
            await _the_menu_is_german(host)
            window = await _opened(table, host, reader)
            await _an_answer_comes_with_its_origin(table, window, reader)
            await _a_failure_is_told(table, window, reader, cloud, host)
            await _the_command_line_is_english(table)


async def _the_menu_is_german(host: TrayHost) -> None:
    await host.until(lambda: host.switch("Anbau"))
    await host.until(lambda: host.row("Exo – Unter 127.0.0.1:9 antwortet nichts"))
    await host.until(lambda: host.row("Anbau antwortet, stand-in"))
    rows = await host.menu()
    assert (rows[0].label, rows[-1].label) == ("Anbau antwortet, stand-in", "TrayBridge beenden")
    assert {"Einstellungen…", "Nur lokal", "Beim Anmelden starten", "Neuer Chat"} <= {row.label for row in rows}
    tooltip = await host.until_tooltip("Anbau antwortet", "Anbau: in Ordnung")
    assert tooltip == "Anbau antwortet, stand-in\nExo: Unter 127.0.0.1:9 antwortet nichts\nAnbau: in Ordnung"


async def _opened(table: Desk, host: TrayHost, reader: ScreenReader) -> str:
    await host.activate()
    await reader.until("Senden", "Modell: Auto. ", "Neuer Chat", "Nachricht", "Anbau antwortet.")
    return (await table.xdotool("search", "--onlyvisible", "--name", "^TrayBridge$")).strip()


async def _ask(table: Desk, window: str, question: str) -> None:
    await table.xdotool("windowfocus", "--sync", window)
    await table.xdotool("type", "--window", window, question)
    await table.xdotool("key", "--window", window, "Return")


async def _an_answer_comes_with_its_origin(table: Desk, window: str, reader: ScreenReader) -> None:
    await _ask(table, window, "Wie heisst die Hauptstadt von Frankreich?")
    asked = "Wie heisst die Hauptstadt von Frankreich?"
    words = await reader.until("Beantwortet von Anbau · stand-in · ", asked, "Paris is it.")
    [origin] = [line for line in words if line.startswith("Beantwortet von ")]
    assert re.search(r" · \d+,\d s\b", origin)
    assert " · Exo: Unter 127.0.0.1:9 antwortet nichts" in origin


async def _a_failure_is_told(table: Desk, window: str, reader: ScreenReader, cloud: Host, host: TrayHost) -> None:
    cloud.chat = body(401, BAD_KEY)
    await _ask(table, window, "Und von Italien?")
    await reader.until(
        "Niemand konnte antworten.",
        "Ein Schlüssel ist nötig: bad key. Geben Sie für diesen Anbieter einen Schlüssel ein.",
        "Neuer Schlüssel…",
        "Alle noch einmal fragen",
    )
    await host.until(lambda: host.row("⚠ Anbau: neuer Schlüssel…"))
    assert (await host.until_tooltip("Niemand kann antworten")).startswith("Niemand kann antworten\n")


async def _the_command_line_is_english(table: Desk) -> None:
    """In the same surroundings, asked while the German program runs: it is that program that tells."""
    shown = ""
    async with asyncio.timeout(PATIENCE):
        while "! Anbau: key rejected" not in shown:  # one that is too busy to tell at once is not asked by a command
            code, shown, err = await table.run("status")
            assert (code, err) == (0, "")
    assert shown.splitlines()[0] == "Nobody can answer"
    assert "Nothing answers at 127.0.0.1:9" in shown
