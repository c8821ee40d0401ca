"""Removing from the old files what is now in the keyring, and proving it by a byte search.

Nothing is removed that was not read back from the keyring a moment before. Each file is replaced as a whole or not at
all, so that a crash leaves old or scrubbed files, never half ones; scrubbing again finishes the rest.
"""

import asyncio
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from traybridge.core.errors import KeyringProblem, TrayBridgeError
from traybridge.core.i18n import Text, msg
from traybridge.core.ports import SecretStore
from traybridge.core.secret import Secret
from traybridge.migrate.files import DATABASE_LIMIT, TEXT_LIMIT, Unreadable, decode, read_bytes, why
from traybridge.migrate.findings import OldFile
from traybridge.migrate.key_search import encodings_of, holds
from traybridge.migrate.keys import TOKEN, WRAPPED_TOKEN
from traybridge.migrate.plan import ImportPlan, Mark
from traybridge.migrate.reasons import words_of
from traybridge.migrate.redact_text import Broken, Eraser, erase
from traybridge.migrate.scrub_database import scrub_database
from traybridge.migrate.sqlite_image import MAGIC

Write = Callable[[Path, bytes], object]
"""Replace a file at once, following links, keeping its permissions; raises OSError or TrayBridgeError."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that still holds a key or a ciphertext, and why it was left."""

    path: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """``changed`` were rewritten; ``unsearched`` could not be looked through."""

    changed: tuple[Path, ...]
    kept: tuple[Kept, ...]
    unsearched: tuple[Path, ...] = ()


async def scrub(plan: ImportPlan, secret_store: SecretStore, *, journal: Path, at: float, write: Write) -> Scrubbed:
    """Scrub the files of an import that was carried out; ``at`` in seconds since 1970, for the journal.

    ``secret_store`` has to be the keyring itself: a cache would vouch for keys that the next start does not have.

    Raises:
        KeyringProblem: a key did not reach the keyring, or the keyring cannot be read; nothing was touched then.
        OSError: the journal cannot be written; nothing was touched then.
    """
    if getattr(secret_store, "session_only", False):
        raise KeyringProblem(
            "absent",
            "The keys are kept for this session only",
            "Nothing was removed from the old files. Set up a keyring, import again, then scrub.",
        )
    arrived = {account: key for account in plan.accounts if (key := await secret_store.get(account)) is not None}
    missing = [account for account, key in plan.keys.items() if arrived.get(account) != key]
    if missing:
        raise KeyringProblem(
            "failed",
            msg("The key of {accounts} is not in the keyring", accounts=", ".join(missing)),
            "Nothing was removed from the old files. Import again, then scrub.",
        )
    return await asyncio.to_thread(_Scrub(plan, arrived, _Journal(journal, at), write).run)


class _Journal:
    """What was changed, one JSON line each, without keys."""

    def __init__(self, path: Path, at: float) -> None:
        self._path = path
        self._when = datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")

    def add(self, **entry: Any) -> None:
        line = (json.dumps({"at": self._when, **entry}) + "\n").encode()
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            os.write(descriptor, line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class _Scrub:
    """One run over all files; blocks."""

    def __init__(self, plan: ImportPlan, arrived: Mapping[str, Secret], journal: _Journal, write: Write) -> None:
        self._plan = plan
        self._arrived = arrived
        self._keys = {key.reveal(): account for account, key in arrived.items()}
        self._journal = journal
        self._write = write
        self._changed: list[Path] = []
        self._kept: list[Kept] = []
        self._unsearched: list[Path] = []

    def run(self) -> Scrubbed:
        self._journal.add(event="scrub", files=len(self._plan.files))
        for file in _once(self._plan.files):
            self._file(file)
        self._encryption_keys()
        self._name_kept_places()
        self._search()
        self._kept += [
            Kept(
                "environment",
                msg("{name} is set to a key that is in the keyring now; remove it where it is set", name=name),
            )
            for name, key in self._plan.variables
            if key.reveal() in self._keys
        ]
        return Scrubbed(tuple(self._changed), tuple(dict.fromkeys(self._kept)), tuple(self._unsearched))

    def _goes(self, mark: Mark) -> bool:
        """True for a key that is in the keyring, and for an older copy of one in the same entry or in a backup."""
        if mark.place.key is None:
            return False
        older = (mark.place.older or mark.backup) and mark.account in self._arrived
        return older or mark.place.key.reveal() in self._keys

    def _file(self, file: OldFile) -> None:
        going = [mark for mark in self._plan.marks if mark.place.path == file.path and self._goes(mark)]
        texts = {
            text for mark in going for text in (mark.place.text.reveal(), (mark.place.key or mark.place.text).reveal())
        }
        eraser = Eraser(self._keys, texts, self._plan.key_files)
        try:
            changed = self._erase(file, eraser, texts)
        except (Unreadable, Broken) as reason:
            self._kept.append(Kept(str(file.path), reason.words))
        except OSError as error:
            self._kept.append(Kept(str(file.path), why(error)))
        except TrayBridgeError as error:
            self._kept.append(Kept(str(file.path), words_of(error)))
        else:
            if changed:
                self._changed.append(file.path)
                fields = sorted({mark.place.label for mark in going})
                self._journal.add(event="emptied", path=str(file.path), fields=fields)

    def _erase(self, file: OldFile, eraser: Eraser, texts: set[str]) -> bool:
        target = Path(os.path.realpath(file.path))
        if not target.is_file():  # a folder, a link into nothing: no key can be in there
            return False
        data = read_bytes(target, DATABASE_LIMIT if file.syntax == "sqlite" else TEXT_LIMIT)
        if data.startswith(MAGIC):
            return self._erase_database(target, eraser, texts)
        text = decode(data)
        left = text.encode(erase(text.text, file.syntax, eraser))
        if left == data:
            return False
        other_names = target.stat().st_nlink - 1
        if read_bytes(target) == data:
            self._write(target, left)
        if read_bytes(target) != left:
            raise Broken(msg("another program wrote to it meanwhile; close the old tool and scrub again"))
        if other_names > 0:
            self._kept.append(
                Kept(str(file.path), msg("it was linked under another name too, which still has the old content"))
            )
        return True

    def _erase_database(self, target: Path, eraser: Eraser, texts: set[str]) -> bool:
        """Rewrite a database that holds a key in a row or in what was once a row."""
        wanted = [*(encodings_of(key) for key in self._keys), frozenset(text.encode() for text in texts)]
        if not any(holds(part, wanted) for part in _database_parts(target)):
            return False
        scrub_database(target, eraser)
        return True

    def _encryption_keys(self) -> None:
        """Name an encryption key that something encrypted still needs.

        None is removed, also when nothing is left that we know of: copies elsewhere or another tool may need it.
        """
        opened = {mark.place.key_file for mark in self._plan.marks if mark.place.key_file and self._goes(mark)}
        for key_file in _once(self._plan.key_files):
            users = [file for file in self._plan.files if key_file.path in file.key_files]
            needed = next((file for file in users if _has_ciphertext(file.path)), None)
            if key_file.path in opened and needed is not None:
                why_needed = msg("{name} still holds something encrypted", name=needed.path.name)
                self._kept.append(Kept(str(key_file.path), why_needed))

    def _name_kept_places(self) -> None:
        for mark in self._plan.marks:
            if self._goes(mark):
                continue
            where = f"{mark.place.label} ({mark.name})" if mark.name else mark.place.label
            if mark.place.key is None:
                reason = msg("{where} could not be decrypted", where=where)
            else:
                reason = msg("{where} is another key than the one in the keyring", where=where)
            self._kept.append(Kept(str(mark.place.path), reason))

    def _search(self) -> None:
        """Look for every key, in every shape, in all old files and in what lies beside them."""
        accounts = list(self._keys.values())
        wanted = [encodings_of(key) for key in self._keys]
        own = {os.path.realpath(file.path) for file in self._plan.files}
        for path in _with_siblings(self._plan.files):
            try:
                at = holds(path, wanted)
            except Unreadable:
                self._unsearched.append(path)
                continue
            if at:
                who = ", ".join(accounts[one] for one in at)
                reason = msg("the key of {who} is in it", who=who)
                if os.path.realpath(path) not in own:
                    reason = msg("{reason}; it is no file of the old tools, so it was not changed", reason=reason)
                self._kept.append(Kept(str(path), reason))


def _once(files: Iterable[Any]) -> list[Any]:
    """Each real file once."""
    return list({os.path.realpath(one.path): one for one in files}.values())


def _database_parts(path: Path) -> list[Path]:
    return [part for ending in ("", "-wal", "-journal") if (part := Path(f"{path}{ending}")).is_file()]


def _has_ciphertext(path: Path) -> bool:
    try:
        text = decode(read_bytes(path)).text
    except Unreadable:  # what cannot be looked at may need its key
        return os.path.lexists(path)
    return TOKEN.search(text) is not None or WRAPPED_TOKEN in text


def _with_siblings(files: Iterable[OldFile]) -> list[Path]:
    """The files and every regular file in their folders, each once."""
    paths: dict[str, Path] = {}
    for file in files:
        real = Path(os.path.realpath(file.path))
        paths.setdefault(str(real), file.path)
        try:
            for one in sorted(real.parent.iterdir()):
                if one.is_file() and not one.is_symlink():
                    paths.setdefault(os.path.realpath(one), one)
        except OSError:  # the file itself is searched; its folder cannot be listed
            continue
    return [path for path in paths.values() if os.path.lexists(path)]
