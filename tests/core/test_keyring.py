"""The keys in memory tell a locked keyring from one that is not there."""

import pytest

from traybridge.core.config import ProviderConfig
from traybridge.core.errors import KeyringProblem
from traybridge.core.keyring import KeyRing
from traybridge.core.routes import KeyState
from traybridge.core.secret import Secret

ROW = ProviderConfig(id="a", base_url="https://a.example/v1")


class Store:
    """A keyring in a given state."""

    def __init__(self, problem: str = "", **keys: str) -> None:
        self.problem = problem
        self.keys = {name: Secret(value) for name, value in keys.items()}
        self.read: list[str] = []

    async def get(self, account: str) -> Secret | None:
        self.read.append(account)
        if self.problem:
            raise KeyringProblem(self.problem, "The keyring says no")
        return self.keys.get(account)

    async def set(self, account: str, secret: Secret) -> None:
        if self.problem:
            raise KeyringProblem(self.problem, "The keyring says no")
        self.keys[account] = secret

    async def delete(self, account: str) -> bool:
        return self.keys.pop(account, None) is not None


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
    assert (ring.problem.kind if ring.problem else "") == problem
    assert ring.loaded.is_set()


async def test_a_keyring_with_a_problem_is_asked_once_and_not_for_every_account():
    store = Store("locked")
    await KeyRing(store).load(["a", "b", "c"])
    assert store.read == ["a"]


async def test_a_key_that_was_read_is_found_for_its_row():
    ring = KeyRing(Store(a="sk-made-up-0123456789"))
    await ring.load(["a"])
    assert ring.state(ROW) is KeyState.PRESENT
    key = ring.for_row(ROW)
    assert key is not None
    assert key.masked == "…6789"
