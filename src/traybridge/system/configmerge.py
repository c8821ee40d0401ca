"""Join what we changed with what somebody else changed in the file meanwhile (pure)."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec.structs import fields

from traybridge.core.config import Config, ProviderConfig

S = TypeVar("S", bound=msgspec.Struct)


def merge(base: Config, mine: Config, theirs: Config) -> Config:
    """Apply to ``theirs`` (the file) what ``mine`` changed since ``base``; where both changed one thing, mine holds."""
    return _merge_struct(base, mine, theirs)


def _merge_struct(base: S, mine: S, theirs: S) -> S:
    return type(mine)(
        **{
            row.name: _merge_value(
                getattr(base, row.name), getattr(mine, row.name), getattr(theirs, row.name), row.name
            )
            for row in fields(type(mine))
        }
    )


def _merge_value(base: Any, mine: Any, theirs: Any, name: str) -> Any:
    if mine == base:
        return theirs
    if theirs == base:
        return mine
    if isinstance(mine, msgspec.Struct):
        return _merge_struct(base, mine, theirs)
    if isinstance(mine, Mapping):
        return _merge_table(base, mine, theirs)
    return _merge_providers(base, mine, theirs) if name == "providers" else mine


def _merge_table(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    chosen = {name: (mine if mine.get(name) != base.get(name) else theirs) for name in [*theirs, *mine]}
    return {name: source[name] for name, source in chosen.items() if name in source}


def _merge_providers(
    base: Sequence[ProviderConfig], mine: Sequence[ProviderConfig], theirs: Sequence[ProviderConfig]
) -> tuple[ProviderConfig, ...]:
    before, ours, others = ({row.id: row for row in rows} for rows in (base, mine, theirs))
    merged: dict[str, ProviderConfig] = {}
    for name in _merge_order(list(before), list(ours), list(others)):
        if name in before and name in ours and name in others:
            merged[name] = _merge_struct(before[name], ours[name], others[name])
        else:
            merged[name] = ours[name] if name in ours else others[name]
    return tuple(merged.values())


def _merge_order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Whose order: mine if I changed it, with what the others added behind, without what either side removed."""
    removed = {name for name in base if name not in mine or name not in theirs}
    first, second = (theirs, mine) if mine == base else (mine, theirs)
    return [name for name in [*first, *(name for name in second if name not in first)] if name not in removed]
