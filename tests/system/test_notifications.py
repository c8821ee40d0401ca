"""Against a real bus of our own, with somebody on it who shows notifications, or nobody."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.system.desktop_session import private_bus
from tests.system.notification_daemon import daemon

from traybridge.core.tasks import TaskOwner
from traybridge.resources import resource
from traybridge.system.notifications import DesktopNotifications


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    with private_bus(tmp_path / "bus") as address:
        yield address


@pytest.fixture
async def tasks() -> AsyncIterator[TaskOwner]:
    failed: list[BaseException] = []
    async with TaskOwner("test", lambda _name, error: failed.append(error)) as owner:
        yield owner
    assert failed == []


@pytest.mark.parametrize(("markup", "shown"), [(True, '1 &lt; 2 &amp; "3"'), (False, '1 < 2 & "3"')])
async def test_it_is_shown_as_it_was_meant(bus: str, tasks: TaskOwner, markup: bool, shown: str):
    """Text is no markup, also for a desktop that reads markup."""
    sender = DesktopNotifications(tasks, bus)
    async with daemon(bus, markup=markup) as desktop:
        assert await sender.send("Exo is back", '1 < 2 & "3"')
        assert await sender.send("Again", "")
    assert desktop.shown == [("Exo is back", shown), ("Again", "")]
    await sender.aclose()


async def test_our_icon_comes_as_a_file_because_no_theme_knows_it(bus: str, tasks: TaskOwner):
    sender = DesktopNotifications(tasks, bus)
    async with daemon(bus) as desktop:
        await sender.send("Exo is back", "")
    assert desktop.icons == [resource("icons", "traybridge.svg").as_uri()]
    await sender.aclose()


async def test_a_click_on_one_runs_what_belongs_to_it_once(bus: str, tasks: TaskOwner):
    sender, clicks, clicked = DesktopNotifications(tasks, bus), list[str](), asyncio.Event()

    def click(which: str) -> None:
        clicks.append(which)
        clicked.set()

    async with daemon(bus) as desktop:
        await sender.send("one", "", lambda: click("one"))
        await sender.send("two", "", lambda: click("two"))
        await sender.send("three", "", lambda: click("three"))
        await sender.send("nothing to do", "")
        desktop.NotificationClosed(3)
        for number in (4, 77, 3, 2, 2, 1):
            desktop.ActionInvoked(number)
        while "one" not in clicks:
            clicked.clear()
            await clicked.wait()
    assert clicks == ["two", "one"]
    await sender.aclose()


async def test_an_action_is_offered_only_where_the_desktop_has_actions(bus: str, tasks: TaskOwner):
    for capabilities, offered in ((["actions"], [["default", "TrayBridge"]]), ([], [[]])):
        sender = DesktopNotifications(tasks, bus)
        async with daemon(bus, more=capabilities) as desktop:
            await sender.send("one", "")
        assert desktop.actions == offered
        await sender.aclose()


async def test_a_desktop_without_notifications_shows_none_and_that_is_all_right(bus: str, tasks: TaskOwner):
    sender = DesktopNotifications(tasks, bus)
    assert await sender.send("Exo is back", "")
    await sender.aclose()


async def test_without_a_bus_nothing_was_shown(tasks: TaskOwner):
    assert not await DesktopNotifications(tasks, "unix:path=/nonexistent/bus").send("Exo is back", "")


async def test_a_bus_that_was_restarted_is_found_again(tmp_path: Path, tasks: TaskOwner):
    with ExitStack() as first:
        address = first.enter_context(private_bus(tmp_path / "bus"))
        sender = DesktopNotifications(tasks, address)
        assert await sender.send("one", "")
    with private_bus(tmp_path / "bus") as again:
        assert again.split(",")[0] == address.split(",")[0]
        sender._bus = again
        async with daemon(again) as desktop:
            assert await sender.send("two", "")
        assert desktop.shown == [("two", "")]
        await sender.aclose()
