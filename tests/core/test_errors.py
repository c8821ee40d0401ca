"""The tree of errors is the one that is drawn, and each says what happened and what to do."""

import inspect
import re
from dataclasses import fields

import pytest

from traybridge.core import errors
from traybridge.core.errors import (
    AllRoutesFailed,
    AuthenticationFailed,
    BadConfig,
    Handling,
    ModelUnavailable,
    ProviderError,
    ProviderFailed,
    TimedOut,
    TrayBridgeError,
    Unreachable,
)
from traybridge.core.outcome import Outcome
from traybridge.core.provenance import Provenance

CLASSES = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, TrayBridgeError)]


def test_the_tree_in_the_docstring_is_the_tree():
    drawn: dict[str, str] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"([|' \-]*)(\w+)", line)
        if found is None or found[2] not in {one.__name__ for one in CLASSES}:
            continue
        depth = len(found[1]) // 3
        above = [*above[:depth], found[2]]
        if depth:
            drawn[found[2]] = above[depth - 1]
    assert drawn == {
        one.__name__: one.__base__.__name__ for one in CLASSES if one is not TrayBridgeError and one.__base__
    }


def test_every_error_has_a_code_of_its_own():
    codes = [one.code for one in CLASSES]
    assert len(set(codes)) == len(codes)


def test_no_error_has_a_flag_of_its_own_beside_its_handling():
    flags = {field.name for field in fields(Handling)}
    assert [one for one in CLASSES if flags & vars(one).keys()] == []


def test_an_error_says_what_happened_and_what_to_do():
    assert str(TrayBridgeError("It broke", "Mend it.")) == "It broke. Mend it."
    assert str(TrayBridgeError("It broke")) == "It broke"


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (BadConfig("No", "Yes."), "No. Yes."),
        (BadConfig("No", path="config.toml", line=7, key="a.b"), "config.toml:7: No"),
        (BadConfig("No", path="config.toml"), "config.toml: No"),
    ],
)
def test_a_bad_setting_names_its_place(error, text):
    assert str(error) == text


@pytest.mark.parametrize(
    ("error", "outcome", "counted", "opens", "retryable"),
    [
        (Unreachable("x"), Outcome.TRANSIENT, True, False, True),
        (Unreachable("x", refused=True), Outcome.TRANSIENT, True, True, True),
        (TimedOut("x", phase="idle"), Outcome.TRANSIENT, True, True, False),
        (ProviderFailed("x"), Outcome.TRANSIENT, True, False, True),
        (errors.StreamBroken("x"), Outcome.TRANSIENT, True, False, True),
        (errors.OddAnswer("x"), Outcome.TRANSIENT, False, False, False),
        (errors.RateLimited("x"), Outcome.RATE, False, False, False),
        (errors.QuotaExceeded("x"), Outcome.QUOTA, False, False, False),
        (AuthenticationFailed("x"), Outcome.AUTH, False, False, False),
        (ModelUnavailable("x"), Outcome.NOT_LOADED, False, False, False),
        (errors.ContextTooLong("x"), Outcome.CONTEXT, False, False, False),
        (errors.RequestRejected("x"), Outcome.CLIENT, False, False, False),
    ],
)
def test_the_class_of_an_error_decides_what_the_router_and_the_breaker_do(error, outcome, counted, opens, retryable):
    """Routing.md, section 3: connection refused and an expired timer open at once, and a timer is never retried."""
    assert isinstance(error, ProviderError)
    assert error.outcome is outcome
    assert error.handling == Handling(counted=counted, opens=opens, retryable=retryable)


def test_when_everything_failed_the_first_real_cause_comes_first():
    told = Provenance("1", None, None)
    causes = [ProviderFailed("a"), AuthenticationFailed("b")]
    assert AllRoutesFailed("x", "y", provenance=told, causes=causes).outcome is Outcome.TRANSIENT
    assert AllRoutesFailed("x", "y", provenance=told, causes=causes[::-1]).outcome is Outcome.AUTH
