"""Talk to the running instance with plain sockets: no asyncio, no Qt, so that a second start is quick.

One request a connection, JSON lines: ``{"verb": "show", ...}`` -> ``{"ok": true, ...}`` or
``{"ok": false, "title", "hint", "code"}``.
"""

import contextlib
import errno
import json
import os
import select
import socket
import struct
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import Text, msg
from traybridge.system.atomic import DISK_FULL
from traybridge.system.filelock import try_lock
from traybridge.system.ownership import write_hint
from traybridge.system.paths import Paths, runtime_problem

Reply = dict[str, Any]

ANSWER_SECONDS = 2.0
"""How long somebody who runs may take to answer a second start."""
STARTING_SECONDS = 30.0
"""How long one that has just been started may take until it answers: a loaded machine, a cold disk."""
ENDING_SECONDS = 10.0
"""How long one that was asked to end may take."""
WAITING = "TrayBridge is starting or ending; waiting for it."
"""What a second start says to whoever watches it wait."""
LONGEST_REQUEST = 64 * 1024
LONGEST_REPLY = 8 * 1024 * 1024
_BACKLOG = 128


class AlreadyRunning(TrayBridgeError):
    """Somebody is there; ``reply`` is what it answered to the greeting, None when it did not answer in time."""

    code = "already_running"

    def __init__(self, reply: Reply | None) -> None:
        super().__init__(msg("TrayBridge is already running"), msg("Use its window, or end it: traybridge quit."))
        self.reply = reply


class Unanswered(Enum):
    """Why there is no answer: nobody takes the question (there is nobody, or it is ending), or nobody answered yet."""

    REFUSED = 1
    LATE = 2


@dataclass(slots=True)
class Claim:
    """That we are the one instance: the lock, and (but on Windows) the socket that already listens.

    Until ``started`` is called a marker beside it says that we are just starting, and since when.
    """

    lock: int
    listener: socket.socket | None
    path: Path
    marker: Path

    def started(self) -> None:
        """From now on questions are answered."""
        self.marker.unlink(missing_ok=True)

    def close(self) -> None:
        """Give it up; a second call does nothing."""
        if self.lock < 0:
            return
        self.started()
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
            paths.starting.unlink(missing_ok=True)
            paths.starting.touch(0o600)
            listener = None if sys.platform == "win32" else _listen(paths.socket)
        except BaseException:  # SIGTERM too, which ends a start in its first moment
            with contextlib.suppress(OSError):  # the first error is the one to tell
                paths.starting.unlink(missing_ok=True)
            os.close(lock)
            raise
    except OSError as error:
        raise TrayBridgeError(
            msg(
                "The folder {folder} cannot be used ({reason})",
                folder=str(paths.runtime),
                reason=error.strerror or str(error),
            ),
            folder_hint(paths.runtime, error),
        ) from error
    return Claim(lock, listener, paths.socket, paths.starting)


def claim_or_greet(
    paths: Paths, greeting: str, *, patience: float = ANSWER_SECONDS, waiting: Callable[[], None] | None = None
) -> Claim:
    """Become the one instance, or greet the one there is: one verb, whose answer is waited for.

    ``patience`` in seconds is for one that runs. One that is starting or ending is waited for longer, which ``waiting``
    is told once; it may also end meanwhile, and then we are the one.

    Raises:
        AlreadyRunning: with the answer to the greeting.
        TrayBridgeError: the runtime folder cannot be used.
    """
    began = time.monotonic()
    end = began + patience
    while (own := claim(paths)) is None:
        reply = _converse(paths, greeting, max(0.05, end - time.monotonic()))
        if not isinstance(reply, Unanswered):
            raise AlreadyRunning(reply)
        now = time.monotonic()
        if now >= end:
            if now - began > STARTING_SECONDS or (reply is Unanswered.LATE and not _is_starting(paths)):
                raise AlreadyRunning(None)
            end = now + patience
            if waiting is not None:
                waiting()
                waiting = None
        time.sleep(0.02)
    return own


@dataclass(frozen=True, slots=True)
class RunningControl:
    """The running instance of these folders, as the commands use it."""

    paths: Paths

    def ask(self, verb: str, /, *, timeout: float = 0.3, **args: object) -> Mapping[str, Any] | None:
        """None when nobody runs, or nobody answered within ``timeout`` seconds."""
        return ask(self.paths, verb, timeout=timeout, **args)

    def quit(self) -> bool | None:
        """End it and wait: None nobody runs, False it would not end."""
        return quit_running(self.paths)


def _is_starting(paths: Paths) -> bool:
    """True while the one instance has not answered anybody yet and was started a moment ago."""
    try:
        return time.time() - paths.starting.stat().st_mtime < STARTING_SECONDS
    except OSError:
        return False


def folder_hint(folder: Path, error: OSError) -> Text:
    """What helps where nothing can be made in the runtime folder."""
    if error.errno == errno.EROFS:
        return msg("Its disk is read-only: make it writable, or set XDG_RUNTIME_DIR to a folder of your own.")
    if error.errno in DISK_FULL:
        return msg("Its disk is full: free some space and start again.")
    return write_hint(folder)


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
    reply = _converse(paths, verb, timeout, args)
    return None if isinstance(reply, Unanswered) else reply


def _converse(paths: Paths, verb: str, timeout: float, args: Mapping[str, object] | None = None) -> Reply | Unanswered:
    request = encode({**(args or {}), "verb": verb})
    if sys.platform == "win32":
        return _ask_pipe(pipe_name(paths), request, timeout)
    if runtime_problem(paths.runtime):
        return Unanswered.REFUSED
    end = time.monotonic() + timeout
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(timeout)
            connection.connect(str(paths.socket))
            if is_stranger(connection):
                return Unanswered.REFUSED
            connection.sendall(request)
            return decode(_read_line(connection, end))
    except TimeoutError:
        return Unanswered.LATE
    except (OSError, ValueError):
        return Unanswered.REFUSED  # nobody listens, it died under the question, or it is none of ours


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
    """Ask the running instance to end and wait until its process has: None nobody runs, False it still does.

    ``timeout`` in seconds is for the answer of one that runs; one that is starting, or ending already, has longer.
    """
    began = time.monotonic()
    while isinstance(reply := _converse(paths, "quit", timeout), Unanswered):
        if reply is Unanswered.REFUSED and _is_free(paths):
            return None
        if reply is Unanswered.LATE and not _is_starting(paths):
            return False
        if time.monotonic() - began > STARTING_SECONDS:
            return False
        time.sleep(0.02)
    end = time.monotonic() + ENDING_SECONDS
    pid = reply.get("pid")
    if isinstance(pid, int) and not _wait_process(pid, end - time.monotonic()):
        return False
    while not _is_free(paths):
        if time.monotonic() >= end:
            return False
        time.sleep(0.02)
    return True


def _is_free(paths: Paths) -> bool:
    """True when nobody holds the lock. Taken for a moment, which ``claim_or_greet`` of others outwaits."""
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


def _ask_pipe(name: str, request: bytes, timeout: float) -> Reply | Unanswered:
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
    if answer:
        return answer[0]
    return Unanswered.LATE if thread.is_alive() else Unanswered.REFUSED
