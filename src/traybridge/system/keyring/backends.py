"""Which keyring of the system is used, and what its answers mean. Everything here blocks: it runs in a thread."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from traybridge.core.errors import KeyringProblem
from traybridge.core.i18n import msg
from traybridge.system.keyring.problems import absent, bus_unreachable, problem_of, unreadable
from traybridge.system.session_bus import known_buses, session_bus

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_WINDOWS_LIMIT = 1280  # CRED_MAX_CREDENTIAL_BLOB_SIZE: 2,560 bytes of UTF-16

_DESKTOP = "keyring.backends.SecretService.Keyring"
_SAFE = {
    _DESKTOP,
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.kwallet.DBusKeyringKWallet4",
    "keyring.backends.macOS.Keyring",
    "keyring.backends.Windows.WinVaultKeyring",
}
_NONE = {"keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"}
_CHAIN = "keyring.backends.chainer.ChainerBackend"


class BlockingKeyring(Protocol):
    """A keyring that keeps keys safely. Each call may block for long and raises KeyringProblem."""

    prompts: bool
    """Reading may ask the person something, so it takes as long as they need."""

    def get(self, service: str, accounts: Sequence[str]) -> Mapping[str, str | KeyringProblem | None]:
        """Read several; a problem of one entry stands in its place. Raises for one that concerns all."""
        ...

    def set(self, service: str, account: str, value: str) -> None: ...

    def delete(self, service: str, account: str) -> bool: ...

    def unlock(self) -> None: ...


class LibraryKeyring:
    """A backend of the library ``keyring``."""

    def __init__(self, backend: "KeyringBackend", *, prompts: bool = True) -> None:
        self._backend = backend
        self.prompts = prompts

    def get(self, service: str, accounts: Sequence[str]) -> Mapping[str, str | KeyringProblem | None]:
        return {account: self._get(service, account) for account in accounts}

    def _get(self, service: str, account: str) -> str | KeyringProblem | None:
        try:
            return self._backend.get_password(service, account)
        except UnicodeDecodeError:
            return unreadable(account)
        except Exception as error:  # a backend may raise anything of its platform's
            raise problem_of(error) from error

    def set(self, service: str, account: str, value: str) -> None:
        if type(self._backend).__name__ == "WinVaultKeyring" and len(value) > _WINDOWS_LIMIT:
            raise KeyringProblem(
                "too_long",
                msg("Windows keeps no key longer than {limit} characters", limit=_WINDOWS_LIMIT),
                msg("This one has {count}. Was something else pasted?", count=len(value)),
            )
        try:
            self._backend.set_password(service, account, value)
        except Exception as error:
            raise problem_of(error) from error

    def delete(self, service: str, account: str) -> bool:
        # Backends say "not there" and "not allowed" with one and the same error.
        if self._get(service, account) is None:
            return False
        try:
            self._backend.delete_password(service, account)
        except Exception as error:
            raise problem_of(error) from error
        return True

    def unlock(self) -> None:
        """Touch it: these keyrings ask by themselves."""
        self._get("TrayBridge", "unlock")


def import_library(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """Import what ``find_keyring`` will need, which takes seconds on a cold disk and is no fault of the keyring."""
    with suppress(Exception):  # said when it is looked for
        if platform != "linux" or _somebody_chose(environ):
            import keyring

            keyring.get_keyring()
        elif session_bus(environ) is not None:
            import secretstorage  # noqa: F401


def find_keyring(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> BlockingKeyring:
    """Find the keyring to use: the one somebody chose for the library ``keyring``, else the platform's.

    Raises:
        KeyringProblem: absent, or plaintext for one that would keep keys readable.
    """
    if platform == "linux" and not _somebody_chose(environ):
        if session_bus(environ) is None:
            raise bus_unreachable() if any(known_buses(environ)) else absent()
        if (keyring := _secret_service(environ)) is not None:
            return keyring  # and the library, 150 ms of imports, stays out
        return safe_keyring(_library_backend(_desktop_backend), environ)
    return safe_keyring(_library_backend(), environ)


def safe_keyring(backend: "KeyringBackend", environ: Mapping[str, str]) -> BlockingKeyring:
    """Accept a backend that keeps keys safely. Raises KeyringProblem for every other one."""
    for one in _chain(backend):
        name = f"{type(one).__module__}.{type(one).__qualname__}"
        if name == _DESKTOP and (keyring := _secret_service(environ)) is not None:
            return keyring
        if name in _SAFE:
            return LibraryKeyring(one, prompts=not name.startswith("keyring.backends.Windows."))
        if name not in _NONE:
            raise KeyringProblem(
                "plaintext",
                msg("The keyring backend {name} is not known to keep keys safe", name=type(one).__module__),
                "Take it out of PYTHON_KEYRING_BACKEND or keyringrc.cfg; until then keys last for this session only.",
            )
    raise absent()


def _secret_service(environ: Mapping[str, str]) -> BlockingKeyring | None:
    from traybridge.system.keyring.secret_service import find_secret_service

    return find_secret_service(environ)


def _chain(backend: "KeyringBackend") -> Iterator["KeyringBackend"]:
    if f"{type(backend).__module__}.{type(backend).__qualname__}" != _CHAIN:
        yield backend
        return
    inner: list[Any] = list(backend.backends)  # type: ignore[attr-defined]
    yield from sorted(inner, key=lambda one: f"{type(one).__module__}.{type(one).__qualname__}" not in _SAFE)


def _somebody_chose(environ: Mapping[str, str]) -> bool:
    config = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "/")) / ".config")
    return "PYTHON_KEYRING_BACKEND" in environ or (Path(config) / "python_keyring" / "keyringrc.cfg").exists()


def _library_backend(find: "Callable[[], KeyringBackend] | None" = None) -> "KeyringBackend":
    try:
        import keyring

        return keyring.get_keyring() if find is None else find()
    except Exception as error:  # a chosen backend that cannot be imported, a broken keyringrc.cfg
        raise KeyringProblem(
            "absent",
            msg("The chosen keyring cannot be loaded ({reason})", reason=type(error).__name__),
            "Look at PYTHON_KEYRING_BACKEND and keyringrc.cfg.",
        ) from error


def _desktop_backend() -> "KeyringBackend":
    """The best of the Linux desktops' keyrings.

    The library's own search loads those of every system, and macOS's starts ldconfig, gcc and ld three times on Linux.
    """
    from keyring.backend import KeyringBackend, by_priority
    from keyring.backends import fail, kwallet, libsecret  # noqa: F401  importing one makes it known

    none: KeyringBackend = fail.Keyring()  # type: ignore[no-untyped-call]
    viable = KeyringBackend.get_viable_backends()
    known = [one for one in viable if f"{one.__module__}.{one.__qualname__}" in _SAFE]
    return max((one() for one in known), default=none, key=by_priority)
