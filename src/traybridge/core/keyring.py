"""The keys in memory: read once from the keyring, written only when somebody changes one."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress

from traybridge.core.config import ProviderConfig
from traybridge.core.errors import KeyringProblem, TrayBridgeError
from traybridge.core.planning import KeyState
from traybridge.core.ports import SecretStore
from traybridge.core.presets import origin
from traybridge.core.secret import Secret

_EMPTY = frozenset({"absent", "plaintext"})
"""Kinds of problem that mean that no key can be stored there: nothing is locked, there simply is none."""

_ONE_ENTRY = frozenset({"unreadable"})
"""Kinds of problem that say nothing about the other entries."""


class KeyRing:
    """Hold each provider's key. Without a usable keyring keys live for this session only, and ``problem`` says so."""

    def __init__(self, store: SecretStore | None) -> None:
        self._store = store
        self._keys: dict[str, Secret] = {}
        self._unread: set[str] = set()
        self._seen_at: dict[str, str] = {}
        self._reading = asyncio.Lock()
        self.loaded = asyncio.Event()
        self.problem: KeyringProblem | None = None

    async def load_changes(self, accounts: Callable[[], Iterable[str]], *, again: bool = True) -> tuple[str, ...]:
        """Read the keys of these providers, one reader at a time; the result is whose key is another one now.

        ``again`` False: only if nobody has read them yet; whoever comes second waits for the first.
        """
        async with self._reading:
            if self.loaded.is_set() and not again:
                return ()
            wanted = tuple(accounts())
            before = {account: self._keys.get(account) for account in wanted}
            await self.load(wanted)
            return tuple(account for account in wanted if self._keys.get(account) != before[account])

    async def load(self, accounts: Iterable[str]) -> None:
        """Read the keys of these providers; a problem is remembered, not raised: the rest works without keys."""
        self.problem = None
        for account in accounts:
            if self._store is None:
                break
            if self.problem is not None:
                self._not_read(account, self.problem)
                continue
            try:
                found = await self._store.get(account)
            except KeyringProblem as problem:
                self._not_read(account, problem)
                if problem.kind in _ONE_ENTRY:
                    continue  # this entry alone is broken, and it is never deleted
                self.problem = problem
            else:
                self._unread.discard(account)
                if found is None:
                    self._keys.pop(account, None)
                else:
                    self._keys[account] = found
        self.loaded.set()

    def _not_read(self, account: str, problem: KeyringProblem) -> None:
        if problem.kind not in _EMPTY:
            self._unread.add(account)

    def get(self, account: str) -> Secret | None:
        return self._keys.get(account)

    def all(self) -> tuple[Secret, ...]:
        return tuple(self._keys.values())

    def state(self, provider: ProviderConfig) -> KeyState:
        """What is known of the key for this provider: it goes only to the origin that it was given for."""
        if provider.id in self._keys:
            given_for = provider.key_origin or self._seen_at.get(provider.id, "")
            return KeyState.PRESENT if given_for in {"", origin(provider.base_url)} else KeyState.OTHER_ORIGIN
        return KeyState.LOCKED if provider.id in self._unread else KeyState.MISSING

    def bind(self, account: str, seen_at: str) -> None:
        """The provider moves away from this origin: a key of which the settings do not say where to stays there."""
        if account in self._keys:
            self._seen_at.setdefault(account, seen_at)

    def for_provider(self, provider: ProviderConfig) -> Secret | None:
        """The key that may be sent with requests to this provider's address."""
        return self._keys.get(provider.id) if self.state(provider) is KeyState.PRESENT else None

    async def set(self, account: str, secret: Secret, *, session_only_ok: bool = False) -> KeyringProblem | None:
        """Store a key. The result is the problem that keeps it in memory only.

        Raises:
            KeyringProblem: it could not be stored and ``session_only_ok`` is False; the old key stays.
        """
        if self._keys.get(account) == secret and account not in self._unread and self.problem is None:
            self._seen_at.pop(account, None)
            return None
        try:
            await self._write(account, secret)
        except KeyringProblem as problem:
            if not session_only_ok:
                raise
            self._keys[account] = secret
            self._seen_at.pop(account, None)
            return problem
        self._keys[account] = secret
        self._seen_at.pop(account, None)
        self._unread.discard(account)
        if not self._unread:
            self.problem = None  # it works again, and nothing is left that could not be read
        return None

    async def set_for(
        self,
        provider: ProviderConfig,
        secret: Secret,
        save_origin: Callable[[str], Awaitable[object]],
        *,
        session_only_ok: bool = False,
    ) -> KeyringProblem | None:
        """Store a key as ``set`` does, for the address that the provider has now.

        ``save_origin`` writes that address into the settings where it is new there; when it raises a TrayBridgeError
        the old key is put back: a key must not stand beside an origin that it was not given for.
        """
        before = self._keys.get(provider.id)
        problem = await self.set(provider.id, secret, session_only_ok=session_only_ok)
        here = origin(provider.base_url)
        if provider.key_origin != here:
            try:
                await save_origin(here)
            except TrayBridgeError:
                await self.put_back(provider.id, before)
                raise
        return problem

    async def put_back(self, account: str, before: Secret | None) -> None:
        """Undo ``set``, in memory at least: what the keyring then has is read at the next start."""
        with suppress(KeyringProblem):
            if before is None:
                await self.delete(account)
            else:
                await self.set(account, before)
        if before is None:
            self._keys.pop(account, None)
        else:
            self._keys[account] = before

    async def _write(self, account: str, secret: Secret) -> None:
        if self._store is None:
            raise KeyringProblem("absent", "There is no keyring here", "The key is kept for this session only.")
        await self._store.set(account, secret)

    async def delete(self, account: str) -> bool:
        """Forget a key, in memory and in the keyring. Raises KeyringProblem; the key then stays."""
        there = False
        if self._store is not None:
            there = await self._store.delete(account)
        self._seen_at.pop(account, None)
        return self._keys.pop(account, None) is not None or there
