# mypy: disable-error-code="name-defined,valid-type,syntax"
"""Somebody on a bus of our own who takes notifications and remembers them."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

from dbus_fast import BusType, RequestNameReply
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_signal, method

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


class Daemon(ServiceInterface):
    """``shown`` are (title, text), ``icons`` and ``actions`` what came with them; ``arrived`` is set with each."""

    def __init__(self, *, markup: bool, more: Sequence[str]) -> None:
        super().__init__(NAME)
        self._capabilities = ["body", *(["body-markup"] if markup else []), *more]
        self.shown: list[tuple[str, str]] = []
        self.icons: list[str] = []
        self.actions: list[list[str]] = []
        self.arrived = asyncio.Event()

    @method()
    def GetCapabilities(self) -> "as":  # noqa: F722, N802
        return self._capabilities

    @method()
    def Notify(  # noqa: N802
        self,
        app: "s",  # noqa: F821
        replaces: "u",  # noqa: F821
        icon: "s",  # noqa: F821
        title: "s",  # noqa: F821
        text: "s",  # noqa: F821
        actions: "as",  # noqa: F722
        hints: "a{sv}",  # noqa: F722
        expires: "i",  # noqa: F821
    ) -> "u":  # noqa: F821
        self.shown.append((title, text))
        self.icons.append(icon)
        self.actions.append(list(actions))
        self.arrived.set()
        return len(self.shown)

    @dbus_signal()
    def ActionInvoked(self, number) -> "us":  # noqa: F821, N802
        return [number, "default"]

    @dbus_signal()
    def NotificationClosed(self, number) -> "uu":  # noqa: F821, N802
        return [number, 1]


@asynccontextmanager
async def daemon(
    address: str, *, markup: bool = True, more: Sequence[str] = ("actions",)
) -> AsyncGenerator[Daemon, None]:
    bus = await MessageBus(bus_address=address, bus_type=BusType.SESSION).connect()
    found = Daemon(markup=markup, more=more)
    bus.export(PATH, found)
    assert await bus.request_name(NAME) is RequestNameReply.PRIMARY_OWNER
    try:
        yield found
    finally:
        bus.disconnect()
        await bus.wait_for_disconnect()
