"""Thousands of requests over servers that come and go, to see that nothing is left behind.

    .venv/bin/python scripts/soak.py [--requests N] [--seed N] [--trace]

Three servers on 127.0.0.1 change their weather all the time (healthy, 503, 429, hang-ups before and in the middle of
an answer, silence, refused connections, HTML); people leave in the middle of answers, settings change, the machine
"wakes up". A whole Bridge with the real provider asks them. At the end there must be as many answers as questions, no
task, no open socket, and no more memory than after the first fifth.
"""

import argparse
import asyncio
import gc
import os
import random
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from traybridge.core.bridge import Bridge
from traybridge.core.chat import ChatRequest, Chunk, Message
from traybridge.core.config import EMBEDDED, Config, ProviderConfig, TimeoutsConfig
from traybridge.core.errors import ChatFailed
from traybridge.core.health import HealthState
from traybridge.core.provenance import Provenance
from traybridge.core.tasks import TaskOwner
from traybridge.providers import build

WEATHER = (*["well"] * 6, "503", "429", "closes", "cuts", "silent", "page", "gone")
NAMES = ("a", "b", "c")
TIMEOUTS = TimeoutsConfig(connect=1, headers=0.6, first_content=0.6, idle=0.6, total=4)
PEOPLE = 16
CHANGE_EVERY = 40
"""Questions between two changes of the weather."""

HELLO = b'data: {"model":"m","choices":[{"index":0,"delta":{"content":"Hello "},"finish_reason":null}]}\n\n'
STOP = b'data: {"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunked(piece: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(piece), piece)


def whole(status: int, body: bytes, content_type: str, more: str = "") -> bytes:
    return (
        f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n{more}\r\n".encode()
        + body
    )


class Server:
    """One host. ``weather`` says what becomes of the next request; ``gone`` refuses connections."""

    def __init__(self) -> None:
        self.weather = "well"
        self.port = 0
        self.hits = 0
        self._server: asyncio.Server | None = None
        self._changing = asyncio.Lock()
        self._writers: set[asyncio.StreamWriter] = set()
        self._empty = asyncio.Event()
        self._empty.set()

    async def change(self, weather: str) -> None:
        async with self._changing:
            self.weather = weather
            if weather == "gone":
                await self.close()
            elif self._server is None:
                self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, reuse_port=True)
                self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()
        for writer in tuple(self._writers):
            writer.transport.abort()
        await self._empty.wait()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._server is None:
            # Accepted just before the server went away.
            writer.transport.abort()
            return
        self._writers.add(writer)
        self._empty.clear()
        try:
            while await self._answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._writers.discard(writer)
            writer.transport.abort()
            if not self._writers:
                self._empty.set()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False when the connection ends with it."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = next((line.partition(":")[2] for line in head.split("\r\n") if line.startswith("content-length")), "0")
        await reader.readexactly(int(length))
        if head.startswith("get "):
            writer.write(whole(200, b'{"data":[{"id":"m"}]}', "application/json"))
            return True
        self.hits += 1
        match self.weather:
            case "503":
                writer.write(whole(503, b'{"error":{"message":"overloaded"}}', "application/json"))
            case "429":
                writer.write(
                    whole(429, b'{"error":{"message":"slow down"}}', "application/json", "Retry-After: 20\r\n")
                )
            case "page":
                writer.write(whole(200, b"<!DOCTYPE html><html><title>Hotel</title></html>", "text/html"))
            case "closes":
                return False
            case "silent":
                await reader.read(1)
                return False
            case "cuts":
                writer.write(HEAD + chunked(HELLO))
                await writer.drain()
                return False
            case _:
                writer.write(HEAD + chunked(HELLO) * 20 + chunked(STOP) + b"0\r\n\r\n")
        await writer.drain()
        return True


class SkippingClock:
    """The real clocks, set forward from time to time so that breakers and rate limits pass."""

    def __init__(self) -> None:
        self.skipped = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.skipped

    def wall(self) -> float:
        return time.time() + self.skipped


class CountingJournal:
    """Counts the rows, and keeps none."""

    def __init__(self) -> None:
        self.rows = 0

    async def record(self, provenance: Provenance, *, at: float, **_: object) -> None:  # noqa: ARG002
        self.rows += 1

    async def spent(self, month: str) -> Mapping[str, float]:  # noqa: ARG002
        return {}

    async def reserve(self, request: str, provider: str, amount: float | None, *, cap: float, at: float) -> str:  # noqa: ARG002
        return ""

    async def answered(self) -> Mapping[str, float]:
        return {}


@dataclass(frozen=True)
class Measure:
    """What a process holds at one moment; memory in KiB, ``traced`` 0 when nobody traces."""

    rss: int
    traced: int
    sockets: int
    tasks: int
    objects: int


def measure() -> Measure:
    gc.collect()
    traced = tracemalloc.get_traced_memory()[0] // 1024 if tracemalloc.is_tracing() else 0
    return Measure(_rss(), traced, _sockets(), len(asyncio.all_tasks()), len(gc.get_objects()))


def _rss() -> int:
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def _sockets() -> int:
    """Open sockets of this process; 0 where nobody can tell."""
    found = 0
    folder = Path("/proc/self/fd")
    for entry in folder.iterdir() if folder.exists() else ():
        with suppress(OSError):
            found += str(entry.readlink()).startswith("socket:")
    return found


@dataclass
class Report:
    """What a soak showed: ``ends`` how the questions ended, ``early`` after the first fifth, ``late`` at the end."""

    asked: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    hits: int = 0
    seconds: float = 0.0
    rows: int = 0
    early: Measure | None = None
    late: Measure | None = None
    after: Measure | None = None
    before: Measure | None = None
    stuck: Sequence[str] = ()


class Soak:
    """People who ask, and weather that changes."""

    def __init__(self, bridge: Bridge, servers: Sequence[Server], clock: SkippingClock, dice: random.Random) -> None:
        self.bridge = bridge
        self.servers = servers
        self.clock = clock
        self.dice = dice
        self.report = Report()
        bridge.attempted.connect(lambda attempt: self.report.outcomes.update([attempt.outcome.value]))

    async def run(self, requests: int) -> None:
        """Ask so many questions."""
        left = iter(range(requests))
        async with asyncio.TaskGroup() as people:
            for _ in range(PEOPLE):
                people.create_task(self._person(left))

    async def _person(self, left: Iterator[int]) -> None:
        for number in left:
            if number % CHANGE_EVERY == 0:
                await self._change()
            self.report.asked += 1
            self.report.ends.update([await self._ask()])

    async def _change(self) -> None:
        dice = self.dice
        for server in self.servers:
            await server.change(dice.choice(WEATHER))
        self.clock.skipped += dice.choice((0, 5, 25))
        match dice.randrange(8):
            case 0:
                await self.bridge.on_resume()
            case 1:
                name, model = dice.choice(NAMES), dice.choice(("m", "n"))
                await self.bridge.change(lambda old: _with_model(old, name, model))
            case 2:
                name, on = dice.choice(NAMES), dice.random() < 0.7
                await self.bridge.change(lambda old: old.with_provider_enabled(name, on))
            case 3:
                await self.bridge.refresh(within=0.05)

    async def _ask(self) -> str:
        """Ask once; some leave in the middle. The result is how it ended."""
        leave_after = self.dice.choice((0, 1, 3, 10, *[10_000] * 8))
        request = ChatRequest((Message("user", "Hello?"),), model=self.dice.choice(("auto", "auto", "m", "a/m", "x")))
        seen = 0
        try:
            async with aclosing(self.bridge.chat(request)) as events:
                async for event in events:
                    if isinstance(event, Provenance):
                        return "answered"
                    seen += isinstance(event, Chunk)
                    if seen > leave_after:
                        return "left"
        except ChatFailed as error:
            return error.code
        return "nothing"


def _with_model(config: Config, name: str, model: str) -> Config:
    row = config.provider(name)
    return config if row is None else config.with_provider(replace(row, model=model))


@asynccontextmanager
async def _opened(seed: int) -> AsyncIterator[tuple[Soak, CountingJournal]]:
    servers = [Server() for _ in NAMES]
    for server in servers:
        await server.change("well")
    rows = [
        ProviderConfig(id=name, base_url=f"http://127.0.0.1:{server.port}/v1", model="m", models=("m", "n"))
        for name, server in zip(NAMES, servers, strict=True)
    ]
    config = Config(providers=(*rows, replace(EMBEDDED, enabled=False)), timeouts=TIMEOUTS)
    clock, journal = SkippingClock(), CountingJournal()
    troubles: list[str] = []
    async with AsyncExitStack() as stack:
        tasks = TaskOwner("soak", lambda name, error: troubles.append(f"{name}: {error!r}"))
        for server in servers:
            stack.push_async_callback(server.close)
        bridge = Bridge(config, build=build, clock=clock, tasks=tasks, journal=journal)
        stack.push_async_callback(bridge.aclose)
        stack.push_async_callback(tasks.cancel)
        await bridge.start()
        yield Soak(bridge, servers, clock, random.Random(seed)), journal
        await bridge.flush_journal()
    if troubles:
        raise AssertionError(troubles[:5])


async def soak(requests: int, *, seed: int = 1) -> Report:
    """Run a soak. The first fifth warms up (connections, caches, imports); the rest must not need more."""
    before = measure()
    began = time.perf_counter()
    async with _opened(seed) as (people, journal):
        await people.run(requests // 5)
        await people.bridge.flush_journal()
        early = measure()
        await people.run(requests - requests // 5)
        await people.bridge.flush_journal()
        late = measure()
        report = people.report
        report.hits = sum(server.hits for server in people.servers)
        report.rows = journal.rows
        report.stuck = [
            facts.provider.id
            for facts in people.bridge.facts()
            if facts.health.half_open is not None or facts.health.state is HealthState.AUTH
        ]
    report.before, report.early, report.late = before, early, late
    await asyncio.sleep(0.05)
    report.after = measure()
    report.seconds = time.perf_counter() - began
    return report


def problems(report: Report, *, allowed_kib: int) -> list[str]:
    """What is wrong with a report; empty when all is well."""
    early, late, before, after = report.early, report.late, report.before, report.after
    assert early is not None
    assert late is not None
    assert before is not None
    assert after is not None
    grown = late.traced - early.traced if late.traced else late.rss - early.rss
    found = {
        f"{report.asked} questions, {sum(report.ends.values())} ends": report.asked != sum(report.ends.values()),
        f"{report.asked} questions, {report.rows} in the journal": report.asked != report.rows,
        f"no end at all: {report.ends['nothing']}": bool(report.ends["nothing"]),
        f"nobody answered: {report.ends}": report.ends["answered"] < report.asked / 4,
        f"{grown} KiB more than after the first fifth": grown > allowed_kib,
        f"{after.tasks - before.tasks} tasks left": after.tasks > before.tasks,
        f"{after.sockets - before.sockets} sockets left": after.sockets > before.sockets,
        f"a half-open slot is stuck: {report.stuck}": bool(report.stuck),
    }
    return [words for words, wrong in found.items() if wrong]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--requests", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--trace", action="store_true", help="count Python's memory exactly (tracemalloc), slower")
    given = options.parse_args()
    if given.trace:
        tracemalloc.start()
    report = asyncio.run(soak(given.requests, seed=given.seed))
    print(f"{report.asked} questions in {report.seconds:.1f} s, {report.hits} requests upstream")
    print("ends:    ", dict(report.ends.most_common()))
    print("attempts:", dict(report.outcomes.most_common()))
    for name in ("before", "early", "late", "after"):
        print(f"{name:7}", getattr(report, name))
    found = problems(report, allowed_kib=4096)
    print("\n".join(found) or "nothing is left behind")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
