import socket
from pathlib import Path

import pytest

from traybridge.system.socket_check import takes_connections


def test_a_server_takes_connections_until_it_is_gone(tmp_path: Path) -> None:
    path = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(path)
        server.listen()
        assert takes_connections(socket.AF_UNIX, path)
    assert not takes_connections(socket.AF_UNIX, path), "its file is still there"


@pytest.mark.parametrize("name", ["", "with\0nul", "x" * 200, "/nowhere"])
def test_what_is_no_address_takes_none(name: str) -> None:
    assert not takes_connections(socket.AF_UNIX, name)
