"""What routing costs: a chunk on its way through, a provider that is down, an open breaker, a plan.

    build/bench-venv/bin/python scripts/bench/router.py [--rounds N]

Each figure is the median of several rounds, beside what the same work costs without the router, in the same run:
the machines are noisy, ratios are not. Goals: performance.md.
"""

import argparse
import asyncio
import socket
import statistics
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

from support import Bridges, ask, drain, row, timed, upstream
from traybridge.core.chat import ChatRequest, Chunk, Progress, StreamBatch
from traybridge.core.ending import Ending
from traybridge.core.errors import Unreachable
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.ports import KeyCheck, Provider, ProviderContext, ProviderFactory
from traybridge.core.probe import Reading
from traybridge.core.secret import Secret

CHUNKS = 20_000
REQUESTS = 640
ANSWER = Chunk(text="word ", raw=b'{"choices":[{"delta":{"content":"word "}}]}')
LAST = Chunk(finish_reason="stop", ended=Ending.COMPLETE)


class Canned:
    """Answer with so many chunks, ``at_once`` of them in one read, each read a turn of the loop; or fail at once."""

    def __init__(self, chunks: int, *, at_once: int = 1, down: bool = False) -> None:
        self.chunks = chunks
        self.batch = (ANSWER,) * at_once
        self.down = down

    async def stream(self, request: ChatRequest, model: str) -> AsyncGenerator[StreamBatch, None]:  # noqa: ARG002
        if self.down:
            raise Unreachable("Nothing answers there", refused=True)
        yield (Progress("accepted", "canned", model, status=200),)
        for _ in range(self.chunks // len(self.batch)):
            await asyncio.sleep(0)
            yield self.batch
        yield (LAST,)

    async def probe(self) -> Reading:
        return Reading(0.001)

    async def models(self) -> Catalogue:
        return Catalogue((ModelInfo("m"),), fetched_at=time.time())

    async def check_key(self, key: Secret | None) -> KeyCheck:  # noqa: ARG002
        return KeyCheck(None, "")

    async def reset(self) -> None: ...

    async def aclose(self) -> None: ...


def from_memory(providers: dict[str, Canned]) -> ProviderFactory:
    def build(context: ProviderContext) -> Provider:
        return providers.get(context.provider.id) or Canned(1)

    return build


async def chunks(bridges: Bridges, at_once: int) -> tuple[float, float, float]:
    """Seconds for one chunk: from the provider itself, through the Bridge, and their difference."""
    canned = Canned(CHUNKS, at_once=at_once)
    bridge = await bridges.open([row("a")], from_memory({"a": canned}))
    bare = await timed(lambda: drain(canned.stream(ask(), "m"))) / CHUNKS
    routed = await timed(lambda: drain(bridge.chat(ask()))) / CHUNKS
    return bare, routed, routed - bare


async def requests(bridges: Bridges) -> tuple[float, float, float, float]:
    """Seconds for one request of one chunk: healthy, 64 at once, with an open breaker before it, and a plan alone."""
    healthy = await bridges.open([row("b")], from_memory({}))
    broken = await bridges.open([row("a"), row("b")], from_memory({"a": Canned(1, down=True)}))
    await drain(broken.chat(ask()))
    await drain(healthy.chat(ask()))
    well = await timed(lambda: drain(healthy.chat(ask())), REQUESTS)
    many = await timed(lambda: drain(healthy.chat(ask())), REQUESTS // 64, at_once=64)
    opened = await timed(lambda: drain(broken.chat(ask())), REQUESTS)

    async def plan() -> None:
        broken.plan(ask())

    return well, many, opened, await timed(plan, REQUESTS)


async def refused_in_memory(bridges: Bridges) -> tuple[float, float]:
    """Seconds for the first request: healthy, and with a first provider that refuses (each time a new bridge)."""
    costs = []
    for first in (False, True):
        spent = 0.0
        for _ in range(30):
            rows = [row("a"), row("b")] if first else [row("b")]
            bridge = await bridges.open(rows, from_memory({"a": Canned(1, down=True)}))
            spent += await timed(lambda bridge=bridge: drain(bridge.chat(ask())))  # type: ignore[misc]
        costs.append(spent / 30)
    return costs[0], costs[1]


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def over_sockets(bridges: Bridges, url: str) -> tuple[float, float, float]:
    """Seconds for one request over a real socket: healthy, refused first (breaker closed), and with it open."""
    from traybridge.providers import build

    near = row("b", f"{url}/1/0/0/v1")
    healthy = await bridges.open([near], build)
    await drain(healthy.chat(ask()))
    well = await timed(lambda: drain(healthy.chat(ask())), REQUESTS)
    broken = await bridges.open([row("a", f"http://127.0.0.1:{closed_port()}/v1"), near], build)
    await drain(broken.chat(ask()))
    refused = 0.0
    for _ in range(50):
        broken._board.forget("a")  # noqa: SLF001 - as if nobody knew yet
        refused += await timed(lambda: drain(broken.chat(ask()))) / 50
    opened = await timed(lambda: drain(broken.chat(ask())), REQUESTS)
    return well, refused, opened


def us(seconds: float) -> str:
    return f"{seconds * 1e6:8.1f} µs"


async def main(rounds: int) -> None:
    names = ("one", "sixteen", "requests", "first", "sockets")
    results: dict[str, list[tuple[float, ...]]] = {name: [] for name in names}
    with upstream() as url:
        for _ in range(rounds):
            async with AsyncExitStack() as stack:
                bridges = Bridges(stack)
                results["one"].append(await chunks(bridges, 1))
                results["sixteen"].append(await chunks(bridges, 16))
                results["requests"].append(await requests(bridges))
                results["first"].append(await refused_in_memory(bridges))
                results["sockets"].append(await over_sockets(bridges, url))
    middle = {name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in results.items()}
    well, many, opened, plan = middle["requests"]
    first_well, first_refused = middle["first"]
    near, refused, near_open = middle["sockets"]
    for words, name in (("one a read", "one"), ("16 a read", "sixteen")):
        bare, routed, added = middle[name]
        print(f"a chunk from memory, {words:<10}      {us(bare)}")
        print(f"  through the bridge                 {us(routed)}   {us(added)} added")
    print(f"a request from memory                {us(well)}")
    print(f"  64 at once                         {us(many)}")
    print(f"  with an open breaker before it     {us(opened)}   {us(opened - well)} added (goal <= 50)")
    print(f"  a first request                    {us(first_well)}")
    print(f"  a first request, one refuses first {us(first_refused)}   {us(first_refused - first_well)} added")
    print(f"a plan for two providers             {us(plan)}")
    print(f"a request over a socket              {us(near)}")
    print(f"  one refuses first                  {us(refused)}   {us(refused - near)} added (goal <= 1500, once)")
    print(f"  with an open breaker before it     {us(near_open)}   {us(near_open - near)} added (goal <= 50)")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    asyncio.run(main(arguments.parse_args().rounds))
