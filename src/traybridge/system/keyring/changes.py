"""Hear on the session bus that the Secret Service came, or that something in it changed (Linux)."""

import asyncio
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from traybridge.system.session_bus import session_bus

if TYPE_CHECKING:
    from jeepney.io.asyncio import DBusConnection

_SERVICE = "org.freedesktop.secrets"
_OWNER = (
    "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
    f"member='NameOwnerChanged',arg0='{_SERVICE}'"
)
_ITS_OWN = f"type='signal',sender='{_SERVICE}'"
"""A collection that is made or unlocked says so."""
_RULES = (_OWNER, _ITS_OWN)
_CONNECT_SECONDS = 10.0
_FIRST_SERIAL = 1000


async def watch_system_keyring(changed: Callable[[], None]) -> None:
    """Call ``changed`` at each sign of this system's keyring, until cancelled. Ends at once where it gives none."""
    if sys.platform == "linux" and (bus := await asyncio.to_thread(session_bus, os.environ)) is not None:
        await watch_secret_service(changed, bus)


async def watch_secret_service(
    changed: Callable[[], None], bus: str, *, listening: Callable[[], None] = lambda: None
) -> None:
    """Call ``changed`` at each sign, until cancelled. Ends where ``bus``, an address, is not there or goes away.

    ``listening`` is called when no later sign can be missed.
    """
    if (connection := await _connect(bus)) is None:
        return
    try:
        await _listen(connection, changed, listening)
    except (EOFError, OSError):
        return
    finally:
        connection.writer.close()


async def _connect(bus: str) -> "DBusConnection | None":
    from jeepney.auth import AuthenticationError
    from jeepney.io.asyncio import open_dbus_connection

    connect: Any = open_dbus_connection  # it has no types
    try:
        async with asyncio.timeout(_CONNECT_SECONDS):
            connection: DBusConnection = await connect(bus)
            return connection
    except (OSError, EOFError, RuntimeError, ValueError, AuthenticationError):
        return None


async def _listen(connection: "DBusConnection", changed: Callable[[], None], listening: Callable[[], None]) -> None:
    from jeepney.bus_messages import message_bus
    from jeepney.low_level import HeaderFields, MessageType

    asking: Any = message_bus  # it has no types
    for number, rule in enumerate(_RULES):
        await connection.send(asking.AddMatch(rule), serial=_FIRST_SERIAL + number)
    last = _FIRST_SERIAL + len(_RULES) - 1
    while True:
        message = await connection.receive()
        if message.header.fields.get(HeaderFields.reply_serial) == last:
            listening()
        elif message.header.message_type is MessageType.signal and _is_sign(message):
            changed()


def _is_sign(message: Any) -> bool:
    """NameAcquired, which every connection gets, is no sign."""
    from jeepney.low_level import HeaderFields

    return bool(message.header.fields.get(HeaderFields.member) != "NameAcquired")
