"""Whether a desktop has a place for tray icons, asked on a session bus of our own."""

from pathlib import Path

import pytest
from tests.live.support.trayhost import TrayHost
from tests.system.desktop_session import private_bus

from traybridge.system.tray_host import has_tray_host


async def test_it_is_there_while_somebody_watches_for_icons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with private_bus(tmp_path / "bus") as bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
        assert await has_tray_host() is False
        async with TrayHost(bus):
            assert await has_tray_host() is True
        assert await has_tray_host() is False


@pytest.mark.parametrize("address", ["unix:path=/nonexistent", "nonsense", ""])
async def test_without_a_bus_nobody_knows(address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    assert await has_tray_host() is None
