"""The switch of the Windows taskbar, read from a registry that is a dict."""

from typing import Any

import pytest

from traybridge.system.windows_taskbar import KEY, VALUE, taskbar_is_light, this_taskbar_is_light


class Registry:
    def __init__(self, value: object) -> None:
        self._value = value

    def get(self, key: str, name: str) -> Any:
        assert (key, name) == (KEY, VALUE)
        if isinstance(self._value, OSError):
            raise self._value
        return self._value


@pytest.mark.parametrize(
    ("value", "light"),
    [(1, True), (0, False), (None, None), ("1", None), (PermissionError(13, "Access is denied"), None)],
)
def test_what_the_registry_says(value: object, light: bool | None):
    assert taskbar_is_light(Registry(value)) is light


def test_only_windows_has_a_taskbar_with_a_switch_of_its_own() -> None:
    assert this_taskbar_is_light("linux") is None
    assert this_taskbar_is_light("darwin") is None
