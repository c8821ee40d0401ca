"""A key that does not show itself: not by repr, format, pickle, copy, traceback nor any other way but one."""

import copy
import json
import logging
import pickle
import string
import traceback

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.fakes import STEADY

from traybridge.core.errors import BadKey
from traybridge.core.secret import Secret

TEXT = "sk-made-up-0123456789"
SECRET = Secret(TEXT)


@pytest.mark.parametrize(
    "shown",
    [
        repr(SECRET),
        str(SECRET),
        f"{SECRET}",
        f"{SECRET!r:>40}",
        f"{SECRET!s} {SECRET!a}",
        string.Template("$key").substitute(key=SECRET),
        repr([SECRET]),
        repr({"key": SECRET}),
        repr(SECRET.__class__),
    ],
)  # fmt: skip
def test_it_does_not_show_in_text(shown):
    assert TEXT not in shown


@pytest.mark.parametrize(
    "pasted",
    [
        f"  {TEXT}\n",
        f'"{TEXT}"',
        f"'{TEXT}'",
        f"`{TEXT}`",
        f"“{TEXT}”",
        f'"{TEXT}",',
        f'"{TEXT}',
        f"{TEXT}'",
        f"`{TEXT}",
        f"OPENROUTER_API_KEY='{TEXT}",
        f"OPENROUTER_API_KEY={TEXT}",
        f"OPENROUTER={TEXT}",
        f'export OPENROUTER_API_KEY="{TEXT}"',
        f"export OPENROUTER_API_KEY='{TEXT}';",
        f"set OPENAI_API_KEY={TEXT}",
        f'$env:OPENAI_API_KEY = "{TEXT}"',
        f"api_key: {TEXT}",
        f'"apiKey": "{TEXT}",',
        f'"apiKey":"{TEXT}"',
        f"Authorization: Bearer {TEXT}",
        f"x-api-key: {TEXT}",
        f"Bearer {TEXT}",
        f"token = {TEXT}",
    ],
)
def test_what_is_copied_along_with_a_key_is_no_part_of_it(pasted):
    assert Secret.from_entry(pasted).reveal() == TEXT


@pytest.mark.parametrize(
    "key",
    [
        "dGhpcyBpcyBhIGtleQ==", "KEYKEYKEY=", "MYTOKEN==", "key:secret-part-of-it", "0a1b2c3d:f4e5d6c7b8a9",
        "sk-token=inside-of-it", "a=b", "bearer-12345678", "it's-a-key",
    ],
)  # fmt: skip
def test_a_key_that_looks_a_little_like_that_stays_as_it_is(key):
    assert Secret.from_entry(key).reveal() == key


@pytest.mark.parametrize(
    "pasted", ['""', "''", "OPENAI_API_KEY=", 'OPENAI_API_KEY=""', '"two words"', "KEY=sk-one sk-two-three"]
)
def test_what_has_no_key_in_it_or_two_is_refused_and_not_repeated(pasted):
    with pytest.raises(BadKey) as refused:
        Secret.from_entry(pasted)
    assert pasted not in str(refused.value)


@pytest.mark.parametrize(
    "take",
    [
        pickle.dumps,
        copy.copy,
        copy.deepcopy,
        json.dumps,
        msgspec.json.encode,
        msgspec.to_builtins,
        vars,
        lambda secret: secret.__getstate__(),
        dict,
        list,
    ],
)
def test_it_cannot_be_taken_out_by_the_way(take):
    """Never in a repr, never in a log: it is neither pickled nor copied nor serialised."""
    with pytest.raises(TypeError) as refused:
        take(SECRET)
    assert TEXT not in "".join(traceback.format_exception(refused.value))


def test_it_does_not_show_in_a_log_nor_in_a_traceback(caplog):
    def fail(key: Secret) -> None:
        raise RuntimeError(f"cannot use {key}")

    try:
        fail(SECRET)
    except RuntimeError:
        logging.getLogger("test").exception("failed with %s and %r", SECRET, SECRET)
    assert TEXT not in caplog.text
    assert "Secret('…')" in caplog.text


def test_only_reveal_gives_it_out():
    assert SECRET.reveal() == TEXT


@pytest.mark.parametrize(
    ("text", "masked"),
    [(TEXT, "…6789"), ("x" * 12, "…xxxx"), ("x" * 11, "…"), ("", "…")],
)
def test_people_see_the_last_four_of_a_key_that_is_long_enough(text, masked):
    assert Secret(text).masked == masked


@pytest.mark.parametrize("text", [TEXT, f"  {TEXT}\n", f"\t{TEXT}\r\n"])
def test_blanks_around_a_key_go(text):
    """A key with a newline or blank at its end is stripped."""
    assert Secret.from_entry(text) == SECRET


@pytest.mark.parametrize(
    "text",
    ["", " \n", "sk-made up", "sk-made\nup", "sk-made\x00up", "schlüssel", "sk\u00a0x", "sk\u200bx", "🔑", "\x7f"],
)
def test_what_no_header_can_carry_is_refused_and_not_repeated(text):
    """Inside it is refused; the message never repeats the text."""
    with pytest.raises(BadKey) as refused:
        Secret.from_entry(text)
    assert not text.strip() or text.strip() not in str(refused.value)
    assert refused.value.hint or refused.value.title


@STEADY
@given(st.text())
def test_what_is_taken_can_be_sent(text):
    try:
        secret = Secret.from_entry(text)
    except BadKey:
        return
    assert secret.reveal() == text.strip()
    assert all(0x21 <= ord(sign) <= 0x7E for sign in secret.reveal())


def test_keys_are_compared_by_what_they_are():
    assert Secret("a") == Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
