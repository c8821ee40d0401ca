"""The tray application: the icon first, then the core behind it, then the window when somebody wants it."""

import asyncio
import importlib
import os
import sys
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from traybridge.app.desktop_platform import DesktopPlatform, before_application
from traybridge.cli.terminal import print_error
from traybridge.core.errors import TrayBridgeError
from traybridge.system.control import WAITING, AlreadyRunning, Claim, Reply, claim_or_greet
from traybridge.system.paths import Paths
from traybridge.system.signals import stop_at_signals
from traybridge.system.windows_taskbar import this_taskbar_is_light

if TYPE_CHECKING:
    from traybridge.core.ports import LoginItem
    from traybridge.desktop.tray.icon import Tray
    from traybridge.desktop.tray.live_menu import LiveMenu

DEMO_VARIABLE = "TRAYBRIDGE_DEMO"
"""Set for the tray that shows the demo: it leaves alone what is the person's own, launch at login for one."""


FINISH_SECONDS = 0.5
"""How long quitting waits for what was deleted and could be undone until now."""


def run_tray(paths: Paths, *, hidden: bool) -> int:
    """Run until Quit; the result is the exit code. A second start shows the first one's window and is done.

    Raises:
        TrayBridgeError: there is one already and it does not answer, or the runtime folder cannot be used.
    """
    try:
        held = claim_or_greet(paths, "status" if hidden else "open", waiting=lambda: print_error(WAITING))
    except AlreadyRunning as there:
        report_greeting(there.reply, hidden=hidden)
        return 0
    with closing(held):
        return _show_icon(paths, held, hidden=hidden)


def check_greeting(reply: Reply | None) -> Reply:
    """The answer of the one that runs already. Raises TrayBridgeError where it did not show itself."""
    if reply is None:
        raise TrayBridgeError("TrayBridge is running but does not answer", "End it: traybridge quit.")
    if not reply.get("ok"):
        raise TrayBridgeError(str(reply.get("title", "")), str(reply.get("hint", "")))
    return reply


def report_greeting(reply: Reply | None, *, hidden: bool) -> None:
    """Say to whoever started it by hand where it is. Raises TrayBridgeError as ``check_greeting``."""
    found = check_greeting(reply)
    if not hidden and sys.stderr is not None and sys.stderr.isatty():
        print_error(running_already(found))


def running_already(reply: Reply) -> str:
    """What whoever starts it a second time by hand is told."""
    return f"TrayBridge is running already (process {reply.get('pid')}); its window is open."


def _show_icon(paths: Paths, held: Claim, *, hidden: bool) -> int:
    """Show the icon before anything else is loaded (performance.md: 500 ms after spawn)."""
    from traybridge.desktop.source_scan import skip_source_scan

    skip_source_scan()
    from traybridge.desktop.application import make_application, run
    from traybridge.desktop.tray.icon import Tray
    from traybridge.desktop.tray.live_menu import LiveMenu
    from traybridge.desktop.tray.starting_menu import first_rows

    platform = before_application()
    app = make_application(sys.argv[:1], accessory=platform.is_accessory)
    menu = LiveMenu()
    tray = Tray(
        menu.menu,
        desktop_name=os.environ.get("XDG_CURRENT_DESKTOP", ""),
        reduced_motion=partial(platform.reduced_motion, os.environ),
        taskbar_is_light=this_taskbar_is_light,
        mac=platform.make_mac_desktop(),
    )

    async def main(stop: asyncio.Event) -> int:
        stop_at_signals(stop)
        wanted = asyncio.Event()  # somebody asked for the chat before it could be shown
        menu.show(first_rows(wanted.set, stop.set))
        tray.start()
        await asyncio.to_thread(_load_the_rest)
        try:
            await _run_application(paths, held, stop, tray, menu, platform, wanted, hidden=hidden)
        finally:
            tray.close()
        return 0

    return run(app, main)


def _load_the_rest() -> None:
    """Import what comes behind the icon, in a thread: the host asks for the icon's picture meanwhile, and gets it."""
    for module in (
        "app.desktop_services",
        "app.control_handlers",
        "desktop.controller",
        "providers.exo.provider",
        "system.keyring.store",
        "system.power.events",
    ):
        importlib.import_module(f"traybridge.{module}")


async def _run_application(
    paths: Paths,
    held: Claim,
    stop: asyncio.Event,
    tray: "Tray",
    menu: "LiveMenu",
    platform: DesktopPlatform,
    wanted: asyncio.Event,
    *,
    hidden: bool,
) -> None:
    """Open the application behind the icon, and unwind it in reverse: windows, socket, monitor, clients."""
    from traybridge.app.application import running
    from traybridge.app.desktop_services import desktop_services
    from traybridge.desktop.controller import Desktop
    from traybridge.system.notification_backend import notification_backend

    async with running(paths) as application:
        login = _login_item()
        notify, note = notification_backend(application.tasks, application.stack)
        services = desktop_services(
            application,
            quit_=stop.set,
            login=login,
            notify=notify,
            notify_note=note,
            mac=platform.mac,
            reduced_motion=platform.reduced_motion(os.environ),
        )
        with closing(Desktop(services, tray, menu)) as desktop:
            application.reloaded.connect(lambda _none: desktop.refresh())
            await application.serve(held, stop, show=desktop.open_chat, has_icon=lambda: tray.visible)
            if wanted.is_set() or ((desktop.first_start or not tray.visible) and not hidden):
                desktop.open_chat()
            if login is not None:
                application.tasks.start(asyncio.to_thread(login.repair), "repair the login item")
            await stop.wait()
            await asyncio.wait(
                [application.tasks.start(desktop.finish(), "what could be undone")], timeout=FINISH_SECONDS
            )


def _login_item() -> "LoginItem | None":
    if os.environ.get(DEMO_VARIABLE):
        return None
    from traybridge.system.autostart import login_item

    return login_item()
