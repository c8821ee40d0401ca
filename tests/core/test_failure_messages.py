"""What people read when a request failed: why nobody could be asked, who refused, where an answer broke off."""

from collections.abc import Sequence

import pytest
from tests.core.loud import names_in

from traybridge.core.errors import (
    AllRoutesFailed,
    AnswerBroken,
    ChatFailed,
    ProviderError,
    ProviderFailed,
    Refused,
    RequestRejected,
    StreamBroken,
)
from traybridge.core.failover import Step
from traybridge.core.failure_messages import chat_failure, no_route
from traybridge.core.i18n import Text
from traybridge.core.outcome import Outcome
from traybridge.core.planning import Plan
from traybridge.core.provenance import Attempt, Provenance, Skip


@pytest.mark.parametrize(
    ("model", "skips", "title", "hint"),
    [
        ("auto", [("a", "switched off", "off")], "There is nobody to ask (a: switched off)", "Start Exo, switch"),
        ("auto", [], "There is nobody to ask", "Start Exo, switch"),
        (
            "auto",
            [("a", "no model chosen", "no_model")],
            "There is nobody to ask (a: no model chosen)",
            "Choose a model",
        ),
        (
            "x",
            [("a", "only b was asked for", "only")],
            "There is nobody to ask (a: only b was",
            "There is no such provider",
        ),
        (
            "x",
            [("a", "has no model “x”", "no_model"), ("b", "switched off", "off")],
            "Nobody has the model “x” (b: switched off)",
            "y",
        ),
        ("x", [("a", "has no model “x”", "no_model")], "Nobody has the model “x”", "y"),
        (
            "x",
            [("a", "has no model “x”", "no_model"), ("b", "cooling down", "cooling")],
            "There is nobody to ask",
            "Start",
        ),
        ("x", [("a", "model not loaded", "not_loaded")], "There is nobody to ask (a: model not loaded)", "Start Exo"),
        ("x", [("a", "x is loading 40%", "loading")], "The model is not ready yet (a: x is loading 40%)", "by itself"),
        (
            "x",
            [("a", "has x, and is not running", "not_answering"), ("b", "has no model “x”", "no_model")],
            "There is nobody to ask (a: has x, and is not running; b: has",
            "Start Exo, or",
        ),
        ("x", [("a", "no key", "no_key")], "There is nobody to ask (a: no key)", "Start Exo"),
    ],
)
def test_when_nobody_can_be_asked_the_error_says_why_and_what_to_do(model, skips, title, hint):
    """When nobody has the model: an error that names the nearest ids."""
    plan = Plan(skipped=tuple(Skip(*one) for one in skips), nearest=("y",) if "no_model" in str(skips) else ())
    failed = no_route(Provenance("1", None, None, asked_model=model), plan)
    assert failed.title.startswith(title)
    assert hint in failed.hint
    reasons = [reason for _, reason, _ in skips]  # plain words of the test
    assert not any(" " in name and name not in reasons for name in names_in(failed.title))
    assert isinstance(failed.hint, Text)


def test_without_near_ids_the_error_says_where_the_list_is():
    told = Provenance("1", None, None, asked_model="x")
    assert no_route(told, Plan(skipped=(Skip("a", "no", "no_model"),))).hint == "traybridge models lists what there is."
    assert no_route(told, Plan(skipped=(Skip("a", "no", "no_model"),), nearest=("y", "z"))).hint == "Did you mean y, z?"


def failed(step: Step, *causes: ProviderError) -> ChatFailed:
    """Both providers failed, b last."""
    attempts = [Attempt(name, "m", Outcome.TRANSIENT, 0.1, reason=one.title) for name, one in zip("ab", causes)]  # noqa: B905  one or two
    return chat_failure(step, causes, Provenance("1", None, None, attempts=tuple(attempts)), "b", str.upper)


@pytest.mark.parametrize(
    ("step", "causes", "kind", "title", "hint"),
    [
        (Step.REFUSED, [RequestRejected("odd")], Refused, "B refused this request: odd", "Change the request"),
        (Step.REFUSED, [RequestRejected("odd", "Even it.")], Refused, "B refused this request: odd", "Even it."),
        (Step.BROKEN, [StreamBroken("cut")], AnswerBroken, "The answer of B broke off: cut", "What had arrived"),
        (Step.GIVE_UP, [ProviderFailed("503")], AllRoutesFailed, "A: 503", "Try again"),
        (
            Step.GIVE_UP,
            [ProviderFailed("503"), ProviderFailed("504", "Wait.")],
            AllRoutesFailed,
            "No provider could answer. A: 503; B: 504",
            "Wait.",
        ),
    ],
)
def test_a_failed_request_names_whoever_was_asked(
    step: Step, causes: Sequence[ProviderError], kind: type[ChatFailed], title: str, hint: str
):
    error = failed(step, *causes)
    assert type(error) is kind
    assert error.title == title
    assert error.hint.startswith(hint)
    assert error.causes == tuple(causes)
