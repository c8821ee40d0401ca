"""Every shape of a key is found, wherever it stands."""

from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.migrate.conftest import OPENROUTER, TOGETHER

from traybridge.migrate.files import Unreadable
from traybridge.migrate.key_search import base64_cores, encodings_of, holds

_KEYS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=8, max_size=60)


def _inside(key: str, data: bytes) -> bool:
    return any(needle in data for needle in encodings_of(key))


@given(_KEYS, st.binary(max_size=7), st.binary(max_size=7))
def test_base64_shows_the_key_whatever_stands_around_it(key, before, after):
    raw = before + key.encode() + after
    assert _inside(key, b64encode(raw))
    assert _inside(key, urlsafe_b64encode(raw))
    assert _inside(key, b64encode(b"\1" + b64encode(key.encode()) + b"\2"))


@given(_KEYS)
def test_plain_quoted_and_wide_text_show_it(key):
    for data in (key.encode(), quote(key, safe="").encode(), key.encode("utf-16-le"), key.replace("/", "\\/").encode()):
        assert _inside(key, b"x" + data + b"y")


def test_another_key_is_not_found():
    other = OPENROUTER[:20] + "2" + OPENROUTER[21:]
    for data in (other.encode(), b64encode(other.encode()), b64encode(b"a" + other.encode() + b"c")):
        assert not _inside(OPENROUTER, data)
    assert not _inside("short", b"short")


def test_the_cores_are_what_base64_really_writes():
    for offset, core in enumerate(base64_cores(TOGETHER.encode())[:3]):
        assert core in b64encode(b"abc"[:offset] + TOGETHER.encode() + b"tail").decode()


def test_files_are_searched_and_what_cannot_be_is_said(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"\0" * 100 + OPENROUTER.encode())
    assert holds(path, [encodings_of(TOGETHER), encodings_of(OPENROUTER)]) == [1]
    with pytest.raises(Unreadable):
        holds(tmp_path, [])


@pytest.mark.parametrize("at", [0, 1, 40, 71, 72, 73])
def test_a_key_across_two_parts_of_a_large_file_is_found(tmp_path, at):
    """Files are read a mebibyte at a time."""
    path = tmp_path / "x"
    path.write_bytes(b"\0" * (1024 * 1024 - at) + OPENROUTER.encode() + b"\0" * 2000)
    assert holds(path, [encodings_of(OPENROUTER)]) == [0]
