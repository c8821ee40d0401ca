"""What may already be on this machine: where to look, who answers there, and what adding it would mean (pure)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from traybridge.core.config import Config, ProviderConfig, from_preset, usable_id
from traybridge.core.i18n import msg
from traybridge.core.models import ModelInfo
from traybridge.core.presets import PRESETS, Preset, origin, preset

UNKNOWN = "custom"
"""The preset of a server that nobody knows by name."""

_OWNERS = {"llamacpp": "llamacpp", "organization_owner": "lmstudio", "vllm": UNKNOWN}
"""Who says so in ``owned_by`` of his models (llama.cpp server.cpp, LM Studio, vLLM api_server.py), on any port."""
_NAMES = {"vllm": "vLLM"}
_NOT_FOR_CHAT = ("embed", "rerank", "whisper", "tts")
"""Parts of model names that cannot chat; LM Studio always lists an embedding model."""


@dataclass(frozen=True, slots=True)
class KnownServer:
    """Where a known program listens. ``url`` is scheme, host and port; ``preset`` whom one expects there."""

    preset: str
    url: str

    @property
    def is_cluster(self) -> bool:
        """A cluster introduces itself; every other server is known by its list of models."""
        return _is_cluster(self.preset)


def _is_cluster(preset_id: str) -> bool:
    known = preset(preset_id)
    return known is not None and known.traits.is_cluster


def _places_of(known: Preset) -> tuple[str, ...]:
    """Where a host of a preset may listen on this machine: its own address, and the ports of its kind."""
    return tuple(dict.fromkeys([origin(known.base_url), *(f"http://127.0.0.1:{port}" for port in known.traits.ports)]))


PLACES: tuple[KnownServer, ...] = (
    *(
        KnownServer(known.id, place)
        for known in PRESETS
        if known.local and known.traits.discovered
        for place in _places_of(known)
    ),
)
"""Only loopback: nobody else's machine is looked at unasked."""


@dataclass(frozen=True, slots=True)
class DiscoveredServer:
    """A program that answers on this machine. ``models`` it names; ``wants_key``: it answers nobody without one."""

    preset: str
    name: str
    base_url: str
    models: tuple[str, ...] = ()
    wants_key: bool = False


def cluster_at(place: KnownServer) -> DiscoveredServer:
    """A cluster that introduced itself at a place."""
    known = preset(place.preset)
    return DiscoveredServer(place.preset, known.name if known else place.preset, place.url)


def server_at(place: KnownServer, models: Sequence[ModelInfo], *, wants_key: bool = False) -> DiscoveredServer:
    """An OpenAI-compatible server at a place: known by what it says of itself, else by its port."""
    owners = {model.owned_by.lower() for model in models}
    said = next((owner for owner in _OWNERS if owner in owners), "")
    expected = UNKNOWN if place.is_cluster else place.preset
    known = preset(_OWNERS.get(said, expected))
    name = _NAMES.get(said) or (known.name if known and known.id != UNKNOWN else "")
    name = name or msg("Server on port {port}", port=urlsplit(place.url).port)
    ids = tuple(model.id for model in models)
    return DiscoveredServer(known.id if known else UNKNOWN, name, f"{place.url}/v1", ids, wants_key)


class Standing(StrEnum):
    """What a found program is to the settings: not in them, in them and switched off, or in use."""

    NEW = "new"
    OFF = "off"
    IN_USE = "in use"


def standing(found: DiscoveredServer, config: Config) -> tuple[Standing, str]:
    """Say whether a found program is in the settings already, and under which id ("" when it is not)."""
    provider = next((one for one in config.effective_providers if _same_place(one, found)), None)
    if provider is None:
        return Standing.NEW, ""
    return (Standing.IN_USE if provider.enabled else Standing.OFF), provider.id


def _same_place(provider: ProviderConfig, found: DiscoveredServer) -> bool:
    if not provider.traits.needs_base_url:
        return False
    here = {_place(found.base_url)}
    ports = {_place(f"http://127.0.0.1:{port}") for port in provider.traits.ports}
    if provider.traits.is_cluster and _is_cluster(found.preset) and here & ports:
        here |= ports  # a provider at Exo's port of today also looks at that of before (providers/exo/identify.py)
    return _place(provider.base_url) in here


def _place(url: str) -> str:
    return origin(url).replace("//localhost:", "//127.0.0.1:").replace("//[::1]:", "//127.0.0.1:")


def with_found(config: Config, found: DiscoveredServer) -> Config:
    """Put a found program into use: switched on where it stands, else added before the first cloud provider."""
    where, provider_id = standing(found, config)
    if where is not Standing.NEW:
        return config.with_provider_enabled(provider_id, True)
    return with_added(config, _provider_at(found, [one.id for one in config.effective_providers]))


def _provider_at(found: DiscoveredServer, taken: Sequence[str]) -> ProviderConfig:
    known = preset(found.preset) or PRESETS[-1]
    base = usable_id(found.name if known.id == UNKNOWN else known.id, taken)
    name = usable_name(found.name, taken, base)
    return from_preset(known, base, name=name, base_url=found.base_url, model=_model(found.models))


def usable_name(name: str, taken: Collection[str], provider_id: str) -> str:
    """A second provider of one kind is numbered as its id is: "Ollama 2". It is saved, so it is a plain str."""
    number = provider_id.rpartition("-")[2]
    return f"{name} {number}" if number.isdigit() and provider_id.removesuffix(f"-{number}") in taken else str(name)


def _model(models: Sequence[str]) -> str:
    """The model for ``auto`` where the first of the list, which it would take, cannot chat; else "" (as it comes)."""
    able = [model for model in models if not any(part in model.lower() for part in _NOT_FOR_CHAT)]
    return able[0] if able and able[0] != models[0] else ""


def with_added(config: Config, provider: ProviderConfig) -> Config:
    """Add a provider where its kind stands in the fresh order: Exo, other local servers, cloud, embedded."""
    providers = list(config.effective_providers)
    at = next((at for at, one in enumerate(providers) if _rank(one) > _rank(provider)), len(providers))
    return config.with_providers([*providers[:at], provider, *providers[at:]])


def _rank(provider: ProviderConfig) -> int:
    if provider.traits.is_starter:
        return 3
    if provider.traits.is_cluster:
        return 0
    return 1 if provider.is_local_server else 2
