"""How Exo is asked for an answer: OpenAI's wire with its own limits, comments and replaced models (pure)."""

import time
from collections.abc import Callable
from typing import Any

import msgspec

from traybridge.core.chat import ChatRequest, Chunk, Progress
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import ModelUnavailable, RequestRejected
from traybridge.core.i18n import msg
from traybridge.providers.exo import legacy
from traybridge.providers.openai.wire import OpenAIWire

PREFILL = b"prefill_progress "


class _Prefill(msgspec.Struct):
    processed_tokens: float = 0
    total_tokens: float = 0


_PREFILL = msgspec.json.Decoder(dict[str, _Prefill])


class ExoWire(OpenAIWire):
    """``replaces``: this Exo may put another model in the place of the one asked for (0.x, or not yet known)."""

    chat_path = "v1/chat/completions"
    models_path = "v1/models"

    def __init__(
        self,
        provider: ProviderConfig,
        *,
        wall: Callable[[], float] = time.time,
        replaces: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(provider, wall=wall)
        self._replaces = replaces

    def encode(self, request: ChatRequest, model: str) -> dict[str, Any]:
        """Exo ignores `max_completion_tokens` (054), and an empty list of messages crashes its runner (074, 077)."""
        if not request.messages:
            raise RequestRejected("There is no message to answer", "Write something and send it again.")
        body = super().encode(request, model)
        most = body.pop("max_completion_tokens", None)
        if most is not None and body.get("max_tokens") is None:
            body["max_tokens"] = most
        return body

    def headers(self, key: str) -> dict[str, str]:  # noqa: ARG002 - Exo has no authentication: it never gets a key
        return {}

    def comment(self, text: bytes, model: str) -> Progress | None:
        """`prefill_progress` counts the tokens of the prompt; keep-alives and statistics say nothing."""
        if not text.startswith(PREFILL):
            return None
        try:
            (counted,) = _PREFILL.decode(text.removeprefix(PREFILL)).values()
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
            return None
        return Progress("prefill", self.provider.id, model, counted.processed_tokens, counted.total_tokens)

    def checker(self, model: str) -> Callable[[Chunk], None] | None:
        """0.x answers with its default model when it does not know the one asked for, and tells it only here (212)."""
        if not self._replaces():
            return None

        def check(chunk: Chunk) -> None:
            if legacy.replaced(model, chunk.model):
                raise ModelUnavailable(
                    msg("Exo answered with {other} instead of {model}", other=chunk.model, model=model),
                    "Ask for a model that this cluster has.",
                )

        return check
