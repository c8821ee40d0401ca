"""Join what only macOS' desktop has, Dock, menu bar and accessibility, with the windows; elsewhere there is nothing."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traybridge.desktop.macos import MacDesktop
    from traybridge.system.macos_app import MacApp


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
