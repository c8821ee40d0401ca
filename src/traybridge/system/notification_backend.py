"""Choose how notifications are shown on this system: by the session bus, by a script, or by the tray icon itself."""

import sys
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

from traybridge.core.i18n import msg
from traybridge.core.tasks import TaskOwner

Send = Callable[[str, str, Callable[[], None]], Coroutine[Any, Any, bool]]
"""Show title and text, and run what belongs to a click on it; False when nothing was shown."""
AS_SCRIPT_EDITOR = msg(
    "macOS shows them as Script Editor's, and a click on one opens that: only a signed TrayBridge.app may send its own."
)


def notification_backend(
    tasks: TaskOwner, stack: AsyncExitStack, platform: str = sys.platform, *, executable: str = sys.executable
) -> tuple[Send | None, str]:
    """What shows them beside the tray icon (None: the icon does), and what is odd about that, "" = nothing.

    ``stack`` closes it, ``tasks`` runs what listens for clicks.
    """
    if platform == "linux":
        from traybridge.system.notifications import DesktopNotifications

        desktop = DesktopNotifications(tasks)
        stack.push_async_callback(desktop.aclose)
        return desktop.send, ""
    if platform == "darwin":
        from traybridge.system.autostart.macos import is_bundle
        from traybridge.system.macos_notifications import ScriptNotifications

        if not is_bundle(executable):
            return ScriptNotifications().send, AS_SCRIPT_EDITOR
    return None, ""
