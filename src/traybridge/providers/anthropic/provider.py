"""A host that speaks Anthropic's messages wire."""

from traybridge.providers.anthropic.wire import MessagesWire
from traybridge.providers.base import HttpProvider


class AnthropicProvider(HttpProvider):
    """``base_url`` up to and including ``/v1``; the key goes into ``x-api-key``."""

    wire_type = MessagesWire


PROVIDER = AnthropicProvider
"""What ``providers.build`` makes."""
