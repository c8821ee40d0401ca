"""What goes to a terminal cannot steer it; what goes to a file is untouched."""

import io
import json

import pytest

from traybridge.cli.terminal import OutputFailed, Styled, Terminal, clean, cut, fitted, width


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


def screen(**environ: str) -> tuple[Terminal, Tty]:
    shown = Tty()
    return Terminal(io.StringIO(), shown, io.StringIO(), environ), shown


FORGED = "m<b>&amp;\nFORGED row\u202e\x9b31m\x1b]0;x\x07"


def test_what_strangers_write_stays_in_its_cell_and_its_line_on_a_screen_and_in_a_pipe():
    for stream in (Tty(), io.StringIO()):
        terminal = Terminal(io.StringIO(), stream, io.StringIO(), {"COLUMNS": "200"})
        terminal.table([[FORGED, "second", FORGED], ["a", "b", "c"]])
        terminal.show(Styled("!", ""), FORGED)
        lines = stream.getvalue().splitlines()
        assert len(lines) == 3
        assert lines[0].count("m<b>&amp; FORGED row31m]0;x") == 2
        assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 or sign == "\u202e" for sign in "".join(lines))


def test_a_document_has_no_sign_that_a_terminal_obeys():
    for stream in (Tty(), io.StringIO()):
        Terminal(io.StringIO(), stream, io.StringIO()).document({"text": FORGED})
        assert json.loads(stream.getvalue()) == {"text": FORGED}
        assert "\x9b" not in stream.getvalue()
        assert "\u202e" not in stream.getvalue()


def test_a_screen_shows_heads_and_cuts_what_is_too_wide_and_a_pipe_has_all_of_it():
    rows = [["a" * 30, "b" * 60, "ok"]]
    terminal, shown = screen(COLUMNS="40", NO_COLOR="1")
    terminal.table(rows, head=["NAME", "WHAT", "STATE"])
    head, row = shown.getvalue().splitlines()
    assert head.split() == ["NAME", "WHAT", "STATE"]
    assert len(row) <= 40
    assert row.endswith("ok")
    assert row.count("…") == 2
    pipe = io.StringIO()
    Terminal(io.StringIO(), pipe, io.StringIO(), {"COLUMNS": "40"}).table(rows, head=["NAME", "WHAT", "STATE"])
    assert pipe.getvalue() == f"{'a' * 30}  {'b' * 60}  ok\n"


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_that_want_them(environ: dict[str, str], coloured: bool):
    terminal, shown = screen(**environ)
    terminal.show(Styled("✓", "green"), "fine")
    assert shown.getvalue() == ("\x1b[32m✓\x1b[0m fine\n" if coloured else "✓ fine\n")
    pipe = io.StringIO()
    Terminal(io.StringIO(), pipe, io.StringIO(), {}).show(Styled("✓", "green"), "fine")
    assert pipe.getvalue() == "✓ fine\n"


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("模型", 4), ("e\u0301", 1), ("👩\u200d🚀", 4), ("שלום", 4), ("", 0)]
)
def test_the_width_of_a_text_is_what_it_takes_on_the_screen(text: str, columns: int):
    assert width(text) == columns
    for room in range(1, columns + 1):
        assert width(cut(text, room)) <= room
    assert cut(text, columns) == text


@pytest.mark.parametrize(
    ("widths", "room", "expected"),
    [
        ([5, 5], 80, [5, 5]),
        ([50, 5], 30, [23, 5]),
        ([50, 50, 5], 49, [20, 20, 5]),
        ([50, 40, 5], 49, [20, 20, 5]),
        ([50, 50], 3, [8, 8]),
        ([3, 3], 1, [3, 3]),
    ],
)
def test_the_widest_columns_give_way(widths: list[int], room: int, expected: list[int]):
    assert fitted(widths, room) == expected


class Broken(io.StringIO):
    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def flush(self) -> None:
        raise self._error


@pytest.mark.parametrize(
    ("error", "reason"), [(BrokenPipeError(32, "Broken pipe"), ""), (OSError(28, "No space left"), "No space left")]
)
def test_a_stdout_that_takes_nothing_is_one_error_and_such_a_stderr_none(error: OSError, reason: str):
    terminal = Terminal(io.StringIO(), Broken(error), Broken(error))
    terminal.note("lost")
    for write in (
        terminal.out,
        lambda: terminal.show("a"),
        lambda: terminal.document({}),
        lambda: terminal.table([["a"]]),
    ):
        with pytest.raises(OutputFailed) as failed:
            write()
        assert failed.value.reason == reason
