"""How often the loop went round while something was waited for: "at once", on a machine of any speed.

While it counts the loop never sleeps, so that a wait of our own, on a clock, shows as thousands of turns.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

AT_ONCE = 100
"""Cancelling, closing a socket and seeing that at the other end take 5 or 6 of them; 50 ms are more than a thousand."""


class Turns:
    """``count`` goes up with each turn of the loop."""

    def __init__(self) -> None:
        self.count = 0

    async def _count(self) -> None:
        while True:
            self.count += 1
            await asyncio.sleep(0)


@asynccontextmanager
async def turns() -> AsyncGenerator[Turns, None]:
    found = Turns()
    counting = asyncio.get_running_loop().create_task(found._count(), name="turns")
    try:
        yield found
    finally:
        counting.cancel()
        with suppress(asyncio.CancelledError):
            await counting
