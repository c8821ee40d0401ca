"""Hear from systemd-logind (Linux, system bus) that the machine woke up."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jeepney.io.asyncio import DBusConnection

_RULE = (
    "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.login1.Manager',"
    "member='PrepareForSleep',path='/org/freedesktop/login1'"
)
_CONNECT_SECONDS = 10.0
_AGAIN_SECONDS = 30.0
_SERIAL = 1000


async def watch_logind(
    changed: Callable[[str], None],
    *,
    bus: str = "SYSTEM",
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    listening: Callable[[], None] = lambda: None,
) -> None:
    """Tell "wake" after each sleep (org.freedesktop.login1(5), PrepareForSleep false). Ends where there is no bus.

    ``bus`` is "SYSTEM" or an address; ``listening`` is called when no later signal can be missed. A bus that is
    restarted is looked for again half a minute later.
    """
    while (connection := await _connect(bus)) is not None:
        try:
            await _listen(connection, changed, listening)
        except (EOFError, ConnectionError):
            await pause(_AGAIN_SECONDS)
        finally:
            connection.writer.close()


async def _connect(bus: str) -> "DBusConnection | None":
    from jeepney.auth import AuthenticationError
    from jeepney.io.asyncio import open_dbus_connection
    from jeepney.io.common import RouterClosed

    connect: Any = open_dbus_connection  # it has no types
    try:
        async with asyncio.timeout(_CONNECT_SECONDS):
            connection: DBusConnection = await connect(bus)
            return connection
    except (OSError, EOFError, RuntimeError, ValueError, AuthenticationError, RouterClosed):
        return None  # no system bus here (a container, another init): the clocks tell


async def _listen(connection: "DBusConnection", changed: Callable[[str], None], listening: Callable[[], None]) -> None:
    from jeepney.bus_messages import message_bus
    from jeepney.low_level import HeaderFields

    asking: Any = message_bus  # it has no types
    await connection.send(asking.AddMatch(_RULE), serial=_SERIAL)
    while True:
        message = await connection.receive()
        fields = message.header.fields
        if fields.get(HeaderFields.reply_serial) == _SERIAL:
            listening()
        elif fields.get(HeaderFields.member) == "PrepareForSleep" and message.body == (False,):
            changed("wake")
