"""Launch at login: one port, one module for each platform; the state is always read from the system.

Off by default; a person who switched it off elsewhere is never overruled: only ``enable`` switches it on.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from traybridge.core.ports import LoginItem
from traybridge.system.autostart.command import launch_command
from traybridge.system.paths import find_paths


def login_item(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> LoginItem:
    """The login item of this system, for the program as it runs now."""
    command = launch_command(environ, platform)
    if platform == "win32":
        from traybridge.system.autostart.windows import RunKey, WindowsRegistry

        return RunKey(command, WindowsRegistry())
    if platform == "darwin":
        from traybridge.system.autostart.macos import AppService, LaunchAgent, is_bundle

        if is_bundle(sys.executable):
            return AppService()
        log = find_paths(environ, platform).logs / "login.log"
        return LaunchAgent(command, Path.home() / "Library" / "LaunchAgents", user=os.getuid(), log=log)
    from traybridge.system.autostart.linux import DesktopEntry, autostart_folder

    return DesktopEntry(command, autostart_folder(environ))
