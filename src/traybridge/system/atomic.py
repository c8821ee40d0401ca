"""Write files atomically: after a crash at any moment a file holds its old or its new content, whole."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

from traybridge.core.errors import NotSaved
from traybridge.core.i18n import msg
from traybridge.system.folders import make_private
from traybridge.system.ownership import write_hint

_STALE_SECONDS = 60.0
_BUSY_SECONDS = 1.0
"""How long a file that a virus scanner, an editor or an indexer holds open on Windows is tried again."""
DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if sys.platform != "win32" else {errno.ENOSPC, errno.EFBIG}


def write_atomic(path: Path, content: bytes) -> os.stat_result:
    """Replace a file at once: temp file, fsync, replace, fsync of the folder. Returns what the new file looks like.

    A new file is 0600; an existing one keeps its permissions and owner; a link is followed, its target replaced.

    Raises:
        NotSaved: the disk is full, we may not write there, ...; the old content is untouched.
    """
    target = Path(os.path.realpath(path))
    try:
        make_private(target.parent)
        written = _replace(target, content)
        _sync_folder(target.parent)
    except OSError as error:
        raise not_saved(target, error) from error
    _sweep(target, written.st_mtime)
    return written


def _replace(target: Path, content: bytes) -> os.stat_result:
    temp = target.with_name(f".{target.name}.{os.urandom(6).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temp, flags, 0o600)
    try:
        try:
            _keep_owner(descriptor, target)
            _write_all(descriptor, content)
            os.fsync(descriptor)
            written = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        while_free(lambda: temp.replace(target))
    except BaseException:
        with contextlib.suppress(OSError):  # the first error is the one to tell
            temp.unlink()
        raise
    return written


def while_free(
    action: Callable[[], object],
    *,
    platform: str = sys.platform,
    monotonic: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Do something to a file; on Windows again for a second while another program holds it open.

    There the one that reads a file keeps everybody from replacing it (ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION).

    Raises:
        OSError: what the action raised, at last.
    """
    end = monotonic() + _BUSY_SECONDS
    while True:
        try:
            action()
        except PermissionError:
            if platform != "win32" or monotonic() >= end:
                raise
            pause(0.02)
        else:
            return


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _keep_owner(descriptor: int, target: Path) -> None:
    if sys.platform == "win32":
        return
    try:
        old = target.stat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, msg("not a regular file"))
    mode = stat.S_IMODE(old.st_mode)
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.fchown(descriptor, old.st_uid, old.st_gid)
        except PermissionError:
            mode &= 0o700  # permissions meant for one group must not open the file to another
    os.fchmod(descriptor, mode)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # a folder cannot be opened there; NTFS journals the rename
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network file systems cannot sync folders
            raise
    finally:
        os.close(descriptor)


def _sweep(target: Path, now: float) -> None:
    """Remove temp files that a killed process left, judged by the file system's own clock."""
    for leftover in target.parent.glob(f".{target.name}.*.tmp"):
        with contextlib.suppress(OSError):  # somebody else's, or already gone: nothing to tell
            if now - leftover.stat().st_mtime > _STALE_SECONDS:
                leftover.unlink()


def not_saved(path: Path, error: OSError, platform: str = sys.platform) -> NotSaved:
    """Say why a file could not be written, and what helps."""
    file, folder = path.name, str(path.parent)
    if platform == "win32" and isinstance(error, PermissionError):
        return NotSaved(
            msg("{file} could not be saved: another program has it open, or Windows forbids it", file=file),
            msg("Close the program that has {file} open (an editor?), then try again.", file=str(path)),
        )
    if error.errno in DISK_FULL:
        return NotSaved(
            msg("{file} could not be saved: the disk is full", file=file),
            msg("Free some space on the disk of {folder} and try again.", folder=folder),
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return NotSaved(
            msg("{file} could not be saved: no permission", file=file),
            write_hint(path.parent),
        )
    if error.errno == errno.EROFS:
        return NotSaved(
            msg("{file} could not be saved: the disk is read-only", file=file),
            msg("Make the disk of {folder} writable.", folder=folder),
        )
    return NotSaved(
        msg("{file} could not be saved ({reason})", file=file, reason=error.strerror),
        msg("Look at {folder} and try again.", folder=folder),
    )
