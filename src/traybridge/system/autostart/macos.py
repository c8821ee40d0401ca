"""macOS: a LaunchAgent for a Python install, SMAppService for the bundled app."""

import os
import plistlib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.system.atomic import write_atomic
from traybridge.system.folders import make_private
from traybridge.system.programs import Run, run_program

LABEL = "org.traybridge.TrayBridge"
_LAUNCHCTL = "/bin/launchctl"
_SETTINGS = msg("Open System Settings > General > Login Items and allow TrayBridge there.")
_ENABLED, _WANTS_APPROVAL = 1, 2  # SMAppServiceStatus
_LARGEST_LOG = 1024 * 1024


def is_bundle(executable: str) -> bool:
    return ".app/Contents/MacOS/" in executable


class LaunchAgent:
    """A LoginItem: a property list in ~/Library/LaunchAgents, which launchd reads at each login (launchd.plist(5)).

    Switching it on starts nothing now: `launchctl bootstrap` would start a second instance at once. ``log`` receives
    what the program says on stderr when launchd starts it, a crash for one.
    """

    def __init__(
        self, command: Sequence[str], folder: Path, *, user: int, log: Path | None = None, run: Run = run_program
    ) -> None:
        self.path = folder / f"{LABEL}.plist"
        self._own = agent(command, log)
        self._log = log
        self._domain = f"gui/{user}"
        self._job = f"{self._domain}/{LABEL}"
        self._run = run

    def state(self) -> bool:
        """It is there, and nobody disabled it in launchd."""
        found = self._read()
        if found is None or found.get("Disabled") is True:
            return False
        _, output = self._run([_LAUNCHCTL, "print-disabled", self._domain])
        return re.search(rf'"{re.escape(LABEL)}" => (disabled|true)', output) is None

    def enable(self) -> None:
        """Raises TrayBridgeError when it cannot be written, or launchd does not take the switch."""
        self._write({})
        code, output = self._run([_LAUNCHCTL, "enable", self._job])
        if code != 0:
            raise TrayBridgeError(
                msg("launchctl could not switch launch at login on ({reason})", reason=_reason(code, output)), _SETTINGS
            )

    def disable(self) -> None:
        """Raises TrayBridgeError when it cannot be removed. A tray that launchd started goes on running."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise TrayBridgeError(
                msg("Launch at login could not be switched off ({reason})", reason=error.strerror),
                msg("Remove {file} yourself.", file=str(self.path)),
            ) from error
        code, output = self._run([_LAUNCHCTL, "print", self._job])
        if code == 0 and not re.search(r"(?m)^\s*pid = \d+", output):  # bootout ends the job's process
            self._run([_LAUNCHCTL, "bootout", self._job])

    def repair(self) -> bool:
        """Correct our own keys alone, for the next login; nothing is started or switched on."""
        found = self._read()
        if found is None:
            return False
        self._shorten_log()
        if {**found, **self._own} == found:
            return False
        self._write(found)
        return True

    def _write(self, found: Mapping[str, Any]) -> None:
        if self._log is not None:
            with suppress(OSError):  # launchd then has no place for the log, and starts the program all the same
                make_private(self._log.parent)
        write_atomic(self.path, plistlib.dumps({**found, **self._own}))

    def _shorten_log(self) -> None:
        """Empty a log that grew: launchd appends to it for ever."""
        with suppress(OSError):
            if self._log is not None and self._log.stat().st_size > _LARGEST_LOG:
                os.truncate(self._log, 0)

    def _read(self) -> dict[str, Any] | None:
        try:
            content = plistlib.loads(self.path.read_bytes())
        except (OSError, plistlib.InvalidFileException, ExpatError, ValueError):
            return None
        return content if isinstance(content, dict) else None


def _reason(code: int, output: str) -> str:
    """The last line of what a program said, else its exit code."""
    lines = output.strip().splitlines()
    return lines[-1].strip()[:200] if lines else str(code)


def agent(command: Sequence[str], log: Path | None = None) -> dict[str, Any]:
    """The property list: in a login with windows only, and not slowed down as background work."""
    return {
        **({} if log is None else {"StandardErrorPath": str(log)}),
        "Label": LABEL,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
    }


def main_app_service() -> Any:
    from ServiceManagement import SMAppService

    return SMAppService.mainAppService()


class AppService:
    """A LoginItem: the app registers itself (SMAppService, macOS 13). Its path is the system's business.

    The system starts the app without arguments then: ``--hidden`` does not come along.
    """

    def __init__(self, service: Callable[[], Any] = main_app_service) -> None:
        self._service = service

    def state(self) -> bool:
        return bool(self._service().status() == _ENABLED)

    def enable(self) -> None:
        """Raises TrayBridgeError when macOS refuses, or wants the person to allow it first."""
        service = self._service()
        done, _ = service.registerAndReturnError_(None)
        if service.status() == _WANTS_APPROVAL:
            raise TrayBridgeError("macOS wants you to allow launch at login", _SETTINGS)
        if not done:
            raise TrayBridgeError("macOS refused launch at login", _SETTINGS)

    def disable(self) -> None:
        """Raises TrayBridgeError when macOS refuses."""
        service = self._service()
        done, _ = service.unregisterAndReturnError_(None)
        if not done and service.status() == _ENABLED:
            raise TrayBridgeError("macOS did not switch launch at login off", _SETTINGS)

    def repair(self) -> bool:
        return False
