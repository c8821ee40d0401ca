# mypy: disable-error-code="name-defined,valid-type,syntax"
"""A small StatusNotifier host of our own: it takes icons, reads their words and clicks their menus over D-Bus.

Offscreen Qt never has a tray, and a panel can only be clicked by coordinates; this one is asked by names.
Protocols: StatusNotifierItem (freedesktop.org) and com.canonical.dbusmenu as Qt 6 speaks them.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from dbus_fast import BusType, Message, MessageType, PropertyAccess, RequestNameReply, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_property, method
from dbus_fast.service import signal as dbus_signal
from tests.live.support.dbus import call
from tests.live.support.desk import PATIENCE

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
T = TypeVar("T")


@dataclass(frozen=True)
class MenuRow:
    """One row as a host sees it. ``checked`` is None for what is no check item."""

    id: int
    label: str
    enabled: bool = True
    checked: bool | None = None
    separator: bool = False
    rows: "tuple[MenuRow, ...]" = ()


class _Watcher(ServiceInterface):
    def __init__(self, registered: Callable[[str, str], None]) -> None:
        super().__init__(WATCHER)
        self._registered = registered
        self.items: list[str] = []

    @method()
    def RegisterStatusNotifierItem(self, service: "s"):  # noqa: F821, N802
        self.items.append(service)
        self._registered(service, service)
        self.StatusNotifierItemRegistered(service)

    @method()
    def RegisterStatusNotifierHost(self, service: "s"):  # noqa: F821, N802
        return None

    @dbus_property(access=PropertyAccess.READ)
    def RegisteredStatusNotifierItems(self) -> "as":  # noqa: F722, N802
        return self.items

    @dbus_property(access=PropertyAccess.READ)
    def IsStatusNotifierHostRegistered(self) -> "b":  # noqa: F821, N802
        return True

    @dbus_property(access=PropertyAccess.READ)
    def ProtocolVersion(self) -> "i":  # noqa: F821, N802
        return 0

    @dbus_signal()
    def StatusNotifierItemRegistered(self, service: str) -> "s":  # noqa: F821, N802
        return service

    @dbus_signal()
    def StatusNotifierHostRegistered(self):  # noqa: N802
        return None


class TrayHost:
    """Own the watcher's name on a session bus, and know the newest item."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._bus: MessageBus | None = None
        self._service = ""
        self.registered = asyncio.Event()
        self.registrations = 0
        self._news = asyncio.Event()

    async def __aenter__(self) -> Self:
        bus = await MessageBus(bus_address=self._address, bus_type=BusType.SESSION).connect()
        bus.export("/StatusNotifierWatcher", _Watcher(self._take))
        assert await bus.request_name(WATCHER) is RequestNameReply.PRIMARY_OWNER
        self._bus = bus
        await self._match(bus, f"type='signal',interface='{ITEM}'")
        await self._match(bus, f"type='signal',interface='{MENU}'")
        bus.add_message_handler(self._heard)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._bus is not None:
            self._bus.disconnect()
            await self._bus.wait_for_disconnect()

    async def _match(self, bus: MessageBus, rule: str) -> None:
        await bus.call(
            Message(
                destination="org.freedesktop.DBus",
                path="/org/freedesktop/DBus",
                interface="org.freedesktop.DBus",
                member="AddMatch",
                signature="s",
                body=[rule],
            )
        )

    def _heard(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL and message.interface in {ITEM, MENU}:
            self._news.set()

    def _take(self, service: str, _path: str) -> None:
        self._service = service
        self.registrations += 1
        self.registered.set()
        self._news.set()

    async def _call(self, path: str, interface: str, member: str, signature: str, *body: Any) -> list[Any]:
        if not self._service:
            raise LookupError("no icon has registered yet")
        reply = await call(self._bus, self._service, path, interface, member, signature, *body)
        if reply.message_type is MessageType.ERROR:
            raise LookupError(f"{member}: {reply.error_name} {reply.body}")
        return list(reply.body)

    async def property(self, name: str) -> Any:
        """One property of the icon: Id, Title, ToolTip, IconPixmap, Menu, ..."""
        [value] = await self._call("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get", "ss", ITEM, name)
        return value.value if isinstance(value, Variant) else value

    async def tooltip(self) -> str:
        """The words of the icon: title and text."""
        _, _, title, text = await self.property("ToolTip")
        return f"{title}\n{text}".strip()

    async def until_tooltip(self, *words: str, seconds: float = PATIENCE) -> str:
        """Wait until the icon's words have all of these in them; what they are then."""

        async def shown() -> str:
            text = await self.tooltip()
            return text if all(one in text for one in words) else ""

        return await self.until(shown, seconds)

    async def activate(self) -> None:
        """A left click."""
        await self._call("/StatusNotifierItem", ITEM, "Activate", "ii", 0, 0)

    async def menu(self) -> tuple[MenuRow, ...]:
        """The rows of the menu as they are now."""
        path = await self.property("Menu")
        _, layout = await self._call(path, MENU, "GetLayout", "iias", 0, -1, [])
        return _row(layout).rows

    async def open_menu(self) -> None:
        """Tell the program that the menu is about to be shown."""
        path = await self.property("Menu")
        await self._call(path, MENU, "AboutToShow", "i", 0)

    async def row(self, prefix: str) -> MenuRow:
        """The row whose label begins so, at any depth."""
        found = _find(await self.menu(), prefix)
        if found is None:
            raise LookupError(f"no row begins with {prefix!r}")
        return found

    async def switch(self, name: str) -> MenuRow:
        """The check item whose label begins with a name: a provider's row, not the headline that names it too."""
        found = next((row for row in await self.menu() if row.checked is not None and row.label.startswith(name)), None)
        if found is None:
            raise LookupError(f"no check item begins with {name!r}")
        return found

    async def click(self, row: MenuRow) -> None:
        path = await self.property("Menu")
        await self._call(path, MENU, "Event", "isvu", row.id, "clicked", Variant("i", 0), 0)

    async def until(self, look: Callable[[], Awaitable[T]], seconds: float = PATIENCE) -> T:
        """Look again after each signal of the icon or its menu until the look gives something true."""
        async with asyncio.timeout(seconds):
            while True:
                self._news.clear()
                try:
                    if found := await look():
                        return found
                except LookupError:
                    pass
                try:
                    async with asyncio.timeout(0.5):
                        await self._news.wait()
                except TimeoutError:
                    continue


def _row(layout: Any) -> MenuRow:
    number, properties, children = layout
    values = {name: value.value for name, value in properties.items()}
    toggles = "toggle-type" in values and bool(values["toggle-type"])
    return MenuRow(
        number,
        str(values.get("label", "")).replace("__", "_"),
        bool(values.get("enabled", True)),
        bool(values.get("toggle-state", 0) == 1) if toggles else None,
        values.get("type") == "separator",
        tuple(_row(child.value) for child in children),
    )


def _find(rows: tuple[MenuRow, ...], prefix: str) -> MenuRow | None:
    for row in rows:
        if row.label.startswith(prefix):
            return row
        if (deeper := _find(row.rows, prefix)) is not None:
            return deeper
    return None
