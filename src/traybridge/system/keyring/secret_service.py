"""The Secret Service of Linux desktops (GNOME Keyring, KWallet, KeePassXC), read without ever asking for a password.

The entries are the ones that the library ``keyring`` makes and finds. Its own backend prompts on every look at a
locked keyring, opens a connection for each entry, and forgets it when it fails.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from traybridge.core.errors import KeyringProblem
from traybridge.system.keyring.problems import absent, denied, failed, locked, unreadable
from traybridge.system.session_bus import session_bus

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection
    from secretstorage import Collection, Item

PROMPT_SECONDS = 30.0
_LOCKED = "org.freedesktop.Secret.Error.IsLocked"
_DENIED = "org.freedesktop.DBus.Error.AccessDenied"


def find_secret_service(environ: Mapping[str, str]) -> "SecretServiceKeyring | None":
    """The Secret Service of this session; None when there is none, running or to be started."""
    if (address := session_bus(environ)) is None:
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

        try:
            with self._connected() as connection:
                return check_service_availability(connection)
        except KeyringProblem:
            return False

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
            collection.unlock(timeout=self._prompt_seconds)
            if collection.is_locked():
                raise locked()

    @contextmanager
    def _connected(self) -> Iterator["DBusConnection"]:
        """Open a connection and say in our words what goes wrong on it."""
        from jeepney import DBusErrorResponse
        from jeepney.io.blocking import open_dbus_connection
        from secretstorage import (
            LockedException,
            PromptDismissedException,
            SecretServiceNotAvailableException,
            SecretStorageException,
        )
        from secretstorage.util import add_match_rules

        try:
            with closing(open_dbus_connection(self._address)) as connection:
                add_match_rules(connection)
                yield connection
        except (LockedException, PromptDismissedException, TimeoutError):
            raise locked() from None  # a prompt was dismissed, or nobody came to answer it
        except (SecretServiceNotAvailableException, FileNotFoundError, ConnectionError):
            raise absent() from None
        except DBusErrorResponse as error:
            raise _meaning(error.name, error) from error
        except (SecretStorageException, OSError, RuntimeError, ValueError) as error:
            raise failed(error) from error


def _meaning(name: str, error: Exception) -> KeyringProblem:
    return locked() if name == _LOCKED else denied() if name == _DENIED else failed(error)


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
