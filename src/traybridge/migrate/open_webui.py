"""Reader of Open WebUI's exported settings and connection lists (JSON)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from traybridge.core.i18n import joined, msg
from traybridge.core.secret import Secret
from traybridge.migrate.files import Unreadable, entries, fields, parse_json, read_text
from traybridge.migrate.findings import Findings, FoundProvider, KeyLocation, OldFile, Problem
from traybridge.migrate.keys import Decoded, decode
from traybridge.migrate.provider_mapping import Unusable, flag_of, row_of, text_of

READER = "open_webui"

_SHAPES = (
    # addresses, keys, settings by position, switch: in the export, in the flat export, in the API's answer
    ("openai", "api_base_urls", "api_keys", "api_configs", "enable"),
    ("", "openai.api_base_urls", "openai.api_keys", "openai.api_configs", "openai.enable"),
    ("", "OPENAI_API_BASE_URLS", "OPENAI_API_KEYS", "OPENAI_API_CONFIGS", "ENABLE_OPENAI_API"),
    ("ollama", "base_urls", "", "api_configs", "enable"),
    ("", "ollama.base_urls", "", "ollama.api_configs", "ollama.enable"),
    ("", "OLLAMA_BASE_URLS", "", "OLLAMA_API_CONFIGS", "ENABLE_OLLAMA_API"),
)
_INSIDE = ("", "config", "data", "ui.directConnections", "directConnections", "settings.ui.directConnections")
"""Where such a section may stand: at the top, or in a person's own settings."""


@dataclass(frozen=True, slots=True)
class _Connection:
    label: str
    url: object
    key: object
    config: Mapping[str, Any]
    on: bool | None
    ollama: bool


def is_export(document: object) -> bool:
    """True for a document with a list of connections."""
    return bool(_connections(document))


def read(path: Path, _environment: Mapping[str, str]) -> Findings:
    """Read the file; never raises."""
    base = Findings(files=(OldFile(path, "json"),))
    try:
        connections = _connections(parse_json(read_text(path)))
    except Unreadable as reason:
        return base + Findings(problems=(Problem(str(path), reason.words),))
    if not connections:
        return base + Findings(problems=(Problem(str(path), msg("it holds no list of connections")),))
    return base + Findings(tuple(_found_provider(path, one) for one in connections))


def _connections(document: object) -> list[_Connection]:
    listed: list[_Connection] = []
    for one in entries(document):
        if "url" in fields(one):
            config = fields(one.get("config"))
            on = flag_of(config.get("enable"))
            listed.append(_Connection(f"[{len(listed)}]", one.get("url"), one.get("key"), config, on, ollama=False))
    for inside in _INSIDE:
        top = _down(document, inside)
        for section, urls, keys, configs, switch in _SHAPES:
            block = fields(top.get(section)) if section else top
            listed.extend(_block(block, urls, keys, configs, switch, ".".join(filter(None, (inside, section)))))
    return listed


def _down(document: object, names: str) -> dict[str, Any]:
    value = fields(document)
    for name in filter(None, names.split(".")):
        value = fields(value.get(name))
    return value


def _block(
    block: Mapping[str, Any], urls: str, keys: str, configs: str, switch: str, inside: str
) -> Iterable[_Connection]:
    by_position = fields(block.get(configs))
    given = entries(block.get(keys))
    all_on = flag_of(block.get(switch))
    for at, url in enumerate(entries(block.get(urls))):
        config = fields(by_position.get(str(at), by_position.get(text_of(url, 2000))))
        own = flag_of(config.get("enable"))
        on = False if all_on is False else own if own is not None else all_on
        key = given[at] if at < len(given) else config.get("key")
        label = ".".join(filter(None, (inside, keys or urls))) + f"[{at}]"
        yield _Connection(label, url, key, config, on, ollama=not keys)


def _found_provider(path: Path, one: _Connection) -> FoundProvider:
    decoded = decode(one.key)
    places: tuple[KeyLocation, ...] = ()
    if isinstance(one.key, str) and decoded != Decoded():
        places = (KeyLocation(path, one.label, Secret(one.key), decoded.key),)
    lost = bool(decoded.lost)
    url = text_of(one.url, 2000)
    models = [text_of(model, 300) for model in entries(one.config.get("model_ids"))]
    name = "Ollama" if one.ollama else text_of(one.config.get("name"))
    try:
        row = row_of(name, url, literal=True, models=models)
    except Unusable as reason:
        why = joined(": ", (one.label, reason.words))
        return FoundProvider(str(path), READER, name, None, decoded.key, why, lost, places=places)
    if row.models:
        row = replace(row, model=row.models[0], models=row.models[1:])
    return FoundProvider(
        str(path), READER, name or row.label, row, decoded.key, decoded.lost, lost, one.on, places=places
    )
