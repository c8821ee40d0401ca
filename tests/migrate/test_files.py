"""Reading foreign files: whatever lies there, the answer is its text or a reason."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traybridge.migrate.files import (
    FileText,
    Unreadable,
    decode,
    entries,
    fields,
    parse_json,
    parse_yaml,
    read_bytes,
    read_text,
)


def _reason(path: Path, limit: int = 1024) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(path, limit)
    return str(caught.value)


def test_what_is_no_readable_file_says_why(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "far").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    assert "folder" in _reason(tmp_path)
    assert "circle" in _reason(tmp_path / "loop")
    assert "not there" in _reason(tmp_path / "far")
    assert "no regular file" in _reason(tmp_path / "pipe")
    assert "too long" in _reason(tmp_path / ("x" * 5000))
    assert "cannot be used" in _reason(Path("a\0b"))
    assert str(tmp_path) not in _reason(tmp_path / "loop")


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(Unreadable, match="100 MiB"):
        read_text(path)
    path.write_bytes(b"x" * 1025)
    assert "more than" in _reason(path)
    path.write_bytes(b"x" * 1024)
    assert len(read_bytes(path, 1024)) == 1024


def test_a_file_without_permission_is_refused_with_the_next_step():
    """As root everything may be read, so the test becomes nobody for that moment."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "closed"
    path.write_text("{}")
    path.chmod(0)
    user = os.geteuid()
    try:
        if user == 0:
            folder.chmod(0o755)
            os.seteuid(65534)
        assert "permission denied; make it readable" in _reason(path)
    finally:
        os.seteuid(user)
        path.unlink()
        folder.rmdir()


def test_encodings_are_read_and_written_back_byte_for_byte():
    for encoding, bom in (
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ):
        data = bom + '{"name": "Grüße"}'.encode(encoding)
        text = decode(data)
        assert text.text == '{"name": "Grüße"}'
        assert text.encode(text.text) == data
    old = '{"name": "Grüße"}'.encode("cp1252")
    assert decode(old).text == '{"name": "Grüße"}'
    assert decode(old).encode(decode(old).text) == old


@given(st.binary())
def test_any_bytes_decode_and_come_back(data):
    text = decode(data)
    assert isinstance(text, FileText)
    assert text.encode(text.text) == data


def test_nul_bytes_are_told(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b'{"providers": [\0]}')
    with pytest.raises(Unreadable, match="NUL"):
        read_text(path)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "empty"),
        ('{"providers": [{"na', "line 1, column"),
        ("[" * 100_000, "not JSON"),
        ('{"n": ' + "9" * 5000 + "}", "not JSON"),
        ("\n\nnonsense", "line 3, column 1"),
    ],
)
def test_json_that_is_none_says_where(text, word):
    with pytest.raises(Unreadable, match=word):
        parse_json(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: [1",
        "a: b: c",
        "!!python/object/apply:os.system [x]: [",
        "[" * 20_000,
        "? {a: b}\n: c",
        "\t- x",
        "a: *nowhere",
        "# only",
    ],
)
def test_yaml_that_is_none_says_so(text):
    with pytest.raises(Unreadable):
        parse_yaml(text)


def test_yaml_makes_only_texts_lists_and_objects():
    """A tag runs nothing, and a table of references is not multiplied out."""
    assert parse_yaml("a: !!python/object/apply:os.getcwd []\nb: 2024-13-45\nc: !!int x") == {
        "a": [],
        "b": "2024-13-45",
        "c": "x",
    }
    bomb = "a0: &a0 [x]\n" + "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))
    assert len(parse_yaml(bomb)) == 60
    with pytest.raises(Unreadable, match="512 KiB"):
        parse_yaml("a: b\n" * 300_000)


def test_objects_and_lists_that_are_none():
    assert fields(None) == fields([1]) == fields("x") == {}
    assert fields({1: 2, "<<": {"a": 1, 1: 9}}) == {"1": 2, "a": 1}
    assert fields({"<<": [{"a": 1}, {"a": 2, "b": 3}, "x"], "b": 4}) == {"a": 1, "b": 4}
    assert entries({"a": 1}) == entries("abc") == entries(None) == []
