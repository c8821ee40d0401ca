"""A run of the demo says where the cluster is, and ends with whatever ends first."""

import socket

import pytest

from traybridge.core.errors import BadInput
from traybridge.demo.session import play


async def test_it_is_introduced_and_ends_with_the_tray_that_shows_it():
    said: list[str] = []
    prepared: list[str] = []

    def prepare(url: str) -> str:
        prepared.append(url)
        return "HERE=1"

    async def tray() -> int:
        return 7

    assert await play(said.append, port=0, speed=1, prepare=prepare, tray=tray) == 7
    [url] = prepared
    assert url in said[0]
    assert "pretend" in said[0]
    assert "  HERE=1 traybridge status" in said


async def test_a_port_that_is_taken_is_refused_with_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BadInput, match="cannot be used") as refused:
            await play(lambda _line: None, port=taken.getsockname()[1], speed=1, prepare=lambda url: url)
    assert "--port" in refused.value.hint


async def test_a_tray_that_fails_is_told():
    async def tray() -> int:
        raise OSError("no such program")

    with pytest.raises(OSError, match="no such program"):
        await play(lambda _line: None, port=0, speed=1, prepare=lambda url: url, tray=tray)
