"""Against a real bus of our own, with somebody on it who shows notifications, or nobody."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from tests.system.desktop_session import private_bus
from tests.system.notification_daemon import daemon

from traybridge.system.notifications import DesktopNotifications


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    with private_bus(tmp_path / "bus") as address:
        yield address


@pytest.mark.parametrize(("markup", "shown"), [(True, '1 &lt; 2 &amp; "3"'), (False, '1 < 2 & "3"')])
async def test_it_is_shown_as_it_was_meant(bus: str, markup: bool, shown: str):
    """Text is no markup, also for a desktop that reads markup."""
    sender = DesktopNotifications(bus)
    async with daemon(bus, markup=markup) as desktop:
        assert await sender.send("Exo is back", '1 < 2 & "3"')
        assert await sender.send("Again", "")
    assert desktop.shown == [("Exo is back", shown), ("Again", "")]
    await sender.aclose()


async def test_our_icon_comes_as_a_file_because_no_theme_knows_it(bus: str):
    sender = DesktopNotifications(bus)
    async with daemon(bus) as desktop:
        await sender.send("Exo is back", "")
    assert desktop.icons[0].startswith("file://")
    assert Path(url2pathname(urlsplit(desktop.icons[0]).path)).read_text().startswith("<svg")
    await sender.aclose()


async def test_a_desktop_without_notifications_shows_none_and_that_is_all_right(bus: str):
    sender = DesktopNotifications(bus)
    assert await sender.send("Exo is back", "")
    await sender.aclose()


async def test_without_a_bus_nothing_was_shown():
    assert not await DesktopNotifications("unix:path=/nonexistent/bus").send("Exo is back", "")


async def test_a_bus_that_was_restarted_is_found_again(tmp_path: Path):
    with ExitStack() as first:
        address = first.enter_context(private_bus(tmp_path / "bus"))
        sender = DesktopNotifications(address)
        assert await sender.send("one", "")
    with private_bus(tmp_path / "bus") as again:
        assert again.split(",")[0] == address.split(",")[0]
        sender._bus = again
        async with daemon(again) as desktop:
            assert await sender.send("two", "")
        assert desktop.shown == [("two", "")]
        await sender.aclose()
