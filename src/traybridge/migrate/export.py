"""The bundle for another machine: settings without secrets and chats, one versioned JSON document; and reading it."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from traybridge.core.config import Config, ProviderConfig, check_config
from traybridge.core.errors import BadConfig
from traybridge.core.i18n import Text, msg
from traybridge.core.saved_chat import SavedChat
from traybridge.migrate.files import DATABASE_LIMIT, Unreadable, entries, fields, parse_json, read_text
from traybridge.migrate.findings import Findings, FoundProvider, Problem
from traybridge.migrate.provider_mapping import carries_key
from traybridge.migrate.reasons import words_of

READER = "traybridge"
MARK = "traybridge_export"
VERSION = 1
_LEFT_BEHIND = {"desktop.welcomed"}
"""Settings that say something about one machine only."""


def export(config: Config, chats: Iterable[SavedChat], *, at: float) -> bytes:
    """Write the bundle; ``at`` in seconds since 1970. Keys are not in it: they are not in the config either."""
    rows = [replace(row, headers=_without_secrets(row.headers)) for row in config.providers]
    document = {
        MARK: VERSION,
        "created_at": datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds"),
        "config": msgspec.to_builtins(replace(config, providers=tuple(rows))),
        "chats": [msgspec.to_builtins(chat) for chat in chats],
    }
    return (json.dumps(document, indent=1, ensure_ascii=True) + "\n").encode()


def _without_secrets(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if not carries_key(name, value)}


def read(path: Path, _environment: Mapping[str, str]) -> Findings:
    """Read a bundle: what is whole in it is taken, the rest reported. Never raises."""
    try:
        document = fields(parse_json(read_text(path, DATABASE_LIMIT)))
    except Unreadable as reason:
        return _problem(path, reason.words)
    version = document.get(MARK)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return _problem(path, msg("it is no export of TrayBridge"))
    if version > VERSION:
        newer = msg("it was made by a newer TrayBridge (format {version}); update this one first", version=version)
        return _problem(path, newer)
    chats, broken = _chats(document.get("chats"))
    findings = Findings(chats=chats) + _settings(path, fields(document.get("config")))
    return findings + _problem(path, msg("{broken} chats in it cannot be read", broken=broken)) if broken else findings


def _problem(path: Path, text: Text) -> Findings:
    return Findings(problems=(Problem(str(path), text),))


def _chats(value: object) -> tuple[tuple[SavedChat, ...], int]:
    chats: list[SavedChat] = []
    broken = 0
    for entry in entries(value):
        try:
            chats.append(msgspec.convert(entry, SavedChat))
        except msgspec.ValidationError:
            broken += 1
    return tuple(chats), broken


def _settings(path: Path, config: Mapping[str, Any]) -> Findings:
    found: list[FoundProvider] = []
    problems: list[Problem] = []
    for at, entry in enumerate(entries(config.get("providers"))):
        try:
            row = msgspec.convert(entry, ProviderConfig)
            check_config(Config(providers=(row,)))
        except (msgspec.ValidationError, BadConfig) as error:
            problems.append(Problem(str(path), msg("providers[{at}] was left out: {why}", at=at, why=words_of(error))))
            continue
        source = str(path)
        found.append(FoundProvider(source, READER, row.label, row, enabled=row.enabled, priority=at, exact_id=True))
    rest = {name: value for name, value in config.items() if name != "providers"}
    settings = tuple((name, value) for name, value in _dotted(rest, "") if name not in _LEFT_BEHIND)
    return Findings(tuple(found), settings=settings, problems=tuple(problems))


def _dotted(section: Mapping[str, Any], before: str) -> Iterable[tuple[str, Any]]:
    for name, value in section.items():
        if isinstance(value, dict):
            yield from _dotted(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
