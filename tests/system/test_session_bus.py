import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from traybridge.system.session_bus import known_buses, repair_environment, session_bus


@pytest.fixture
def alive(short: Path) -> Iterator[str]:
    """The address of a bus that takes connections."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(short / "alive"))
        server.listen()
        yield f"unix:path={short}/alive"


def test_the_first_that_takes_a_connection_is_used(alive: str, short: Path) -> None:
    dead = f"unix:path={short}/dead"
    for value in (alive, f"{dead};{alive}", f"{dead};;{alive},guid=0123", f"unix:abstract=nobody-here;{alive}"):
        found = session_bus({"DBUS_SESSION_BUS_ADDRESS": value})
        assert found is not None
        assert found.startswith(alive)


def test_behind_a_stale_variable_the_usual_place_is_looked_at(short: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(short / "bus"))
        server.listen()
        environ = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={short}/dead", "XDG_RUNTIME_DIR": str(short)}
        assert session_bus(environ) == f"unix:path={short}/bus"
        del environ["DBUS_SESSION_BUS_ADDRESS"]
        assert session_bus(environ) == f"unix:path={short}/bus"
    assert session_bus(environ) is None, "the socket of a bus that ended"


def test_escaped_paths_and_abstract_sockets_are_understood(short: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(short / "a bus"))
        server.listen()
        assert session_bus({"DBUS_SESSION_BUS_ADDRESS": f"unix:path={short}/a%20bus"})


@pytest.mark.parametrize("value", ["", ";", "nonsense", "unix:", "unix:path=", f"unix:path=/{'x' * 300}"])
def test_nonsense_is_no_bus(value: str) -> None:
    assert session_bus({"DBUS_SESSION_BUS_ADDRESS": value}) is None


def test_other_kinds_of_addresses_are_taken_at_their_word() -> None:
    assert list(known_buses({"DBUS_SESSION_BUS_ADDRESS": "tcp:host=localhost,port=1"})) == ["tcp:host=localhost,port=1"]
    assert session_bus({"DBUS_SESSION_BUS_ADDRESS": "tcp:host=localhost,port=1"}) == "tcp:host=localhost,port=1"


def test_the_variable_is_put_right_for_the_libraries(alive: str, short: Path) -> None:
    environ = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={short}/dead;{alive}"}
    repair_environment(environ)
    assert environ == {"DBUS_SESSION_BUS_ADDRESS": alive}
    none: dict[str, str] = {}
    repair_environment(none)
    assert none == {}
    dead = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={short}/dead"}
    repair_environment(dead)
    assert dead == {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={short}/dead"}
