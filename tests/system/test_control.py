import errno
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.faults.translations import untold

from traybridge.core.errors import TrayBridgeError
from traybridge.system.control import (
    AlreadyRunning,
    ask,
    claim,
    claim_or_greet,
    decode,
    folder_hint,
    is_stranger,
    quit_running,
)
from traybridge.system.paths import Paths, find_paths

CHILDREN = Path(__file__).parent / "children"


@pytest.fixture
def paths(short: Path) -> Paths:
    return find_paths({"TRAYBRIDGE_HOME": str(short / "home")}, sys.platform)


def test_nobody_there_is_known_at_once(paths: Paths) -> None:
    begin = time.monotonic()
    assert ask(paths, "status", timeout=60) is None
    assert quit_running(paths, timeout=60) is None
    assert time.monotonic() - begin < 60, "no timeout was waited for"


def test_a_claim_that_fails_leaves_no_mark_of_a_start(paths: Paths) -> None:
    paths.ensure_runtime()
    (paths.socket / "in the way").mkdir(parents=True)
    with pytest.raises(TrayBridgeError):
        claim(paths)
    assert not paths.starting.exists()


def test_the_socket_is_for_us_alone_and_goes_with_the_claim(paths: Paths) -> None:
    held = claim(paths)
    assert held is not None
    assert paths.socket.stat().st_mode & 0o777 == 0o600
    assert paths.runtime.stat().st_mode & 0o777 == 0o700
    held.close()
    held.close()
    assert not paths.socket.exists()


def test_one_that_does_not_answer_is_given_up_after_the_timeout(paths: Paths) -> None:
    """The socket listens as soon as there is a claim; who asks waits for the loop that is still loading."""
    held = claim(paths)
    assert held is not None
    begin = time.monotonic()
    assert ask(paths, "status", timeout=0.2) is None
    assert time.monotonic() - begin > 0.19
    held.close()


def test_a_question_asked_before_the_loop_runs_is_answered_later(paths: Paths) -> None:
    held = claim(paths)
    assert held is not None
    assert held.listener is not None
    held.listener.setblocking(True)
    replies: list[object] = []
    asking = threading.Thread(target=lambda: replies.append(ask(paths, "show", timeout=5, text="ä")))
    asking.start()
    connection, _ = held.listener.accept()
    with connection:
        question = json.loads(connection.makefile("rb").readline())
        connection.sendall(b'{"ok":true,"x":1}\n')
    asking.join()
    held.close()
    assert question == {"verb": "show", "text": "ä"}
    assert replies == [{"ok": True, "x": 1}]


@pytest.mark.parametrize("answer", [b"", b"nonsense\n", b"[1]\n", b"\xff\xfe\n", b'{"half": '])
def test_an_answer_that_is_none_counts_as_nobody(paths: Paths, answer: bytes) -> None:
    held = claim(paths)
    assert held is not None
    assert held.listener is not None
    held.listener.setblocking(True)
    listener = held.listener

    def talk() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(100)
            connection.sendall(answer)

    thread = threading.Thread(target=talk)
    thread.start()
    assert ask(paths, "status", timeout=5) is None
    thread.join()
    held.close()


def test_a_folder_of_somebody_else_is_neither_asked_nor_claimed(paths: Paths, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    paths.config.mkdir()
    paths.runtime.symlink_to(elsewhere)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(elsewhere / "control.sock"))
        listener.listen()
        assert ask(paths, "status", timeout=5) is None
    with pytest.raises(TrayBridgeError, match="cannot be trusted"):
        claim(paths)


class Peer:
    """A connection from a process of some user, as Linux tells it (unix(7), SO_PEERCRED)."""

    def __init__(self, user: int) -> None:
        self._user = user

    def getsockopt(self, level: int, optname: int, buflen: int, /) -> bytes:
        return struct.pack("3i", 1, self._user, 1)


def test_another_user_is_a_stranger() -> None:
    assert is_stranger(Peer(os.geteuid() + 1)) is (sys.platform == "linux")
    assert not is_stranger(Peer(os.geteuid()))


def test_deep_json_is_refused_and_not_a_crash() -> None:
    with pytest.raises(ValueError, match="not a message"):
        decode(b"[" * 200_000)


def test_asking_loads_neither_asyncio_nor_msgspec_nor_qt() -> None:
    """A second start has to be quick."""
    script = (
        "import sys, traybridge.system.control, traybridge.system.paths;"
        "print(*sorted({'asyncio', 'PySide6', 'msgspec', 'keyring', 'tomlkit', 'platformdirs'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""


def test_quit_waits_for_the_end_of_the_process(paths: Paths) -> None:
    paths.ensure()
    with subprocess.Popen(
        [sys.executable, str(CHILDREN / "quit_slowly.py"), str(paths.config)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        assert quit_running(paths, timeout=10) is True
        # The process has ended, though nobody has waited for it yet.
        if sys.platform == "linux":
            assert ") Z " in Path(f"/proc/{child.pid}/stat").read_text()
        assert child.wait(10) == 0
    assert ask(paths, "status") is None
    assert os.listdir(paths.runtime) == ["instance.lock"]  # noqa: PTH208


def answer_later(held: object, *, loaded: Callable[[], object], verbs: list[str]) -> threading.Thread:
    """Answer one question once it is ``loaded`` (which waits), as a program does that is still starting."""

    def talk() -> None:
        loaded()
        listener = held.listener  # type: ignore[attr-defined]
        while True:  # those who gave up meanwhile are in the queue, too
            connection, _ = listener.accept()
            with connection:
                verbs.append(json.loads(connection.makefile("rb").readline())["verb"])
                try:
                    connection.sendall(b'{"ok":true,"pid":0}\n')
                except BrokenPipeError:
                    continue
                connection.recv(1)
                return

    thread = threading.Thread(target=talk)
    thread.start()
    return thread


def test_one_that_is_starting_is_waited_for_and_that_is_said_once(paths: Paths) -> None:
    held = claim(paths)
    assert held is not None
    assert held.listener is not None
    held.listener.setblocking(True)
    verbs: list[str] = []
    said: list[str] = []
    waiting = threading.Event()

    def say() -> None:
        said.append("waiting")
        waiting.set()

    def loaded() -> None:
        waiting.wait()
        time.sleep(0.5)  # long enough to say it again

    thread = answer_later(held, loaded=loaded, verbs=verbs)
    with pytest.raises(AlreadyRunning) as there:
        claim_or_greet(paths, "open", patience=0.1, waiting=say)
    thread.join()
    held.close()
    assert (there.value.reply or {})["ok"] is True
    assert set(verbs) == {"open"}
    assert said == ["waiting"]


def test_one_that_runs_and_does_not_answer_is_not_waited_for_longer(paths: Paths) -> None:
    held = claim(paths)
    assert held is not None
    held.started()
    said: list[str] = []
    with pytest.raises(AlreadyRunning) as there:
        claim_or_greet(paths, "open", patience=0.1, waiting=lambda: said.append("waiting"))
    held.close()
    assert there.value.reply is None
    assert said == []


def test_one_that_is_ending_is_waited_for_and_then_we_are_the_one(paths: Paths) -> None:
    """It takes no questions any more and has the lock still, for as long as a loaded machine needs."""
    held = claim(paths)
    assert held is not None
    held.started()
    assert held.listener is not None
    held.listener.close()
    ending = threading.Timer(0.5, held.close)
    ending.start()
    ours = claim_or_greet(paths, "open", patience=0.1)
    ending.join()
    assert paths.socket.exists()
    ours.close()


def test_quit_waits_for_one_that_is_starting(paths: Paths) -> None:
    held = claim(paths)
    assert held is not None
    assert held.listener is not None
    held.listener.setblocking(True)
    verbs: list[str] = []
    thread = answer_later(held, loaded=lambda: time.sleep(0.5), verbs=verbs)
    ending = threading.Timer(1, held.close)
    ending.start()
    assert quit_running(paths, timeout=0.1) is True
    thread.join()
    ending.join()
    assert set(verbs) == {"quit"}


def test_quit_of_one_that_runs_and_does_not_answer_gives_up(paths: Paths) -> None:
    held = claim(paths)
    assert held is not None
    held.started()
    assert quit_running(paths, timeout=0.1) is False
    held.close()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EROFS, "read-only"), (errno.ENOSPC, "full"), (errno.EACCES, "Let your user write to")],
)
def test_a_runtime_folder_that_cannot_be_used_is_told_with_what_helps(tmp_path: Path, number: int, words: str) -> None:
    hint = folder_hint(tmp_path, OSError(number, os.strerror(number)))
    assert words in str(hint)
    assert untold(hint) == []
