"""Windows: the Run key of this user, and the key where Task Manager notes what somebody switched off."""

import subprocess
import sys
from collections.abc import Sequence
from typing import Any, Protocol

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg

NAME = "TrayBridge"
RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
_LONGEST = 260  # what Windows still starts from the Run key
_STARTUP = msg("Look at Settings > Apps > Startup.")


class Registry(Protocol):
    """The part of HKEY_CURRENT_USER that we need. Each call raises OSError when it is refused."""

    def get(self, key: str, name: str) -> Any:
        """The value, None when there is none."""
        ...

    def set_text(self, key: str, name: str, value: str) -> None: ...

    def delete(self, key: str, name: str) -> None:
        """Nothing there is no error."""
        ...


class RunKey:
    """A LoginItem."""

    def __init__(self, command: Sequence[str], registry: Registry) -> None:
        self._line = subprocess.list2cmdline(command)
        self._registry = registry

    def state(self) -> bool:
        """It is registered and not switched off in Task Manager, which makes the first byte odd."""
        if self._registered() is None:
            return False
        approved = self._get(APPROVED)
        return not (isinstance(approved, bytes) and approved and approved[0] & 1)

    def enable(self) -> None:
        """Raises TrayBridgeError when the registry refuses, or would not start so long a line."""
        if len(self._line) > _LONGEST:
            raise TrayBridgeError(
                msg("The command is longer than the {limit} characters that Windows starts at login", limit=_LONGEST),
                "Install TrayBridge in a folder with a shorter name.",
            )
        try:
            self._registry.set_text(RUN, NAME, self._line)
            self._registry.delete(APPROVED, NAME)
        except OSError as error:
            raise _not_on(error) from error

    def disable(self) -> None:
        """Raises TrayBridgeError when the registry refuses."""
        try:
            self._registry.delete(RUN, NAME)
            self._registry.delete(APPROVED, NAME)
        except OSError as error:
            title = msg("Windows did not switch launch at login off ({reason})", reason=_reason(error))
            raise TrayBridgeError(title, _STARTUP) from error

    def repair(self) -> bool:
        """Correct the command alone; switched off in Task Manager stays switched off."""
        if self._registered() in {None, self._line}:
            return False
        try:
            self._registry.set_text(RUN, NAME, self._line)
        except OSError as error:
            raise _not_on(error) from error
        return True

    def _registered(self) -> str | None:
        value = self._get(RUN)
        return value if isinstance(value, str) else None

    def _get(self, key: str) -> Any:
        try:
            return self._registry.get(key, NAME)
        except OSError:
            return None  # what we may not read, Windows does not start for us either


def _not_on(error: OSError) -> TrayBridgeError:
    title = msg("Windows did not switch launch at login on ({reason})", reason=_reason(error))
    return TrayBridgeError(title, _STARTUP)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


class WindowsRegistry:
    """The registry itself."""

    def get(self, key: str, name: str) -> Any:
        if sys.platform != "win32":
            return None
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                return winreg.QueryValueEx(opened, name)[0]
        except FileNotFoundError:
            return None

    def set_text(self, key: str, name: str, value: str) -> None:
        if sys.platform == "win32":
            import winreg

            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

    def delete(self, key: str, name: str) -> None:
        if sys.platform == "win32":
            import winreg

            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE) as opened:
                    winreg.DeleteValue(opened, name)
            except FileNotFoundError:
                return
