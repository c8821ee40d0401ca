"""The keys in memory: read once from the keyring, written only when somebody changes one.

Beside each key lies the origin that it was given for, as an entry of its own (``ID@origin``): the settings hold a copy,
but only what can read the key can say where it may go.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from urllib.parse import quote, unquote

from traybridge.core.config import ProviderConfig
from traybridge.core.errors import KeyringProblem, TrayBridgeError
from traybridge.core.planning import KeyState
from traybridge.core.ports import SecretStore
from traybridge.core.presets import origin
from traybridge.core.secret import Secret

_EMPTY = frozenset({"absent", "plaintext"})
"""Kinds of problem that mean that no key can be stored there: nothing is locked, there simply is none."""

_LOCKED = frozenset({"locked", "slow", "denied"})
"""Kinds of problem that a person can end by unlocking it or by an answer."""

_ONE_ENTRY = frozenset({"unreadable"})
"""Kinds of problem that say nothing about the other entries."""


_PLAIN = ":/[]"
"""What stands in an origin as it is; a host's letters beyond ASCII do not fit into an entry."""


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key and the origin that it was given for, "" = nobody knows."""

    secret: Secret
    given_for: str = ""


Entry = Secret | KeyringProblem | None


@runtime_checkable
class ManyReader(Protocol):
    """A keyring that reads many entries at once, quicker than one by one."""

    async def get_many(self, accounts: Sequence[str]) -> Mapping[str, Entry]:
        """Raises KeyringProblem when the whole cannot be read."""
        ...


def origin_entry(account: str) -> str:
    """The account of the entry that holds a key's origin."""
    return f"{account}@origin"


async def read_key(store: SecretStore, account: str) -> StoredKey | None:
    """Read a key with its origin; None when there is no key. Raises KeyringProblem."""
    secret = await store.get(account)
    if secret is None:
        return None
    return StoredKey(secret, _origin_of(await store.get(origin_entry(account))))


async def read_keys(store: SecretStore, accounts: Sequence[str]) -> dict[str, StoredKey | KeyringProblem | None]:
    """Read several keys with their origins; the problem of a single entry stands in its place.

    Raises:
        KeyringProblem: the keyring cannot be read.
    """
    if not accounts:
        return {}  # nobody wants a key: the keyring, which may have to be started for it, is left alone
    if isinstance(store, ManyReader):
        entries = await store.get_many([name for account in accounts for name in (account, origin_entry(account))])
        return {account: _together(entries[account], entries[origin_entry(account)]) for account in accounts}
    found: dict[str, StoredKey | KeyringProblem | None] = {}
    for account in accounts:
        try:
            found[account] = await read_key(store, account)
        except KeyringProblem as problem:
            if problem.kind not in _ONE_ENTRY:
                raise
            found[account] = problem
    return found


def _together(key: Entry, given_for: Entry) -> StoredKey | KeyringProblem | None:
    if key is None or isinstance(key, KeyringProblem):
        return key
    return given_for if isinstance(given_for, KeyringProblem) else StoredKey(key, _origin_of(given_for))


async def write_key(store: SecretStore, account: str, secret: Secret, given_for: str) -> None:
    """Store a key and its origin; at no moment does a key stand beside another one's origin.

    Raises:
        KeyringProblem: one of the entries could not be written.
    """
    entry = origin_entry(account)
    known = await store.get(entry)
    if _origin_of(known) == given_for:
        await store.set(account, secret)
        return
    if await store.get(account) != secret:
        if known is not None:
            await store.delete(entry)
        await store.set(account, secret)
    if given_for:
        await store.set(entry, Secret(quote(given_for, safe=_PLAIN)))


def _origin_of(entry: Secret | None) -> str:
    return unquote(entry.reveal()) if entry else ""


class KeyRing:
    """Hold each provider's key. Without a usable keyring keys live for this session only, and ``problem`` says so."""

    def __init__(self, store: SecretStore | None) -> None:
        self._store = store
        self._keys: dict[str, StoredKey] = {}
        self._unread: dict[str, str] = {}
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
        whole: KeyringProblem | None = None  # set at the end: while it is read, what was known goes on to hold
        wanted = tuple(accounts)
        if self._store is not None:
            try:
                found = await read_keys(self._store, wanted)
            except KeyringProblem as problem:
                whole = problem
                found = dict.fromkeys(wanted, problem)
            for account, entry in found.items():
                self._take(account, entry)
        self.problem = whole
        self.loaded.set()

    def _take(self, account: str, entry: "StoredKey | KeyringProblem | None") -> None:
        """Remember what stands in the keyring; an entry that cannot be read changes nothing and is never deleted."""
        if isinstance(entry, KeyringProblem):
            self._not_read(account, entry)
            return
        self._unread.pop(account, None)
        if entry is None:
            self._keys.pop(account, None)
        else:
            self._keys[account] = entry

    def _not_read(self, account: str, problem: KeyringProblem) -> None:
        if problem.kind not in _EMPTY:
            self._unread[account] = problem.kind

    def get(self, account: str) -> Secret | None:
        found = self._keys.get(account)
        return found.secret if found else None

    def stored(self, account: str) -> StoredKey | None:
        """A key with its origin."""
        return self._keys.get(account)

    def all(self) -> tuple[Secret, ...]:
        return tuple(found.secret for found in self._keys.values())

    def state(self, provider: ProviderConfig) -> KeyState:
        """What is known of the key for this provider: it goes only to the origin that it was given for.

        A key of which nobody knows where it was given for goes to its preset's own address alone.
        """
        found = self._keys.get(provider.id)
        if found is not None:
            here = origin(provider.base_url)
            known = (
                found.given_for or provider.key_origin or self._seen_at.get(provider.id, "") or _own_origin(provider)
            )
            return KeyState.PRESENT if known == here else KeyState.OTHER_ORIGIN
        if provider.id in self._unread:
            return KeyState.LOCKED if self._unread[provider.id] in _LOCKED else KeyState.UNREADABLE
        if self.problem is not None and provider.key_origin and not provider.needs_key:
            return KeyState.UNREADABLE  # it was given one, and there is no keyring that could say what became of it
        return KeyState.MISSING

    def waits_for_keyring(self, providers: Iterable[ProviderConfig]) -> bool:
        """Say whether a look at the keyring may bring a key that is wanted: it came late, or was locked."""
        return any(provider.enabled and provider.takes_key and self._may_still_come(provider) for provider in providers)

    def _may_still_come(self, provider: ProviderConfig) -> bool:
        if provider.id in self._keys:
            return False
        if provider.id in self._unread:
            return self._unread[provider.id] not in _ONE_ENTRY
        return self.problem is not None or bool(provider.key_origin)

    def bind(self, account: str, seen_at: str) -> None:
        """The provider moves away from this origin: a key of which the settings do not say where to stays there."""
        if account in self._keys:
            self._seen_at.setdefault(account, seen_at)

    def for_provider(self, provider: ProviderConfig) -> Secret | None:
        """The key that may be sent with requests to this provider's address."""
        return self.get(provider.id) if self.state(provider) is KeyState.PRESENT else None

    async def set(
        self, account: str, secret: Secret, given_for: str, *, session_only_ok: bool = False
    ) -> KeyringProblem | None:
        """Store a key and the origin that it may go to. The result is the problem that keeps it in memory only.

        Raises:
            KeyringProblem: it could not be stored and ``session_only_ok`` is False; the old key stays.
        """
        new = StoredKey(secret, given_for)
        if self._keys.get(account) == new and account not in self._unread and self.problem is None:
            return None
        try:
            await self._write(account, new)
        except KeyringProblem as problem:
            if not session_only_ok:
                raise
            self._remember(account, new)
            return problem
        self._remember(account, new)
        self._unread.pop(account, None)
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
        before, here = self.stored(provider.id), origin(provider.base_url)
        problem = await self.set(provider.id, secret, here, session_only_ok=session_only_ok)
        if provider.key_origin != here:
            try:
                await save_origin(here)
            except TrayBridgeError:
                await self.put_back(provider.id, before)
                raise
        return problem

    def _remember(self, account: str, new: StoredKey) -> None:
        self._keys[account] = new
        self._seen_at.pop(account, None)

    async def put_back(self, account: str, before: StoredKey | None) -> None:
        """Undo ``set``, in memory at least: what the keyring then has is read at the next start."""
        with suppress(KeyringProblem):
            if before is None:
                await self.delete(account)
            else:
                await self.set(account, before.secret, before.given_for)
        if before is None:
            self._keys.pop(account, None)
        else:
            self._keys[account] = before

    async def _write(self, account: str, new: StoredKey) -> None:
        if self._store is None:
            raise KeyringProblem("absent", "There is no keyring here", "The key is kept for this session only.")
        await write_key(self._store, account, new.secret, new.given_for)

    async def delete(self, account: str) -> bool:
        """Forget a key, in memory and in the keyring. Raises KeyringProblem; the key then stays."""
        there = False
        if self._store is not None:
            there = await self._store.delete(account)
            await self._store.delete(origin_entry(account))
        self._seen_at.pop(account, None)
        return self._keys.pop(account, None) is not None or there


def _own_origin(provider: ProviderConfig) -> str:
    """The origin of the provider's preset, which everybody knows; "" for one without."""
    known = provider.known_preset
    return origin(known.base_url) if known else ""
