"""What a chat costs on its whole way, from the socket through the bridge: CPU for a request and for a chunk.

    build/bench-venv/bin/python scripts/bench/chat.py [--rounds N]

The other side is the upstream in C in a process of its own; only this side's CPU time is counted, the median of the
rounds. A read is one `recv`; the upstream is always ahead, and a read is made to hold exactly so many events: what it
costs to wait between two of them is the system's.
Goals (house.md, section 5): 0.25 ms a request at 64 at once; a chunk 6 us at 16 events a read, 10 us at one.
"""

import argparse
import asyncio
import statistics
from asyncio.selector_events import _SelectorSocketTransport
from contextlib import AsyncExitStack

from support import Bridges, ask, drain, row, timed, upstream
from traybridge.core.bridge import Bridge
from traybridge.providers import build

TOKENS = 2_000
GAP = 2_000
"""Microseconds after the head of a long answer, so that the reads after it begin with an event."""
EVENT = 0xBB + len(b"bb\r\n\r\n")
"""Bytes of one event of the upstream with the HTTP chunk around it."""


async def chat(bridge: Bridge) -> None:
    await drain(bridge.chat(ask()))


async def request(url: str, at_once: int, times: int) -> float:
    """CPU milliseconds for a request with an answer of one token."""
    async with AsyncExitStack() as stack:
        bridge = await Bridges(stack).open([row("a", f"{url}/1/0/0/v1")], build)
        await asyncio.gather(*[chat(bridge) for _ in range(at_once)])
        return await timed(lambda: chat(bridge), times, at_once) * 1e3


async def chunk(url: str, events: int) -> float:
    """CPU microseconds for a chunk of a long answer, the request itself left out."""
    async with AsyncExitStack() as stack:
        bridges = Bridges(stack)
        _SelectorSocketTransport.max_size = events * EVENT  # type: ignore[misc]
        short = await bridges.open([row("a", f"{url}/1/0/0/v1")], build)
        long = await bridges.open([row("a", f"{url}/{TOKENS}/0/{GAP}/v1")], build)
        await chat(short)
        await chat(long)
        return (await timed(lambda: chat(long), 2) - await timed(lambda: chat(short), 20)) / TOKENS * 1e6


async def main(rounds: int) -> None:
    with upstream() as url:
        costs = [
            (await request(url, 1, 200), await request(url, 64, 6), await chunk(url, 1), await chunk(url, 16))
            for _ in range(rounds)
        ]
    one, many, single, batch = (statistics.median(column) for column in zip(*costs, strict=True))
    print(f"a request, one at a time       {one:6.3f} ms")
    print(f"a request, 64 at once          {many:6.3f} ms   (goal 0.25)")
    print(f"a chunk, one event a read      {single:6.2f} µs   (goal 10)")
    print(f"a chunk, 16 events a read      {batch:6.2f} µs   (goal 6)")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    asyncio.run(main(arguments.parse_args().rounds))
