"""A lock file between processes; the system releases it when its holder dies."""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


def try_lock(path: Path) -> int | None:
    """Take the lock; the result, a file descriptor, holds it until it is closed. None: somebody else has it.

    Raises:
        OSError: the lock file cannot be opened.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        _take(descriptor)
    except OSError as error:
        os.close(descriptor)
        if error.errno in _HELD:
            return None
        raise
    return descriptor


@contextlib.contextmanager
def locked(
    path: Path,
    *,
    patience: float = 5.0,
    monotonic: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold a lock that others hold for milliseconds only; ``patience`` in seconds.

    Raises:
        TrayBridgeError: somebody kept it for longer.
        OSError: the lock file cannot be opened.
    """
    end = monotonic() + patience
    while (descriptor := try_lock(path)) is None:
        if monotonic() >= end:
            raise TrayBridgeError(
                msg(
                    "Another program has been writing beside {file} for {seconds:.0f} s",
                    file=path.name,
                    seconds=patience,
                ),
                "Close other TrayBridge commands and try again.",
            )
        pause(0.005)
    try:
        yield
    finally:
        os.close(descriptor)
