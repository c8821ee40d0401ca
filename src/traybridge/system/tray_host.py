"""Whether this desktop has a place for tray icons: asked of the session bus."""

from typing import Any


async def has_tray_host() -> bool | None:
    """Ask the session bus for the watcher of tray icons (StatusNotifierItem specification); None without a bus."""
    import asyncio

    from jeepney.auth import AuthenticationError
    from jeepney.bus_messages import message_bus
    from jeepney.io.asyncio import open_dbus_router
    from jeepney.io.common import RouterClosed

    open_router: Any = open_dbus_router  # it has no types
    asking: Any = message_bus
    try:
        async with asyncio.timeout(2), open_router("SESSION") as router:
            reply = await router.send_and_get_reply(asking.NameHasOwner("org.kde.StatusNotifierWatcher"))
            return bool(reply.body[0])
    except (OSError, EOFError, KeyError, RuntimeError, ValueError, AuthenticationError, RouterClosed):
        return None
