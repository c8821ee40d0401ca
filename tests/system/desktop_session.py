"""A private D-Bus and, on it, a real GNOME Keyring, for tests; nothing of the machine's own session is touched."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from jeepney import DBusAddress, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

SECRETS = "org.freedesktop.secrets"


@contextlib.contextmanager
def private_bus(folder: Path) -> Iterator[str]:
    """The address of a bus of our own, of the session kind and with nothing to start on it."""
    folder.mkdir(exist_ok=True)
    config = folder / "bus.conf"
    config.write_text(
        '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "busconfig.dtd">'
        f"<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>"
        '<policy context="default"><allow user="*"/><allow own="*"/>'
        '<allow send_destination="*"/><allow receive_sender="*"/></policy>'
        "</busconfig>"
    )
    with subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        try:
            assert daemon.stdout is not None
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


@contextlib.contextmanager
def gnome_keyring(address: str, home: Path, password: str) -> Iterator[None]:
    """A keyring daemon that was told a password: the right one unlocks the login keyring (or makes it)."""
    run = home / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(run),
        "XDG_DATA_HOME": str(home / "data"),
        "DBUS_SESSION_BUS_ADDRESS": address,
    }
    with subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as daemon:
        try:
            assert daemon.stdin is not None
            daemon.stdin.write(password.encode())
            daemon.stdin.close()
            wait_for_name(address, SECRETS, daemon)
            yield
        finally:
            daemon.kill()


def connected(address: str) -> "contextlib.closing[DBusConnection]":
    """A connection to a bus that may be slow, for a with statement."""
    return contextlib.closing(open_dbus_connection(address, auth_timeout=60))


def wait_for_name(address: str, name: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until somebody owns a name on the bus."""
    with connected(address) as connection:
        rule = f"type='signal',member='NameOwnerChanged',arg0='{name}'"
        connection.send_and_get_reply(message_bus.AddMatch(rule))
        while not connection.send_and_get_reply(message_bus.NameHasOwner(name)).body[0]:
            assert process.poll() is None
            connection.receive(timeout=20)


def lock_default_collection(address: str) -> None:
    service = DBusAddress("/org/freedesktop/secrets", SECRETS, "org.freedesktop.Secret.Service")
    default = "/org/freedesktop/secrets/aliases/default"
    with connected(address) as connection:
        connection.send_and_get_reply(new_method_call(service, "Lock", "ao", ([default],)))
