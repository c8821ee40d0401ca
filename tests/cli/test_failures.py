"""Exit codes and words of every kind of error."""

import pytest

from traybridge.cli.failures import WrongUsage, error_fields, error_text, exit_code
from traybridge.core.errors import (
    AnswerBroken,
    BadConfig,
    BadKey,
    BadRequest,
    KeyringProblem,
    NoRoute,
    NotFound,
    TrayBridgeError,
)
from traybridge.core.provenance import Provenance

TOLD = Provenance("r", None, None)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (TrayBridgeError("full"), 1),
        (BadConfig("bad"), 1),
        (BadRequest("long"), 1),
        (KeyringProblem("absent", "none"), 1),
        (WrongUsage("what"), 2),
        (BadKey("empty"), 2),
        (NoRoute("nobody", "", provenance=TOLD), 3),
        (AnswerBroken("broke off", "", provenance=TOLD), 3),
        (NotFound("no such"), 4),
    ],
)
def test_each_kind_has_its_exit_code(error: TrayBridgeError, code: int):
    assert exit_code(error) == code


def test_a_setting_is_told_with_its_place_and_its_name():
    error = BadConfig("The value is wrong", "Allowed is true or false.", path="c.toml", key="routing.failover", line=3)
    assert error_text(error) == "c.toml:3: The value is wrong (routing.failover)\nAllowed is true or false."


def test_a_name_that_stands_in_the_title_is_not_said_twice():
    error = BadConfig("“routing.failover” is wrong", "Fix it.", path="c.toml", key="routing.failover")
    assert error_text(error) == "c.toml: “routing.failover” is wrong\nFix it."


def test_an_error_without_a_hint_is_one_line():
    assert error_text(TrayBridgeError("It failed")) == "It failed"


def test_the_fields_of_a_document_say_what_to_do():
    assert error_fields(NoRoute("nobody", "Start Exo.", provenance=TOLD)) == {
        "title": "nobody",
        "hint": "Start Exo.",
        "class": "not_loaded",
    }
