"""The keys in memory tell a locked keyring from one that is not there."""

import asyncio

import pytest
from msgspec.structs import replace

from traybridge.core.config import ProviderConfig
from traybridge.core.errors import KeyringProblem, TrayBridgeError
from traybridge.core.keyring import KeyRing, origin_entry
from traybridge.core.planning import KeyState
from traybridge.core.secret import Secret

ROW = ProviderConfig(id="a", base_url="https://a.example/v1")
GIVEN = "https://a.example:443"


class Store:
    """A keyring in a given state."""

    def __init__(self, problem: str = "", given_for: str = "", **keys: str) -> None:
        self.problem = problem
        self.keys = {name: Secret(value) for name, value in keys.items()}
        if given_for:
            self.keys |= {origin_entry(name): Secret(given_for) for name in keys}
        self.read: list[str] = []
        self.steps: list[dict[str, str]] = []

    async def get(self, account: str) -> Secret | None:
        self.read.append(account)
        if self.problem:
            raise KeyringProblem(self.problem, "The keyring says no")
        return self.keys.get(account)

    async def set(self, account: str, secret: Secret) -> None:
        if self.problem:
            raise KeyringProblem(self.problem, "The keyring says no")
        self.keys[account] = secret
        self._step()

    async def delete(self, account: str) -> bool:
        there = self.keys.pop(account, None) is not None
        self._step()
        return there

    def _step(self) -> None:
        """What would be there if the program were killed now."""
        self.steps.append({name: secret.reveal() for name, secret in self.keys.items()})


@pytest.mark.parametrize(
    ("problem", "state"),
    [
        ("", KeyState.MISSING),
        ("absent", KeyState.MISSING),
        ("plaintext", KeyState.MISSING),
        ("locked", KeyState.LOCKED),
        ("denied", KeyState.LOCKED),
        ("slow", KeyState.LOCKED),
    ],
)
async def test_without_a_keyring_there_is_no_key_and_nothing_is_locked(problem, state):
    ring = KeyRing(Store(problem))
    await ring.load(["a", "b"])
    assert ring.state(ROW) is state
    assert ring.state(replace(ROW, id="b")) is state
    assert (ring.problem.kind if ring.problem else "") == problem
    assert ring.loaded.is_set()


async def test_a_keyring_with_a_problem_is_asked_once_and_not_for_every_account():
    store = Store("locked")
    await KeyRing(store).load(["a", "b", "c"])
    assert store.read == ["a"]


async def test_a_key_that_was_read_is_found_for_its_row():
    ring = KeyRing(Store(given_for=GIVEN, a="sk-made-up-0123456789"))
    await ring.load(["a"])
    assert ring.state(ROW) is KeyState.PRESENT
    key = ring.for_provider(ROW)
    assert key is not None
    assert key.masked == "…6789"


HERE, THERE = ROW, ProviderConfig(id="a", base_url="https://b.example/v1")
KEY = Secret("sk-made-up-0123456789")


@pytest.mark.parametrize(
    ("key_origin", "here", "there"),
    [
        ("", KeyState.OTHER_ORIGIN, KeyState.OTHER_ORIGIN),
        ("https://a.example:443", KeyState.PRESENT, KeyState.OTHER_ORIGIN),
        ("https://b.example:443", KeyState.OTHER_ORIGIN, KeyState.PRESENT),
        ("http://a.example:80", KeyState.OTHER_ORIGIN, KeyState.OTHER_ORIGIN),
    ],
)
async def test_a_key_is_sent_only_to_the_origin_it_was_given_for(key_origin, here, there):
    ring = KeyRing(Store(a="sk-made-up-0123456789"))
    await ring.load(["a"])
    for one, state in ((HERE, here), (THERE, there)):
        given = replace(one, key_origin=key_origin)
        assert ring.state(given) is state
        assert ring.for_provider(given) == (KEY if state is KeyState.PRESENT else None)


@pytest.mark.parametrize("copied", ["", "https://a.example:443", "https://b.example:443"])
async def test_the_origin_in_the_keyring_counts_and_not_the_copy_in_the_settings(copied):
    """Whoever can write the settings could else send the key to an address of their own."""
    ring = KeyRing(Store(given_for=GIVEN, a="sk-made-up-0123456789"))
    await ring.load(["a"])
    assert ring.state(replace(HERE, key_origin=copied)) is KeyState.PRESENT
    assert ring.state(replace(THERE, key_origin=copied)) is KeyState.OTHER_ORIGIN


async def test_a_key_of_unknown_origin_goes_to_its_presets_own_address_alone():
    """A provider was removed and added again with another address, or its line in the settings is gone."""
    ring = KeyRing(Store(openrouter="sk-made-up-0123456789"))
    await ring.load(["openrouter"])
    own = ProviderConfig(id="openrouter", preset="openrouter", base_url="https://openrouter.ai/api/v1")
    assert ring.state(own) is KeyState.PRESENT
    assert ring.state(replace(own, preset="")) is KeyState.PRESENT
    assert ring.state(replace(own, base_url="https://evil.example/v1")) is KeyState.OTHER_ORIGIN
    assert ring.state(replace(own, preset="", base_url="https://evil.example/v1")) is KeyState.OTHER_ORIGIN


async def test_a_key_of_unknown_origin_stays_where_it_was_seen():
    """Another preset's own address is not the one that it was used for."""
    ring = KeyRing(Store(a="sk-made-up-0123456789"))
    await ring.load(["a"])
    one, other = (
        ProviderConfig(id="a", base_url=url)
        for url in ("https://openrouter.ai/api/v1", "https://api.groq.com/openai/v1")
    )
    ring.bind("a", "https://openrouter.ai:443")
    assert (ring.state(one), ring.state(other)) == (KeyState.PRESENT, KeyState.OTHER_ORIGIN)
    await ring.set("a", KEY, "https://api.groq.com:443")
    assert (ring.state(one), ring.state(other)) == (KeyState.OTHER_ORIGIN, KeyState.PRESENT)


async def test_at_no_moment_does_a_key_stand_beside_the_origin_of_another():
    store = Store(given_for=GIVEN, a="sk-made-up-0123456789")
    ring = KeyRing(store)
    await ring.load(["a"])
    await ring.set("a", Secret("sk-another-0123456789"), "https://b.example:443")
    pairs = [(step.get("a"), step.get("a@origin")) for step in store.steps]
    assert pairs[-1] == ("sk-another-0123456789", "https://b.example:443")
    allowed = {("sk-made-up-0123456789", GIVEN), ("sk-another-0123456789", "https://b.example:443")}
    assert all(pair in allowed for pair in pairs if pair[1])
    assert await ring.delete("a")
    assert store.keys == {}


async def test_a_host_with_letters_beyond_ascii_has_an_origin_too():
    store = Store()
    ring = KeyRing(store)
    await ring.set("a", KEY, "https://käse.example:443")
    fresh = KeyRing(store)
    await fresh.load(["a"])
    assert store.keys["a@origin"].reveal().isascii()
    assert fresh.state(ProviderConfig(id="a", base_url="https://käse.example/v1")) is KeyState.PRESENT


@pytest.mark.parametrize(
    ("problem", "state"),
    [("absent", KeyState.UNREADABLE), ("locked", KeyState.LOCKED), ("unreadable", KeyState.UNREADABLE)],
)
async def test_a_key_that_was_given_and_cannot_be_read_is_not_absent(problem, state):
    ring = KeyRing(Store(problem))
    await ring.load(["a"])
    assert ring.state(replace(ROW, key_origin=GIVEN)) is state


@pytest.mark.parametrize(
    ("problem", "key_origin", "waits"),
    [
        ("", "", False),
        ("", GIVEN, True),
        ("absent", "", True),
        ("locked", GIVEN, True),
        ("slow", "", True),
        ("unreadable", GIVEN, False),
    ],
)
async def test_as_long_as_a_key_may_still_come_the_keyring_is_worth_another_look(problem, key_origin, waits):
    ring = KeyRing(Store(problem))
    await ring.load(["a"])
    provider = replace(ROW, key_origin=key_origin)
    assert ring.waits_for_keyring([provider]) is waits
    assert not ring.waits_for_keyring([replace(provider, enabled=False)])
    await ring.set("a", KEY, GIVEN, session_only_ok=True)
    assert not ring.waits_for_keyring([provider])


async def test_a_key_is_written_only_when_it_changed():
    """macOS set_password is delete + add and resets "Always Allow": written only when changed (desktop.md)."""
    store = Store(given_for=GIVEN, a="sk-made-up-0123456789")
    ring = KeyRing(store)
    await ring.load(["a"])
    store.problem = "locked"
    assert await ring.set("a", KEY, GIVEN) is None
    with pytest.raises(KeyringProblem):
        await ring.set("a", Secret("sk-another-0123456789"), GIVEN)
    assert ring.get("a") == KEY


async def test_without_any_store_keys_live_for_the_session():
    ring = KeyRing(None)
    await ring.load(["a"])
    assert ring.loaded.is_set()
    assert ring.state(ROW) is KeyState.MISSING
    with pytest.raises(KeyringProblem):
        await ring.set("a", KEY, GIVEN)
    problem = await ring.set("a", KEY, GIVEN, session_only_ok=True)
    assert problem is not None
    assert problem.kind == "absent"
    assert ring.for_provider(ROW) == KEY
    assert await ring.delete("a") is True
    assert await ring.delete("a") is False


async def test_a_key_that_cannot_be_deleted_stays():
    class Stuck(Store):
        async def delete(self, account: str) -> bool:
            raise KeyringProblem("denied", "The keyring says no")

    ring = KeyRing(Stuck(a="sk-made-up-0123456789"))
    await ring.load(["a"])
    with pytest.raises(KeyringProblem):
        await ring.delete("a")
    assert ring.get("a") == KEY


async def test_after_unlocking_every_key_is_read():
    store = Store("locked", GIVEN, a="sk-made-up-0123456789")
    ring = KeyRing(store)
    await ring.load(["a", "b"])
    store.problem = ""
    await ring.load(["a", "b"])
    assert (ring.problem, ring.state(ROW)) == (None, KeyState.PRESENT)
    assert ring.state(replace(ROW, id="b")) is KeyState.MISSING
    assert ring.all() == (KEY,)


async def test_a_key_that_was_deleted_elsewhere_is_forgotten():
    store = Store(a="sk-made-up-0123456789")
    ring = KeyRing(store)
    await ring.load(["a"])
    store.keys.clear()
    await ring.load(["a"])
    assert ring.state(ROW) is KeyState.MISSING


@pytest.mark.parametrize("before", [None, KEY])
async def test_a_key_that_was_not_meant_to_stand_is_put_back(before):
    store = Store(given_for=GIVEN, **({"a": before.reveal()} if before else {}))
    ring = KeyRing(store)
    await ring.load(["a"])
    stored = ring.stored("a")
    await ring.set("a", Secret("sk-another-0123456789"), GIVEN)
    await ring.put_back("a", stored)
    assert ring.get("a") == store.keys.get("a") == before
    await ring.set("a", Secret("sk-another-0123456789"), GIVEN)
    store.problem = "locked"
    await ring.put_back("a", stored)
    assert ring.get("a") == before


async def test_it_tells_whose_key_is_another_one_and_reads_at_most_once_at_a_time():
    store = Store(a="sk-made-up-0123456789", b="sk-another-0123456789")
    ring = KeyRing(store)
    told = await asyncio.gather(*(ring.load_changes(lambda: ["a", "b", "c"], again=False) for _ in range(3)))
    assert told == [("a", "b"), (), ()]
    assert [account for account in store.read if account in "abc"] == ["a", "b", "c"]
    store.keys["b"] = Secret("sk-a-third-0123456789")
    assert await ring.load_changes(lambda: ["a", "b", "c"], again=False) == ()
    assert await ring.load_changes(lambda: ["a", "b", "c"]) == ("b",)


async def test_a_key_is_stored_for_the_address_that_its_provider_has():
    origins: list[str] = []

    async def save(origin: str) -> None:
        origins.append(origin)

    ring = KeyRing(Store())
    assert await ring.set_for(ROW, KEY, save) is None
    await ring.set_for(replace(ROW, key_origin="https://a.example:443"), KEY, save)
    assert origins == ["https://a.example:443"]


async def test_a_key_whose_origin_cannot_be_saved_does_not_stand():
    async def refuse(_origin: str) -> None:
        raise TrayBridgeError("disk full")

    store = Store(a="sk-made-up-0123456789")
    ring = KeyRing(store)
    await ring.load(["a"])
    with pytest.raises(TrayBridgeError, match="disk full"):
        await ring.set_for(ROW, Secret("sk-another-0123456789"), refuse)
    assert ring.get("a") == store.keys["a"] == KEY
