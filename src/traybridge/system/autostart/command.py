"""The command that starts this program, and the one that starts it at login, hidden."""

import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

HIDDEN = "--hidden"


def launch_command(
    environ: Mapping[str, str],
    platform: str = sys.platform,
    *,
    executable: str = sys.executable,
    frozen: bool = hasattr(sys, "frozen"),
) -> tuple[str, ...]:
    """What starts it at login: ``program_command``, hidden."""
    return (*program_command(environ, platform, executable=executable, frozen=frozen), HIDDEN)


def program_command(
    environ: Mapping[str, str],
    platform: str = sys.platform,
    *,
    executable: str = sys.executable,
    frozen: bool = hasattr(sys, "frozen"),
) -> tuple[str, ...]:
    """Program and arguments: the AppImage, the packaged program, the script beside Python, or Python itself."""
    if appimage := environ.get("APPIMAGE"):
        return (appimage,)
    if frozen:
        return (executable,)
    if platform == "win32":
        # The script traybridge.exe and python.exe open a console window; pythonw.exe does not.
        windowless = PureWindowsPath(executable).with_name("pythonw.exe")
        return str(windowless), "-m", "traybridge"
    script = PurePosixPath(executable).with_name("traybridge")
    return (str(script),) if Path(script).exists() else (executable, "-m", "traybridge")
