"""Find which program of this machine listens on a TCP port; "" where that is not known (another user's, Windows)."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from traybridge.core.i18n import Text, msg

LSOF_SECONDS = 5.0
_LISTEN = "0A"
"""TCP_LISTEN in `/proc/net/tcp` (Linux, include/net/tcp_states.h)."""


def who_listens(
    port: int,
    platform: str = sys.platform,
    *,
    proc: Path = Path("/proc"),
    lsof: Callable[[Sequence[str]], str] | None = None,
) -> str:
    """Name the program and its process: "nginx (process 123)". Blocks for a moment."""
    match platform:
        case "linux":
            pid = _holder(proc, _inodes(proc, port))
            return _told(_name(proc / pid), pid) if pid else ""
        case "darwin":
            return _told_by_lsof((lsof or _lsof)(["-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc"]))
        case _:
            return ""


def _inodes(proc: Path, port: int) -> set[str]:
    """The sockets that listen there, IPv4 and IPv6."""
    found = set()
    for table in ("tcp", "tcp6"):
        for line in _text(proc / "net" / table).splitlines()[1:]:
            fields = line.split()
            if len(fields) > 9 and fields[3] == _LISTEN and int(fields[1].rpartition(":")[2], 16) == port:
                found.add(fields[9])
    return found


def _holder(proc: Path, inodes: set[str]) -> str:
    """The process that holds one of these sockets."""
    wanted = {f"socket:[{inode}]" for inode in inodes}
    processes = [path for path in proc.iterdir() if path.name.isdigit()] if wanted else []
    return next((path.name for path in sorted(processes) if wanted & _open_files(path)), "")


def _open_files(process: Path) -> set[str]:
    found = set()
    try:
        for descriptor in (process / "fd").iterdir():
            try:
                found.add(str(descriptor.readlink()))
            except OSError:  # closed meanwhile
                continue
    except OSError:  # another user's, or gone
        return set()
    return found


def _name(process: Path) -> str:
    """The program as it was called, without its folder; what the system calls it where that is hidden."""
    command = _text(process / "cmdline").split("\0")[0]
    return command.rpartition("/")[2] or _text(process / "comm").strip() or msg("a program")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


def _lsof(arguments: Sequence[str]) -> str:
    try:
        ran = subprocess.run(  # noqa: S603  a program of the system, and nothing from outside
            ["/usr/sbin/lsof", *arguments], capture_output=True, text=True, timeout=LSOF_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ran.stdout


def _told_by_lsof(output: str) -> str:
    """Read `-F pc`: a line `p` with the process, then a line `c` with its command."""
    fields = {line[0]: line[1:] for line in reversed(output.splitlines()) if line}
    return _told(fields["c"], fields["p"]) if {"c", "p"} <= fields.keys() else ""


def _told(program: str, process: str) -> Text:
    return msg("{program} (process {process})", program=program, process=process)
