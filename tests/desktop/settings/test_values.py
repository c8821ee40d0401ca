"""From what people type to values: forgiving in form, strict in meaning."""

import pytest

from traybridge.core.errors import BadInput
from traybridge.desktop.settings.values import money, money_text, pairs, seconds, seconds_text, targets


@pytest.mark.parametrize(
    ("text", "value"), [("5", 5.0), ("5.00", 5.0), ("2,50", 2.5), (" $5 ", 5.0), ("0", 0.0), ("", None), ("  ", None)]
)
def test_money(text: str, value: float | None):
    assert money(text) == value


@pytest.mark.parametrize("text", ["five", "-1", "1e9", "inf", "nan", "5 dollars", "1.2.3", "٣"])
def test_what_is_no_money_says_so(text: str):
    with pytest.raises(BadInput, match="is no amount of money") as refused:
        money(text)
    assert refused.value.hint == "Write it like 5 or 2.50; empty means no cap."


@pytest.mark.parametrize(("value", "text"), [(None, ""), (5.0, "5.00"), (0.001, "0.001"), (2.5, "2.50")])
def test_money_is_read_back_as_it_was(value: float | None, text: str):
    assert money_text(value) == text
    assert money(text) == value


@pytest.mark.parametrize(("text", "value"), [("5", 5.0), ("2.5", 2.5), ("2,5 s", 2.5), ("", None), ("86400", 86400.0)])
def test_seconds(text: str, value: float | None):
    assert seconds(text) == value
    assert seconds(seconds_text(value)) == value


@pytest.mark.parametrize("text", ["0", "-3", "soon", "86401"])
def test_what_is_no_time_says_so(text: str):
    with pytest.raises(BadInput, match="is no time"):
        seconds(text)


def test_targets_of_an_alias():
    assert targets(" openrouter:openai/gpt-4o , exo:llama ,") == ("openrouter:openai/gpt-4o", "exo:llama")


def test_pairs_leave_out_empty_rows():
    assert pairs([("X-Title", " me "), ("", "")], what="Header") == {"X-Title": "me"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("X-Title", "")], "Header “X-Title” has no value"),
        ([("", "me")], "Header “me” has no name"),
        ([("a", "1"), ("a", "2")], "Header “a” is there twice"),
    ],
)
def test_pairs_that_cannot_be_used_say_why(rows: list[tuple[str, str]], words: str):
    with pytest.raises(BadInput, match=words):
        pairs(rows, what="Header")
