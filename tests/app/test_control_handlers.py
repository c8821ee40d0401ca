"""What the running instance answers on its control socket, and that an ending one answers nobody."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from tests.app.conftest import CONFIG, Opened

from traybridge.app.application import Application
from traybridge.app.control_handlers import handler
from traybridge.core.errors import NotFound, TrayBridgeError
from traybridge.system.instance import NoReply
from traybridge.system.paths import Paths


@pytest.fixture
async def application(opened: Opened) -> AsyncIterator[Application]:
    async with opened.open() as application:
        yield application


async def test_each_verb_is_answered(application: Application):
    shown: list[str] = []
    handle = handler(application, stop=asyncio.Event(), show=lambda: shown.append("shown"))
    await handle("open", {})
    assert shown == ["shown"]
    reply = await handle("status", {})
    assert [row["id"] for row in reply["status"]["providers"]] == ["a", "embedded"]
    assert reply["view"]["rows"][0][1] == "a"
    reply = await handle("route", {"model": "auto", "provider": "", "local_only": False})
    assert reply["route"]["routes"] == [{"provider": "a", "model": "m", "context": None}]
    await handle("reload", {"keys": True})
    with pytest.raises(NotFound):
        await handle("dance", {})
    with pytest.raises(NotFound):
        await handle("route", {"provider": "nobody"})


async def test_who_asks_an_ending_instance_gets_no_answer_but_may_say_quit_again(application: Application):
    """A second start then waits for the end and takes our place, instead of believing that a window was shown."""
    shown: list[str] = []
    stop = asyncio.Event()
    handle = handler(application, stop=stop, show=lambda: shown.append("shown"))
    await handle("quit", {})
    assert stop.is_set()
    await handle("quit", {})
    for verb in ("open", "show", "status"):
        with pytest.raises(NoReply):
            await handle(verb, {})
    assert shown == []


async def test_without_a_window_open_says_so(application: Application):
    with pytest.raises(TrayBridgeError, match="without a window"):
        await handler(application, stop=asyncio.Event())("open", {})


@pytest.mark.parametrize("icon", [True, False])
async def test_whoever_started_it_learns_whether_the_icon_shows(application: Application, icon: bool):
    assert (await handler(application, stop=asyncio.Event(), has_icon=lambda: icon)("status", {}))["icon"] is icon


async def test_without_a_window_nothing_is_said_of_an_icon(application: Application):
    assert "icon" not in await handler(application, stop=asyncio.Event())("status", {})


async def test_status_looks_first_at_servers_of_ones_own_and_says_how_old_the_rest_is(opened: Opened):
    async with opened.open() as application:
        provider = opened.providers["a"]
        handle = handler(application, stop=asyncio.Event())
        await application.bridge.load()
        await application.bridge.refresh()
        assert provider.probes == 1
        opened.clock.now += 1
        await handle("status", {})
        assert provider.probes == 1, "what was seen a second ago is fresh"
        opened.clock.now += 30
        reply = await handle("status", {})
        assert provider.probes == 2
        assert "ago" not in reply["view"]["rows"][0][3]


async def test_status_does_not_wait_for_one_that_hangs_and_tells_its_age(opened: Opened):
    async with opened.open() as application:
        provider = opened.providers["a"]
        handle = handler(application, stop=asyncio.Event())
        await application.bridge.load()
        await application.bridge.refresh()
        opened.clock.now += 30
        provider.hold_probe = asyncio.Event()
        reply = await handle("status", {})
        assert reply["view"]["rows"][0][3].endswith("30 s ago")
        assert reply["status"]["providers"][0]["health"] == "ok", "an old look is no failure"
        provider.hold_probe.set()


async def test_status_looks_at_no_host_in_the_cloud(paths: Paths):
    paths.config_file.write_text(CONFIG.replace("http://127.0.0.1:9/v1", "https://api.example.com/v1"))
    opened = Opened(paths)
    async with opened.open() as application:
        await application.bridge.load()
        await application.bridge.refresh()
        opened.clock.now += 600
        reply = await handler(application, stop=asyncio.Event())("status", {})
    assert opened.providers["a"].probes == 1
    assert reply["view"]["rows"][0][3].endswith("10 min ago")
