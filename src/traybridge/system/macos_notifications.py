"""Notifications on macOS for a Python install, by osascript: without a bundle id macOS gives it none of its own.

`defaultUserNotificationCenter` is nil then, and Qt's messages go nowhere. macOS shows these as Script Editor's.
"""

import asyncio
from collections.abc import Callable

from traybridge.system.programs import Run, run_program

_OSASCRIPT = "/usr/bin/osascript"
_SCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")


class ScriptNotifications:
    """Send notifications; title and text are arguments of the script, never part of it."""

    def __init__(self, run: Run = run_program) -> None:
        self._run = run

    async def send(self, title: str, text: str, clicked: Callable[[], None] | None = None) -> bool:  # noqa: ARG002
        """Show a notification; False when it was not. A click on it is Script Editor's, so ``clicked`` never runs."""
        lines = [part for line in _SCRIPT for part in ("-e", line)]
        # "--": a title that begins with a hyphen is no option (getopt(3)).
        code, _ = await asyncio.to_thread(self._run, [_OSASCRIPT, *lines, "--", title, text])
        return code == 0
