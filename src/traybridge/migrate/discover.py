"""Where old settings may be, and which reader takes which file."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from traybridge.core.errors import NotFound
from traybridge.core.i18n import msg
from traybridge.migrate import (
    bridge_yaml,
    continue_dev,
    environment,
    export,
    litellm,
    llm_keys,
    open_webui,
    spiral_codex,
    token_manager,
    token_manager_db,
    token_manager_web,
)
from traybridge.migrate.backups import as_backup, backups_of
from traybridge.migrate.files import (
    DATABASE_LIMIT,
    YAML_LIMIT,
    Unreadable,
    decode,
    fields,
    parse_json,
    parse_yaml,
    read_bytes,
)
from traybridge.migrate.findings import Findings, Problem
from traybridge.migrate.provider_mapping import preset_by_name
from traybridge.migrate.sqlite_image import MAGIC

Reader = Callable[[Path, Mapping[str, str]], Findings]

READERS: dict[str, Reader] = {
    token_manager.READER: token_manager.read,
    token_manager_web.READER: token_manager_web.read,
    spiral_codex.READER: spiral_codex.read,
    token_manager_db.READER: token_manager_db.read,
    bridge_yaml.READER: bridge_yaml.read,
    litellm.READER: litellm.read,
    continue_dev.READER: continue_dev.read,
    llm_keys.READER: llm_keys.read,
    open_webui.READER: open_webui.read,
    environment.READER: environment.read,
    export.READER: export.read,
}

_PLACES = (
    (".token_manager_config.json", token_manager.READER),
    (".token_manager/config.json", token_manager_web.READER),
    (".spiral_codex_keys.json", spiral_codex.READER),
    ("token_manager.db", token_manager_db.READER),
    ("bridge_config.yaml", bridge_yaml.READER),
    ("bridge_config.yml", bridge_yaml.READER),
    ("litellm_config.yaml", litellm.READER),
    ("litellm.yaml", litellm.READER),
    (".continue/config.yaml", continue_dev.READER),
    (".continue/config.json", continue_dev.READER),
    ("token_manager_config.json", token_manager.READER),
    (".env", environment.READER),
    (".env.local", environment.READER),
)
"""Names that belong to one tool, in the order in which they count; whatever is wrong with such a file is reported."""

_COMMON = ("config.yaml", "config.yml", "config-*.json", "open-webui*.json", "openwebui*.json", "open_webui*.json")
"""Names that many programs use: such a file counts only when its content is one that a reader knows."""
_COMMON_IN_PATH = (*_COMMON, "config.json", "keys.json", "*.db", "traybridge-export*.json")
"""The same for a folder that somebody named: it may be the tool's own folder."""


@dataclass(frozen=True, slots=True)
class Candidate:
    path: Path
    reader: str


def in_home(home: Path, folder: Path, variables: Mapping[str, str]) -> tuple[Candidate, ...]:
    """What is there in the home folder and in the current folder."""
    llm = (Candidate(place / "keys.json", llm_keys.READER) for place in llm_keys.folders(home, variables))
    places = [_in_folder(one, _COMMON if one == folder else ()) for one in (home, folder)]
    return _unique([*(one for place in places for one in place), *(one for one in llm if _is_there(one.path))])


def at_path(path: Path) -> tuple[Candidate, ...]:
    """What is there at a path that somebody named: one file, or a folder that stands for home and current folder.

    Raises:
        NotFound: nothing is there.
    """
    if not os.path.lexists(path):
        raise NotFound(
            msg("There is nothing at {path}", path=path),
            "Check the path; without one the home and current folders are read.",
        )
    if not path.is_dir():
        return (Candidate(path, _by_name(path) or _by_content(path) or ""),)
    llm = (Candidate(place / "keys.json", llm_keys.READER) for place in llm_keys.folders(path, {}))
    return _unique([*_in_folder(path, _COMMON_IN_PATH), *(one for one in llm if _is_there(one.path))])


def read_all(candidates: Iterable[Candidate], variables: Mapping[str, str]) -> Findings:
    """Read every candidate and the copies beside it."""
    findings = Findings()
    seen: set[str] = set()
    for candidate in candidates:
        family = (candidate.path, *backups_of(candidate.path))
        fresh = [path for path in family if os.path.realpath(path) not in seen and _is_there(path)]
        seen |= {os.path.realpath(path) for path in fresh}
        findings += _family(candidate, fresh, variables)
    return findings


def _family(candidate: Candidate, paths: list[Path], variables: Mapping[str, str]) -> Findings:
    """Read a file and its copies; the newest copy with providers stands in for a file that is gone or broken."""
    findings = Findings()
    for path in paths:
        read = _read(Candidate(path, candidate.reader), variables)
        copy = path != candidate.path
        findings += as_backup(read) if copy and (findings.found or not read.found) else read
    return findings


def _read(candidate: Candidate, variables: Mapping[str, str]) -> Findings:
    reader = READERS.get(candidate.reader)
    if reader is not None:
        return reader(candidate.path, variables)
    try:
        read_bytes(candidate.path)
        reason = msg("it is in no format that TrayBridge reads")
    except Unreadable as refused:
        reason = refused.words
    return Findings(problems=(Problem(str(candidate.path), reason),))


def _in_folder(folder: Path, common: tuple[str, ...]) -> list[Candidate]:
    listed = [Candidate(folder / name, reader) for name, reader in _PLACES if _is_there(folder / name)]
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208  # names only
    except OSError:
        names = []
    if (gone := Candidate(folder / _PLACES[0][0], _PLACES[0][1])) not in listed and backups_of(gone.path):
        listed.insert(0, gone)
    taken = {one.path for one in listed}
    for name in names:
        if folder / name not in taken and any(fnmatch(name, pattern) for pattern in common):
            reader = _by_content(folder / name)
            listed += [Candidate(folder / name, reader)] if reader else []
    return listed


def _is_there(path: Path) -> bool:
    """True also for a link into nothing and for a file that may not be read: both are reported."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def _unique(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each real file once: home and current folder may be the same, and links may lead to one file."""
    first: dict[str, Candidate] = {}
    for one in candidates:
        first.setdefault(os.path.realpath(one.path), one)
    return tuple(first.values())


def _by_name(path: Path) -> str:
    name = path.name.lower()
    if name.startswith((".token_manager_config", "token_manager_config")):
        return token_manager.READER
    if name.startswith(".env") or name.endswith(".env"):
        return environment.READER
    if name == "config.json" and path.absolute().parent.name == ".token_manager":
        return token_manager_web.READER
    return next((reader for place, reader in _PLACES if place == name), "")


def _by_content(path: Path) -> str:
    """The reader whose format a file is in; "" for none."""
    try:
        data = read_bytes(path, DATABASE_LIMIT)
    except Unreadable:
        return ""
    if data.startswith(MAGIC):
        return token_manager_db.READER
    text = decode(data).text
    try:
        return _by_json(parse_json(text))
    except Unreadable:
        return _by_yaml(text)


def _by_json(document: object) -> str:
    rows = fields(document)
    if export.MARK in rows:
        return export.READER
    if open_webui.is_export(document):
        return open_webui.READER
    if "providers" in rows or isinstance(document, list):
        return token_manager.READER
    if any("encrypted_key" in fields(one) for one in rows.values()):
        return spiral_codex.READER
    if isinstance(rows.get("models"), list):
        return continue_dev.READER
    known = any(preset_by_name(name) for name in rows)
    return llm_keys.READER if known and all(isinstance(one, str) for one in rows.values()) else ""


def _by_yaml(text: str) -> str:
    words = ("model_list", "api_keys", "primary_host", "models", "failover")
    if len(text) > YAML_LIMIT or not any(word in text for word in words):
        return ""
    try:
        rows = fields(parse_yaml(text))
    except Unreadable:
        return ""
    if "model_list" in rows:
        return litellm.READER
    if "api_keys" in rows or "primary_host" in fields(rows.get("exo")):
        return bridge_yaml.READER
    return continue_dev.READER if isinstance(rows.get("models"), list) else ""
