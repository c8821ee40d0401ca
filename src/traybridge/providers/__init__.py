"""The ways out: one wire format a package. Providers never retry and never fail over; that is the router's.

The package of a kind is ``providers/<kind>/``; its module ``provider`` names its class as ``PROVIDER``.
"""

from importlib import import_module

from traybridge.core.ports import Provider, ProviderContext, ProviderFactory


def build(context: ProviderContext) -> Provider:
    """Make the provider that a row of the config describes. Opens nothing and loads no HTTP."""
    factory: ProviderFactory = import_module(f"traybridge.providers.{context.provider.kind}.provider").PROVIDER
    return factory(context)
