"""The tests do not depend on how they were started."""

import signal
import subprocess
import sys

import pytest

CHILD = "import signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
PARENT = f"import tests.conftest, subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}], check=True)"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_what_the_tests_start_takes_ctrl_c_even_where_the_tests_themselves_were_told_to_ignore_it() -> None:
    def ignore() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    ended = subprocess.run(
        [sys.executable, "-c", PARENT], preexec_fn=ignore, check=True, capture_output=True, text=True
    )
    assert ended.stdout == "True\n"
