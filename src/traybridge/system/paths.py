"""The folders and files of TrayBridge on this machine, by platform or below TRAYBRIDGE_HOME."""

import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.system.folders import is_shared, make_private, tighten
from traybridge.system.ownership import foreign_owner, write_hint

if TYPE_CHECKING:
    from platformdirs.api import PlatformDirsABC

HOME_VARIABLE = "TRAYBRIDGE_HOME"
_LONGEST_SOCKET = 103  # sockaddr_un.sun_path: 104 bytes on macOS, 108 on Linux, the closing NUL included
_SOCKET = "control.sock"


@dataclass(frozen=True, slots=True)
class Paths:
    """Our five folders; on some platforms several are the same one.

    ``runtime`` is always short enough for a Unix socket inside it, so for a deep TRAYBRIDGE_HOME it lies elsewhere.
    """

    config: Path
    data: Path
    cache: Path
    runtime: Path
    logs: Path

    @property
    def config_file(self) -> Path:
        return self.config / "config.toml"

    @property
    def database(self) -> Path:
        return self.data / "traybridge.db"

    @property
    def socket(self) -> Path:
        return self.runtime / _SOCKET

    @property
    def lock(self) -> Path:
        return self.runtime / "instance.lock"

    @property
    def starting(self) -> Path:
        """Stands there while the one instance is starting."""
        return self.runtime / "starting"

    def ensure(self) -> None:
        """Make the folders, 0700. A folder that somebody chose (TRAYBRIDGE_HOME itself) keeps its permissions.

        Raises:
            TrayBridgeError: a folder cannot be made, or the runtime folder belongs to somebody else.
        """
        chosen = self.config if self.config in self.data.parents else None
        for folder in (self.config, self.data, self.cache, self.logs):
            _make(folder)
            if folder != chosen:
                tighten(folder)
        self.ensure_runtime()

    def ensure_runtime(self) -> None:
        """Make the runtime folder alone: all that a second start needs.

        Where others may write beside it (/tmp) it is looked at and never changed: they may have planted it.

        Raises:
            TrayBridgeError: it cannot be made or is not ours alone.
        """
        own = self.runtime.parent if self.runtime.parent.name == _temporary_name() else self.runtime
        for folder in dict.fromkeys((own, self.runtime)):
            if not os.path.lexists(folder):
                _make(folder)
            if not is_shared(folder.parent):
                tighten(folder)
            if problem := runtime_problem(folder):
                raise TrayBridgeError(problem, "Remove it, or set XDG_RUNTIME_DIR to a folder of your own.")


def find_paths(environ: Mapping[str, str], platform: str = sys.platform) -> Paths:
    """Everything under TRAYBRIDGE_HOME if that is set, else in the platform's folders.

    Raises:
        TrayBridgeError: the platform's folders cannot be told, because there is no home folder.
    """
    if chosen := environ.get(HOME_VARIABLE, "").strip():
        return _paths_under(_absolute(chosen), environ, platform)
    return _platform_paths(environ, platform)


def runtime_problem(folder: Path) -> str:
    """Say why a folder is no safe place for our socket, a missing one too; "" when it is one."""
    where = str(folder)
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return msg("The folder {folder} cannot be trusted: it is missing", folder=where)
    except OSError as error:
        return msg(
            "The folder {folder} cannot be trusted: it cannot be looked at ({reason})",
            folder=where,
            reason=error.strerror,
        )
    if not stat.S_ISDIR(found.st_mode):
        return msg("The folder {folder} cannot be trusted: it is no folder", folder=where)
    if sys.platform == "win32":
        return ""
    if found.st_uid != os.geteuid():
        return msg("The folder {folder} cannot be trusted: it belongs to another user", folder=where)
    if stat.S_IMODE(found.st_mode) & 0o077:
        return msg("The folder {folder} cannot be trusted: it can be used by others", folder=where)
    return ""


def _absolute(text: str) -> Path:
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:
        raise TrayBridgeError(
            msg("{variable} names a home folder that does not exist", variable=HOME_VARIABLE),
            "Write the whole path of the folder.",
        ) from None


def _paths_under(home: Path, environ: Mapping[str, str], platform: str) -> Paths:
    runtime = home / "run"
    if platform != "win32" and len(os.fsencode(runtime / _SOCKET)) > _LONGEST_SOCKET:
        runtime = _short_runtime(environ) / _name_for(home)
    return Paths(config=home, data=home / "data", cache=home / "cache", runtime=runtime, logs=home / "logs")


def _platform_paths(environ: Mapping[str, str], platform: str) -> Paths:
    match platform:
        case "darwin":
            from platformdirs.macos import MacOS as Folders
        case "win32":
            from platformdirs.windows import Windows as Folders  # type: ignore[assignment]
        case _:
            from platformdirs.unix import Unix as Folders  # type: ignore[assignment]
    try:
        found = Folders("TrayBridge" if platform in {"darwin", "win32"} else "traybridge", appauthor=False)
        return Paths(
            config=found.user_config_path,
            data=found.user_data_path,
            cache=found.user_cache_path,
            runtime=_runtime(found, environ, platform),
            logs=found.user_log_path,
        )
    except RuntimeError:
        raise TrayBridgeError(
            "The home folder of this user cannot be found",
            msg("Set {variable} to a folder of your own.", variable=HOME_VARIABLE),
        ) from None


def _runtime(found: "PlatformDirsABC", environ: Mapping[str, str], platform: str) -> Path:
    """Beside the data on macOS: platformdirs would put it into the caches, which cleaners empty.

    On Linux platformdirs warns on stderr at each start where XDG_RUNTIME_DIR is not set (ssh, containers).
    """
    if platform == "win32":
        return found.user_runtime_path
    own = found.user_data_path / "run"
    if platform == "darwin" and len(os.fsencode(own / _SOCKET)) <= _LONGEST_SOCKET:
        return own
    return _short_runtime(environ)


def _short_runtime(environ: Mapping[str, str]) -> Path:
    """The user's runtime folder where there is one, else a folder of ours among the temporary files."""
    for base in (environ.get("XDG_RUNTIME_DIR", ""), f"/run/user/{os.geteuid()}"):
        if base.startswith("/") and len(os.fsencode(base)) < 60 and not runtime_problem(Path(base)):
            return Path(base) / "traybridge"
    temporary = environ.get("TMPDIR", "")
    if not temporary.startswith("/") or len(os.fsencode(temporary)) > 60:
        temporary = "/tmp"  # noqa: S108  the folder made in it is 0700 and its owner is checked
    return Path(temporary) / _temporary_name()


def _temporary_name() -> str:
    """Our folder among the temporary files, where every user has one."""
    return "traybridge" if sys.platform == "win32" else f"traybridge-{os.geteuid()}"


def _name_for(home: Path) -> str:
    """A short name for a long path, the same however the path is written."""
    from hashlib import sha256

    return sha256(os.fsencode(os.path.realpath(home))).hexdigest()[:12]


def _make(folder: Path) -> None:
    try:
        make_private(folder)
    except OSError as error:
        owned = isinstance(error, PermissionError) and foreign_owner(folder)
        raise TrayBridgeError(
            msg("The folder {folder} cannot be made ({reason})", folder=str(folder), reason=error.strerror),
            write_hint(folder.parent)
            if owned
            else msg("Make it yourself, or set {variable} to a folder that you may write to.", variable=HOME_VARIABLE),
        ) from error
