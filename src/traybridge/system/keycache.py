"""The keys in memory: read once, written when changed, and kept for the session where there is no keyring."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from traybridge.core.errors import KeyringProblem
from traybridge.core.secret import Secret
from traybridge.system.keyring import Entry

_NO_PLACE = {"absent", "plaintext"}


class KeyStore(Protocol):
    """What the cache needs of ``OsKeyring``."""

    async def get_many(self, accounts: Sequence[str]) -> Mapping[str, Entry]: ...

    async def set(self, account: str, secret: Secret) -> None: ...

    async def delete(self, account: str) -> bool: ...

    async def unlock(self) -> None: ...


class SessionKeys:
    """A SecretStore that lasts as long as the program and touches no disk."""

    def __init__(self) -> None:
        self._keys: dict[str, Secret] = {}

    async def get_many(self, accounts: Sequence[str]) -> Mapping[str, Entry]:
        return {account: self._keys.get(account) for account in accounts}

    async def get(self, account: str) -> Secret | None:
        return self._keys.get(account)

    async def set(self, account: str, secret: Secret) -> None:
        self._keys[account] = secret

    async def delete(self, account: str) -> bool:
        return self._keys.pop(account, None) is not None

    async def unlock(self) -> None:
        """Nothing is ever locked."""


class KeyCache:
    """A SecretStore that answers from memory.

    ``problem`` is the state of the whole keyring for the tray, None when all is well; ``problems`` those of single
    entries by account. Where there is no keyring, or one that keeps keys readable, ``session_only`` is true and
    keys that are set last until the program ends: never a file.
    """

    def __init__(self, store: KeyStore) -> None:
        self._store = store
        self._keys: dict[str, Secret] = {}
        self._accounts: tuple[str, ...] = ()
        self._session: set[str] = set()
        self.problem: KeyringProblem | None = None
        self.problems: dict[str, KeyringProblem] = {}

    @property
    def session_only(self) -> bool:
        return self.problem is not None and self.problem.kind in _NO_PLACE

    def secret(self, account: str) -> Secret | None:
        """The key as it is in memory: no waiting, no thread."""
        return self._keys.get(account)

    def secrets(self) -> tuple[Secret, ...]:
        """All of them, for the log's redaction."""
        return tuple(self._keys.values())

    async def load(self, accounts: Sequence[str]) -> None:
        """Read the keys of these accounts; what goes wrong is in ``problem`` and ``problems``, and loses no key."""
        self._accounts = tuple(dict.fromkeys(accounts))
        try:
            found = await self._store.get_many(self._accounts)
        except KeyringProblem as problem:
            self.problem = problem
            return
        self.problem = None
        self.problems = {account: entry for account, entry in found.items() if isinstance(entry, KeyringProblem)}
        kept = {name: key for name, key in self._keys.items() if name in self.problems or name in self._session}
        self._keys = kept | {account: entry for account, entry in found.items() if isinstance(entry, Secret)}

    async def refresh(self, accounts: Sequence[str] | None = None) -> None:
        """Read again: "keys changed" came over the control socket, or there are new accounts."""
        await self.load(self._accounts if accounts is None else accounts)

    async def get(self, account: str) -> Secret | None:
        """The key, read from the keyring when this account was never asked for. Raises KeyringProblem."""
        if account in self.problems:
            raise self.problems[account]
        if account not in self._accounts:
            await self.load([*self._accounts, account])
        if account not in self._keys and self.problem is not None and not self.session_only:
            raise self.problem
        return self._keys.get(account)

    async def set(self, account: str, secret: Secret) -> None:
        """Store a key and use it from now on.

        Raises:
            KeyringProblem: locked, denied, slow, ...: nothing is stored and the key known before stays in use.
        """
        try:
            await self._store.set(account, secret)
        except KeyringProblem as problem:
            self.problem = problem
            if not self.session_only:
                raise
            self._session.add(account)
        else:
            self.problem = None
            self._session.discard(account)
        self._keys[account] = secret
        self.problems.pop(account, None)
        self._accounts = tuple(dict.fromkeys([*self._accounts, account]))

    async def delete(self, account: str) -> bool:
        """Forget a key everywhere. Raises KeyringProblem when the keyring keeps it."""
        known = account in self._keys
        try:
            known = await self._store.delete(account) or known
        except KeyringProblem as problem:
            self.problem = problem
            if not self.session_only:
                raise
        self._keys.pop(account, None)
        self._session.discard(account)
        self.problems.pop(account, None)
        return known

    async def unlock(self) -> None:
        """Ask for the password of the keyring and read it. Raises KeyringProblem when it stays locked."""
        await self._store.unlock()
        await self.refresh()
