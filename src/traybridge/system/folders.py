"""Make folders for this user alone (0700), whatever the umask is and without following a planted link."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path


def make_private(folder: Path) -> None:
    """Make a folder and each missing one above it, 0700; one that is there stays as it is.

    `Path.mkdir(mode=..., parents=True)` gives the ones above it the umask's permissions (0777 under umask 000).

    Raises:
        OSError: it cannot be made, or something else is in its place.
    """
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(20, os.strerror(20))


def tighten(folder: Path) -> None:
    """Take a folder of this user away from others (0700). A link and a folder of another owner stay as they are."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # a link, gone, or not ours: what we put into it is 0600 all the same
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            found = os.fstat(descriptor)
            if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) & 0o077:
                os.fchmod(descriptor, 0o700)
        finally:
            os.close(descriptor)


def is_shared(folder: Path) -> bool:
    """Say whether other users may put something into this folder, as into /tmp."""
    return sys.platform != "win32" and bool(folder.stat().st_mode & 0o022)
