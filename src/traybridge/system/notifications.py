"""Notifications by the session bus (Desktop Notifications Specification 1.2), for Linux desktops.

Qt sends them too, but as a property of the tray icon: for ten seconds StatusNotifier hosts then show the icon and the
words of that moment in place of the present ones (QDBusTrayIcon, measured with 6.11.3).
"""

import asyncio
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from traybridge.core.tasks import TaskOwner
from traybridge.resources import resource

if TYPE_CHECKING:
    from jeepney.io.asyncio import DBusConnection
    from jeepney.low_level import Message

_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_BUS, _BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
_SIGNALS = f"type='signal',interface='{_NAME}',path='{_PATH}'"
_SECONDS = 5.0
_BY_THE_DESKTOP = -1
_CLICK = "default"
"""The specification's name for a click on the notification itself."""
_FIRST_SERIAL = 1000
"""Ours are not those that jeepney counts itself while it connects."""


class DesktopNotifications:
    """Send notifications; the connection stays open, because GNOME takes them away with it. ``bus``: or an address.

    What the desktop says is read by a task of ``tasks``.
    """

    def __init__(self, tasks: TaskOwner, bus: str = "SESSION") -> None:
        self._tasks = tasks
        self._bus = bus
        self._connection: DBusConnection | None = None
        self._can: frozenset[str] = frozenset()
        self._turn = asyncio.Lock()
        self._serial = _FIRST_SERIAL
        self._waiting: dict[int, asyncio.Future[Message]] = {}
        self._clicked: dict[int, Callable[[], None]] = {}

    async def send(self, title: str, text: str, clicked: Callable[[], None] | None = None) -> bool:
        """Show a notification that runs ``clicked`` at a click; False where there is no bus, and nothing was shown."""
        async with self._turn:
            for _ in range(2):  # a bus that was restarted closes the connection of before
                connection = self._connection or await self._connect()
                if connection is None:
                    return False
                try:
                    reply = await self._call(connection, "Notify", "susssasa{sv}i", self._notification(title, text))
                except (OSError, EOFError):
                    await self.aclose()
                    continue
                if clicked is not None and reply.body and isinstance(reply.body[0], int):
                    self._clicked[reply.body[0]] = clicked
                return True
        return False

    def _notification(self, title: str, text: str) -> tuple[Any, ...]:
        hints = {"desktop-entry": ("s", "traybridge")}
        body = escape(text, quote=False) if "body-markup" in self._can else text
        # "default" is a click on the notification itself and gets no button (dunst: seen; Xfce 0.7 only closes, seen).
        actions = [_CLICK, "TrayBridge"] if "actions" in self._can else []
        return ("TrayBridge", 0, _picture(), title, body, actions, hints, _BY_THE_DESKTOP)

    async def _connect(self) -> "DBusConnection | None":
        from jeepney.auth import AuthenticationError
        from jeepney.io.asyncio import open_dbus_connection

        connect: Any = open_dbus_connection  # it has no types
        try:
            async with asyncio.timeout(_SECONDS):
                self._connection = connection = await connect(self._bus)
                self._tasks.start(self._listen(connection), "what the desktop says of notifications")
                await self._call(connection, "AddMatch", "s", (_SIGNALS,), to=(_BUS, _BUS_PATH))
                reply = await self._call(connection, "GetCapabilities")
        except (OSError, EOFError, KeyError, RuntimeError, ValueError, AuthenticationError):
            await self.aclose()
            return None
        self._can = frozenset(reply.body[0]) if reply.body else frozenset()
        return self._connection

    async def _call(
        self,
        connection: "DBusConnection",
        member: str,
        signature: str | None = None,
        body: tuple[Any, ...] = (),
        to: tuple[str, str] = (_NAME, _PATH),
    ) -> "Message":
        """Call and wait for the answer; an error is one too: a desktop without notifications shows none."""
        from jeepney import DBusAddress, new_method_call

        address: Any = DBusAddress  # neither has types
        make: Any = new_method_call
        self._serial += 1
        serial = self._serial
        message = make(address(to[1], bus_name=to[0], interface=to[0]), member, signature, body)
        answer: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[serial] = answer
        try:
            async with asyncio.timeout(_SECONDS):
                await connection.send(message, serial=serial)
                return await answer
        finally:
            del self._waiting[serial]

    async def _listen(self, connection: "DBusConnection") -> None:
        """Hand out answers, and run what belongs to a notification that is clicked."""
        from jeepney.low_level import HeaderFields

        try:
            while True:
                message: Message = await connection.receive()
                fields = message.header.fields
                waiting = self._waiting.get(fields.get(HeaderFields.reply_serial, 0))
                if waiting is not None and not waiting.done():
                    waiting.set_result(message)
                elif fields.get(HeaderFields.interface) == _NAME:
                    self._heard(str(fields.get(HeaderFields.member)), message.body)
        except (OSError, EOFError):
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(EOFError())
            if self._connection is connection:
                await self.aclose()

    def _heard(self, signal: str, body: tuple[Any, ...]) -> None:
        match signal, body:
            case "ActionInvoked", (int(number), str()) if (run := self._clicked.pop(number, None)) is not None:
                run()
            case "NotificationClosed", (int(number), int()):
                self._clicked.pop(number, None)

    async def aclose(self) -> None:
        connection, self._connection = self._connection, None
        self._clicked.clear()
        if connection is not None:
            connection.writer.close()


def _picture() -> str:
    """Our icon as a file: from a checkout no icon theme knows our name, and some desktops then show a broken one."""
    return resource("icons", "traybridge.svg").as_uri()
