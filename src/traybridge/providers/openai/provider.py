"""A host that speaks the OpenAI-compatible wire."""

from traybridge.providers.base import HttpProvider
from traybridge.providers.openai.wire import OpenAIWire


class OpenAIProvider(HttpProvider):
    """``base_url`` up to and including ``/v1``; the key goes as a bearer token."""

    wire_type = OpenAIWire


PROVIDER = OpenAIProvider
"""What ``providers.build`` makes."""
