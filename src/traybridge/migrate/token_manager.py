"""Reader of ``~/.token_manager_config.json``: the encrypted format, the older base64 one, and what others added."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from traybridge.core.i18n import Text, joined, msg
from traybridge.core.secret import Secret
from traybridge.migrate.files import Unreadable, parse_json, read_text
from traybridge.migrate.findings import LAST, Findings, FoundProvider, KeyFile, KeyLocation, OldFile, Problem
from traybridge.migrate.keys import Decoded, decode, key_files_beside
from traybridge.migrate.provider_mapping import (
    Unusable,
    cap_of,
    enabled_of,
    flag_of,
    key_header,
    limited,
    number_of,
    row_of,
    text_of,
)

READER = "token_manager"
KEY_NAMES = (".token_manager_key", "key.key")
MOST = 1000
"""Entries that are read; the old tools showed them all in one list."""
_KEY_FIELDS = ("api_key", "api_key_encrypted", "encrypted_key")
"""Where an entry keeps its key; the first one that holds a key is the newest (import.md, "Keys")."""
_OBJECT_MARKS = frozenset({"base_url", "api_key", "api_key_encrypted", "status"})


def read(path: Path, _environment: Mapping[str, str]) -> Findings:
    """Read the file and the encryption key beside it; never raises."""
    return read_with(path, READER, KEY_NAMES)


def read_with(path: Path, reader: str, key_names: Sequence[str]) -> Findings:
    """Read a file of this format for a reader that keeps its encryption key under other names."""
    key_files, key_problem = key_files_beside(path.parent, key_names)
    source = str(path)
    base = Findings(
        problems=(Problem(source, key_problem),) if key_problem else (),
        key_files=key_files,
        files=(OldFile(path, "json", tuple(file.path for file in key_files)),),
    )
    try:
        document = parse_json(read_text(path))
    except Unreadable as reason:
        return base + Findings(problems=(Problem(source, reason.words),))
    rows, problems = _listed(document)
    older = isinstance(document, dict) and "saved_at" in document and text_of(document.get("version")) == "1.0"
    found = tuple(_Entry(path, reader, key_files, older).read(entry, label, name) for label, name, entry in rows[:MOST])
    if len(rows) > MOST:
        problems.append(msg("it lists {count:,} providers; the first {most:,} were read", count=len(rows), most=MOST))
    return base + Findings(found=found, problems=tuple(Problem(source, text) for text in problems))


def _listed(document: object) -> tuple[list[tuple[str, str, Any]], list[Text]]:
    """The entries with their place and the name that an object gives them, and what is odd about the whole."""
    providers = document.get("providers") if isinstance(document, dict) else document
    problems: list[Text] = []
    match providers:
        case list():
            rows = [(f"providers[{at}]", "", one) for at, one in enumerate(providers)]
        case dict() if _OBJECT_MARKS & providers.keys():
            rows = [("providers", "", providers)]
            problems.append(msg("“providers” is one provider instead of a list; it was read"))
        case dict():
            rows = [(f"providers[{at}]", text_of(name), one) for at, (name, one) in enumerate(providers.items())]
            problems.append(msg("“providers” is an object instead of a list; its entries were read"))
        case _:
            return [], [msg("it holds no list of providers")]
    index = document.get("current_provider_index") if isinstance(document, dict) else None
    if index is not None and not _names_one(index, len(rows)):
        problems.append(msg("“current_provider_index” points to no provider; it was ignored"))
    return rows, problems


def _names_one(index: object, count: int) -> bool:
    number = number_of(index)
    return number is not None and number.is_integer() and (0 <= number < count or number == 0)


class _Entry:
    """One entry of the list and what it is read with."""

    def __init__(self, path: Path, reader: str, key_files: tuple[KeyFile, ...], base64_expected: bool) -> None:
        self._path = path
        self._reader = reader
        self._key_files = key_files
        self._base64 = base64_expected

    def read(self, entry: object, label: str, default_name: str) -> FoundProvider:
        source = str(self._path)
        if not isinstance(entry, dict):
            return FoundProvider(
                source, self._reader, problem=msg("{label} is no object; it was left out", label=label)
            )
        name = text_of(entry.get("name")) or default_name
        key, places, lost = self._keys(entry, label)
        problem = lost if key is None else ""
        base_url = text_of(entry.get("base_url"), 2000)
        found = FoundProvider(
            source, self._reader, name or label, None, key, problem, lost_key=bool(problem), places=places
        )
        try:
            row = row_of(
                name,
                base_url,
                place=text_of(entry.get("type")).lower(),
                chat_endpoint=text_of(entry.get("chat_endpoint"), 2000),
                model=text_of(entry.get("model")),
            )
        except Unusable as reason:
            return replace(found, problem=joined(": ", (label, reason.words)))
        return replace(
            found,
            row=limited(row, entry),
            name=name or row.label,
            problem=problem or _odd(entry),
            enabled=_enabled(entry),
            priority=_priority(entry),
        )

    def _keys(self, entry: dict[str, Any], label: str) -> tuple[Secret | None, tuple[KeyLocation, ...], str]:
        """The key that counts, every place where one stands, and why one cannot be read."""
        header, text = key_header(entry.get("headers"))
        fields = [(field, entry.get(field)) for field in _KEY_FIELDS] + [(f"headers.{header}", text)]
        key: Secret | None = None
        places: list[KeyLocation] = []
        lost = ""
        for field, value in fields:
            decoded = decode(value, self._key_files, base64_expected=self._base64 and field == "api_key")
            lost = lost or decoded.lost
            if not isinstance(value, str) or decoded == Decoded():
                continue
            older = key is not None and decoded.key is not None and decoded.key != key
            places.append(
                KeyLocation(self._path, f"{label}.{field}", Secret(value), decoded.key, older, decoded.key_file)
            )
            key = key or decoded.key
        return key, tuple(places), lost


def _enabled(entry: dict[str, Any]) -> bool | None:
    if flag_of(entry.get("enabled")) is False:
        return False
    return enabled_of(entry.get("status"))


def _priority(entry: dict[str, Any]) -> float:
    number = number_of(entry.get("priority"))
    return LAST if number is None else number


def _odd(entry: dict[str, Any]) -> str:
    """What a person should know about an entry that was taken nevertheless."""
    if _enabled(entry) is False and (reason := text_of(entry.get("disabled_reason"))):
        return msg("switched off in the old tool: {why}", why=reason)
    cost = entry.get("max_cost_per_request")
    if cost is not None and cap_of(cost) is None:
        return msg("“max_cost_per_request” is no amount; it was ignored")
    return ""
