"""Windows: whether the taskbar is light, a switch of its own beside the one for the windows' scheme."""

import sys
from typing import Any, Protocol

KEY = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
VALUE = "SystemUsesLightTheme"


class Reads(Protocol):
    """The registry of this user, as far as it is needed here."""

    def get(self, key: str, name: str) -> Any:
        """The value, None when there is none. Raises OSError when it is refused."""
        ...


def taskbar_is_light(registry: Reads) -> bool | None:
    """Read the switch; None where there is none, as before Windows 10."""
    try:
        value = registry.get(KEY, VALUE)
    except OSError:
        return None
    return bool(value) if isinstance(value, int) else None


def this_taskbar_is_light(platform: str = sys.platform) -> bool | None:
    """The same of this machine; None where it does not run Windows."""
    if platform != "win32":
        return None
    from traybridge.system.autostart.windows import WindowsRegistry

    return taskbar_is_light(WindowsRegistry())
