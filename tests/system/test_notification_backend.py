"""Each system shows notifications in its own way, and says what is odd about that."""

from contextlib import AsyncExitStack

import pytest

from traybridge.core.tasks import TaskOwner
from traybridge.system.notification_backend import notification_backend


@pytest.mark.parametrize(
    ("platform", "executable", "own", "note"),
    [
        ("linux", "/usr/bin/python3", True, ""),
        ("darwin", "/Users/me/tb/.venv/bin/python", True, "Script Editor"),
        ("darwin", "/Applications/TrayBridge.app/Contents/MacOS/TrayBridge", False, ""),
        ("win32", "C:/python.exe", False, ""),
    ],
)
async def test_how_notifications_are_shown(platform: str, executable: str, own: bool, note: str) -> None:
    async with TaskOwner("test", lambda _name, _error: None) as tasks, AsyncExitStack() as stack:
        notify, odd = notification_backend(tasks, stack, platform, executable=executable)
    assert (notify is not None) is own
    assert note in odd
    assert bool(note) is bool(odd)
