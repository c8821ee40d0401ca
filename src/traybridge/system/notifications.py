"""Notifications by the session bus (Desktop Notifications Specification 1.2), for Linux desktops.

Qt sends them too, but as a property of the tray icon: for ten seconds StatusNotifier hosts then show the icon and the
words of that moment in place of the present ones (QDBusTrayIcon, measured with 6.11.3).
"""

import asyncio
from html import escape
from typing import TYPE_CHECKING, Any

from traybridge.resources import resource

if TYPE_CHECKING:
    from jeepney.io.asyncio import DBusConnection
    from jeepney.low_level import Message

_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_SECONDS = 5.0
_BY_THE_DESKTOP = -1


class DesktopNotifications:
    """Send notifications; the connection stays open, because GNOME takes them away with it. ``bus``: or an address."""

    def __init__(self, bus: str = "SESSION") -> None:
        self._bus = bus
        self._connection: DBusConnection | None = None
        self._markup = False
        self._turn = asyncio.Lock()
        self._serial = 0

    async def send(self, title: str, text: str) -> bool:
        """Show a notification; False where there is no bus, and nothing was shown."""
        async with self._turn:
            for _ in range(2):  # a bus that was restarted closes the connection of before
                connection = self._connection or await self._connect()
                if connection is None:
                    return False
                try:
                    await self._call(connection, "Notify", "susssasa{sv}i", self._notification(title, text))
                except (EOFError, ConnectionError, TimeoutError):
                    await self.aclose()
                else:
                    return True
        return False

    def _notification(self, title: str, text: str) -> tuple[Any, ...]:
        hints = {"desktop-entry": ("s", "traybridge")}
        body = escape(text, quote=False) if self._markup else text
        return ("TrayBridge", 0, _picture(), title, body, [], hints, _BY_THE_DESKTOP)

    async def _connect(self) -> "DBusConnection | None":
        from jeepney.auth import AuthenticationError
        from jeepney.io.asyncio import open_dbus_connection

        connect: Any = open_dbus_connection  # it has no types
        try:
            async with asyncio.timeout(_SECONDS):
                self._connection = connection = await connect(self._bus)
                reply = await self._call(connection, "GetCapabilities")
        except (OSError, EOFError, KeyError, RuntimeError, ValueError, AuthenticationError):
            await self.aclose()
            return None
        self._markup = bool(reply.body) and "body-markup" in reply.body[0]
        return self._connection

    async def _call(
        self, connection: "DBusConnection", member: str, signature: str | None = None, body: tuple[Any, ...] = ()
    ) -> "Message":
        """Call and wait for the answer; an error is one too: a desktop without notifications shows none."""
        from jeepney import DBusAddress, new_method_call
        from jeepney.low_level import HeaderFields

        address: Any = DBusAddress  # neither has types
        make: Any = new_method_call
        self._serial += 1
        message = make(address(_PATH, bus_name=_NAME, interface=_NAME), member, signature, body)
        async with asyncio.timeout(_SECONDS):
            await connection.send(message, serial=_FIRST_SERIAL + self._serial)
            while True:
                reply: Message = await connection.receive()
                if reply.header.fields.get(HeaderFields.reply_serial) == _FIRST_SERIAL + self._serial:
                    return reply

    async def aclose(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.writer.close()


def _picture() -> str:
    """Our icon as a file: from a checkout no icon theme knows our name, and some desktops then show a broken one."""
    return resource("icons", "traybridge.svg").as_uri()


_FIRST_SERIAL = 1000
"""Ours are not those that jeepney counts itself while it connects."""
