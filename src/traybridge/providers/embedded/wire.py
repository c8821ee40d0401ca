"""How the starter model is asked: its system text and sampling, and llama.cpp's word about reading the prompt."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

import msgspec

from traybridge.core.chat import ChatRequest, Chunk, Message, Progress
from traybridge.providers.embedded.prompts import kind_of
from traybridge.providers.openai.decoder import OpenAIDecoder
from traybridge.providers.openai.wire import OpenAIWire

SYSTEM: Final = "You are an AI assistant."
SAMPLING: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "temperature": 0.0,
        "repeat_penalty": 1.05,
        "repeat_last_n": 16,
        "dry_multiplier": 0.8,
        "dry_allowed_length": 8,
    }
)
"""Measured in docs/embedded-model.md. The first penalty is for saying one of the last 16 tokens again, DRY is
llama.cpp's penalty for saying whole phrases again."""
MOST_TOKENS: Final = 512
"""Where an answer ends that would not end by itself; a caller's own limit wins."""

LONG: Final = 1200
"""Characters of a conversation from which on it is not read again for better examples: some 3 s of reading."""

_LIMITS = ("max_tokens", "max_completion_tokens", "n_predict")
_OWN_SYSTEM = frozenset({"system", "developer"})


def with_defaults(request: ChatRequest) -> ChatRequest:
    """Add what the caller left out; the caller's own system text and parameters win. Pure."""
    given = {name: value for name, value in request.params.items() if value is not None}
    params = {**SAMPLING, **given}
    if not any(name in given for name in _LIMITS):
        params["max_tokens"] = MOST_TOKENS
    messages = tuple(_in_its_words(message) for message in request.messages)
    if not any(message.role == "system" for message in messages):
        messages = (Message("system", SYSTEM), *_examples(messages), *messages)
    return replace(request, messages=messages, params=params)


def _examples(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """Answer questions of the last one's kind, before the conversation; of the first one's once it is long.

    What stands before a conversation has to stay as it is for the server to keep what it has read. Reading a short one
    again costs less than a wrong form of answer; reading a long one again would be a long silence.
    """
    asked = [message.text for message in messages if message.role == "user"] or [""]
    is_long = sum(len(message.text) for message in messages) > LONG
    pairs = kind_of(asked[0] if is_long else asked[-1]).examples
    return tuple(
        turn for question, answer in pairs for turn in (Message("user", question), Message("assistant", answer))
    )


def _in_its_words(message: Message) -> Message:
    """The model was never taught the role "developer", OpenAI's newer word for "system"."""
    return replace(message, role="system") if message.role in _OWN_SYSTEM else message


class _Counted(msgspec.Struct):
    total: float = 0
    processed: float = 0


class _Reading(msgspec.Struct):
    prompt_progress: _Counted


_reading = msgspec.json.Decoder(_Reading).decode


class EmbeddedDecoder(OpenAIDecoder):
    """OpenAI's chunks, and between them llama.cpp's word about how much of the prompt has been read."""

    def __init__(self, provider: str, model: str, *, wall: Callable[[], float] = time.time, key: str = "") -> None:
        super().__init__(wall=wall, key=key)
        self._provider = provider
        self._model = model

    def take(self, data: bytes) -> Chunk | Progress | None:
        chunk = super().take(data)
        if b'"prompt_progress"' in data and isinstance(chunk, Chunk) and not chunk.has_content:
            with suppress(msgspec.DecodeError, UnicodeDecodeError):
                counted = _reading(data).prompt_progress
                return Progress("prefill", self._provider, self._model, counted.processed, counted.total)
        return chunk


class EmbeddedWire(OpenAIWire):
    """The OpenAI wire to a child: with our defaults, and asked to tell how far it has read."""

    def encode(self, request: ChatRequest, model: str) -> dict[str, Any]:
        return {**super().encode(with_defaults(request), model), "return_progress": True}

    def decoder(self, model: str, key: str) -> EmbeddedDecoder:
        return EmbeddedDecoder(self.provider.id, model, wall=self.wall, key=key)
