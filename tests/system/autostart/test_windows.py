from pathlib import Path
from typing import Any

import pytest

from traybridge.core.errors import TrayBridgeError
from traybridge.system.autostart.windows import APPROVED, NAME, RUN, RunKey

TEMPLATE = Path(__file__).parents[3] / "packaging" / "windows" / "traybridge-autostart.reg"
COMMAND = [r"C:\Program Files\TrayBridge\TrayBridge.exe", "--hidden"]
LINE = r'"C:\Program Files\TrayBridge\TrayBridge.exe" --hidden'
OFF, ON = b"\x03\0\0\0" + bytes(8), b"\x02\0\0\0" + bytes(8)


class FakeRegistry:
    def __init__(self) -> None:
        self.values: dict[tuple[str, str], Any] = {}
        self.refuses = False

    def get(self, key: str, name: str) -> Any:
        self._check()
        return self.values.get((key, name))

    def set_text(self, key: str, name: str, value: str) -> None:
        self._check()
        self.values[key, name] = value

    def delete(self, key: str, name: str) -> None:
        self._check()
        self.values.pop((key, name), None)

    def _check(self) -> None:
        if self.refuses:
            raise PermissionError(13, "Access is denied")


@pytest.fixture
def registry() -> FakeRegistry:
    return FakeRegistry()


def test_switching_on_and_off(registry: FakeRegistry) -> None:
    login = RunKey(COMMAND, registry)
    assert not login.state()
    login.enable()
    assert registry.values == {(RUN, NAME): LINE}
    assert login.state()
    assert not login.repair()
    login.disable()
    assert registry.values == {}
    login.disable()


def test_the_template_for_packages_is_what_we_write() -> None:
    escaped = LINE.replace("\\", "\\\\").replace('"', '\\"')
    assert f'[HKEY_CURRENT_USER\\{RUN}]\r\n"{NAME}"="{escaped}"\r\n' in TEMPLATE.read_bytes().decode()


def test_switched_off_in_task_manager_is_off_and_a_repair_does_not_change_that(registry: FakeRegistry) -> None:
    RunKey(["old.exe"], registry).enable()
    registry.values[APPROVED, NAME] = OFF
    login = RunKey(COMMAND, registry)
    assert not login.state()
    assert login.repair()
    assert registry.values[RUN, NAME] == LINE
    assert not login.state()
    login.enable()
    assert login.state()


@pytest.mark.parametrize(
    ("approved", "state"), [(ON, True), (b"\x06" + bytes(11), True), (b"\x07" + bytes(11), False), (b"", True)]
)
def test_task_managers_note(registry: FakeRegistry, approved: bytes, state: bool) -> None:
    registry.values = {(RUN, NAME): LINE, (APPROVED, NAME): approved}
    assert RunKey(COMMAND, registry).state() is state


def test_what_was_never_switched_on_is_not_repaired(registry: FakeRegistry) -> None:
    registry.values = {(APPROVED, NAME): OFF}
    assert not RunKey(COMMAND, registry).repair()
    assert (RUN, NAME) not in registry.values


def test_a_registry_that_refuses_is_told(registry: FakeRegistry) -> None:
    registry.refuses = True
    login = RunKey(COMMAND, registry)
    assert not login.state()
    for attempt in (login.enable, login.disable):
        with pytest.raises(TrayBridgeError, match="Access is denied"):
            attempt()


def test_a_command_that_windows_would_not_start_is_refused(registry: FakeRegistry) -> None:
    with pytest.raises(TrayBridgeError, match="260"):
        RunKey(["C:\\" + "x" * 300 + ".exe"], registry).enable()
    assert not registry.values
