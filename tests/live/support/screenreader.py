# mypy: disable-error-code="name-defined,valid-type,syntax"
"""A small screen reader of our own: it is told of a program by Qt and reads its windows over D-Bus, by names.

Protocols: org.a11y.Bus and org.a11y.atspi (freedesktop.org) as Qt 6 speaks them; the session bus serves as the
accessibility bus. The program needs ``QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1``.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Self

from dbus_fast import BusType, MessageType, RequestNameReply
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, method
from tests.live.support.dbus import call
from tests.live.support.desk import PATIENCE

ON = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
ACCESSIBLE = "org.a11y.atspi.Accessible"
TEXT = "org.a11y.atspi.Text"
PROPERTIES = "org.freedesktop.DBus.Properties"
SHOWING, FOCUSED = 25, 12
"""ATSPI_STATE_SHOWING: it can be seen, not only found. ATSPI_STATE_FOCUSED: it has the keyboard."""


class _Bus(ServiceInterface):
    def __init__(self, address: str) -> None:
        super().__init__("org.a11y.Bus")
        self._address = address

    @method()
    def GetAddress(self) -> "s":  # noqa: F821, N802
        return self._address


class _Socket(ServiceInterface):
    def __init__(self, embedded: Callable[[str, str], None]) -> None:
        super().__init__("org.a11y.atspi.Socket")
        self._embedded = embedded

    @method()
    def Embed(self, plug: "(so)") -> "(so)":  # noqa: F821, N802
        self._embedded(*plug)
        return ["org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"]


class _Registry(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.a11y.atspi.Registry")

    @method()
    def GetRegisteredEvents(self) -> "a(ss)":  # noqa: F821, N802
        return []


class ScreenReader:
    """Own the names that Qt looks for on a session bus; know the program that came last."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._bus: MessageBus | None = None
        self._program = ("", "")
        self._focused: list[str] = []
        self.came = asyncio.Event()

    async def __aenter__(self) -> Self:
        bus = await MessageBus(bus_address=self._address, bus_type=BusType.SESSION).connect()
        bus.export("/org/a11y/bus", _Bus(self._address))
        bus.export("/org/a11y/atspi/accessible/root", _Socket(self._take))
        bus.export("/org/a11y/atspi/registry", _Registry())
        for name in ("org.a11y.atspi.Registry", "org.a11y.Bus"):
            assert await bus.request_name(name) is RequestNameReply.PRIMARY_OWNER
        self._bus = bus
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._bus is not None:
            self._bus.disconnect()
            await self._bus.wait_for_disconnect()

    def _take(self, service: str, path: str) -> None:
        self._program = (service, path)
        self.came.set()

    async def read(self) -> list[str]:
        """Everything that can be seen in the program's windows: each name, then the text where there is one."""
        await self.came.wait()
        self._focused = []
        return [words async for words in self._inside(*self._program)]

    async def until(self, *beginnings: str, seconds: float = PATIENCE) -> list[str]:
        """Read again until something begins with each of these; everything that was read then."""
        seen: list[str] = []
        try:
            async with asyncio.timeout(seconds):
                while not all(any(one.startswith(words) for one in seen) for words in beginnings):
                    await asyncio.sleep(0.1)
                    seen = await self.read()
        except TimeoutError:
            raise AssertionError(f"nothing begins with one of {beginnings!r}: {seen}") from None
        return seen

    async def until_focused(self, name: str) -> None:
        """Read again until what is called so has the keyboard."""
        try:
            async with asyncio.timeout(PATIENCE):
                while name not in self._focused:
                    await asyncio.sleep(0.1)
                    await self.read()
        except TimeoutError:
            raise AssertionError(f"{name!r} has not the keyboard: {self._focused}") from None

    async def _inside(self, service: str, path: str) -> Any:
        if path != self._program[1]:
            state = await self._call(service, path, ACCESSIBLE, "GetState")
            if not state or not state[0][0] >> SHOWING & 1:
                return
            name = await self._name(service, path)
            if state[0][0] >> FOCUSED & 1:
                self._focused.append(name)
            for words in (name, await self._text(service, path)):
                if words:
                    yield words
        for child in (await self._call(service, path, ACCESSIBLE, "GetChildren") or [[]])[0]:
            async for words in self._inside(*child):
                yield words

    async def _name(self, service: str, path: str) -> str:
        answer = await self._call(service, path, PROPERTIES, "Get", "ss", ACCESSIBLE, "Name")
        return str(answer[0].value) if answer else ""

    async def _text(self, service: str, path: str) -> str:
        answer = await self._call(service, path, TEXT, "GetText", "ii", 0, -1)
        return str(answer[0]) if answer else ""

    async def _call(
        self, service: str, path: str, interface: str, member: str, signature: str = "", *body: Any
    ) -> list[Any] | None:
        """None: what was asked for is gone by now, or has no such side."""
        reply = await call(self._bus, service, path, interface, member, signature, *body)
        return None if reply.message_type is MessageType.ERROR else list(reply.body)
