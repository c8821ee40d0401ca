"""Providers by their ids: which there are, and what people call them."""

from collections.abc import Callable

from traybridge.core.argument_safety import looks_like_key
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.errors import NotFound

Label = Callable[[str], str]
"""Turn a provider's id into the name that people know it by."""


def provider_config(config: Config, provider_id: str) -> ProviderConfig:
    """The settings of a provider. Raises NotFound with the nearest id, or all of them."""
    provider = config.provider(provider_id)
    if provider is not None:
        return provider
    ids = [one.id for one in config.effective_providers]
    named = "such provider" if looks_like_key(provider_id) else f"provider “{provider_id}”"
    raise NotFound(f"There is no {named}", _which(provider_id, ids))


def _which(wanted: str, ids: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(wanted.lower(), ids, 1)
    return f"Is “{close[0]}” meant?" if close else f"There are {', '.join(ids)}."


def labels(config: Config) -> Label:
    """Turn a provider's id into the name that people know it by."""

    def label(provider_id: str) -> str:
        provider = config.provider(provider_id)
        return provider.label if provider else provider_id

    return label


def priority_order(config: Config) -> list[str]:
    """The ids of all providers by priority."""
    return [provider.id for provider in config.effective_providers]
