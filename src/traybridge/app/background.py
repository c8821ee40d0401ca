"""A start that leaves the terminal: the program goes on in a session of its own, and it is said where its icon is."""

import contextlib
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from traybridge.app.tray import check_greeting, running_already
from traybridge.cli.terminal import print_error
from traybridge.system.control import ANSWER_SECONDS, STARTING_SECONDS, Reply, ask
from traybridge.system.folders import make_private
from traybridge.system.paths import Paths

LOOK_SECONDS = 0.05
_SHOWN_LINES = 20


def run_in_background(paths: Paths, command: Sequence[str]) -> int:
    """Start ``command`` behind the terminal and wait until it answers; the result is the exit code.

    Where TrayBridge runs already its window is shown. What the program prints is in the log folder, ``start.log``.

    Raises:
        TrayBridgeError: there is one already, and it cannot show itself.
    """
    if (reply := ask(paths, "open", timeout=ANSWER_SECONDS)) is not None:
        print_error(running_already(check_greeting(reply)))
        return 0
    log = paths.logs / "start.log"
    with _output(log) as output:
        child = subprocess.Popen(  # noqa: S603  our own program
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    answer = _first_answer(paths, child)
    print_error(*_outcome(child, answer, log, shlex.join([*typed(command), "quit"])))
    return (child.returncode or 0) if answer is None else 0


def _first_answer(paths: Paths, child: "subprocess.Popen[bytes]") -> Reply | None:
    """What the running instance says of itself; None when there is none, or it takes longer than a cold start."""
    end = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < end:
        ended = child.poll() is not None
        if (reply := ask(paths, "status", timeout=ANSWER_SECONDS)) is not None or ended:
            return reply
        time.sleep(LOOK_SECONDS)
    return None


def typed(command: Sequence[str]) -> Sequence[str]:
    """How ``command`` is typed in this folder: by its name alone where the PATH finds it."""
    if shutil.which("traybridge"):
        return ("traybridge",)
    program, here = Path(command[0]), Path.cwd()
    return (str(program.relative_to(here) if program.is_relative_to(here) else program), *command[1:])


def _outcome(child: "subprocess.Popen[bytes]", answer: Reply | None, log: Path, ending: str) -> Sequence[str]:
    """What is said of a start, in lines."""
    if answer is not None and answer.get("pid") != child.pid:
        return (running_already(answer),)
    if answer is not None:
        return where_it_is(answer, sys.platform, log.parent, ending)
    if child.returncode is None:
        return (f"TrayBridge is starting, which takes long today. What it prints is in {log}.",)
    if child.returncode == 0:
        return ("TrayBridge was ended while it started.",)
    return (*_last_lines(log), f"TrayBridge could not start (exit code {child.returncode}).")


def where_it_is(answer: Reply, platform: str, logs: Path, ending: str) -> Sequence[str]:
    """Say where icon, Quit and logs are, by what the running instance answered to ``status``.

    ``ending`` is the command that ends it.
    """
    place = "in the menu bar" if platform == "darwin" else "in the tray of your panel"
    seen = (
        f"Its icon is {place}: click it to chat."
        if answer.get("icon")
        else "This desktop shows no tray icons, so its window is open."
    )
    return (
        f"TrayBridge runs (process {answer.get('pid')}). {seen}",
        f"You may close this terminal. To end it: Quit in its menu, or {ending}. Its log is in {logs}.",
    )


@contextmanager
def _output(log: Path) -> Iterator[int | IO[bytes]]:
    """Where the program prints to; nowhere, if the log folder cannot be used: it says so itself then."""
    with contextlib.ExitStack() as stack:
        try:
            make_private(log.parent)
            opened: int | IO[bytes] = stack.enter_context(log.open("wb"))
        except OSError:
            opened = subprocess.DEVNULL
        yield opened


def _last_lines(log: Path) -> Sequence[str]:
    try:
        return log.read_text("utf-8", errors="replace").splitlines()[-_SHOWN_LINES:]
    except OSError:
        return ()
