"""Changes of the settings that take more than one word (pure): providers, their order, what a removal leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from traybridge.core.config import Config, ProviderConfig, from_preset, usable_id
from traybridge.core.discovery import usable_name, with_added
from traybridge.core.errors import BadInput, NotFound
from traybridge.core.i18n import msg
from traybridge.core.kinds import ProviderKind
from traybridge.core.presets import PRESETS, Preset, preset


def with_row(config: Config, provider_id: str, **changes: object) -> Config:
    """Change one provider. Raises NotFound when somebody removed it meanwhile."""
    return config.with_provider(replace(row_of(config, provider_id), **changes))


def row_of(config: Config, provider_id: str) -> ProviderConfig:
    row = config.provider(provider_id)
    if row is None:
        raise NotFound(
            msg("There is no provider “{provider}” any more", provider=provider_id), "Somebody removed it meanwhile."
        )
    return row


def in_order(config: Config, ids: Sequence[str]) -> Config:
    """Bring the providers into an order; one that is not named keeps its place behind the others."""
    rank = {provider_id: at for at, provider_id in enumerate(ids)}
    rows = sorted(config.effective_providers, key=lambda row: rank.get(row.id, len(rank)))
    return config.with_providers(rows)


def moved(ids: Sequence[str], provider_id: str, by: int) -> list[str]:
    """The order with one of them moved by so many places, within the list."""
    rest = [one for one in ids if one != provider_id]
    at = max(0, min(len(rest), list(ids).index(provider_id) + by))
    return [*rest[:at], provider_id, *rest[at:]]


def new_row(config: Config, row: Preset, *, base_url: str = "", name: str = "") -> ProviderConfig:
    """A provider from a preset, with an id and a name that are free."""
    return _named(config, row, name, {"base_url": base_url or row.base_url})


def new_of_kind(config: Config, kind: ProviderKind, *, base_url: str, name: str = "") -> ProviderConfig:
    """A provider of a kind at an address, with an id and a name that are free."""
    known = preset(kind.offered_as) or PRESETS[-1]
    return _named(config, known, name, {"base_url": base_url, "kind": kind.name})


def _named(config: Config, row: Preset, name: str, changes: Mapping[str, str]) -> ProviderConfig:
    taken = [one.id for one in config.effective_providers]
    wanted = name or row.name
    provider_id = usable_id(wanted if row.id == "custom" else row.id, taken)
    return from_preset(row, provider_id, name=usable_name(wanted, taken, provider_id), **changes)


def added(config: Config, row: ProviderConfig) -> Config:
    """Add a provider where its kind stands. Raises BadInput when the id was taken meanwhile."""
    if config.provider(row.id) is not None:
        raise BadInput(msg("There is a provider “{provider}” already", provider=row.id), "Choose it in the list.")
    return with_added(config, row)


@dataclass(frozen=True, slots=True)
class Removal:
    """A provider that was removed, and what it takes to bring it back: its place, and whether it was pinned."""

    row: ProviderConfig
    at: int
    pinned: bool


def removal(config: Config, provider_id: str) -> Removal:
    """What removing a provider takes away. Raises BadInput for the starter model, which can only be switched off."""
    row = row_of(config, provider_id)
    if row.traits.is_starter:
        raise BadInput("The starter model cannot be removed", "Switch it off instead.")
    at = [one.id for one in config.effective_providers].index(provider_id)
    return Removal(row, at, config.routing.pin == provider_id)


def without(config: Config, gone: Removal) -> Config:
    """Remove a provider; a pin to it goes with it, because nobody else was meant."""
    config = config.without_provider(gone.row.id)
    return config.with_routing(pin="") if gone.pinned else config


def restored(config: Config, gone: Removal) -> Config:
    """Bring a removed provider back to its place."""
    if config.provider(gone.row.id) is not None:
        raise BadInput(msg("There is a provider “{provider}” again", provider=gone.row.id), "It was added meanwhile.")
    rows = list(config.effective_providers)
    config = config.with_providers([*rows[: gone.at], gone.row, *rows[gone.at :]])
    return config.with_routing(pin=gone.row.id) if gone.pinned else config
