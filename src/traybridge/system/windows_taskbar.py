"""Windows: whether the taskbar is light, a switch of its own beside the one for the windows' scheme."""

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
