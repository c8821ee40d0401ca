"""config.toml on disk: read with reasons, changed in place, never overwritten when broken, shared between processes."""

import contextlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from traybridge.core.config import Config, check_config
from traybridge.core.errors import BadConfig, NotSaved, TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.system.atomic import not_saved, write_atomic
from traybridge.system.config.read import Parsed, read_config
from traybridge.system.config.splice import edit_text
from traybridge.system.config.values import get_value, with_value
from traybridge.system.filelock import locked
from traybridge.system.folders import make_private
from traybridge.system.ownership import read_hint

_LARGEST = 1024 * 1024
_BOM = "\ufeff"
_Look = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The config in force; ``problem`` says why it is the last good one and not the file's."""

    config: Config
    warnings: tuple[str, ...] = ()
    problem: BadConfig | None = None


class ConfigFile:
    """One config file. Calls block for milliseconds (a lock, an fsync): from a coroutine, call them in a thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: _Look = None
        self._missing = False

    @property
    def last_good(self) -> Path:
        return self.path.with_name(f"{self.path.name}.last-good")

    def load(self) -> Loaded:
        """Read the file; a missing one is all defaults. Writes nothing.

        Raises:
            BadConfig: with file, dotted key, line and what is allowed; also for a file that cannot be read.
        """
        return self._load()[0]

    def current(self) -> Config:
        """What the file says (core.ports.ConfigStore). Raises BadConfig as ``load`` does."""
        return self.load().config

    def load_or_last_good(self) -> Loaded:
        """Read the file, keeping a copy of a good one; of a broken one take the copy, and say what is wrong.

        The copy is written only when it differs: nothing is written while nothing changes.
        """
        try:
            loaded, content = self._load()
        except BadConfig as problem:
            return replace(self._load_copy(), problem=problem)
        try:
            self._keep_copy(content)
        except NotSaved as error:
            return replace(loaded, warnings=(*loaded.warnings, str(error)))
        return loaded

    def edit(self, change: Callable[[Config], Config]) -> Config:
        """Read, change, check and write under a lock that other processes respect; the result is what stands there.

        Raises:
            BadConfig: the file is broken (it stays as it is), or the changed config is.
            NotSaved: the disk is full, ...
            TrayBridgeError: somebody else keeps writing, or the file's layout cannot be changed without loss.
        """
        try:
            make_private(self.path.parent)
            with locked(self.path.with_name(f"{self.path.name}.lock")):
                return self._edit_locked(change)
        except OSError as error:
            raise not_saved(self.path, error) from error

    def get(self, name: str) -> Any:
        """The value of a dotted name (configvalues.py). Raises NotFound, BadConfig."""
        return get_value(self.load().config, name)

    def set(self, name: str, text: str) -> Config:
        """Set a dotted name from typed text. Raises NotFound, BadConfig, NotSaved."""
        return self.edit(lambda config: with_value(config, name, text))

    def changed(self) -> bool:
        """Say whether somebody else wrote the file since we last read or wrote it. One stat, no reading.

        A file that is gone counts from the second look on: some editors remove it for a moment.
        """
        look = self._look()
        was_missing, self._missing = self._missing, look is None
        if look is None and not was_missing:
            return False
        return look != self._seen

    def _look(self) -> _Look:
        try:
            return _look_of(self.path.stat())
        except OSError:
            return None

    def _load(self) -> tuple[Loaded, bytes]:
        content = self._read()
        parsed = self._parse(content)
        return Loaded(parsed.config, parsed.warnings), content

    def _read(self) -> bytes:
        try:
            content, self._seen = read_file(self.path)
        except BadConfig:
            self._seen = self._look()  # told once, not at each look
            raise
        return content

    def _parse(self, content: bytes) -> Parsed:
        return read_config(decode(content, str(self.path)).removeprefix(_BOM), str(self.path))

    def _load_copy(self) -> Loaded:
        try:
            content, _ = read_file(self.last_good)
            return Loaded(read_config(decode(content, str(self.last_good)).removeprefix(_BOM)).config)
        except BadConfig:
            return Loaded(Config())

    def _keep_copy(self, content: bytes) -> None:
        try:
            if not content or read_file(self.last_good)[0] == content:
                return
        except BadConfig:
            pass  # a damaged copy is just what a new one replaces
        write_atomic(self.last_good, content)

    def _edit_locked(self, change: Callable[[Config], Config]) -> Config:
        try:
            content, seen = read_file(self.path)
            before = self._parse(content)
        except BadConfig as error:
            raise _not_overwritten(error) from error
        after = change(before.config)
        check_config(after)
        self._seen = seen  # what somebody else wrote is in the result
        if after == before.config:
            return after
        text = decode(content, str(self.path))
        mark = _BOM if text.startswith(_BOM) else ""
        new = edit_text(text.removeprefix(_BOM), before.config, after)
        _verify(new, before, after)
        content = (mark + new).encode()
        self._seen = _look_of(write_atomic(self.path, content))
        with contextlib.suppress(NotSaved):  # the settings are saved; the copy comes with the next load
            self._keep_copy(content)
        return after


def read_file(path: Path) -> tuple[bytes, _Look]:
    """The content of a settings file and how to recognise it; a missing one is empty.

    Raises:
        BadConfig: it is too large, no file, or cannot be read.
    """
    name = str(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise BadConfig(
                    msg("{file} is no file", file=path.name),
                    "Move away what is there, or make it a text file.",
                    path=name,
                )
            if found.st_size > _LARGEST:
                raise BadConfig(
                    msg("{file} is larger than 1 MiB", file=path.name), "This cannot be a settings file.", path=name
                )
            return file.read(_LARGEST), _look_of(found)
    except FileNotFoundError:
        return b"", None
    except OSError as error:
        raise BadConfig(
            msg("{file} cannot be read ({reason})", file=path.name, reason=error.strerror),
            read_hint(path) if isinstance(error, PermissionError) else msg("Look at {file}.", file=name),
            path=name,
        ) from None


def decode(content: bytes, file: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadConfig(
            "The file is not UTF-8 text", "Save it as UTF-8 in your editor.", path=file, line=line
        ) from None


def _look_of(found: os.stat_result) -> _Look:
    return found.st_mtime_ns, found.st_size, found.st_ino


def _not_overwritten(error: BadConfig) -> BadConfig:
    return BadConfig(
        msg("Nothing was saved, because the settings file is broken: {why}", why=error.title),
        error.hint,
        path=error.path,
        key=error.key,
        line=error.line,
    )


def _verify(text: str, before: Parsed, after: Config) -> None:
    """Refuse to write what does not say the same when it is read back, unknown keys included.

    Raises:
        TrayBridgeError: our editing met a layout that it cannot change without loss.
    """
    kept = {row.id for row in after.providers}
    try:
        written = read_config(text)
        good = written.config == after and _unknown(written, kept) == _unknown(before, kept)
    except BadConfig:
        good = False
    if not good:
        raise TrayBridgeError(
            "The settings file has a layout that cannot be changed without loss",
            "Make this change by hand; the file is as it was.",
        )


def _unknown(parsed: Parsed, kept: set[str]) -> dict[str, str]:
    """Unknown keys, told by their provider's id instead of its position, with values as text: nan is never itself."""
    found = {}
    for path, value in parsed.unknown:
        match path:
            case ("providers", int(position), *rest):
                provider_id = parsed.config.providers[position].id
                if provider_id in kept:
                    found[f"{provider_id}: {rest}"] = repr(value)
            case _:
                found[f"{path}"] = repr(value)
    return found
