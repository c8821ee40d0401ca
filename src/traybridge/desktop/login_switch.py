"""Launch at login, asked and switched in a thread: launchctl takes its time."""

import asyncio

from traybridge.core.ports import LoginItem


class LoginSwitch:
    """``state`` is what the system said last, None before it was asked. One thing at a time."""

    def __init__(self, item: LoginItem) -> None:
        self.state: bool | None = None
        self._item = item
        self._turn = asyncio.Lock()

    async def look(self) -> bool:
        """Ask the system: somebody may have switched it elsewhere."""
        async with self._turn:
            return await self._read()

    async def switch(self, on: bool) -> None:
        """Switch it and read back what the system made of it. Raises TrayBridgeError; ``state`` is true then too."""
        async with self._turn:
            try:
                await asyncio.to_thread(self._item.enable if on else self._item.disable)
            finally:
                await self._read()

    async def _read(self) -> bool:
        self.state = await asyncio.to_thread(self._item.state)
        return self.state
