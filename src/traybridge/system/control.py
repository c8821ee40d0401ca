"""Talk to the running instance with plain sockets: no asyncio, no Qt, so that a second start is quick.

One request a connection, JSON lines: ``{"verb": "show", ...}`` -> ``{"ok": true, ...}`` or
``{"ok": false, "title", "hint", "code"}``.
"""

import contextlib
import json
import os
import select
import socket
import struct
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.system.filelock import try_lock
from traybridge.system.paths import Paths, runtime_problem

Reply = dict[str, Any]

LONGEST_REQUEST = 64 * 1024
LONGEST_REPLY = 8 * 1024 * 1024
_BACKLOG = 128


@dataclass(slots=True)
class Claim:
    """That we are the one instance: the lock, and (but on Windows) the socket that already listens."""

    lock: int
    listener: socket.socket | None
    path: Path

    def release(self) -> None:
        """Give it up; a second call does nothing."""
        if self.lock < 0:
            return
        if self.listener is not None:
            self.path.unlink(missing_ok=True)  # before the lock goes: the next one's socket must not be removed
            self.listener.close()
        os.close(self.lock)
        self.lock = -1


def claim(paths: Paths) -> Claim | None:
    """Become the one instance of this runtime folder; None when there is one.

    The socket listens at once, so that whoever comes second is heard even while we still load. A socket that a
    killed instance left is replaced; its lock went with it.

    Raises:
        TrayBridgeError: the runtime folder belongs to somebody else, or cannot be written.
    """
    paths.ensure_runtime()
    try:
        lock = try_lock(paths.lock)
        if lock is None:
            return None
        try:
            listener = None if sys.platform == "win32" else _listen(paths.socket)
        except BaseException:
            os.close(lock)
            raise
    except OSError as error:
        raise TrayBridgeError(
            msg(
                "The folder {folder} cannot be used ({reason})",
                folder=str(paths.runtime),
                reason=error.strerror or str(error),
            ),
            "Make it writable for your user and start again.",
        ) from error
    return Claim(lock, listener, paths.socket)


def _listen(path: Path) -> socket.socket:
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(str(path))
        path.chmod(0o600)
        listener.listen(_BACKLOG)
        listener.setblocking(False)
    except BaseException:
        listener.close()
        raise
    return listener


def ask(paths: Paths, verb: str, /, *, timeout: float = 0.3, **args: object) -> Reply | None:
    """Ask the running instance; None when nobody is there, or nobody answered within ``timeout`` seconds.

    Nobody there is known at once; the timeout is for one that is busy.
    """
    request = encode({**args, "verb": verb})
    if sys.platform == "win32":
        return _ask_pipe(pipe_name(paths), request, timeout)
    if runtime_problem(paths.runtime):
        return None
    end = time.monotonic() + timeout
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(timeout)
            connection.connect(str(paths.socket))
            if is_stranger(connection):
                return None
            connection.sendall(request)
            return decode(_read_line(connection, end))
    except (OSError, ValueError):
        return None  # nobody listens, it died under the question, or it is none of ours


def _read_line(connection: socket.socket, end: float) -> bytes:
    received = bytearray()
    while not received.endswith(b"\n"):
        left = end - time.monotonic()
        if left <= 0 or len(received) > LONGEST_REPLY:
            raise TimeoutError
        connection.settimeout(left)
        part = connection.recv(65_536)
        if not part:
            raise ConnectionResetError
        received += part
    return bytes(received)


def quit_running(paths: Paths, *, timeout: float = 3.0) -> bool | None:
    """Ask the running instance to end and wait until its process has: None nobody runs, False it still does."""
    end = time.monotonic() + timeout
    reply = ask(paths, "quit", timeout=timeout)
    if reply is None:
        return None if _is_free(paths) else False
    pid = reply.get("pid")
    if isinstance(pid, int) and not _wait_process(pid, end - time.monotonic()):
        return False
    while not _is_free(paths):
        if time.monotonic() >= end:
            return False
        time.sleep(0.02)
    return True


def _is_free(paths: Paths) -> bool:
    """True when nobody holds the lock. Taken for a moment, which ``Instance.acquire`` of others outwaits."""
    try:
        lock = try_lock(paths.lock)
    except OSError:
        return True
    if lock is None:
        return False
    os.close(lock)
    return True


def _wait_process(pid: int, seconds: float) -> bool:
    """Wait for the end of a process that is not our child; True where that cannot be watched (the lock tells)."""
    if sys.platform != "linux":
        return True
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    except OSError:
        return True  # an old kernel, or a sandbox: the lock tells
    try:
        return bool(select.select([descriptor], [], [], max(0.0, seconds))[0])
    finally:
        os.close(descriptor)


class Connected(Protocol):
    """A connected socket, or asyncio's wrapping of one."""

    def getsockopt(self, level: int, optname: int, buflen: int, /) -> bytes: ...


def is_stranger(connection: Connected) -> bool:
    """True when another user is at the other end."""
    return sys.platform != "win32" and _peer_user(connection) not in {os.geteuid(), None}


def _peer_user(connection: Connected) -> int | None:
    """The user at the other end of a Unix socket; None where the system does not tell."""
    if sys.platform == "linux":
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return int(struct.unpack("3i", credentials)[1])
    if sys.platform == "darwin":
        # SOL_LOCAL and LOCAL_PEERCRED of <sys/un.h>; struct xucred begins with its version and the user.
        with contextlib.suppress(OSError):
            return int(struct.unpack_from("II", connection.getsockopt(0, 1, 76))[1])
    return None


def encode(message: Reply) -> bytes:
    return json.dumps(message, separators=(",", ":"), default=str).encode() + b"\n"


def decode(line: bytes) -> Reply:
    """Read one line. Raises ValueError for what is no JSON object."""
    try:
        message = json.loads(line)
    except (UnicodeDecodeError, RecursionError) as error:
        raise ValueError("not a message") from error
    if isinstance(message, dict):
        return message
    raise ValueError("not a message")


def pipe_name(paths: Paths) -> str:
    """The named pipe on Windows, of this runtime folder alone."""
    from hashlib import sha256

    folder = os.path.normcase(os.path.realpath(paths.runtime))
    return rf"\\.\pipe\traybridge-{sha256(folder.encode()).hexdigest()[:16]}"


def _ask_pipe(name: str, request: bytes, timeout: float) -> Reply | None:
    """Ask over a named pipe. Its calls know no timeout, so a daemon thread makes them."""
    import threading

    answer: list[Reply] = []

    def talk() -> None:
        with contextlib.suppress(OSError, ValueError), open(name, "r+b", buffering=0) as pipe:  # noqa: PTH123  no path
            pipe.write(request)
            received = b""
            while not received.endswith(b"\n") and (part := pipe.read(65_536)):
                received += part
            answer.append(decode(received))

    thread = threading.Thread(target=talk, name="traybridge.control", daemon=True)
    thread.start()
    thread.join(timeout)
    return answer[0] if answer else None
