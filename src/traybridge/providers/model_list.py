"""Reads lists of models in the forms of many hosts, and the credit left (pure)."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from traybridge.core.foreign_text import one_line
from traybridge.core.i18n import msg
from traybridge.core.models import ModelInfo
from traybridge.providers.json_repair import decode

_WINDOWS = (
    "context_length", "context_window", "max_context_length", "max_model_len", "max_input_tokens", "inputTokenLimit",
    "n_ctx", "n_ctx_train",
)  # fmt: skip
_CHATTING = frozenset({"chat", "language", "code", "llm", "vlm", "model", "text-generation", ""})
_PER_MILLION = 1e-6
LONGEST_ID = 500
LONGEST_NAME = 200


def read_catalogue(body: bytes) -> tuple[ModelInfo, ...] | None:
    """Read a list of models, in its own order and each id once; None when it is no such list.

    Knows ``{"data": [...]}`` (OpenAI and nearly all), a bare list (Together AI), ``{"models": [...]}`` (Ollama),
    rows that are objects or plain ids. Rows that say they cannot chat, or are switched off, are left out, and so are
    those whose id nobody can send or show: not text, with line ends, escapes or signs that turn the writing.
    """
    try:
        value = decode(body)
    except ValueError:
        return None
    rows = value
    if isinstance(value, Mapping):
        rows = next((value[name] for name in ("data", "models") if isinstance(value.get(name), list)), None)
    if not isinstance(rows, list):
        return None
    found: dict[str, ModelInfo] = {}
    for row in rows:
        if (info := _model_info(row)) is not None:
            found.setdefault(info.id, info)
    return tuple(found.values())


def _model_info(row: Any) -> ModelInfo | None:
    if isinstance(row, str):
        return ModelInfo(row) if _is_id(row) else None
    if not isinstance(row, Mapping) or not _can_chat(row):
        return None
    model = next((row[name] for name in ("id", "model", "name") if isinstance(row.get(name), str) and row[name]), "")
    if not _is_id(model):
        return None
    prompt, completion = _prices(row)
    pricing = _mapping(row.get("pricing"))
    return ModelInfo(
        id=model,
        name=_first_text(row, ("display_name", "name"), model),
        context=_context(row),
        prompt_price=prompt,
        completion_price=completion,
        request_price=_price(pricing.get("request")),
        image_price=_price(pricing.get("image")),
        owned_by=_first_text(row, ("owned_by", "organization"), ""),
    )


def _is_id(text: str) -> bool:
    """True for an id as people can read it and a request can carry it."""
    return 0 < len(text) <= LONGEST_ID and "\ufffd" not in text and one_line(text) == text


def _can_chat(row: Mapping[str, Any]) -> bool:
    """False only for a row that says so itself: switched off (Groq), for embeddings or images (Together, Mistral)."""
    if row.get("active") is False:
        return False
    if _mapping(row.get("capabilities")).get("completion_chat") is False:
        return False
    output = _mapping(row.get("architecture")).get("output_modalities")
    if isinstance(output, list) and output and "text" not in output:
        return False
    kind = row.get("type")
    return not isinstance(kind, str) or kind in _CHATTING


def _first_text(row: Mapping[str, Any], names: Sequence[str], model: str) -> str:
    text = next((row[name] for name in names if isinstance(row.get(name), str) and row[name] != model), "")
    return one_line(text, LONGEST_NAME)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _context(row: Mapping[str, Any]) -> int | None:
    """The window in tokens; of several hosts behind one id (Hugging Face) the largest."""
    places = [row, _mapping(row.get("top_provider")), _mapping(row.get("meta")), *_hosts(row)]
    windows = [window for place in places if (window := _window(place)) is not None]
    if not windows:
        return None
    own = _window(row)
    return own if own is not None else max(windows)


def _window(place: Mapping[str, Any]) -> int | None:
    for name in _WINDOWS:
        value = place.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
    return None


def _hosts(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Hugging Face lists the hosts that serve a model, each with its own window and price."""
    hosts = row.get("providers")
    if isinstance(hosts, list):
        yield from (host for host in hosts if isinstance(host, Mapping) and host.get("status", "live") == "live")


def _prices(row: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """US dollars for one token in and out. Several hosts: the dearest, None if one does not tell."""
    if isinstance(pricing := row.get("pricing"), Mapping):
        return _pair(pricing)
    pairs = [_pair(_mapping(host.get("pricing"))) for host in _hosts(row)]
    if not pairs:
        return None, None
    return _dearest([pair[0] for pair in pairs]), _dearest([pair[1] for pair in pairs])


def _pair(pricing: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """``prompt`` and ``completion`` are for one token (OpenRouter), ``input`` and ``output`` for a million."""
    if "prompt" in pricing or "completion" in pricing:
        return _price(pricing.get("prompt")), _price(pricing.get("completion"))
    return _price(pricing.get("input"), _PER_MILLION), _price(pricing.get("output"), _PER_MILLION)


def _dearest(prices: Sequence[float | None]) -> float | None:
    known = [price for price in prices if price is not None]
    return max(known) if known and len(known) == len(prices) else None


def _price(value: Any, unit: float = 1.0) -> float | None:
    """A price as a number or as text; negative ones mean "it depends" (openrouter/auto has -1)."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        price = float(value)
    except ValueError:
        return None
    return price * unit if math.isfinite(price) and price >= 0 else None


def credit_left(body: bytes) -> str:
    """What OpenRouter's ``/key`` says about the money, in words; "" for any other body."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    data = _mapping(_mapping(value).get("data"))
    left = data.get("limit_remaining")
    if isinstance(left, int | float) and not isinstance(left, bool):
        return msg("${left:.2f} left", left=left)
    if data.get("is_free_tier") is True:
        return msg("free tier")
    return ""
