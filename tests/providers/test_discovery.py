"""Looking around on this machine: real servers on ports of their own, strangers, silence."""

import asyncio
from collections.abc import Mapping

import pytest
from tests.support.http_server import HttpServer, Reply, serving
from tests.support.replies import body

from traybridge.core.discovery import DiscoveredServer, KnownServer
from traybridge.demo.cluster import DemoCluster
from traybridge.providers.discovery import discover

MISSING = body(404, "no such page", "text/plain")


def models(*ids: str, owner: str) -> Reply:
    rows = [{"id": one, "object": "model", "owned_by": owner} for one in ids]
    return body(200, {"object": "list", "data": rows})


def site(pages: Mapping[str, Reply]) -> HttpServer:
    """A server with these pages; everything else is 404."""
    return HttpServer(lambda request: pages.get(request.path, MISSING))


async def test_every_kind_of_server_is_found_in_one_look():
    async with (
        DemoCluster(port=0, speed=0) as cluster,
        site({"/v1/models": models("llama3.2:3b", "qwen3:4b", owner="library")}) as ollama,
        site({"/v1/models": models("qwen.gguf", owner="llamacpp")}) as llamacpp,
        site({"/v1/models": body(401, {"error": {"message": "no key"}})}) as jan,
    ):
        found = await discover(
            [
                KnownServer("exo", cluster.url),
                KnownServer("ollama", ollama.origin),
                KnownServer("llamacpp", llamacpp.origin),
                KnownServer("jan", jan.origin),
            ]
        )
    assert found == (
        DiscoveredServer("exo", "Exo", cluster.url),
        DiscoveredServer("ollama", "Ollama", ollama.url, ("llama3.2:3b", "qwen3:4b")),
        DiscoveredServer("llamacpp", "llama.cpp", llamacpp.url, ("qwen.gguf",)),
        DiscoveredServer("jan", "Jan", jan.url, (), wants_key=True),
    )


async def test_an_ollama_without_a_model_is_found_too():
    empty = body(200, '{"object":"list","data":null}\n')
    async with site({"/v1/models": empty}) as ollama:
        assert await discover([KnownServer("ollama", ollama.origin)]) == (
            DiscoveredServer("ollama", "Ollama", ollama.url),
        )


@pytest.mark.parametrize(
    "page",
    [
        body(200, "<!doctype html><title>My router</title>", "text/html"),
        body(200, {"hello": "world"}),
        body(200, {"data": 3}),
        body(401, "<html>Log in</html>", "text/html"),
        body(302, "", "text/plain"),
        body(500, {"error": "no"}),
    ],
)
async def test_a_stranger_on_a_known_port_is_not_offered(page: Reply):
    async with site({"/v1/models": page, "/": page}) as stranger:
        places = [KnownServer(name, stranger.origin) for name in ("llamacpp", "exo")]
        assert await discover(places) == ()


async def test_another_server_on_exos_old_port_is_offered_as_what_it_is():
    async with site({"/v1/models": models("m", owner="vllm")}) as vllm:
        [found] = await discover([KnownServer("exo", vllm.origin)])
    assert (found.preset, found.name) == ("custom", "vLLM")


async def test_who_hangs_costs_no_more_than_the_whole_look():
    """One port is closed, one never answers, one answers: the look ends in time with the one."""
    quiet = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        quiet.set()

    async with serving(silent) as nobody:
        pass
    async with serving(silent) as hanging, site({"/v1/models": models("m", owner="")}) as answering:
        places = [KnownServer("jan", f"http://127.0.0.1:{one}") for one in (hanging, nobody)]
        async with asyncio.timeout(30):
            found = await discover([*places, KnownServer("jan", answering.origin)], seconds=2.0)
        await quiet.wait()  # the socket of the one that hangs was closed
    assert [one.base_url for one in found] == [answering.url]


async def test_only_get_is_sent_and_no_key():
    async with site({"/v1/models": models("m", owner="")}) as server:
        await discover([KnownServer("exo", server.origin), KnownServer("ollama", server.origin)])
    assert server.requests
    assert {one.method for one in server.requests} == {"GET"}
    assert not any("authorization" in one.headers for one in server.requests)
