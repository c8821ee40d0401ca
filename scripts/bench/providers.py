"""Measure the way of one provider's requests: reading, connecting, failing, stopping, and what loading it costs.

    .venv/bin/python scripts/bench/providers.py [--quick]

Prints our two transports beside stock httpx in the same run, because machines are noisy and ratios are not.
The server runs in a process of its own on 127.0.0.1; only this side's CPU time is counted. Never a timed test.
"""

import asyncio
import gc
import multiprocessing
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from functools import partial
from multiprocessing.connection import Connection

import httpx

from traybridge.core.chat import ChatRequest, Chunk, Message
from traybridge.core.config import ProviderConfig, TimeoutsConfig, timers_for
from traybridge.core.errors import ProviderError
from traybridge.core.ports import ProviderContext
from traybridge.providers.http.client import Client, body_of
from traybridge.providers.http.provider_transport import ProviderTransport
from traybridge.providers.http.request import build
from traybridge.providers.http.sse import Reader
from traybridge.providers.openai.decoder import OpenAIDecoder
from traybridge.providers.openai.provider import OpenAIProvider

EVENT = (
    b'data: {"id":"chatcmpl-9f1","object":"chat.completion.chunk","created":1795373330,"model":"m","choices":'
    b'[{"index":0,"delta":{"content":" capital"},"logprobs":null,"finish_reason":null}]}\n\n'
)
LAST = b'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
One = Callable[[], Awaitable[int]]
Closing = Callable[[], Awaitable[None]]
ASK = ChatRequest((Message("user", "Hello?"),))


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, gone: Connection) -> None:
    """``/N/v1/...`` answers with N chunks, ``/hang/v1/...`` with one and then nothing until the client leaves."""
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next((line for line in head.lower().split("\r\n") if line.startswith("content-length")), ":0")
            await reader.readexactly(int(length.split(":")[1]))
            kind = head.split("/")[1]
            writer.write(HEAD)
            if kind == "hang":
                writer.write(chunk(EVENT))
                await reader.read()
                gone.send(time.perf_counter())
                return
            for _ in range(int(kind)):
                writer.write(chunk(EVENT))
                await writer.drain()
                await asyncio.sleep(0)
            writer.write(chunk(LAST) + b"0\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return
    finally:
        writer.close()


def _server(pipe: Connection) -> None:
    async def run() -> None:
        server = await asyncio.start_server(lambda r, w: _serve(r, w, pipe), "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def provider(base_url: str, *, pooled: bool = False) -> OpenAIProvider:
    row = ProviderConfig(id="bench", base_url=base_url)
    context = ProviderContext(row, timers_for(row, TimeoutsConfig(), local=True), lambda: None, lambda: False)

    def opening(context: ProviderContext) -> ProviderTransport:
        return ProviderTransport(local_only=context.local_only, connect_seconds=2.0, pooled=pooled)

    return OpenAIProvider(context, client=Client(context, opening=opening))


async def drain(asked: OpenAIProvider) -> int:
    count = 0
    async with aclosing(asked.stream(ASK, "m")) as events:
        async for batch in events:
            count += sum(isinstance(event, Chunk) for event in batch)
    return count


async def cpu(one: One, rounds: int, at_once: int) -> tuple[float, float]:
    """CPU milliseconds for a request and microseconds for a chunk, on this side alone."""
    await asyncio.gather(*[one() for _ in range(at_once)])
    began, chunks = time.process_time(), 0
    for _ in range(rounds):
        chunks += sum(await asyncio.gather(*[one() for _ in range(at_once)]))
    spent = time.process_time() - began
    return spent / (rounds * at_once) * 1e3, spent / chunks * 1e6


def whole_provider(base_url: str, *, pooled: bool) -> tuple[One, Closing]:
    """Words out of events: what a chat costs up to the router."""
    asked = provider(base_url, pooled=pooled)
    return lambda: drain(asked), asked.aclose


def transport_alone(base_url: str) -> tuple[One, Closing]:
    """Requests built and bytes read, as ``Client.send`` does it."""
    way = ProviderTransport(local_only=lambda: False, connect_seconds=2.0)
    headers, content = [(b"Content-Type", b"application/json"), (b"Accept", b"*/*")], b'{"model":"m"}'

    async def one() -> int:
        count = 0
        response = await way.handle_async_request(build("POST", f"{base_url}/chat/completions", headers, content))
        body = body_of(response)
        while await body.read():
            count += 1
        await response.aclose()
        return count

    return one, way.aclose


def stock_httpx(base_url: str) -> tuple[One, Closing]:
    """Bytes only, nothing read in them."""
    client = httpx.AsyncClient(timeout=5.0, trust_env=False)

    async def one() -> int:
        count = 0
        async with client.stream("POST", f"{base_url}/chat/completions", json={"model": "m"}) as response:
            async for _ in response.aiter_raw():
                count += 1
        return count

    return one, client.aclose


WIRES: Mapping[str, Callable[[str], tuple[One, Closing]]] = {
    "provider, httptools": partial(whole_provider, pooled=False),
    "provider, pool": partial(whole_provider, pooled=True),
    "transport, httptools": transport_alone,
    "stock httpx": stock_httpx,
}


async def wires(port: int, scale: int) -> None:
    print("\nCPU of this side       1 chunk, c1    1 chunk, c64     500 chunks, c1")
    for name, make in WIRES.items():
        cells = []
        for chunks, at_once, rounds in ((1, 1, 300), (1, 64, 8), (500, 1, 8)):
            one, close = make(f"http://127.0.0.1:{port}/{chunks}/v1")
            cells.append(await cpu(one, rounds * scale, at_once))
            await close()
        (c1, _), (c64, _), (_, each) = cells
        print(f"{name:20} {c1:9.3f} ms/req {c64:9.3f} ms/req {each:11.1f} us/chunk")


async def building(scale: int) -> None:
    """What httpx's values cost: a request built and handed to a transport that does nothing."""
    way = httpx.MockTransport(lambda _: httpx.Response(200))
    headers = [(b"Content-Type", b"application/json"), (b"Accept", b"*/*"), (b"Authorization", b"Bearer x")]
    count = 2_000 * scale
    began = time.process_time()
    for _ in range(count):
        await way.handle_async_request(build("POST", "http://127.0.0.1:1/v1/chat/completions", headers, b"{}"))
    print(f"\nhttpx.Request and handle_async_request: {(time.process_time() - began) / count * 1e3:.3f} ms")


async def failing(scale: int) -> None:
    times = []
    for _ in range(50 * scale):
        asked = provider("http://127.0.0.1:1/v1")
        began = time.perf_counter()
        try:
            await drain(asked)
        except ProviderError:
            times.append((time.perf_counter() - began) * 1e3)
    rest = sorted(times[1:])
    print(f"\nrefused: first {times[0]:.2f} ms (threads start), then median {statistics.median(rest):.2f} ms")


async def stopping(port: int, pipe: Connection, scale: int) -> None:
    times = []
    asked = provider(f"http://127.0.0.1:{port}/hang/v1")
    for _ in range(20 * scale):
        async with aclosing(asked.stream(ASK, "m")) as events:
            async for batch in events:
                if any(isinstance(event, Chunk) for event in batch):
                    break
            began = time.perf_counter()
        await asyncio.sleep(0)
        times.append((await asyncio.to_thread(pipe.recv) - began) * 1e3)
    await asked.aclose()
    print(f"stopped: the other side sees it after {statistics.median(times):.2f} ms, at worst {max(times):.2f} ms")


def reading(scale: int) -> None:
    count = 20_000 * scale
    data = EVENT * count
    print()
    for name, size in (("one event", len(EVENT)), ("a packet", 1460), ("64 KiB", 65_536)):
        reader, began = Reader(), time.perf_counter()
        found = sum(len(reader.feed(data[at : at + size])) for at in range(0, len(data), size))
        spent = time.perf_counter() - began
        print(f"SSE by {name:10} {len(data) / spent / 1e6:6.0f} MB/s {found / spent / 1e3:7.0f} k events/s")
    talk, event = OpenAIDecoder(), EVENT.strip().removeprefix(b"data: ")
    began = time.perf_counter()
    for _ in range(count):
        talk.take(event)
    print(f"JSON to Chunk        {(time.perf_counter() - began) / count * 1e6:6.2f} us")


LOADING = """
import asyncio, ssl, sys, time
import traybridge.core.ports
def memory():
    with open("/proc/self/smaps_rollup") as rows:
        return next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
before, began = memory(), time.perf_counter()
{}
print(round((time.perf_counter() - began) * 1e3), memory() - before)
"""
FIRST_REQUEST = "import traybridge.providers.openai.provider, traybridge.providers.http.provider_transport\n"
LOADS = {
    "provider, nothing sent": "import traybridge.providers.openai.provider",
    "httpx": "import httpx",
    "httptools": "import httptools",
    "httpcore": "import httpcore",
    "what a first request loads": FIRST_REQUEST,
    "and over TLS": FIRST_REQUEST + "import traybridge.providers.http.tls",
    "and certificates": FIRST_REQUEST + "import traybridge.providers.http.tls\n"
    "from traybridge.providers.http.tls_context import trusted; trusted('')",
}


def loading(scale: int) -> None:
    print("\nloading, in a fresh process")
    for name, statement in LOADS.items():
        runs = [
            subprocess.run(  # a fresh interpreter, our own program
                [sys.executable, "-c", LOADING.format(statement)], check=True, capture_output=True, text=True
            ).stdout.split()
            for _ in range(2 + scale)
        ]
        took, grown = (statistics.median(int(run[at]) for run in runs) for at in (0, 1))
        print(f"{name:24} {took:5.0f} ms {grown / 1024:6.1f} MiB")


async def lasting(port: int, scale: int) -> None:
    def memory() -> int:
        gc.collect()
        with open("/proc/self/smaps_rollup", encoding="ascii") as rows:  # noqa: PTH123 - a pseudo file
            return next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))

    asked = provider(f"http://127.0.0.1:{port}/3/v1")
    for _ in range(200):
        await drain(asked)
    before = memory()
    count = 2_000 * scale
    for _ in range(count):
        await drain(asked)
    print(f"\nmemory after {count} streams: {memory() - before:+d} kB; tasks left: {len(asyncio.all_tasks()) - 1}")
    await asked.aclose()


async def main(port: int, pipe: Connection, scale: int) -> None:
    await building(scale)
    await wires(port, scale)
    await failing(scale)
    await stopping(port, pipe, scale)
    await lasting(port, scale)


if __name__ == "__main__":
    scale = 1 if "--quick" in sys.argv else 5
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_server, args=(theirs,), daemon=True)
    server.start()
    try:
        loading(scale)
        reading(scale)
        asyncio.run(main(ours.recv(), ours, scale))
    finally:
        server.terminate()
        server.join()
