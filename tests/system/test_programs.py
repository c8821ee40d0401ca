import sys

from traybridge.system.programs import run_program


def test_a_program_is_run_and_what_it_printed_comes_back() -> None:
    assert run_program(["/bin/echo", "hello"]) == (0, "hello\n")
    assert run_program([sys.executable, "-c", "import sys; sys.exit('no')"]) == (1, "no\n")


def test_a_missing_program_and_an_impossible_argument_are_no_crash() -> None:
    assert run_program(["/nowhere/launchctl"]) == (-1, "")
    assert run_program(["/bin/echo", "a\0b"]) == (-1, "")


def test_bytes_that_are_no_text_are_no_crash() -> None:
    code, output = run_program([sys.executable, "-c", r"import sys; sys.stdout.buffer.write(b'\xff')"])
    assert (code, output) == (0, "\ufffd")
