"""The real program in a real tray: icon, words, menu, window, quit. The host is asked over D-Bus, by names."""

import asyncio
import tomllib
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.live.support.desk import PATIENCE, Desk, desk, settings
from tests.live.support.trayhost import TrayHost
from tests.support.hosts import stand_in

pytestmark = pytest.mark.live


@pytest.fixture
async def table(tmp_path: Path) -> AsyncGenerator[Desk, None]:
    async with desk(tmp_path) as own:
        yield own


async def test_the_icon_tells_the_truth_and_the_menu_works(table: Desk):
    """Icon, words and rows follow the state; a toggle is saved within a second; Quit ends with 0."""
    async with stand_in() as cloud, TrayHost(table.bus) as host:
        table.configure(settings(cloud.url))
        await _look_at_the_icon(table, host)
    assert "# nobody listens on the discard port" in table.config.read_text()


async def _look_at_the_icon(table: Desk, host: TrayHost) -> None:
    async with table.program() as program:
        await host.registered.wait()
        assert await host.property("Id") == "traybridge"
        assert (await host.property("Title")).lower() == "traybridge"  # Qt gives its application name for both
        assert len(await host.property("IconPixmap")) >= 3
        await host.until_tooltip("My cloud: ok")
        exo = await host.until(lambda: host.row("Exo – "))
        assert exo.checked
        rows = await host.menu()
        assert rows[-1].label == "Quit TrayBridge"
        switch = await host.until(lambda: host.switch("My cloud"))
        assert switch.checked is True
        await host.click(switch)
        async with asyncio.timeout(PATIENCE):
            await host.until(lambda: _unchecked(host, "My cloud"))
        await _until_saved(table, "cloud", enabled=False)
        assert (await host.switch("My cloud")).id == switch.id
        await host.until_tooltip("Nobody can answer")
        await host.click(await host.row("Quit"))
        async with asyncio.timeout(PATIENCE):
            assert await program.wait() == 0


async def test_a_hand_edit_reaches_the_menu(table: Desk):
    async with stand_in() as cloud, TrayHost(table.bus) as host:
        table.configure(settings(cloud.url))
        async with table.program():
            await host.until(lambda: host.row("My cloud"))
            table.configure(settings(cloud.url).replace("My cloud", "Your cloud"))
            await host.until(lambda: host.row("Your cloud"))


async def test_a_late_host_gets_the_icon(table: Desk):
    """Until it comes a normal window is the way in."""
    async with stand_in() as cloud:
        table.configure(settings(cloud.url))
        async with table.program():
            await _until_window(table)
            async with TrayHost(table.bus) as host:
                async with asyncio.timeout(PATIENCE):
                    await host.registered.wait()
                await host.until(lambda: host.row("Quit"))


async def test_a_restarted_host_gets_the_icon_again(table: Desk):
    async with stand_in() as cloud:
        table.configure(settings(cloud.url))
        async with table.program():
            async with TrayHost(table.bus) as host:
                await host.until(lambda: host.row("My cloud"))
            async with TrayHost(table.bus) as host:
                await host.until(lambda: host.row("My cloud"))


async def test_a_click_opens_the_window_and_a_second_start_shows_it_again(table: Desk):
    async with stand_in() as cloud, TrayHost(table.bus) as host:
        table.configure(settings(cloud.url))
        async with table.program() as program:
            await host.until(lambda: host.row("My cloud"))
            assert await _windows(table) == []
            await host.activate()
            [window] = await _until_window(table)
            await table.xdotool("key", "--window", window, "Escape")
            await _until_no_window(table)
            async with asyncio.timeout(PATIENCE):
                assert await table.run() == (0, "", "")
            await _until_window(table)
            async with asyncio.timeout(PATIENCE):
                code, _, _ = await table.run("quit")
            assert code == 0
            assert await program.wait() == 0


async def test_the_window_asks_and_shows_where_the_answer_came_from(table: Desk):
    """Typed with the keyboard; the picture is looked at by a person, the text is checked on the wire."""
    async with stand_in() as cloud, TrayHost(table.bus) as host:
        table.configure(settings(cloud.url))
        async with table.program():
            await host.until(lambda: host.row("My cloud"))
            await host.activate()
            [window] = await _until_window(table)
            await table.xdotool("windowfocus", "--sync", window)
            await table.xdotool("type", "--window", window, "What is the capital of France?")
            await table.xdotool("key", "--window", window, "Return")
            async with asyncio.timeout(PATIENCE):
                chat = (await cloud.nth_chat(0)).json
            assert chat["messages"][-1] == {"role": "user", "content": "What is the capital of France?"}
            assert chat["stream"] is True
            code, out, _ = await table.run("journal", "--json")
            assert code == 0
            assert '"cloud"' in out


async def _unchecked(host: TrayHost, label: str) -> bool:
    return (await host.switch(label)).checked is False


async def _until_saved(table: Desk, provider: str, *, enabled: bool) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            rows = tomllib.loads(table.config.read_text())["providers"]
            if next(row for row in rows if row["id"] == provider).get("enabled", True) is enabled:
                return
            await asyncio.sleep(0.02)


async def _windows(table: Desk) -> list[str]:
    return (await table.xdotool("search", "--onlyvisible", "--name", "^TrayBridge$")).split()


async def _until_window(table: Desk) -> list[str]:
    async with asyncio.timeout(PATIENCE):
        while not (found := await _windows(table)):
            await asyncio.sleep(0.05)
    return found


async def _until_no_window(table: Desk) -> None:
    async with asyncio.timeout(PATIENCE):
        while await _windows(table):
            await asyncio.sleep(0.05)


async def test_a_broken_settings_file_is_said_with_its_line_and_never_overwritten(table: Desk):
    """The last good settings stay in force; when the file is mended the warning goes."""
    async with stand_in() as cloud, TrayHost(table.bus) as host:
        good = settings(cloud.url)
        table.configure(good)
        async with table.program():
            await host.until(lambda: host.row("My cloud"))
            broken = good.replace("enabled = false", 'enabled = "perhaps"')
            table.configure(broken)
            await host.until(lambda: host.row("⚠ config.toml:17"))
            await host.until_tooltip("config.toml:17")
            await host.click(await host.row("Local only"))
            await host.until(lambda: host.row("Nothing was saved"))
            assert table.config.read_text() == broken
            table.configure(good)
            await host.until(lambda: _gone(host, "⚠"))
            await host.until(lambda: _unchecked(host, "Local only"))


async def _gone(host: TrayHost, prefix: str) -> bool:
    return all(not row.label.startswith(prefix) for row in await host.menu())
