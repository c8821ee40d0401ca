"""Prices, estimates and caps: money is counted when it is known, and never taken for nothing when it is not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.fakes import STEADY, say

from traybridge.core.budget import answer_limit, cap_refusal, cost, estimate, month_of, prompt_tokens
from traybridge.core.chat import ChatRequest, Message
from traybridge.core.models import ModelInfo
from traybridge.core.provenance import Usage

USAGE = Usage(1000, 100, 1100)
PRICED = ModelInfo("m", prompt_price=1e-6, completion_price=1e-5)


def priced(**values: Any) -> ModelInfo:
    return ModelInfo("m", **{"prompt_price": 1e-6, "completion_price": 1e-5} | values)


@pytest.mark.parametrize(
    ("usage", "info", "dollars"),
    [
        (USAGE, PRICED, 0.002),
        (USAGE, priced(request_price=0.01), 0.012),
        (Usage(1000, 100, 1100, cost=0.5), PRICED, 0.5),
        (Usage(1000, 100, 1100, cost=0.0), PRICED, 0.0),
        (Usage(cost=0.5), None, 0.5),
        (USAGE, None, None),
        (USAGE, ModelInfo("m"), None),
        (USAGE, ModelInfo("m", prompt_price=1e-6), None),
        (None, PRICED, None),
        (None, None, None),
        (USAGE, priced(prompt_price=0.0, completion_price=0.0), 0.0),
        (None, priced(prompt_price=0.0, completion_price=0.0), 0.0),
        (Usage(1, 1, 2, cost=0.5), priced(prompt_price=0.0, completion_price=0.0), 0.5),
    ],
)
def test_what_an_answer_cost(usage, info, dollars):
    """The provider's own figure, else tokens times the catalogue's price, else unknown; what is free is 0."""
    assert cost(usage, info) == (None if dollars is None else pytest.approx(dollars))


IMAGE: dict[str, Any] = {"type": "image_url", "image_url": {"url": "data:,"}}


@pytest.mark.parametrize(
    ("request_", "info", "dollars"),
    [
        (say("word" * 1000), PRICED, 1000e-6 + 2048e-5),
        (say("word" * 1000, params={"max_tokens": 10}), PRICED, 1000e-6 + 10e-5),
        (say("", params={"max_tokens": 10}), priced(request_price=0.5), 0.5 + 10e-5),
        (
            ChatRequest((Message("user", [IMAGE, IMAGE, {"type": "text", "text": "word"}]),), params={"max_tokens": 1}),
            priced(image_price=0.25),
            0.5 + 1e-6 + 1e-5,
        ),
        (say("x"), None, None),
        (say("x"), ModelInfo("m"), None),
    ],
)
def test_what_a_request_may_cost(request_, info, dollars):
    """Request and image fees count; an unknown price is unknown."""
    assert estimate(request_, info) == (None if dollars is None else pytest.approx(dollars))


@pytest.mark.parametrize(
    ("params", "limit"),
    [
        ({}, None),
        ({"max_tokens": 5}, 5),
        ({"max_tokens": 5, "max_completion_tokens": 7}, 7),
        ({"max_tokens": 0}, None),
        ({"max_tokens": -1}, None),
        ({"max_tokens": True}, None),
        ({"max_tokens": "5"}, None),
        ({"max_tokens": None}, None),
    ],
)
def test_the_most_tokens_that_the_caller_wants(params, limit):
    assert answer_limit(say(params=params)) == limit


def test_tokens_of_a_conversation_are_estimated_from_its_text():
    several = ChatRequest((Message("system", "abcd"), Message("user", None), Message("user", [IMAGE, IMAGE])))
    assert prompt_tokens(several) == 1
    assert prompt_tokens(say("x" * 400)) == 100


@pytest.mark.parametrize(
    ("wall", "month"),
    [(0, "1970-01"), (1_795_000_000, "2026-11"), (1_796_083_199, "2026-11"), (1_796_083_200, "2026-12")],
)
def test_a_month_is_the_calendars_in_utc(wall, month):
    assert month_of(wall) == month


@STEADY
@given(
    st.integers(0, 10**6), st.integers(0, 10**6), st.floats(0, 1e-3), st.floats(0, 1e-3), st.none() | st.floats(0, 1)
)
def test_money_is_never_negative_and_fees_never_make_it_less(prompt, completion, price, dearer, fee):
    usage = Usage(prompt, completion, prompt + completion)
    plain = cost(usage, ModelInfo("m", prompt_price=price, completion_price=dearer))
    more = cost(usage, ModelInfo("m", prompt_price=price, completion_price=dearer, request_price=fee))
    assert plain is not None
    assert more is not None
    assert 0 <= plain <= more


@pytest.mark.parametrize(
    ("others", "amount", "allowed"),
    [([], None, True), ([None], 0.01, False), ([0.01], None, False), ([0.01], 0.01, True)],
)
def test_where_a_price_is_unknown_one_request_is_asked_at_a_time(
    others: list[float | None], amount: float | None, allowed: bool
):
    assert (cap_refusal(3.0, 1.0, others, amount) == "") is allowed
