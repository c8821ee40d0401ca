"""Whether there is a display that a window could show on."""

import re
import socket
from collections.abc import Mapping

from traybridge.system.socket_check import takes_connections


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    """True where a window can be opened; the name of a display that is gone counts as none: Qt would abort."""
    if platform in {"darwin", "win32"}:
        return True
    return _wayland_answers(environ) or _x11_answers(environ)


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name, folder = environ.get("WAYLAND_DISPLAY", ""), environ.get("XDG_RUNTIME_DIR", "")
    if not name or not (name.startswith("/") or folder):
        return False
    return takes_connections(socket.AF_UNIX, name if name.startswith("/") else f"{folder}/{name}")


def _x11_answers(environ: Mapping[str, str]) -> bool:
    """``:0``, ``:0.0``, ``unix:0`` and ``host:10`` (X(7), DISPLAY NAMES)."""
    found = re.fullmatch(r"(?P<host>.*?):(?P<number>\d+)(?:\.\d+)?", environ.get("DISPLAY", "").strip())
    if found is None:
        return False
    host, number = found["host"], int(found["number"])
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108  where every X server listens
        return takes_connections(socket.AF_UNIX, path) or takes_connections(socket.AF_UNIX, f"\0{path}")
    return takes_connections(socket.AF_INET, (host.strip("[]"), 6000 + number))
