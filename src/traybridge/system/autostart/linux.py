"""XDG autostart: a desktop entry in the user's autostart folder (Desktop Application Autostart Specification 0.5)."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.system.atomic import write_atomic

_RESERVED = re.compile(r"""[ \t\n"'\\><~|&;$*?#()`=]""")
_OFF = {"Hidden": "true", "X-GNOME-Autostart-enabled": "false"}


class DesktopEntry:
    """A LoginItem."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = tuple(command)
        self.path = folder / "traybridge.desktop"

    def state(self) -> bool:
        text = self._read()
        return text is not None and not any(_value(text, key).lower() == off for key, off in _OFF.items())

    def enable(self) -> None:
        """Raises TrayBridgeError when it cannot be written."""
        write_atomic(self.path, entry(self._command).encode())

    def disable(self) -> None:
        """Raises TrayBridgeError when it cannot be removed."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise TrayBridgeError(
                msg("Launch at login could not be switched off ({reason})", reason=error.strerror),
                msg("Remove {file} yourself.", file=str(self.path)),
            ) from error

    def repair(self) -> bool:
        """Correct the command alone; what somebody else wrote into the entry stays."""
        text = self._read()
        if text is None or not self.state() or _value(text, "Exec") == exec_line(self._command):
            return False
        line = f"Exec={exec_line(self._command)}"
        write_atomic(self.path, re.sub(r"(?m)^Exec[ \t]*=.*$", lambda _: line, text, count=1).encode())
        return True

    def _read(self) -> str | None:
        try:
            return self.path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None  # none, or none that a desktop would obey


def autostart_folder(environ: Mapping[str, str]) -> Path:
    config = environ.get("XDG_CONFIG_HOME", "")
    return (Path(config) if config.startswith("/") else Path.home() / ".config") / "autostart"


def entry(command: Sequence[str]) -> str:
    """The whole desktop entry for the autostart folder."""
    return f"{menu_entry(command)}X-GNOME-Autostart-enabled=true\n"


def menu_entry(command: Sequence[str]) -> str:
    """The whole desktop entry for the menu of programs."""
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Version=1.0\n"
        "Name=TrayBridge\n"
        "Comment=Your own Exo cluster first, the cloud only when it must\n"
        f"Exec={exec_line(command)}\n"
        "Icon=traybridge\n"
        "Terminal=false\n"
        "Categories=Utility;\n"
        "StartupNotify=false\n"
    )


def exec_line(command: Sequence[str]) -> str:
    """Quote a command for Exec (Desktop Entry Specification 1.5, "The Exec key").

    Two layers: the quoting of arguments, and below it the escapes of every string in the file.
    """
    if "%" in command[0]:
        # GLib looks for the program before it turns %% into %, and does not find it.
        command = ["/bin/sh", "-c", 'exec "$0" "$@"', *command]
    return " ".join(_quoted(part) for part in command).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _quoted(part: str) -> str:
    plain = part.replace("%", "%%")
    if part and not _RESERVED.search(part):
        return plain
    return '"' + re.sub(r'(["`$\\])', r"\\\1", plain) + '"'


def _value(text: str, key: str) -> str:
    """A key of the group [Desktop Entry]; other groups may have keys of the same name."""
    group = re.split(r"(?m)^\[", text.partition("[Desktop Entry]")[2], maxsplit=1)[0]
    found = re.search(rf"(?m)^{re.escape(key)}[ \t]*=[ \t]*(.*?)[ \t]*$", group)
    return found[1] if found else ""
