"""What stands between the start and the icon: none of PySide's great enumerations (60 ms), no HTTP (40 ms)."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from tests.live.support.desk import desk
from tests.live.support.trayhost import TrayHost

pytestmark = pytest.mark.live

AS_FAR_AS_THE_ICON = """
import enum, gc, sys
import traybridge.app.tray
from traybridge.desktop.application import make_application, run
from traybridge.desktop.tray.live_menu import LiveMenu
from traybridge.desktop.tray.starting_menu import first_rows
from traybridge.desktop.tray.icon import Tray
app = make_application(["traybridge"])
menu = LiveMenu()
tray = Tray(menu.menu, desktop_name="", reduced_motion=lambda: False)
async def main(stop):
    menu.show(first_rows(stop.set, stop.set))
    tray.start()
    assert tray.visible
    return 0
run(app, main)
built = [one for one in gc.get_objects() if isinstance(one, enum.EnumMeta)]
print(*(f"{one.__module__}.{one.__qualname__}" for one in built if one.__module__.startswith("PySide6")))
heavy = ("httpx", "httptools", "httpcore", "keyring", "sqlite3", "traybridge.providers")
heavy += ("traybridge.desktop.widgets.theme",)
print(*(name for name in heavy if name in sys.modules))
"""


async def test_the_icon_shows_before_qt_s_great_namespaces_are_built(tmp_path: Path):
    async with desk(tmp_path) as table, TrayHost(table.bus):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-c", AS_FAR_AS_THE_ICON, env=table.env, stdout=PIPE
        )
        out, _ = await process.communicate()
    assert process.returncode == 0
    built, loaded = (line.split() for line in out.decode().splitlines())
    assert loaded == []
    assert "PySide6.QtGui.QIcon.Mode" in built
    assert [name for name in built if name.startswith(("PySide6.QtCore.Qt.", "PySide6.QtCore.QEvent."))] == []
