"""Files that list models, each with its own address and key: one provider for those that share both."""

from dataclasses import dataclass, replace
from pathlib import Path

from msgspec.structs import replace as with_fields

from traybridge.core.config import ProviderConfig
from traybridge.migrate.findings import FoundProvider
from traybridge.migrate.references import Held


@dataclass(frozen=True, slots=True)
class Listed:
    """One model of such a file: ``model`` "" when the entry is for every model; ``also`` is another name for it."""

    name: str
    row: ProviderConfig
    model: str
    held: Held
    also: str = ""


def grouped(path: Path, reader: str, listed: list[Listed]) -> list[FoundProvider]:
    """Join the models in their order; the first one is what ``auto`` sends."""
    groups: dict[tuple[object, ...], FoundProvider] = {}
    for one in listed:
        key = (one.row.kind, one.row.base_url, one.held.key)
        found = groups.get(key)
        if found is None or found.row is None:
            lost = bool(one.held.places) and one.held.key is None
            found = FoundProvider(str(path), reader, one.name, one.row, one.held.key, one.held.problem, lost)
        groups[key] = _joined(found, one)
    return list(groups.values())


def _joined(found: FoundProvider, one: Listed) -> FoundProvider:
    row = found.row or one.row
    if one.model and not row.model:
        row = with_fields(row, model=one.model)
    elif one.model and one.model not in {row.model, *row.models}:
        row = with_fields(row, models=(*row.models, one.model))
    aliases = found.aliases
    if one.also and one.model:
        aliases = (*aliases, (one.also, one.model))
    return replace(found, row=row, places=found.places + one.held.places, aliases=aliases)
