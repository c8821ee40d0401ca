from collections.abc import Mapping, Sequence

import pytest

from traybridge.core.errors import KeyringProblem
from traybridge.core.secret import Secret
from traybridge.system.keycache import KeyCache, SessionKeys
from traybridge.system.keyring import Entry
from traybridge.system.vaults import absent, denied, locked, unreadable

KEY, OTHER = Secret("sk-made-up-0123456789"), Secret("sk-made-up-other")


class Store(SessionKeys):
    """A keyring whose state can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.problem: KeyringProblem | None = None
        self.broken: set[str] = set()
        self.reads = 0

    async def get_many(self, accounts: Sequence[str]) -> Mapping[str, Entry]:
        self.reads += 1
        self._check()
        found: dict[str, Entry] = dict(await super().get_many(accounts))
        return found | {account: unreadable(account) for account in accounts if account in self.broken}

    async def set(self, account: str, secret: Secret) -> None:
        self._check()
        await super().set(account, secret)

    async def delete(self, account: str) -> bool:
        self._check()
        return await super().delete(account)

    async def unlock(self) -> None:
        if self.problem is not None and self.problem.kind == "locked":
            self.problem = None

    def _check(self) -> None:
        if self.problem is not None:
            raise self.problem


@pytest.fixture
def store() -> Store:
    return Store()


async def test_keys_are_read_once_and_then_come_from_memory(store: Store) -> None:
    await store.set("a", KEY)
    keys = KeyCache(store)
    await keys.load(["a", "b"])
    assert [keys.secret("a"), await keys.get("a"), await keys.get("b")] == [KEY, KEY, None]
    assert store.reads == 1
    await store.set("a", OTHER)
    await keys.refresh()
    assert keys.secret("a") == OTHER
    assert keys.secrets() == (OTHER,)


async def test_a_locked_keyring_is_told_and_unlocking_reads_it(store: Store) -> None:
    await store.set("a", KEY)
    store.problem = locked()
    keys = KeyCache(store)
    await keys.load(["a"])
    assert getattr(keys.problem, "kind", "") == "locked"
    assert keys.secret("a") is None
    with pytest.raises(KeyringProblem):
        await keys.get("a")
    with pytest.raises(KeyringProblem):
        await keys.set("a", OTHER)
    assert keys.secret("a") is None, "a key that is not stored is not taken for stored"
    await keys.unlock()
    assert keys.problem is None
    assert keys.secret("a") == KEY


async def test_keys_known_survive_a_keyring_that_locks_later(store: Store) -> None:
    await store.set("a", KEY)
    keys = KeyCache(store)
    await keys.load(["a"])
    store.problem = locked()
    await keys.refresh()
    assert keys.secret("a") == KEY


@pytest.mark.parametrize("kind", ["absent", "plaintext"])
async def test_without_a_keyring_keys_last_for_the_session_and_it_is_said(store: Store, kind: str) -> None:
    store.problem = KeyringProblem(kind, "No keyring", "Start one.")
    keys = KeyCache(store)
    await keys.load(["a"])
    assert keys.session_only
    await keys.set("a", KEY)
    assert await keys.get("a") == KEY
    await keys.refresh()
    assert keys.secret("a") == KEY
    store.problem = None
    await keys.refresh()
    assert not keys.session_only
    assert keys.secret("a") == KEY, "a keyring that appears takes nothing away"
    await keys.set("a", KEY)
    await keys.refresh()
    assert await store.get("a") == KEY
    assert await keys.delete("a")
    assert keys.secret("a") is None


async def test_a_session_key_can_be_deleted(store: Store) -> None:
    store.problem = absent()
    keys = KeyCache(store)
    await keys.set("a", KEY)
    assert await keys.delete("a") is True
    assert await keys.delete("a") is False
    assert keys.secret("a") is None


async def test_what_the_keyring_refuses_to_delete_stays_in_use(store: Store) -> None:
    await store.set("a", KEY)
    keys = KeyCache(store)
    await keys.load(["a"])
    store.problem = denied()
    with pytest.raises(KeyringProblem):
        await keys.delete("a")
    assert keys.secret("a") == KEY


async def test_one_unreadable_entry_is_its_own_problem(store: Store) -> None:
    await store.set("a", KEY)
    store.broken = {"b"}
    keys = KeyCache(store)
    await keys.load(["a", "b"])
    assert keys.problem is None
    assert keys.secret("a") == KEY
    assert list(keys.problems) == ["b"]
    with pytest.raises(KeyringProblem, match="cannot be read"):
        await keys.get("b")
    store.broken = set()
    await keys.set("b", OTHER)
    assert await keys.get("b") == OTHER
    assert not keys.problems


async def test_an_account_never_asked_for_is_read_when_it_is(store: Store) -> None:
    await store.set("new", KEY)
    keys = KeyCache(store)
    await keys.load(["a"])
    assert await keys.get("new") == KEY
    assert keys.secret("new") == KEY
