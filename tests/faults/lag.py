"""How long this machine kept the loop waiting: what is no fault of the one who is timed."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress


class Lag:
    """``worst`` is the longest time in seconds that passed between two looks a millisecond apart."""

    def __init__(self) -> None:
        self.worst = 0.0

    async def _look(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(0.001)
            self.worst = max(self.worst, loop.time() - before - 0.001)


@asynccontextmanager
async def lag() -> AsyncGenerator[Lag, None]:
    found = Lag()
    looking = asyncio.get_running_loop().create_task(found._look(), name="lag")
    try:
        yield found
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
