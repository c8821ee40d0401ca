"""Against a real GNOME Keyring on a bus of its own."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import secretstorage
from jeepney.bus_messages import message_bus
from jeepney.low_level import MessageType
from tests.faults.translations import untold
from tests.system.desktop_session import SECRETS, connected, gnome_keyring, lock_default_collection, private_bus

from traybridge.core.errors import KeyringProblem
from traybridge.core.keyring import KeyRing
from traybridge.core.secret import Secret
from traybridge.system.keyring.backends import find_keyring
from traybridge.system.keyring.secret_service import SecretServiceKeyring, find_secret_service
from traybridge.system.keyring.store import OsKeyring

KEY = Secret("sk-made-up-0123456789")


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    with private_bus(tmp_path / "bus") as address:
        yield address


@pytest.fixture
def keyring(bus: str, tmp_path: Path) -> Iterator[OsKeyring]:
    with gnome_keyring(bus, tmp_path, "right"):
        yield OsKeyring(lambda: SecretServiceKeyring(bus))


async def test_a_key_is_stored_read_replaced_and_deleted(keyring: OsKeyring) -> None:
    assert await keyring.get("openrouter") is None
    await keyring.set("openrouter", KEY)
    await keyring.set("open router/ü", Secret("other"))
    assert await keyring.get("openrouter") == KEY
    await keyring.set("openrouter", Secret("new"))
    assert await keyring.get_many(["openrouter", "open router/ü", "none"]) == {
        "openrouter": Secret("new"),
        "open router/ü": Secret("other"),
        "none": None,
    }
    assert await keyring.delete("openrouter") is True
    assert await keyring.delete("openrouter") is False
    assert await keyring.get("openrouter") is None


async def test_the_library_keyring_finds_our_entries_and_we_its(keyring: OsKeyring, bus: str) -> None:
    await keyring.set("ours", KEY)
    environ = {"DBUS_SESSION_BUS_ADDRESS": bus, "PATH": "/usr/bin:/bin", "HOME": "/nowhere"}
    assert await library(environ, "print(keyring.get_password('TrayBridge', 'ours'))") == KEY.reveal()
    await library(environ, "keyring.set_password('TrayBridge', 'its', 'k')")
    assert await keyring.get("its") == Secret("k")
    await keyring.set("its", Secret("k2"))
    assert await library(environ, "print(keyring.get_password('TrayBridge', 'its'))") == "k2"


async def library(environ: dict[str, str], statement: str) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", f"import keyring; {statement}", env=environ, stdout=subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    return said.decode().strip()


def raw(bus: str, account: str) -> bytes:
    with connected(bus) as connection:
        found = list(secretstorage.search_items(connection, {"service": "TrayBridge", "username": account}))
        assert len(found) == 1
        return found[0].get_secret()


async def test_a_locked_keyring_is_told_and_not_asked_to_open(keyring: OsKeyring, bus: str) -> None:
    """Reading at start must not pop up a question; the key is still there after unlocking."""
    await keyring.set("openrouter", KEY)
    lock_default_collection(bus)
    with pytest.raises(KeyringProblem) as caught:
        await keyring.get_many(["none", "openrouter"])
    assert caught.value.kind == "locked"
    assert "Unlock" in caught.value.hint


async def test_unlocking_where_nobody_can_answer_leaves_it_locked_and_us_alive(keyring: OsKeyring, bus: str) -> None:
    await keyring.set("openrouter", KEY)
    lock_default_collection(bus)
    for attempt in (keyring.unlock(), keyring.set("openrouter", Secret("x")), keyring.delete("openrouter")):
        with pytest.raises(KeyringProblem) as caught:
            await attempt
        assert caught.value.kind == "locked"


async def test_a_wrong_password_at_login_is_a_locked_keyring_and_the_right_one_finds_the_key_again(
    bus: str, tmp_path: Path
) -> None:
    keyring = OsKeyring(lambda: SecretServiceKeyring(bus))
    keys = KeyRing(keyring)
    with gnome_keyring(bus, tmp_path, "right"):
        await keys.load(["openrouter"])
        await keys.set("openrouter", KEY, "https://openrouter.ai:443")
    with gnome_keyring(bus, tmp_path, "wrong"):
        fresh = KeyRing(keyring)
        await fresh.load(["openrouter"])
        assert getattr(fresh.problem, "kind", "") == "locked"
        await keys.load(["openrouter"])
        assert keys.get("openrouter") == KEY, "what we knew we still know"
    with gnome_keyring(bus, tmp_path, "right"):
        await fresh.load(["openrouter"])
        assert fresh.problem is None
        assert fresh.get("openrouter") == KEY


async def test_an_entry_that_is_no_text_is_told_and_stays(keyring: OsKeyring, bus: str) -> None:
    await keyring.set("good", KEY)
    with connected(bus) as connection:
        collection = secretstorage.Collection(connection)
        for account, secret in (("binary", b"\xff\xfe\x00"), ("two lines", b"a\nb")):
            collection.create_item("x", {"service": "TrayBridge", "username": account}, secret)
    found = await keyring.get_many(["good", "binary", "two lines"])
    assert found["good"] == KEY
    for account in ("binary", "two lines"):
        problem = found[account]
        assert isinstance(problem, KeyringProblem)
        assert "stays as it is" in problem.hint
        with pytest.raises(KeyringProblem):
            await keyring.get(account)
    assert raw(bus, "binary") == b"\xff\xfe\x00"
    await keyring.set("binary", KEY)
    assert await keyring.get("binary") == KEY


async def test_a_keyring_that_hangs_is_given_up_and_looked_at_again_when_it_is_back(bus: str, tmp_path: Path) -> None:
    back = asyncio.Event()
    keyring = OsKeyring(lambda: SecretServiceKeyring(bus), seconds=3.0, late=back.set)
    with gnome_keyring(bus, tmp_path, "right"):
        await keyring.set("openrouter", KEY)
        with stopped(bus, SECRETS):
            with pytest.raises(KeyringProblem) as caught:
                await keyring.get("openrouter")
            assert caught.value.kind == "slow"
        async with asyncio.timeout(20):
            await back.wait()
        assert await keyring.get("openrouter") == KEY


async def test_a_bus_that_is_slow_is_waited_for_and_hides_no_keyring(bus: str, tmp_path: Path) -> None:
    """Nobody knows yet whether there is a keyring: "no keyring" would say that there is no key."""
    back = asyncio.Event()
    keyring = OsKeyring(lambda: find_keyring({"DBUS_SESSION_BUS_ADDRESS": bus}, "linux"), seconds=1.5, late=back.set)
    with gnome_keyring(bus, tmp_path, "right"):
        await OsKeyring(lambda: SecretServiceKeyring(bus)).set("openrouter", KEY)
        with stopped(bus, "org.freedesktop.DBus"):
            with pytest.raises(KeyringProblem) as caught:
                await keyring.get("openrouter")
            assert caught.value.kind == "slow"
        async with asyncio.timeout(20):
            await back.wait()
        assert await keyring.get("openrouter") == KEY


def test_a_keyring_that_dies_while_it_is_asked_has_failed_and_is_not_absent(bus: str) -> None:
    keyring = SecretServiceKeyring(bus)
    here = threading.Event()

    def die_when_asked() -> None:
        with connected(bus) as service:
            service.send_and_get_reply(message_bus.RequestName(SECRETS))
            here.set()
            while service.receive(timeout=20).header.message_type is not MessageType.method_call:
                pass

    dying = threading.Thread(target=die_when_asked)
    dying.start()
    assert here.wait(60)
    with pytest.raises(KeyringProblem) as caught:
        keyring.get("TrayBridge", ["openrouter"])
    dying.join()
    assert caught.value.kind == "failed"
    with pytest.raises(KeyringProblem) as caught:
        keyring.get("TrayBridge", ["openrouter"])
    assert caught.value.kind == "absent"


@contextmanager
def stopped(bus: str, name: str) -> Iterator[None]:
    """Who owns a name of the bus, as a process that does nothing for a while."""
    with connected(bus) as connection:
        reply = connection.send_and_get_reply(message_bus.GetConnectionUnixProcessID(name))
    process = int(reply.body[0])
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def test_the_default_way_finds_this_keyring_without_the_library(bus: str, tmp_path: Path) -> None:
    script = (
        "import sys; from traybridge.core.errors import KeyringProblem\n"
        "from traybridge.system.keyring.backends import find_keyring\n"
        "try: print(type(find_keyring()).__name__, 'keyring' in sys.modules)\n"
        "except KeyringProblem as problem: print(problem.kind)"
    )
    environ = {"DBUS_SESSION_BUS_ADDRESS": bus, "HOME": str(tmp_path)}
    command = [sys.executable, "-c", script]
    assert subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout == "absent\n"
    with gnome_keyring(bus, tmp_path, "right"):
        result = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    assert result.stdout == "SecretServiceKeyring False\n"


def test_no_bus_is_no_keyring_at_once(tmp_path: Path) -> None:
    assert find_secret_service({}) is None
    assert find_secret_service({"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/nobody"}) is None
    assert find_secret_service({"DBUS_SESSION_BUS_ADDRESS": "nonsense"}) is None
    assert find_secret_service({"DBUS_SESSION_BUS_ADDRESS": "tcp:host=127.0.0.1,port=1"}) is None
    with pytest.raises(KeyringProblem) as caught:
        find_keyring({"HOME": str(tmp_path)}, "linux")
    assert caught.value.kind == "absent"
    with pytest.raises(KeyringProblem) as caught:
        SecretServiceKeyring(f"unix:path={tmp_path}/nobody").get("TrayBridge", ["a"])
    assert caught.value.kind == "unreachable"


def test_a_bus_that_is_gone_is_no_proof_that_there_is_no_keyring(tmp_path: Path) -> None:
    environ = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/gone", "HOME": str(tmp_path)}
    with pytest.raises(KeyringProblem) as caught:
        find_keyring(environ, "linux")
    assert caught.value.kind == "unreachable"
    assert "DBUS_SESSION_BUS_ADDRESS" in str(caught.value.hint)
    assert untold(caught.value.title) + untold(caught.value.hint) == []


async def test_behind_a_stale_address_the_keyring_is_found_at_the_next_one(bus: str, tmp_path: Path) -> None:
    environ = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/gone;{bus}", "HOME": str(tmp_path)}
    with gnome_keyring(bus, tmp_path, "right"):
        keyring = OsKeyring(lambda: find_keyring(environ, "linux"))
        await keyring.set("a", KEY)
        assert await keyring.get("a") == KEY
