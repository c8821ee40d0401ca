import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from traybridge.core.errors import NotFound
from traybridge.system.control import LONGEST_REQUEST, Claim, ask, claim
from traybridge.system.instance import NoReply, RunningInstance
from traybridge.system.paths import Paths, find_paths

CHILD = Path(__file__).parent / "children" / "start_rounds.py"


@pytest.fixture
def paths(short: Path) -> Paths:
    return find_paths({"TRAYBRIDGE_HOME": str(short)}, sys.platform)


class Errors(list[tuple[str, BaseException]]):
    def __call__(self, name: str, error: BaseException) -> None:
        self.append((name, error))


async def echo(verb: str, args: Mapping[str, object]) -> Mapping[str, object]:
    if verb == "missing":
        raise NotFound("There is no such thing", "Look elsewhere.")
    if verb == "broken":
        raise ZeroDivisionError("a defect of ours")
    return {"verb": verb, "args": dict(args)}


def claimed(paths: Paths) -> Claim:
    held = claim(paths)
    assert held is not None
    return held


async def ask_it(paths: Paths, verb: str, **args: object) -> dict[str, object] | None:
    return await asyncio.to_thread(ask, paths, verb, timeout=5, **args)


async def test_questions_are_answered(paths: Paths) -> None:
    errors = Errors()
    async with RunningInstance.serving(claimed(paths), paths, echo, on_error=errors):
        reply = await ask_it(paths, "open", new=True, text="grüß\n“dich”")
        refusal = await ask_it(paths, "missing")
        failure = await ask_it(paths, "broken")
    assert reply == {"ok": True, "pid": os.getpid(), "verb": "open", "args": {"new": True, "text": "grüß\n“dich”"}}
    assert refusal == {"ok": False, "title": "There is no such thing", "hint": "Look elsewhere.", "code": "not_found"}
    assert failure is not None
    assert failure["ok"] is False
    assert "a defect of ours" not in str(failure)
    assert [type(error) for _, error in errors] == [ZeroDivisionError]
    assert await ask_it(paths, "open") is None


async def test_a_handler_may_leave_a_question_without_an_answer(paths: Paths) -> None:
    async def ending(verb: str, args: Mapping[str, object]) -> Mapping[str, object]:
        raise NoReply

    errors = Errors()
    async with RunningInstance.serving(claimed(paths), paths, ending, on_error=errors):
        assert await ask_it(paths, "open") is None
    assert not errors


async def test_another_home_is_another_instance(paths: Paths, short: Path) -> None:
    other = find_paths({"TRAYBRIDGE_HOME": str(short / "other")}, sys.platform)
    errors = Errors()
    async with (
        RunningInstance.serving(claimed(paths), paths, echo, on_error=errors),
        RunningInstance.serving(claimed(other), other, echo, on_error=errors),
    ):
        assert await ask_it(other, "status")


async def test_a_claim_made_before_the_loop_is_served(paths: Paths) -> None:
    held = claimed(paths)
    asking = asyncio.create_task(ask_it(paths, "show"))  # noqa: TID251
    async with RunningInstance.serving(held, paths, echo, on_error=Errors()):
        assert (await asking or {})["verb"] == "show"


@pytest.mark.parametrize(
    "sent",
    [b"nonsense\n", b"[]\n", b"{}\n", b'{"verb": 1}\n', b"x" * (LONGEST_REQUEST + 10) + b"\n", b"\xff\n"],
    ids=["no json", "no object", "no verb", "odd verb", "too long", "no utf-8"],
)
async def test_nonsense_is_refused_and_the_next_one_is_heard(paths: Paths, sent: bytes) -> None:
    errors = Errors()
    async with RunningInstance.serving(claimed(paths), paths, echo, on_error=errors):
        reader, writer = await asyncio.open_unix_connection(str(paths.socket))
        writer.write(sent)
        answer = await reader.read()
        writer.close()
        assert answer.startswith(b'{"ok":false')
        assert await ask_it(paths, "status")
    assert not errors


async def test_one_that_hangs_up_or_says_nothing_disturbs_nobody(paths: Paths) -> None:
    errors = Errors()
    async with RunningInstance.serving(claimed(paths), paths, echo, on_error=errors):
        with socket.socket(socket.AF_UNIX) as silent, socket.socket(socket.AF_UNIX) as gone:
            silent.connect(str(paths.socket))
            gone.connect(str(paths.socket))
            gone.sendall(b'{"verb":"status"}\n')
            gone.close()
            assert await ask_it(paths, "status")
    assert not errors


async def test_another_user_gets_no_answer(paths: Paths) -> None:
    """Even where the permissions of the folder were opened. Only root can become another user to try it."""
    script = (
        "import os, socket, sys; os.setuid(65534) if os.geteuid() == 0 else None\n"
        "with socket.socket(socket.AF_UNIX) as s: s.connect(sys.argv[1]); s.sendall(sys.argv[2].encode()); s.recv(99)"
    )
    request = '{"verb":"quit"}\n'
    heard: list[str] = []

    async def handle(verb: str, args: Mapping[str, object]) -> Mapping[str, object]:
        heard.append(verb)
        return {}

    async with RunningInstance.serving(claimed(paths), paths, handle, on_error=Errors()):
        paths.runtime.chmod(0o755)
        paths.config.chmod(0o755)
        paths.socket.chmod(0o666)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", script, str(paths.socket), request, stderr=subprocess.DEVNULL
        )
        await process.wait()
    assert heard == ([] if os.geteuid() == 0 else ["quit"])


@contextmanager
def starter() -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def tell(child: "subprocess.Popen[str]", home: Path) -> None:
    assert child.stdin is not None
    child.stdin.write(f"{home}\n")
    child.stdin.flush()


def hear(child: "subprocess.Popen[str]") -> tuple[str, str]:
    assert child.stdout is not None
    word, _, rest = child.stdout.readline().strip().partition(" ")
    return word, rest


def test_two_starts_at_once_fifty_times(short: Path) -> None:
    """Exactly one wins, and the other reaches it."""
    with starter() as one, starter() as two:
        for turn in range(50):
            home = short / f"h{turn}"
            tell(one, home)
            tell(two, home)
            said = dict([hear(one), hear(two)])
            assert set(said) == {"won", "reached"}, f"round {turn}: {said}"
            assert said["reached"] == said["won"]


def test_a_killed_instance_blocks_nobody(paths: Paths, short: Path) -> None:
    with starter() as first:
        tell(first, short)
        assert hear(first)[0] == "won"
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert paths.socket.exists()
    with starter() as second:
        tell(second, short)
        assert hear(second)[0] == "won"
        assert (ask(paths, "status", timeout=5) or {})["pid"] == second.pid


def test_a_start_while_the_other_is_killed_takes_over(paths: Paths, short: Path) -> None:
    """The one with the lock dies before it ever answers: the second waits no longer than that."""
    with starter() as first, starter() as second:
        tell(first, short)
        assert hear(first)[0] == "won"
        first.send_signal(signal.SIGSTOP)
        tell(second, short)
        first.send_signal(signal.SIGKILL)
        assert hear(second)[0] == "won"
