"""The judge of a replay is curl: the same bytes printed, the same exit code, for every recording."""

import asyncio
import re
import shlex
import shutil
from pathlib import Path

import pytest

from traybridge.demo.recordings import Library, RecordingEnd
from traybridge.demo.replay import ReplayServer

RECORDINGS = Library(Path(__file__).parent.parent / "fixtures" / "exo")
HOLD_SECONDS = "0.3"

# 130 sent a file that was not recorded, and 134 found nobody listening (see the test of refuse()).
REPLAYED = [name for name in RECORDINGS if not name.startswith(("130_", "134_"))]


def recorded_command(name: str, url: str) -> tuple[str, str, list[str]]:
    """Method, target and arguments of the curl call that made a recording, pointed at another server.

    What was posted for 402 and 403 is only described, in brackets at the end: any request gets their bytes.
    """
    curl, *arguments = shlex.split(re.sub(r" \([^'\"]*\)$", "", RECORDINGS.row(name).command))
    assert curl == "curl"
    (address,) = (argument for argument in arguments if argument.startswith("http://"))
    target = "/" + address.split("/", 3)[3]
    arguments[arguments.index(address)] = url + target
    if "-X" in arguments:
        return arguments[arguments.index("-X") + 1], target, arguments
    if "-I" in arguments:
        return "HEAD", target, arguments
    return "POST" if "-d" in arguments else "GET", target, arguments


async def curl(*arguments: str) -> tuple[bytes, int]:
    program = shutil.which("curl")
    assert program, "these tests need the curl program: install it (apt-get install curl, brew install curl)"
    process = await asyncio.create_subprocess_exec(
        program, "-q", "--noproxy", "*", *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode is not None
    return output, process.returncode


@pytest.mark.parametrize("name", REPLAYED)
async def test_curl_prints_the_recorded_bytes_and_ends_as_recorded(name: str):
    recording = RECORDINGS[name]
    async with ReplayServer(speed=0) as server:
        method, target, arguments = recorded_command(name, server.url)
        server.routes[method, target] = recording
        limit = ["--max-time", HOLD_SECONDS] if recording.ending is RecordingEnd.HELD else []

        output, exit_code = await curl(*arguments, *limit)

    assert output == recording.raw
    assert output == (RECORDINGS.folder / f"{name}.http").read_bytes()
    assert exit_code == recording.ending.value


async def test_every_ending_is_among_them():
    assert {RECORDINGS[name].ending for name in REPLAYED} == {
        RecordingEnd.COMPLETE,
        RecordingEnd.HELD,
        RecordingEnd.CUT,
    }


async def test_curl_is_refused_like_134_while_the_port_is_closed_and_served_again_after():
    async with ReplayServer({("GET", "/node_id"): RECORDINGS["001"]}, speed=0) as server:
        await server.refuse()
        assert await curl("-isSN", f"{server.url}/node_id") == (b"", RECORDINGS["134"].ending.value)

        await server.listen()
        assert await curl("-isSN", f"{server.url}/node_id") == (RECORDINGS["001"].raw, 0)


async def test_curl_sees_a_reset_where_one_is_asked_for():
    broken = RECORDINGS["050"].ending_in(RecordingEnd.RESET, pieces=3)
    async with ReplayServer({("GET", "/"): broken}, speed=0) as server:
        _, exit_code = await curl("-isSN", f"{server.url}/")
    assert exit_code == RecordingEnd.RESET.value
