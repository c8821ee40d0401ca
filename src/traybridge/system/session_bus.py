"""Find the session bus (D-Bus) that really answers: the variable may name a bus that is gone, or several."""

import os
import re
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from traybridge.system.socket_check import takes_connections

VARIABLE = "DBUS_SESSION_BUS_ADDRESS"


def known_buses(environ: Mapping[str, str]) -> Iterator[str]:
    """The addresses to try, in order: those of the variable (separated by ";"), then the usual place.

    D-Bus Specification, "Server Addresses"; sd_bus_open_user(3).
    """
    yield from (part for part in environ.get(VARIABLE, "").split(";") if part.strip())
    folder = environ.get("XDG_RUNTIME_DIR", "")
    if folder.startswith("/"):
        usual = Path(folder) / "bus"
        if usual.is_socket():
            yield f"unix:path={usual}"


def session_bus(environ: Mapping[str, str]) -> str | None:
    """The address of the first session bus that takes a connection; None where none does."""
    return next((address for address in known_buses(environ) if _answers(address)), None)


def repair_environment(environ: "os._Environ[str] | dict[str, str]") -> None:
    """Name the bus that answers where the variable names another one: Qt and the libraries read the variable.

    Nothing changes where none answers.
    """
    if VARIABLE not in environ:
        return
    found = session_bus(environ)
    if found is not None and found != environ[VARIABLE]:
        environ[VARIABLE] = found


def _answers(address: str) -> bool:
    """Whether somebody listens there; addresses of other kinds (tcp, unixexec) are taken at their word."""
    kind, _, values = address.partition(":")
    if kind != "unix":
        return re.fullmatch(r"[a-z-]+", kind) is not None and bool(values)
    given = dict(part.partition("=")[::2] for part in values.split(","))
    if "abstract" in given:
        return takes_connections(socket.AF_UNIX, "\0" + unquote(given["abstract"]))
    return "path" in given and takes_connections(socket.AF_UNIX, unquote(given["path"]))
