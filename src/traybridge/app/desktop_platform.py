"""Choose what only one platform's desktop has: macOS's Dock and menu bar, Windows' application id, Linux' bus."""

import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from traybridge.core.i18n import msg
from traybridge.core.tasks import TaskOwner

if TYPE_CHECKING:
    from traybridge.desktop.macos import MacDesktop
    from traybridge.desktop.services import Notify
    from traybridge.system.macos_app import MacApp

AS_SCRIPT_EDITOR = msg(
    "macOS shows them as Script Editor's, and a click on one opens that: only a signed TrayBridge.app may send its own."
)


@dataclass(slots=True)
class DesktopPlatform:
    """``mac_app`` on macOS alone. ``before_application`` comes before the QApplication, ``mac_desktop`` after it."""

    mac_app: "MacApp | None" = None
    mac: "MacDesktop | None" = None

    @property
    def is_accessory(self) -> bool:
        """The program is to stay out of the Dock, and can."""
        return self.mac_app is not None and self.mac_app.available

    def make_mac_desktop(self) -> "MacDesktop | None":
        if self.mac_app is not None:
            from platform import mac_ver

            from traybridge.desktop.macos import MacDesktop
            from traybridge.system.macos_app import draws_no_icon

            self.mac = MacDesktop(self.mac_app, framework=draws_no_icon(mac_ver()[0]))
        return self.mac

    def reduced_motion(self, environ: Mapping[str, str]) -> bool:
        return bool(environ.get("TRAYBRIDGE_REDUCED_MOTION")) or (
            self.mac_app is not None and self.mac_app.reduces_motion()
        )


def before_application(platform: str = sys.platform) -> DesktopPlatform:
    """Do what must be done before there is a QApplication."""
    if platform == "darwin":
        from traybridge.system.macos_app import MacApp

        return DesktopPlatform(MacApp())
    if platform == "win32":
        from traybridge.system.windows_app import name_this_process

        name_this_process()
    return DesktopPlatform()


def notifications(
    tasks: TaskOwner, stack: AsyncExitStack, platform: str = sys.platform, *, executable: str = sys.executable
) -> "tuple[Notify | None, str]":
    """How notifications are shown here beside the tray icon (None: by it), and what is odd about that, "" = nothing."""
    if platform == "linux":
        from traybridge.system.notifications import DesktopNotifications

        desktop = DesktopNotifications(tasks)
        stack.push_async_callback(desktop.aclose)
        return desktop.send, ""
    if platform == "darwin":
        from traybridge.system.autostart.macos import is_bundle
        from traybridge.system.macos_notifications import ScriptNotifications

        if is_bundle(executable):
            return None, ""
        return ScriptNotifications().send, AS_SCRIPT_EDITOR
    return None, ""


def taskbar_is_light(platform: str = sys.platform) -> bool | None:
    """Windows: whether the bar of the icon is light; None elsewhere."""
    if platform != "win32":
        return None
    from traybridge.system.autostart.windows import WindowsRegistry
    from traybridge.system.windows_taskbar import taskbar_is_light as look

    return look(WindowsRegistry())
