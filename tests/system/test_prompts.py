"""A locked keyring whose question somebody answers, refuses, or leaves standing: a Secret Service of our own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from dbus_fast import PropertyAccess, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal
from tests.system.desktop_session import private_bus

from traybridge.core.errors import KeyringProblem
from traybridge.system.keyring.secret_service import SecretServiceKeyring
from traybridge.system.keyring.store import OsKeyring

DEFAULT = "/org/freedesktop/secrets/aliases/default"
# D-Bus signatures stand where Python has types.
# ruff: noqa: F722, F821, N802
# mypy: disable-error-code="name-defined,valid-type,syntax"


class Collection(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.Secret.Collection")
        self.locked = True

    @dbus_property(access=PropertyAccess.READ)
    def Label(self) -> "s":
        return "Login"

    @dbus_property(access=PropertyAccess.READ)
    def Locked(self) -> "b":
        return self.locked

    @dbus_method()
    def SearchItems(self, attributes: "a{ss}") -> "ao":
        return []


class Prompt(ServiceInterface):
    """``answer``: open, dismiss, or wait for ever."""

    def __init__(self, collection: Collection, answer: str) -> None:
        super().__init__("org.freedesktop.Secret.Prompt")
        self._collection, self._answer = collection, answer
        self.asked = 0

    @dbus_method()
    def Prompt(self, window: "s"):
        self.asked += 1
        if self._answer == "open":
            self._collection.locked = False
        if self._answer != "wait":
            asyncio.get_running_loop().call_soon(self.Completed)

    @dbus_signal()
    def Completed(self) -> "bv":
        return [self._answer == "dismiss", Variant("ao", [DEFAULT])]


class Service(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.Secret.Service")

    @dbus_method()
    def Unlock(self, objects: "ao") -> "aoo":
        return [[], "/prompt/1"]


@asynccontextmanager
async def keyring(folder: Path, answer: str) -> AsyncIterator[tuple[OsKeyring, Prompt]]:
    with private_bus(folder / "bus") as address:
        connection = await MessageBus(bus_address=address).connect()
        collection = Collection()
        prompt = Prompt(collection, answer)
        patience = 0.3 if answer == "wait" else 30.0
        connection.export("/org/freedesktop/secrets", Service())
        connection.export(DEFAULT, collection)
        connection.export("/prompt/1", prompt)
        await connection.request_name("org.freedesktop.secrets")
        try:
            yield OsKeyring(lambda: SecretServiceKeyring(address, prompt_seconds=patience)), prompt
        finally:
            connection.disconnect()


async def test_a_question_that_is_answered_opens_the_keyring(tmp_path: Path) -> None:
    async with keyring(tmp_path, "open") as (keys, prompt):
        with pytest.raises(KeyringProblem):
            await keys.get("openrouter")
        assert prompt.asked == 0, "looking asks nobody"
        await keys.unlock()
        assert prompt.asked == 1
        assert await keys.get("openrouter") is None


@pytest.mark.parametrize("answer", ["dismiss", "wait"])
async def test_a_question_that_is_not_leaves_it_locked(tmp_path: Path, answer: str) -> None:
    async with keyring(tmp_path, answer) as (keys, prompt):
        with pytest.raises(KeyringProblem) as caught:
            await keys.unlock()
        assert caught.value.kind == "locked"
        assert prompt.asked == 1
