"""The ways out: one wire format a file. Providers never retry and never fail over; that is the router's."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from traybridge.core.ports import Provider, ProviderFactory, Surroundings

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "openai": "traybridge.providers.openai:OpenAIProvider",
        "anthropic": "traybridge.providers.anthropic:AnthropicProvider",
        "exo": "traybridge.providers.exo:ExoProvider",
        "embedded": "traybridge.providers.embedded:EmbeddedProvider",
    }
)
"""Kind of wire -> its class, imported when the first provider of that kind is built."""


def build(around: Surroundings) -> Provider:
    """Make the provider that a row of the config describes. Opens nothing and loads no HTTP."""
    module, _, name = KINDS[around.row.kind].partition(":")
    factory: ProviderFactory = getattr(import_module(module), name)
    return factory(around)
