"""Reader of what answers on this machine by itself, as Ollama and LM Studio do: its API names its models."""

from collections.abc import Iterable

from traybridge.core.config import Config, ProviderConfig
from traybridge.core.discovery import DiscoveredServer as Server
from traybridge.core.discovery import with_found
from traybridge.core.i18n import msg
from traybridge.migrate.findings import Findings, FoundProvider

READER = "servers"


def read(servers: Iterable[Server]) -> Findings:
    """Make a provider of each; its models are not copied: they come and go, and its API lists them whenever asked."""
    return Findings(found=tuple(_found_provider(one, row) for one in servers if (row := _row(one)) is not None))


def _row(server: Server) -> ProviderConfig | None:
    """The provider as the windows would add it."""
    rows = with_found(Config(), server).effective_providers
    return next((row for row in rows if row.base_url == server.base_url), None)


def _found_provider(server: Server, row: ProviderConfig) -> FoundProvider:
    return FoundProvider(server.base_url, READER, row.label, row, problem=_about(server), priority=0)


def _about(server: Server) -> str:
    if server.wants_key:
        return msg("it answers only with a key")
    return "" if server.models else msg("it has no model yet")
