"""What goes to a terminal cannot steer it; what goes to a file is untouched."""

import io
import json

from traybridge.cli.terminal import Terminal, clean


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


class Ascii(io.StringIO):
    encoding = "ascii"


def test_escape_sequences_do_not_reach_a_terminal_but_reach_a_file():
    text = "\x1b]0;pwned\x07red\x1b[31m\ttab\nline\x9b"
    shown, kept = Tty(), io.StringIO()
    Terminal(io.StringIO(), shown, io.StringIO()).out(text)
    Terminal(io.StringIO(), kept, io.StringIO()).out(text)
    assert shown.getvalue() == "]0;pwnedred[31m\ttab\nline\n"
    assert kept.getvalue() == text + "\n"


def test_notes_are_always_plain():
    said = io.StringIO()
    Terminal(io.StringIO(), io.StringIO(), said).note("a\x1b[2Jb")
    assert said.getvalue() == "a[2Jb\n"


def test_a_document_is_one_line_for_scripts_and_readable_for_people():
    for stream, lines in ((io.StringIO(), 1), (Tty(), 3)):
        Terminal(io.StringIO(), stream, io.StringIO()).document({"text": "Zürich ✓"})
        assert json.loads(stream.getvalue()) == {"text": "Zürich ✓"}
        assert stream.getvalue().count("\n") == lines


def test_a_document_survives_a_stream_that_knows_ascii_only():
    stream = Ascii()
    Terminal(io.StringIO(), stream, io.StringIO()).document({"text": "Zürich"})
    assert stream.getvalue().isascii()
    assert json.loads(stream.getvalue()) == {"text": "Zürich"}


def test_columns_are_as_wide_as_they_need_to_be():
    stream = io.StringIO()
    Terminal(io.StringIO(), stream, io.StringIO()).table([["a", "long name", "x"], ["bbb", "b", ""]], indent="  ")
    assert stream.getvalue() == "  a    long name  x\n  bbb  b\n"


def test_a_line_of_a_pipe_is_read_and_the_end_is_none():
    terminal = Terminal(io.StringIO("one\n"), io.StringIO(), io.StringIO())
    assert terminal.line("> ") == "one\n"
    assert terminal.line("> ") is None
    assert not terminal.talks


def test_bytes_that_are_no_text_become_a_sign_that_can_be_sent():
    said = clean("Gr\udcfc\u00dfe")
    assert said == "Gr\ufffd\u00dfe"
    assert said.encode()
