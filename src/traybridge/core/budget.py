"""What a request costs, and whether it may be asked: prices, estimates and caps (pure). Money is in US dollars."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from traybridge.core.chat import ChatRequest
from traybridge.core.i18n import msg
from traybridge.core.models import ModelInfo
from traybridge.core.provenance import Usage

CHARACTERS_PER_TOKEN = 4
"""A rule of thumb for English (OpenAI's tokenizer help); it only serves estimates."""
DEFAULT_ANSWER_TOKENS = 2048
"""Assumed length of an answer when the caller sets no limit."""


RESERVED_SECONDS = 900.0
"""How long an estimate is set aside for a program that ended without settling it."""
NOT_KNOWN = msg("what was spent is not known")


def cap_refusal(cap: float, spent: float, others: Sequence[float | None], amount: float | None) -> str:
    """Why a request may not be sent under a monthly cap, "" where it may.

    ``spent`` this month; ``others``: what is set aside for requests under way, None where their price is unknown;
    ``amount``: what this one may cost. Where a price is unknown one request is asked at a time.
    """
    if spent >= cap:
        return msg("monthly cap reached (${spent:.2f} of ${cap:.2f})", spent=spent, cap=cap)
    if others and (amount is None or None in others):
        return msg("one request at a time under its monthly cap: a price is unknown")
    left = cap - spent - sum(one or 0.0 for one in others)
    if amount is not None and amount > left:
        return msg("this request may cost ${cost:.4f}, of its monthly cap ${left:.4f} are left", cost=amount, left=left)
    return ""


def month_of(wall: float) -> str:
    """The calendar month of a wall-clock time in UTC, written 2026-11."""
    return datetime.fromtimestamp(wall, tz=UTC).strftime("%Y-%m")


def prompt_tokens(request: ChatRequest) -> int:
    """Estimate the tokens of a conversation from its characters."""
    return sum(len(message.text) for message in request.messages) // CHARACTERS_PER_TOKEN


def answer_limit(request: ChatRequest) -> int | None:
    """The most tokens the caller wants, None where there is no limit."""
    for name in ("max_completion_tokens", "max_tokens"):
        limit: Any = request.params.get(name)
        if isinstance(limit, int) and not isinstance(limit, bool) and limit > 0:
            return limit
    return None


def cost(usage: Usage | None, info: ModelInfo | None) -> float | None:
    """What an answer cost: the provider's own figure, else tokens times the catalogue's price, else None."""
    if usage is not None and usage.cost is not None:
        return usage.cost
    if info is not None and info.free:
        return 0.0
    if usage is None or info is None or info.prompt_price is None or info.completion_price is None:
        return None
    tokens = usage.prompt_tokens * info.prompt_price + usage.completion_tokens * info.completion_price
    return tokens + (info.request_price or 0.0)


def estimate(request: ChatRequest, info: ModelInfo | None) -> float | None:
    """What a request may cost at most, roughly; None where the price is unknown."""
    if info is None or info.prompt_price is None or info.completion_price is None:
        return None
    answer = answer_limit(request) or DEFAULT_ANSWER_TOKENS
    images = sum(
        1
        for message in request.messages
        if message.content is not None and not isinstance(message.content, str)
        for part in message.content
        if part.get("type") == "image_url"
    )
    return (
        prompt_tokens(request) * info.prompt_price
        + answer * info.completion_price
        + (info.request_price or 0.0)
        + images * (info.image_price or 0.0)
    )
