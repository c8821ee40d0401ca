"""The OpenAI-compatible wire: chat completions as a stream (pure)."""

import time
from collections.abc import Callable
from typing import Any

from traybridge.core.chat import ChatRequest
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import Handling, ProviderError, ProviderFailed
from traybridge.core.i18n import msg
from traybridge.providers.chat_client import Wire
from traybridge.providers.openai.decoder import OpenAIDecoder

NO_STREAM_OPTIONS = frozenset({"mistral"})
"""Hosts that refuse ``stream_options`` with a 422 and send the usage anyway (openai-agents-python issue 442)."""


class OpenAIWire(Wire):
    """The wire that nearly all hosts speak."""

    def __init__(self, provider: ProviderConfig, *, wall: Callable[[], float] = time.time) -> None:
        super().__init__(provider, wall=wall)
        self._stream_options = not (provider.known_preset and provider.known_preset.id in NO_STREAM_OPTIONS)

    def encode(self, request: ChatRequest, model: str) -> dict[str, Any]:
        """The body to send: the caller's parameters untouched, always streamed, with the usage at the end."""
        body = {
            **request.params,
            "model": model,
            "messages": [message.wire() for message in request.messages],
            "stream": True,
        }
        if self._stream_options:
            body.setdefault("stream_options", {"include_usage": True})
        return body

    def decoder(self, model: str, key: str) -> OpenAIDecoder:  # noqa: ARG002 - chunks name the model themselves
        return OpenAIDecoder(wall=self.wall, key=key)

    def refused(self, error: ProviderError, body: bytes, request: ChatRequest) -> ProviderError:
        """A host that refuses our own ``stream_options`` gets none from then on.

        The request itself was not at fault, so it may be sent again.
        """
        ours = self._stream_options and "stream_options" not in request.params
        if not ours or error.status not in {400, 422} or b"stream_options" not in body:
            return error
        self._stream_options = False
        hint = msg("It is asked without stream_options from now on; ask again.")
        return ProviderFailed(error.title, hint, status=error.status, handling=Handling(retryable=True, ours=True))
