"""Looking around on this machine: real servers on ports of their own, strangers, silence."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from traybridge.core.discovery import DiscoveredServer, KnownServer
from traybridge.demo.cluster import DemoCluster
from traybridge.providers.discovery import discover

Pages = Mapping[str, tuple[int, str, bytes]]


def models(*ids: str, owner: str) -> tuple[int, str, bytes]:
    rows = [{"id": one, "object": "model", "owned_by": owner} for one in ids]
    return 200, "application/json", json.dumps({"object": "list", "data": rows}).encode()


@asynccontextmanager
async def serving(pages: Pages, seen: list[str] | None = None) -> AsyncIterator[str]:
    """A server with these pages; everything else is 404. ``seen`` collects the request heads."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        if seen is not None:
            seen.append(head)
        path = head.split(" ")[1]
        status, kind, body = pages.get(path, (404, "text/plain", b"no such page"))
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n".encode()
            + body
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_every_kind_of_server_is_found_in_one_look():
    async with (
        DemoCluster(port=0, speed=0) as cluster,
        serving({"/v1/models": models("llama3.2:3b", "qwen3:4b", owner="library")}) as ollama,
        serving({"/v1/models": models("qwen.gguf", owner="llamacpp")}) as llamacpp,
        serving({"/v1/models": (401, "application/json", b'{"error":{"message":"no key"}}')}) as jan,
    ):
        found = await discover(
            [
                KnownServer("exo", cluster.url),
                KnownServer("ollama", ollama),
                KnownServer("llamacpp", llamacpp),
                KnownServer("jan", jan),
            ]
        )
    assert found == (
        DiscoveredServer("exo", "Exo", cluster.url),
        DiscoveredServer("ollama", "Ollama", f"{ollama}/v1", ("llama3.2:3b", "qwen3:4b")),
        DiscoveredServer("llamacpp", "llama.cpp", f"{llamacpp}/v1", ("qwen.gguf",)),
        DiscoveredServer("jan", "Jan", f"{jan}/v1", (), wants_key=True),
    )


async def test_an_ollama_without_a_model_is_found_too():
    empty = (200, "application/json", b'{"object":"list","data":null}\n')
    async with serving({"/v1/models": empty}) as ollama:
        assert await discover([KnownServer("ollama", ollama)]) == (
            DiscoveredServer("ollama", "Ollama", f"{ollama}/v1"),
        )


@pytest.mark.parametrize(
    "page",
    [
        (200, "text/html", b"<!doctype html><title>My router</title>"),
        (200, "application/json", b'{"hello": "world"}'),
        (200, "application/json", b'{"data": 3}'),
        (401, "text/html", b"<html>Log in</html>"),
        (302, "text/plain", b""),
        (500, "application/json", b'{"error":"no"}'),
    ],
)
async def test_a_stranger_on_a_known_port_is_not_offered(page: tuple[int, str, bytes]):
    async with serving({"/v1/models": page, "/": page}) as url:
        assert await discover([KnownServer("llamacpp", url), KnownServer("exo", url)]) == ()


async def test_another_server_on_exos_old_port_is_offered_as_what_it_is():
    async with serving({"/v1/models": models("m", owner="vllm")}) as url:
        [found] = await discover([KnownServer("exo", url)])
    assert (found.preset, found.name) == ("custom", "vLLM")


async def test_who_hangs_costs_no_more_than_the_whole_look():
    """One port is closed, one never answers, one answers: the look ends in time with the one."""
    quiet = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        quiet.set()

    hanging = await asyncio.start_server(silent, "127.0.0.1", 0)
    closed = await asyncio.start_server(silent, "127.0.0.1", 0)
    nobody = closed.sockets[0].getsockname()[1]
    closed.close()
    await closed.wait_closed()
    async with hanging, serving({"/v1/models": models("m", owner="")}) as url:
        port = hanging.sockets[0].getsockname()[1]
        places = [KnownServer("jan", f"http://127.0.0.1:{one}") for one in (port, nobody)]
        began = time.monotonic()
        found = await discover([*places, KnownServer("jan", url)], seconds=0.3)
        assert time.monotonic() - began < 2
        await quiet.wait()  # the socket of the one that hangs was closed
    assert [one.base_url for one in found] == [f"{url}/v1"]


async def test_only_get_is_sent_and_no_key():
    seen: list[str] = []
    async with serving({"/v1/models": models("m", owner="")}, seen) as url:
        await discover([KnownServer("exo", url), KnownServer("ollama", url)])
    assert seen
    assert all(head.startswith("GET ") for head in seen)
    assert not any("authorization" in head.lower() for head in seen)
