"""A display counts only when it answers."""

import socket
from pathlib import Path

from traybridge.system.display import has_display


def test_macos_and_windows_always_have_one():
    assert has_display({}, "darwin")
    assert has_display({}, "win32")


def test_on_linux_none_without_a_name():
    assert not has_display({}, "linux")
    assert not has_display({"DISPLAY": "", "WAYLAND_DISPLAY": "", "XDG_RUNTIME_DIR": "/nowhere"}, "linux")


def test_a_name_that_nobody_answers_to_is_none():
    for name in (":7654", "unix:7654.0", "127.0.0.1:59000", "nonsense", ":", "x" * 300 + ":1"):
        assert not has_display({"DISPLAY": name}, "linux")
    assert not has_display({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nonexistent"}, "linux")


def test_a_wayland_socket_that_listens_is_one(tmp_path: Path):
    path = tmp_path / "wayland-1"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        assert has_display({"WAYLAND_DISPLAY": "wayland-1", "XDG_RUNTIME_DIR": str(tmp_path)}, "linux")
        assert has_display({"WAYLAND_DISPLAY": str(path)}, "linux")


def test_a_forwarded_display_that_listens_is_one():
    with socket.socket() as server:
        for number in range(600, 640):
            try:
                server.bind(("127.0.0.1", 6000 + number))
            except OSError:
                continue
            server.listen()
            assert has_display({"DISPLAY": f"127.0.0.1:{number}.0"}, "linux")
            return
    raise AssertionError("no port was free")
