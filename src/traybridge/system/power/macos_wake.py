"""Hear from NSWorkspace (macOS) that the machine woke up; it needs the main thread's run loop, which Qt runs."""

import asyncio
from collections.abc import Callable
from typing import Any

from traybridge.system.macos_app import find_appkit


async def watch_workspace(changed: Callable[[str], None], *, center: Any = None) -> None:
    """Tell "wake" after each sleep. ``center``: another notification center. Ends where AppKit is not there."""
    center = center or _center()
    if center is None:
        return
    loop = asyncio.get_running_loop()

    def woke(_notification: Any) -> None:
        """Return nothing: PyObjC raises for a value from a block that is declared void, and the process aborts."""
        loop.call_soon_threadsafe(changed, "wake")

    # The name is a constant of AppKit; its value is documented as this text.
    observer = center.addObserverForName_object_queue_usingBlock_("NSWorkspaceDidWakeNotification", None, None, woke)
    try:
        await asyncio.Event().wait()
    finally:
        center.removeObserver_(observer)


def _center() -> Any:
    workspace = getattr(find_appkit(), "NSWorkspace", None)
    return None if workspace is None else workspace.sharedWorkspace().notificationCenter()
