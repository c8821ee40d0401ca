"""Anthropic's messages wire as a provider: another body, other headers, other events; the rest is openai.py's."""

from typing import Any

from traybridge.core.chat import ChatRequest
from traybridge.providers.anthropic.wire import MessagesConversation, wire_request
from traybridge.providers.openai.provider import OpenAIProvider

VERSION = "2023-06-01"
"""The one version of the API that there is (Anthropic's API reference, "Versions")."""


class AnthropicProvider(OpenAIProvider):
    """``base_url`` up to and including ``/v1``; the key goes into ``x-api-key``."""

    chat_path = "messages"
    models_path = "models?limit=1000"

    def wire_body(self, request: ChatRequest, model: str) -> dict[str, Any]:
        return wire_request(request, model)

    def headers(self, key: str) -> dict[str, str]:
        return {"anthropic-version": VERSION, **({"x-api-key": key} if key else {})}

    def conversation(self, request: ChatRequest, model: str, key: str) -> MessagesConversation:  # noqa: ARG002 - a hook
        return MessagesConversation(wall=self.wall, key=key, model=model)


PROVIDER = AnthropicProvider
