"""Commands and the running instance of the same TRAYBRIDGE_HOME, and what a start without a command becomes."""

import asyncio
import os
import pty
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.program import SECONDS, Program, openai
from tests.support.hosts import Host


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    made = Program(tmp_path)
    yield made
    await made.aclose()


async def test_without_display_and_terminal_it_is_a_service_that_sigterm_ends_with_0(program: Program):
    program.configure("")
    async with program.service() as service:
        assert service.returncode is None
        service.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(service.wait(), SECONDS) == 0
    assert (await program.run("quit")).code == 4


async def test_quit_ends_it_and_there_is_nothing_left_to_end(program: Program):
    program.configure("")
    async with program.service() as service:
        assert (await program.run("quit")).code == 0
        assert service.returncode == 0 or await asyncio.wait_for(service.wait(), SECONDS) == 0
        assert (await program.run("quit")).code == 4
        assert (await program.run("open")).code == 4


async def test_a_second_start_says_so_and_is_done_and_another_home_is_another_instance(
    program: Program, tmp_path: Path
):
    program.configure("")
    other = Program(tmp_path / "other")
    other.home.mkdir()
    other.configure("")
    async with program.service(), other.service():
        second = await program.run()
        assert second.code == 0
        assert "already running" in second.err
        assert (await program.run("quit")).code == 0
        assert (await other.run("quit")).code == 0


async def test_status_comes_from_the_running_instance_which_sees_edits_at_once(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url))
        async with program.service():
            first = await program.run("status", "--json")
            assert [row["id"] for row in first.json["providers"]] == ["a", "embedded"]
            await program.run("providers", "add", "b", "--kind", "openai", "--url", host.url, "--model", "m")
            second = await program.run("status", "--json")
            assert [row["id"] for row in second.json["providers"]] == ["a", "b", "embedded"]
            await program.run("status")
            assert {(one.method, one.path) for one in host.requests} <= {("GET", "/v1/models")}  # looked at, not asked


async def test_a_hand_edit_reaches_the_running_instance_and_a_broken_one_changes_nothing(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url))
        async with program.service() as service:
            program.providers(openai("mine", host.url))
            assert (await program.run("status", "--json")).json["providers"][0]["id"] == "mine"
            program.config.write_text("[routing\n")
            assert (await program.run("status", "--json")).json["providers"][0]["id"] == "mine"
            assert service.stderr is not None
            said = await asyncio.wait_for(service.stderr.readline(), SECONDS)
            assert f"{program.config}:1" in said.decode()
            assert program.config.read_text() == "[routing\n"


async def test_open_without_a_window_says_what_to_do(program: Program):
    program.configure("")
    async with program.service():
        result = await program.run("open")
    assert result.code == 1
    assert "without a window" in result.err


async def test_route_of_the_running_instance_knows_who_failed_lately(program: Program):
    async with Host() as host:
        program.providers(openai("dead", "http://127.0.0.1:9/v1"), openai("a", host.url))
        async with program.service():
            await program.run("status")
            async with asyncio.timeout(2 * SECONDS):
                while "dead" not in (reasons := _reasons(route := (await program.run("route", "--json")).json)):
                    await asyncio.sleep(0.1)  # it looks at them by and by
    assert [one["provider"] for one in route["routes"]] == ["a"]
    assert "cooling down" in reasons["dead"]


def _reasons(route: dict[str, Any]) -> dict[str, str]:
    return {one["provider"]: one["reason"] for one in route["skipped"]}


async def test_without_a_display_but_with_a_terminal_it_becomes_a_chat_and_says_so(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url))
        ours, theirs = pty.openpty()
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "traybridge",
                env=program.env | {"TERM": "dumb"},
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
            )
            os.write(ours, b"hello\n")
            await asyncio.wait_for(host.nth_chat(0), SECONDS)
            os.write(ours, b"\x04")
            seen = await asyncio.to_thread(_read_until, ours, b"Paris")
            assert b"There is no display here" in seen
            os.write(ours, b"/quit\n\x04")
            assert await asyncio.wait_for(process.wait(), SECONDS) == 0
        finally:
            os.close(theirs)
            os.close(ours)


def _read_until(descriptor: int, wanted: bytes) -> bytes:
    seen = b""
    while wanted not in seen:
        seen += os.read(descriptor, 4096)
    return seen


async def test_a_display_that_is_gone_counts_as_none(program: Program):
    program.configure("")
    program.env |= {"DISPLAY": ":7654", "WAYLAND_DISPLAY": "wayland-none"}
    async with program.service():
        assert (await program.run("quit")).code == 0


async def test_asking_the_running_instance_loads_no_http_and_no_keyring(program: Program):
    """What a status costs in a shell prompt or a script."""
    program.configure("")
    async with program.service():
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-X",
            "importtime",
            "-m",
            "traybridge",
            "status",
            env=program.env,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode == 0
    assert out
    loaded = {line.rpartition("|")[2].strip() for line in err.decode().splitlines()}
    assert "traybridge.system.control" in loaded
    assert not loaded & {
        "httpx",
        "httpcore",
        "keyring",
        "asyncio",
        "sqlite3",
        "msgspec",
        "PySide6",
        "traybridge.core.bridge",
    }


async def _starting(program: Program) -> asyncio.subprocess.Process:
    """A start that is held in its first moment, as a loaded machine does; one that was quicker is begun anew."""
    run = program.home / "bridge" / "run"
    async with asyncio.timeout(2 * SECONDS):
        while True:
            process = await program.start()
            while not ((run / "starting").exists() or (run / "instance.lock").exists()):
                await asyncio.sleep(0.002)
            process.send_signal(signal.SIGSTOP)
            await _until_stopped(process.pid)
            if (run / "starting").exists():
                return process
            process.kill()
            await process.wait()
            (run / "instance.lock").unlink()


async def _until_stopped(pid: int) -> None:
    while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        await asyncio.sleep(0.002)


async def test_a_second_start_waits_for_one_that_is_still_starting(program: Program):
    program.configure("")
    first = await _starting(program)
    second = await program.start()
    assert second.stderr is not None
    assert b"waiting" in await asyncio.wait_for(second.stderr.readline(), SECONDS)
    first.send_signal(signal.SIGCONT)
    _, err = await asyncio.wait_for(second.communicate(), SECONDS)
    assert second.returncode == 0, err
    assert b"already running" in err
    assert (await program.run("quit")).code == 0


async def test_quit_waits_for_one_that_is_still_starting_and_ends_it(program: Program):
    program.configure("")
    first = await _starting(program)
    asyncio.get_running_loop().call_later(4, first.send_signal, signal.SIGCONT)
    assert (await program.run("quit")).code == 0
    assert await asyncio.wait_for(first.wait(), SECONDS) == 0


async def test_sigterm_in_the_first_moment_ends_it_with_0_and_leaves_nothing(program: Program):
    program.configure("")
    first = await _starting(program)
    first.send_signal(signal.SIGTERM)
    first.send_signal(signal.SIGCONT)
    assert await asyncio.wait_for(first.wait(), SECONDS) == 0
    assert [path.name for path in (program.home / "bridge" / "run").iterdir()] == ["instance.lock"]
    assert (await program.run("quit")).code == 4


async def test_many_starts_at_once_all_end_well(program: Program):
    """One becomes the service, whatever the machine's load; the others find it."""
    program.configure("")
    started = [await program.start() for _ in range(6)]
    done: set[int] = set()
    async with asyncio.timeout(2 * SECONDS):
        while len(done) < len(started) - 1:
            done = {at for at, one in enumerate(started) if one.returncode is not None}
            await asyncio.sleep(0.05)
    assert {started[at].returncode for at in done} == {0}
    assert (await program.run("quit")).code == 0
    [last] = [one for at, one in enumerate(started) if at not in done]
    assert await asyncio.wait_for(last.wait(), SECONDS) == 0
