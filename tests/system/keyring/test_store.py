import asyncio
import threading
from collections.abc import Mapping, Sequence

import pytest

from traybridge.core.errors import KeyringProblem
from traybridge.core.secret import Secret
from traybridge.system.keyring.problems import absent, locked
from traybridge.system.keyring.store import OsKeyring

KEY = Secret("sk-made-up-0123456789")


class SlowKeyring:
    """A keyring that answers when it is told to."""

    prompts = False

    def __init__(self) -> None:
        self.go = threading.Event()
        self.stored: dict[str, str] = {}
        self.calls: list[str] = []

    def get(self, service: str, accounts: Sequence[str]) -> Mapping[str, str | KeyringProblem | None]:
        self.calls.append(f"get {service} {' '.join(accounts)}")
        self.go.wait(30)
        return {account: self.stored.get(account) for account in accounts}

    def set(self, service: str, account: str, value: str) -> None:
        self.calls.append(f"set {account}")
        self.go.wait(30)
        self.stored[account] = value

    def delete(self, service: str, account: str) -> bool:
        return self.stored.pop(account, None) is not None

    def unlock(self) -> None:
        raise locked()


@pytest.fixture
def backend() -> SlowKeyring:
    return SlowKeyring()


async def test_a_slow_keyring_is_given_up_and_told(backend: SlowKeyring) -> None:
    keyring = OsKeyring(lambda: backend, seconds=0.05)
    with pytest.raises(KeyringProblem) as caught:
        await keyring.get("a")
    assert caught.value.kind == "slow"
    assert "0.05 s" in caught.value.title
    backend.go.set()


async def test_a_keyring_that_may_ask_by_itself_gets_the_time_that_people_need(backend: SlowKeyring) -> None:
    backend.prompts = True
    keyring = OsKeyring(lambda: backend, seconds=0.05, prompt_seconds=30)
    reading = asyncio.create_task(keyring.get("a"))  # noqa: TID251
    _, pending = await asyncio.wait([reading], timeout=0.3)
    assert pending
    backend.go.set()
    assert await reading is None


async def test_the_seconds_of_the_keyring_begin_after_its_import(backend: SlowKeyring) -> None:
    """On a cold disk the import alone takes longer than the keyring has for its answer."""
    imported = threading.Event()
    keyring = OsKeyring(lambda: backend, lambda: imported.wait(30), seconds=0.05)
    reading = asyncio.create_task(keyring.get_many(["a"]))  # noqa: TID251
    other = asyncio.create_task(keyring.get_many(["b"]))  # noqa: TID251
    await asyncio.wait([reading, other], timeout=0.2)
    assert not reading.done()
    assert not other.done(), "whoever comes second waits for the same import"
    backend.go.set()
    imported.set()
    assert await reading == {"a": None}
    assert await other == {"b": None}


async def test_what_had_not_begun_when_it_was_given_up_never_happens(backend: SlowKeyring) -> None:
    """Somebody was told that the key is not stored: it must not appear a minute later."""
    late = asyncio.Event()
    keyring = OsKeyring(lambda: backend, seconds=0.05, prompt_seconds=0.1, late=late.set)
    for attempt in (keyring.get("a"), keyring.set("b", KEY)):
        with pytest.raises(KeyringProblem):
            await attempt
    backend.go.set()
    await late.wait()
    assert await keyring.get("b") is None
    assert backend.calls == ["get TrayBridge a", "get TrayBridge b"]


async def test_a_hanging_keyring_holds_one_daemon_thread_and_no_more(backend: SlowKeyring) -> None:
    keyring = OsKeyring(lambda: backend, seconds=0.02)
    for _ in range(5):
        with pytest.raises(KeyringProblem):
            await keyring.get("a")
    mine = [thread for thread in threading.enumerate() if thread.name == "traybridge.keyring"]
    assert len(mine) == 1
    assert mine[0].daemon
    backend.go.set()
    mine[0].join(10)
    assert not mine[0].is_alive()


async def test_a_key_that_is_there_already_is_not_written(backend: SlowKeyring) -> None:
    backend.go.set()
    keyring = OsKeyring(lambda: backend)
    await keyring.set("a", KEY)
    await keyring.set("a", KEY)
    assert backend.calls.count("set a") == 1


async def test_a_keyring_that_was_not_there_is_looked_for_again(backend: SlowKeyring) -> None:
    """The desktop may start it after us."""
    backend.go.set()
    missing = [True]

    def find() -> SlowKeyring:
        if missing:
            missing.clear()
            raise absent()
        return backend

    keyring = OsKeyring(find)
    with pytest.raises(KeyringProblem) as caught:
        await keyring.get("a")
    assert caught.value.kind == "absent"
    assert await keyring.get("a") is None


async def test_being_cancelled_leaves_nothing_behind(backend: SlowKeyring) -> None:
    keyring = OsKeyring(lambda: backend)
    reading = asyncio.create_task(keyring.get("a"))  # noqa: TID251
    await asyncio.sleep(0)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    backend.go.set()
    assert await keyring.get("b") is None


async def test_blanks_around_a_stored_key_go_and_a_key_with_a_break_inside_is_none(backend: SlowKeyring) -> None:
    backend.go.set()
    backend.stored = {"a": " sk-made-up\n", "b": "sk-\nmade-up", "c": ""}
    found = await OsKeyring(lambda: backend).get_many(["a", "b", "c"])
    assert found["a"] == Secret("sk-made-up")
    assert isinstance(found["b"], KeyringProblem)
    assert "made-up" not in str(found["b"])
