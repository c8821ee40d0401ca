"""A start that leaves the terminal, with small programs in the place of TrayBridge."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from traybridge.app.background import typed, where_it_is
from traybridge.system.control import ask
from traybridge.system.paths import Paths

ANSWERS = """
import json, os, sys
from pathlib import Path
from traybridge.system.control import claim
from traybridge.system.paths import find_paths
held = claim(find_paths(os.environ))
held.listener.setblocking(True)
print("its words", os.getsid(0) == os.getpid(), sys.stdin.read(), flush=True)
while True:
    connection, _ = held.listener.accept()
    verb = json.loads(connection.recv(1000))["verb"]
    reply = {"ok": True, "pid": os.getpid(), "icon": True}
    connection.sendall(json.dumps(reply).encode() + b"\\n")
    if verb == "quit":
        break
"""


START = """
import os, sys
from traybridge.app.background import run_in_background
from traybridge.system.paths import find_paths
sys.exit(run_in_background(find_paths(os.environ), sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def quit_at_the_end(paths: Paths) -> Iterator[None]:
    yield
    ask(paths, "quit", timeout=5)


def start(paths: Paths, *command: str) -> subprocess.CompletedProcess[str]:
    """Start it as `make run` does: by a process that ends."""
    return subprocess.run(
        [sys.executable, "-c", START, *command],
        env={**os.environ, "TRAYBRIDGE_HOME": str(paths.config)},
        capture_output=True,
        text=True,
        check=False,
    )


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_it_goes_on_in_a_session_of_its_own_and_where_it_is_is_told(paths: Paths):
    done = start(paths, *python(ANSWERS))
    reply = ask(paths, "status", timeout=5)
    assert reply is not None
    assert (done.returncode, done.stdout) == (0, "")
    assert f"TrayBridge runs (process {reply['pid']}). Its icon is" in done.stderr
    assert f"Its log is in {paths.logs}." in done.stderr
    assert (paths.logs / "start.log").read_text() == "its words True \n"


def test_where_it_runs_already_its_window_is_asked_for_and_nothing_is_started(paths: Paths, tmp_path: Path):
    assert start(paths, *python(ANSWERS)).returncode == 0
    mark = tmp_path / "started"
    again = start(paths, "touch", str(mark))
    assert again.returncode == 0
    assert "TrayBridge is running already (process " in again.stderr
    assert not mark.exists()


def test_what_a_program_that_cannot_start_said_is_shown_with_its_code(paths: Paths):
    done = start(paths, *python("import sys; print('no such display', file=sys.stderr); sys.exit(3)"))
    assert done.returncode == 3
    assert done.stderr == "no such display\nTrayBridge could not start (exit code 3).\n"


def test_a_program_that_was_killed_is_a_failure_too(paths: Paths):
    done = start(paths, *python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)"))
    assert done.returncode != 0
    assert done.stderr == "TrayBridge could not start (exit code -9).\n"


def test_one_that_was_ended_at_once_is_no_failure(paths: Paths):
    done = start(paths, *python(""))
    assert (done.returncode, done.stderr) == (0, "TrayBridge was ended while it started.\n")


def test_a_log_folder_that_cannot_be_used_keeps_nobody_from_starting(paths: Paths):
    paths.logs.write_text("no folder")
    done = start(paths, *python(ANSWERS))
    assert done.returncode == 0
    assert "TrayBridge runs" in done.stderr


@pytest.mark.parametrize(
    ("platform", "icon", "words"),
    [
        ("linux", True, "in the tray of your panel"),
        ("darwin", True, "in the menu bar"),
        ("linux", False, "no tray icons, so its window is open"),
    ],
)
def test_the_place_is_the_one_of_the_system(platform: str, icon: bool, words: str):
    first, second = where_it_is({"pid": 7, "icon": icon}, platform, Path("/logs"), ".venv/bin/traybridge quit")
    assert words in first
    assert "(process 7)" in first
    assert all(word in second for word in ("close this terminal", "Quit", " .venv/bin/traybridge quit.", "/logs"))


def test_the_command_that_ends_it_is_one_that_the_shell_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    clone, elsewhere = tmp_path / "clone", tmp_path / "bin"
    program = clone / ".venv" / "bin" / "traybridge"
    for folder in (program.parent, elsewhere):
        folder.mkdir(parents=True)
    monkeypatch.setenv("PATH", str(elsewhere))
    monkeypatch.chdir(clone)
    assert typed([str(program)]) == (".venv/bin/traybridge",)
    assert typed(["/usr/bin/python3", "-m", "traybridge"]) == ("/usr/bin/python3", "-m", "traybridge")
    (elsewhere / "traybridge").touch(0o755)
    assert typed([str(program)]) == ("traybridge",)
