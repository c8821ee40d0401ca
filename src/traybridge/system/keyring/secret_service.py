"""The Secret Service of Linux desktops (GNOME Keyring, KWallet, KeePassXC), read without ever asking for a password.

The entries are the ones that the library ``keyring`` makes and finds. Its own backend prompts on every look at a
locked keyring, opens a connection for each entry, and forgets it when it fails.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from traybridge.core.errors import KeyringProblem
from traybridge.system.keyring.problems import absent, bus_unreachable, denied, failed, locked, unreadable
from traybridge.system.session_bus import session_bus

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection
    from secretstorage import Collection, Item

PROMPT_SECONDS = 30.0
_CONNECT_SECONDS = 30.0
"""For a bus that is slow on a busy machine (jeepney gives it 1 s); who waits for a key gives up before."""

_LOCKED = "org.freedesktop.Secret.Error.IsLocked"
_DENIED = "org.freedesktop.DBus.Error.AccessDenied"
_NOBODY = "org.freedesktop.DBus.Error.ServiceUnknown"


def find_secret_service(environ: Mapping[str, str]) -> "SecretServiceKeyring | None":
    """The Secret Service of this session; None when there is none, running or to be started.

    Raises:
        KeyringProblem: the bus could not be asked, so nobody knows whether there is one.
    """
    address = session_bus(environ)
    if address is None or not address.startswith("unix:"):  # jeepney speaks to no other kind
        return None
    keyring = SecretServiceKeyring(address)
    return keyring if keyring.is_there() else None


class SecretServiceKeyring:
    """The default collection. Reading never prompts; ``set``, ``delete`` and ``unlock`` may."""

    prompts = False

    def __init__(self, address: str, *, prompt_seconds: float = PROMPT_SECONDS) -> None:
        self._address = address
        self._prompt_seconds = prompt_seconds

    def is_there(self) -> bool:
        from secretstorage import check_service_availability

        with self._connected() as connection:
            return check_service_availability(connection)

    def get(self, service: str, accounts: Sequence[str]) -> Mapping[str, str | KeyringProblem | None]:
        with self._connected() as connection:
            collection = _default_collection(connection)
            if collection is None:
                return dict.fromkeys(accounts)
            if collection.is_locked():
                raise locked()
            items = _items(collection, service)
            return {account: _read(items.get(account), account) for account in accounts}

    def set(self, service: str, account: str, value: str) -> None:
        from secretstorage import create_collection

        with self._connected() as connection:
            collection = _default_collection(connection)
            if collection is None:
                collection = create_collection(connection, "Default", "default")
            self._unlock(collection)
            if item := next(collection.search_items(_attributes(service, account)), None):
                item.set_secret(value.encode())  # whoever made it: a second one would be hidden behind it
                return
            # The attributes and the label of the library keyring, so that both find one and the same entry.
            attributes = _attributes(service, account) | {"application": "Python keyring library"}
            label = f"Password for '{account}' on '{service}'"
            collection.create_item(label, attributes, value.encode(), replace=True)

    def delete(self, service: str, account: str) -> bool:
        with self._connected() as connection:
            collection = _default_collection(connection)
            if collection is None:
                return False
            self._unlock(collection)
            found = list(collection.search_items(_attributes(service, account)))
            for item in found:
                item.delete()
            return bool(found)

    def unlock(self) -> None:
        with self._connected() as connection:
            collection = _default_collection(connection)
            if collection is not None:
                self._unlock(collection)

    def _unlock(self, collection: "Collection") -> None:
        if collection.is_locked():
            try:
                collection.unlock(timeout=self._prompt_seconds)
            except TimeoutError:
                raise locked() from None  # nobody came to answer the prompt
            if collection.is_locked():
                raise locked()

    @contextmanager
    def _connected(self) -> Iterator["DBusConnection"]:
        """Open a connection and say in our words what goes wrong on it."""
        from jeepney import DBusErrorResponse
        from secretstorage import LockedException, PromptDismissedException, SecretStorageException
        from secretstorage.util import add_match_rules

        try:
            with closing(_open(self._address)) as connection:
                add_match_rules(connection)
                yield connection
        except (LockedException, PromptDismissedException):
            raise locked() from None
        except ConnectionError:
            raise bus_unreachable() from None
        except DBusErrorResponse as error:
            raise _meaning(error.name, error) from error
        except (SecretStorageException, OSError, RuntimeError, ValueError) as error:
            raise _meaning(getattr(error.__cause__, "name", ""), error) from error


def _open(address: str) -> "DBusConnection":
    """Raises KeyringProblem where the bus does not answer; that is no proof that there is no keyring."""
    from jeepney.auth import AuthenticationError
    from jeepney.io.blocking import open_dbus_connection

    try:
        return open_dbus_connection(address, auth_timeout=_CONNECT_SECONDS)
    except (OSError, AuthenticationError):
        raise bus_unreachable() from None


def _meaning(name: str, error: Exception) -> KeyringProblem:
    known = {_LOCKED: locked, _DENIED: denied, _NOBODY: absent}
    return known[name]() if name in known else failed(error)


def _default_collection(connection: "DBusConnection") -> "Collection | None":
    from secretstorage import Collection, ItemNotFoundException

    try:
        return Collection(connection)
    except ItemNotFoundException:
        return None


def _items(collection: "Collection", service: str) -> "dict[str, Item]":
    """Everything that is kept for a service: one search, however many accounts are asked for."""
    found: dict[str, Item] = {}
    for item in collection.search_items({"service": service}):
        found.setdefault(str(item.get_attributes().get("username", "")), item)
    return found


def _read(item: "Item | None", account: str) -> str | KeyringProblem | None:
    if item is None:
        return None
    if item.is_locked():
        return locked()
    try:
        return item.get_secret().decode()
    except UnicodeDecodeError:
        return unreadable(account)


def _attributes(service: str, account: str) -> dict[str, str]:
    return {"service": service, "username": account}
