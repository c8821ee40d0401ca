"""Files that list models, each with its own address and key: one provider for those that share both."""

from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

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
    groups: dict[tuple[object, ...], list[Listed]] = {}
    for one in listed:
        groups.setdefault((one.row.kind, one.row.base_url, one.held.key), []).append(one)
    return [_joined(path, reader, several) for several in groups.values()]


def _joined(path: Path, reader: str, several: list[Listed]) -> FoundProvider:
    first = several[0]
    named = [one.model for one in several if one.model]
    model = first.row.model or next(iter(named), "")
    others = tuple(name for name in dict.fromkeys([*first.row.models, *named]) if name != model)
    return FoundProvider(
        str(path),
        reader,
        first.name,
        replace(first.row, model=model, models=others),
        first.held.key,
        first.held.problem,
        bool(first.held.places) and first.held.key is None,
        places=tuple(place for one in several for place in one.held.places),
        aliases=tuple((one.also, one.model) for one in several if one.also and one.model),
    )
