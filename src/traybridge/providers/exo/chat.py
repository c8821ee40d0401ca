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
CAUTIOUS_RATE = 10.0
"""Tokens a second before anything was measured; a slow cluster read 4 to 8 (exo.md)."""
SLOWEST_RATE = 1.0
MEASURED_SECONDS = 0.2
"""From how long a reading on its speed says something."""
LEAST_PATIENCE = 60.0
MOST_PATIENCE = 3 * 3600.0


class _Prefill(msgspec.Struct):
    processed_tokens: float = 0
    total_tokens: float = 0


_PREFILL = msgspec.json.Decoder(dict[str, _Prefill])


def _counted(text: bytes) -> tuple[float, float] | None:
    """Tokens read and tokens in all, of a comment that tells them."""
    if not text.startswith(PREFILL):
        return None
    try:
        (counted,) = _PREFILL.decode(text.removeprefix(PREFILL)).values()
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return None
    return counted.processed_tokens, counted.total_tokens


def prefill_patience(tokens: float, rate: float | None) -> float:
    """Seconds to wait while so many tokens are read (routing.md, section 4): three times what they should take.

    ``rate`` in tokens a second as measured on this cluster, None = not yet; at least a minute, at most three hours.
    """
    return min(MOST_PATIENCE, max(LEAST_PATIENCE, 3 * tokens / max(rate or CAUTIOUS_RATE, SLOWEST_RATE)))


class ExoWire(OpenAIWire):
    """``replaces``: this Exo may put another model in the place of the one asked for (0.x, or not yet known).

    ``waits``: a long prompt is waited for in proportion; False where a person has set the timers.
    """

    chat_path = "v1/chat/completions"
    models_path = "v1/models"

    def __init__(
        self,
        provider: ProviderConfig,
        *,
        wall: Callable[[], float] = time.time,
        replaces: Callable[[], bool] = lambda: False,
        waits: bool = True,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(provider, wall=wall)
        self.waits = waits
        self._monotonic = monotonic
        self._rates: dict[str, float] = {}
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

    def comments(self, model: str) -> Callable[[bytes], Progress | None]:
        """`prefill_progress` counts the tokens of the prompt; keep-alives and statistics say nothing.

        The next report comes at the edge of a chunk of 4,096 tokens (402), so how long to wait follows from how many
        there are and from how fast this cluster has read before.
        """
        begun: list[tuple[float, float]] = []

        def comment(text: bytes) -> Progress | None:
            counted = _counted(text)
            if counted is None:
                return None
            now, (done, total) = self._monotonic(), counted
            if not begun:
                begun.append((now, done))
            elif done > begun[0][1] and now - begun[0][0] >= MEASURED_SECONDS:
                self._rates[model] = (done - begun[0][1]) / (now - begun[0][0])
            patience = prefill_patience(total - done, self._rates.get(model)) if self.waits else 0.0
            return Progress("prefill", self.provider.id, model, done, total, patience=patience)

        return comment

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
