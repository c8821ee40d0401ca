"""Who listens on a port is named, by the real /proc and by what lsof prints."""

import os
import socket
from pathlib import Path

import pytest

from traybridge.system.port_owner import who_listens

LSOF = "p4711\ncnginx\nf6\np4712\ncother\nf3\n"


@pytest.fixture(params=["127.0.0.1", "::1"])
def listening(request: pytest.FixtureRequest):
    family = socket.AF_INET6 if ":" in request.param else socket.AF_INET
    with socket.socket(family) as server:
        server.bind((request.param, 0))
        server.listen()
        yield server.getsockname()[1]


def test_we_find_ourselves(listening: int):
    named = who_listens(listening)
    assert named.endswith(f"(process {os.getpid()})")
    assert named.startswith(("python", "pytest"))


def test_nobody_and_a_connection_that_is_no_listener_are_nobody():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
        assert who_listens(port) == ""
        server.listen()
        client.connect(("127.0.0.1", port))
        assert who_listens(client.getsockname()[1]) == ""


def proc(folder: Path, *, readable: bool = True) -> Path:
    """A /proc with one nginx on port 8000; ``readable`` = ours."""
    (folder / "net").mkdir()
    row = "   0: 00000000:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 555 1 0"
    (folder / "net" / "tcp").write_text(f"  sl  local_address\n{row}\nshort\n")
    (folder / "42").mkdir()
    (folder / "42" / "comm").write_text("nginx\n")
    (folder / "42" / "cmdline").write_text("")
    if readable:
        (folder / "42" / "fd").mkdir()
        (folder / "42" / "fd" / "6").symlink_to("socket:[555]")
    return folder


def test_a_program_that_hides_its_command_has_the_systems_name(tmp_path: Path):
    assert who_listens(8000, "linux", proc=proc(tmp_path)) == "nginx (process 42)"
    assert who_listens(8001, "linux", proc=tmp_path) == ""


def test_a_program_of_another_user_cannot_be_told(tmp_path: Path):
    assert who_listens(8000, "linux", proc=proc(tmp_path, readable=False)) == ""


@pytest.mark.parametrize(("output", "named"), [(LSOF, "nginx (process 4711)"), ("", ""), ("p4711\n", "")])
def test_on_a_mac_lsof_tells(output: str, named: str):
    asked: list[list[str]] = []

    def lsof(arguments):
        asked.append(list(arguments))
        return output

    assert who_listens(8000, "darwin", lsof=lsof) == named
    assert asked == [["-nP", "-iTCP:8000", "-sTCP:LISTEN", "-Fpc"]]


def test_elsewhere_nobody_can_tell():
    assert who_listens(8000, "win32") == ""
