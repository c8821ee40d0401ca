"""Signs of a keyring that comes late, on a bus of our own with a real GNOME Keyring."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.system.desktop_session import gnome_keyring, private_bus

from traybridge.system.keyring.changes import watch_secret_service

pytestmark = pytest.mark.skipif(not shutil.which("gnome-keyring-daemon"), reason="needs gnome-keyring")


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    with private_bus(tmp_path / "bus") as address:
        yield address


async def test_a_keyring_that_comes_gives_a_sign(bus: str, tmp_path: Path) -> None:
    listening, sign = asyncio.Event(), asyncio.Event()
    watching = asyncio.create_task(watch_secret_service(sign.set, bus, listening=listening.set))  # noqa: TID251
    async with asyncio.timeout(20):
        await listening.wait()
        assert not sign.is_set()
        keyring = gnome_keyring(bus, tmp_path, "right")
        await asyncio.to_thread(keyring.__enter__)
        await sign.wait()
    keyring.__exit__(None, None, None)
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching


async def test_without_a_bus_or_when_it_goes_it_ends(tmp_path: Path) -> None:
    async with asyncio.timeout(20):
        await watch_secret_service(pytest.fail, f"unix:path={tmp_path}/nobody")
        listening = asyncio.Event()
        bus = private_bus(tmp_path / "bus")
        address = bus.__enter__()
        watching = asyncio.create_task(  # noqa: TID251
            watch_secret_service(lambda: None, address, listening=listening.set)
        )
        await listening.wait()
        await asyncio.to_thread(bus.__exit__, None, None, None)
        await watching
