"""The ways out: one wire format a file. Providers never retry and never fail over; that is the router's."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from traybridge.core.ports import Provider, ProviderContext, ProviderFactory

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "openai": "traybridge.providers.openai.provider:OpenAIProvider",
        "anthropic": "traybridge.providers.anthropic.provider:AnthropicProvider",
        "exo": "traybridge.providers.exo.provider:ExoProvider",
        "embedded": "traybridge.providers.embedded.provider:EmbeddedProvider",
    }
)
"""Kind of wire -> its class, imported when the first provider of that kind is built."""


def build(context: ProviderContext) -> Provider:
    """Make the provider that a row of the config describes. Opens nothing and loads no HTTP."""
    module, _, name = KINDS[context.provider.kind].partition(":")
    factory: ProviderFactory = getattr(import_module(module), name)
    return factory(context)
