"""Texts read as plain English everywhere, and remember how they were made."""

import copy
import json
import pickle
import sqlite3
from contextlib import closing

import msgspec
import pytest
from tests.core.loud import loud

from traybridge.core.errors import BadInput, NotFound
from traybridge.core.i18n import Text, clipped, counted, joined, marked, msg, packed, plain, unpacked


def test_it_is_the_english_sentence():
    text = msg("No connection to {there} within {seconds:g} s", there="mac.lan:52415", seconds=2.0)
    assert text == "No connection to mac.lan:52415 within 2 s"
    assert (text.pattern, text.values["seconds"]) == ("No connection to {there} within {seconds:g} s", 2.0)


def test_without_values_braces_are_only_braces():
    assert msg("a {brace}") == "a {brace}"


@pytest.mark.parametrize(("count", "english"), [(0, "0 nodes"), (1, "1 node"), (2, "2 nodes")])
def test_counting(count: int, english: str):
    text = counted("{count} node", "{count} nodes", count)
    assert (text, text.pattern, text.number) == (english, "{count} nodes", count)


def test_joined_parts_stay_texts():
    ready = msg("{model} ready", model="llama")
    text = joined(" · {} ", ["Exo", ready])
    assert text == "Exo · {} llama ready"
    assert text.pattern.format(**text.values) == text
    assert text.values["part1"] is ready
    assert joined(", ", []) == ""


def test_an_error_takes_literals():
    error = BadInput("This {is} no address", "Write http://host:port.")
    assert isinstance(error.title, Text)
    assert error.hint == "Write http://host:port."
    assert marked(error.title) is error.title


def test_it_can_be_kept_as_json_and_comes_back_the_same():
    text = joined("; ", [counted("{count} node", "{count} nodes", 1), msg("wait {s:.1f} s", s=2.5), "Exo", msg("off")])
    back = unpacked(json.loads(json.dumps(packed(text))))
    assert isinstance(back, Text)
    assert (back, back.pattern, back.number) == (text, text.pattern, None)
    assert [type(one) for one in back.values.values()] == [Text, Text, str, Text]
    assert back.pattern.format(**back.values) == text
    assert back.values["part0"].number == 1
    assert unpacked(packed("plain")) == "plain"


@pytest.mark.parametrize("junk", [None, 3, [], ["a"], ["a", "b", {}, "c"], ["a", 1, {}, None], {"a": 1}])
def test_what_is_no_kept_text_becomes_nothing(junk: object):
    assert unpacked(junk) == ""


def test_encoders_and_copies_take_it():
    text = counted("{count} chat of {who}", "{count} chats of {who}", 2, who=msg("Ada"))
    assert msgspec.json.encode({"a": text}, enc_hook=plain) == b'{"a":"2 chats of Ada"}'
    assert json.dumps(text) == '"2 chats of Ada"'
    with closing(sqlite3.connect(":memory:")) as database:
        assert database.execute("select ?", (text,)).fetchone() == ("2 chats of Ada",)
    for twin in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert (twin, twin.pattern, twin.number) == (text, text.pattern, 2)
    with pytest.raises(TypeError, match="object cannot be encoded"):
        plain(object())


def test_what_is_clipped_fits_on_a_line():
    assert clipped("one\n two") == "one two"
    assert clipped("x" * 121) == "x" * 119 + "…"
    assert clipped("x" * 9, 4, end="") == "xxxx"


def test_a_clipped_text_stays_a_text_and_what_it_quotes_gives_way():
    text = msg("{model} refused: {said}", model="gpt", said="no\n\n" + "very " * 50)
    short_one = clipped(text, 40)
    assert short_one == ("gpt refused: no " + "very " * 50)[:39] + "…"
    assert loud(short_one).startswith("gpt REFUSED: no very")
    assert len(loud(short_one)) <= 41
    within = clipped(msg("{name}: {what}", name="Exo", what=text), 40)
    assert loud(within).startswith("Exo: gpt REFUSED: no very")
    assert len(loud(within)) <= 42
    fitting = msg("{said}", said="fits")
    assert clipped(fitting) is fitting


def test_a_long_error_in_plain_words_is_clipped_for_good():
    """An error without values has all of its words as its pattern: whoever showed that would show all of them."""
    assert loud(clipped(NotFound("x" * 200).title)) == "x" * 119 + "…"
