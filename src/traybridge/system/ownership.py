"""Whose files these are: a run with sudo leaves files of root in a home folder, and locks its owner out."""

import os
import sys
from pathlib import Path

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import Text, msg


def foreign_owner(path: Path) -> str:
    """The name of another user to whom this path belongs, or the nearest folder that is there; "" where it is ours."""
    if sys.platform == "win32":
        return ""
    found = _nearest(path)
    return "" if found is None or found.st_uid == os.geteuid() else _name(found.st_uid)


def write_hint(folder: Path) -> Text:
    """Say what lets this user write into a folder."""
    owner, place = foreign_owner(folder), folder.absolute()
    if not owner:
        return msg("Let your user write to {folder}.", folder=str(place))
    if "traybridge" not in {part.lower() for part in place.parts}:  # a shared folder, or the system's own
        return msg("{folder} belongs to {owner}. Let your user write there.", folder=str(place), owner=owner)
    return msg(
        "{folder} belongs to {owner}. Give it back: sudo chown -R {user} {folder}",
        folder=str(place),
        owner=owner,
        user=_name(os.geteuid()),
    )


def read_hint(path: Path) -> Text:
    """Say what lets this user read a file."""
    owner, place = foreign_owner(path), path.absolute()
    if not owner:
        return msg("Make it readable for your user: chmod u+rw {file}.", file=str(place))
    return msg(
        "It belongs to {owner}. Give it back: sudo chown {user} {file}",
        owner=owner,
        user=_name(os.geteuid()),
        file=str(place),
    )


def root_in_a_home(folder: Path) -> TrayBridgeError | None:
    """The warning for root (sudo with HOME kept) whose files go into the home folder of somebody else; else None."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    owner = next((name for one in (folder, *folder.parents) if (name := _owner_beside_root(one))), "")
    if not owner:
        return None
    return TrayBridgeError(
        msg("This runs as root in a folder of {owner}", owner=owner),
        msg(
            "What it saves belongs to root, and {owner} can no longer change it. Run it as {owner}, without sudo.",
            owner=owner,
        ),
    )


def _owner_beside_root(folder: Path) -> str:
    try:
        found = folder.stat()
    except OSError:
        return ""
    return "" if found.st_uid == 0 else _name(found.st_uid)


def _nearest(path: Path) -> os.stat_result | None:
    for one in (path, *path.parents):
        try:
            return one.stat()
        except OSError:
            continue
    return None


def _name(user: int) -> str:
    """A user's name, the number for one who has none."""
    if sys.platform == "win32":
        return ""
    import pwd

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
