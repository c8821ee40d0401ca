"""A real Secret Service for one test: GNOME Keyring on a bus, looked into and locked as another program would."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MatchRule, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection
from secretstorage import Collection
from secretstorage.util import add_match_rules
from tests.system.desktop_session import SECRETS, connected, gnome_keyring, private_bus

from traybridge.system.keyring.store import SERVICE

PASSWORD = "pw"
ROOT = "/org/freedesktop/secrets"
DEFAULT = f"{ROOT}/aliases/default"
LOGIN = f"{ROOT}/collection/login"
_SERVICE = DBusAddress(ROOT, SECRETS, "org.freedesktop.Secret.Service")
_UNLOCKING = DBusAddress(ROOT, SECRETS, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface")
"""How gnome-keyring's own login unlocks; a person would type the password into a window."""


@dataclass(frozen=True)
class Secrets:
    """The keyring of one test. ``bus`` is the address of the session bus that it is on."""

    bus: str

    @property
    def env(self) -> dict[str, str]:
        return {"DBUS_SESSION_BUS_ADDRESS": self.bus}

    def kept(self) -> dict[str, str]:
        """Every key of ours by its account, read past the program; the origins beside them (ID@origin) left out."""
        with connected(self.bus) as connection:
            add_match_rules(connection)
            found = Collection(connection).search_items({"service": SERVICE})
            accounts = {one.get_attributes()["username"]: one.get_secret().decode() for one in found}
            return {account: key for account, key in accounts.items() if not account.endswith("@origin")}

    def lock(self) -> None:
        with connected(self.bus) as connection:
            self._call(connection, _SERVICE, "Lock", "ao", [DEFAULT])

    def unlock(self) -> None:
        with connected(self.bus) as connection:
            _, session = self._call(connection, _SERVICE, "OpenSession", "sv", "plain", ("s", ""))
            master = (session, b"", PASSWORD.encode(), "text/plain")
            self._call(connection, _UNLOCKING, "UnlockWithMasterPassword", "o(oayays)", LOGIN, master)

    @contextlib.contextmanager
    def locking_after(self, count: int) -> Iterator[None]:
        """Lock the keyring as soon as so many entries more have been made, as a screen lock would in the middle."""
        with connected(self.bus) as connection:
            rule = MatchRule(type="signal", interface="org.freedesktop.Secret.Collection", member="ItemCreated")
            connection.send_and_get_reply(message_bus.AddMatch(rule))

            def lock() -> None:
                with connection.filter(rule, bufsize=count) as made:
                    for _ in range(count):
                        connection.recv_until_filtered(made, timeout=30)
                self.lock()

            watching = threading.Thread(target=lock)
            watching.start()
            yield
            watching.join()

    def _call(self, connection: DBusConnection, where: DBusAddress, method: str, kinds: str, *given: Any) -> Any:
        reply = connection.send_and_get_reply(new_method_call(where, method, kinds, given))
        assert reply.header.message_type.name == "method_return", reply.body
        return reply.body


@contextlib.contextmanager
def secrets(folder: Path) -> Iterator[Secrets]:
    """Start a bus and an unlocked keyring with its files in ``folder``, and end both."""
    folder.mkdir(mode=0o700)
    with private_bus(folder / "bus") as bus, secrets_on(bus, folder / "ring") as found:
        yield found


@contextlib.contextmanager
def secrets_on(bus: str, folder: Path) -> Iterator[Secrets]:
    """The same on a bus that is there."""
    folder.mkdir(mode=0o700)
    with gnome_keyring(bus, folder, PASSWORD):
        yield Secrets(bus)
