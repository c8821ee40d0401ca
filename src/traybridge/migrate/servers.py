"""Reader of what answers on this machine by itself, as Ollama and LM Studio do: its API names its models."""

from collections.abc import Iterable

from traybridge.core.config import Config, ProviderConfig
from traybridge.core.discovery import Found as Server
from traybridge.core.discovery import with_found
from traybridge.core.text import say
from traybridge.migrate.found import Findings, Found

READER = "servers"


def read(servers: Iterable[Server]) -> Findings:
    """Make a provider of each; its models are not copied: they come and go, and its API lists them whenever asked."""
    return Findings(found=tuple(_found(one, row) for one in servers if (row := _row(one)) is not None))


def _row(server: Server) -> ProviderConfig | None:
    """The provider as the windows would add it."""
    rows = with_found(Config(), server).effective_providers
    return next((row for row in rows if row.base_url == server.base_url), None)


def _found(server: Server, row: ProviderConfig) -> Found:
    return Found(server.base_url, READER, row.label, row, problem=_about(server), priority=0)


def _about(server: Server) -> str:
    if server.wants_key:
        return say("it answers only with a key")
    return "" if server.models else say("it has no model yet")
