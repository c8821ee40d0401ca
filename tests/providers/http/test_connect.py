"""The choke point: what may be connected to, judged by the address, before any socket opens."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Any

import pytest
from tests.faults.serving import serving

from traybridge.core.errors import ProviderError
from traybridge.providers.http import connect
from traybridge.providers.http.connect import Gate, NotHTTP, look_up

SECONDS = 2.0


class Watched:
    """Every socket that connects and every name that is looked up, as the interpreter itself reports them."""

    def __init__(self) -> None:
        self.active = False
        self.connected: list[Any] = []
        self.looked_up: list[Any] = []

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.active:
            return
        if event == "socket.connect":
            self.connected.append(args[1])
        elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
            self.looked_up.append(args[0])


@pytest.fixture(scope="session")
def auditor() -> Watched:
    """An audit hook cannot be taken away again, so there is one."""
    seen = Watched()
    sys.addaudithook(seen.hook)
    return seen


@pytest.fixture
def watched(auditor: Watched) -> Iterator[Watched]:
    auditor.connected, auditor.looked_up, auditor.active = [], [], True
    yield auditor
    auditor.active = False


async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    await reader.read()


@pytest.fixture
async def echo() -> AsyncIterator[int]:
    async with serving(greet) as port:
        yield port


def names(**known: Sequence[str]) -> Callable[[str, int], Any]:
    async def lookup(host: str, port: int) -> Sequence[str]:
        await asyncio.sleep(0)
        return known[host.replace(".", "_")]

    return lookup


PUBLIC = ["8.8.8.8", "2606:4700::1111", "172.32.0.1", "100.64.0.1", "11.0.0.1", "192.169.0.1", "169.253.0.1",
          "::ffff:8.8.8.8", "2001:db8::1", "64:ff9b::7f00:1", "128.0.0.1", "fec0::1", "224.0.0.1"]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
async def test_under_local_only_no_socket_opens_to_a_public_address(address: str, watched: Watched) -> None:
    with pytest.raises(ProviderError, match="Local only is on") as refused:
        await Gate(lambda: True).open(address, 80, SECONDS)
    assert watched.connected == []
    assert watched.looked_up == []
    assert not refused.value.handling.counted
    assert not refused.value.handling.retryable


@pytest.mark.parametrize("address", [address for address in PUBLIC if address != "100.64.0.1"])
async def test_a_server_of_one_s_own_is_judged_by_its_address_too(address: str, watched: Watched) -> None:
    lookup = names(mac_tail_ts_net=[address])
    with pytest.raises(ProviderError, match="Local only is on"):
        await Gate(lambda: True, lookup=lookup, own=True).open("mac.tail.ts.net", 80, SECONDS)
    assert watched.connected == []


async def test_a_server_of_one_s_own_may_have_an_address_that_is_shared() -> None:
    lookup = names(mac_tail_ts_net=["8.8.8.8", "100.64.0.1"])
    assert await Gate(lambda: True, lookup=lookup, own=True)._allowed("mac.tail.ts.net", 80) == ["100.64.0.1"]


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111"])
async def test_a_name_is_judged_by_what_it_means(address: str, watched: Watched) -> None:
    with pytest.raises(ProviderError, match=r"ai\.local is not on this machine"):
        await Gate(lambda: True, lookup=names(ai_local=[address])).open("ai.local", 80, SECONDS)
    assert watched.connected == []


async def test_a_public_preset_is_not_even_looked_up(watched: Watched) -> None:
    for host in ("openrouter.ai", "OpenRouter.AI", "api.anthropic.com"):
        with pytest.raises(ProviderError, match="Local only is on"):
            await Gate(lambda: True).open(host, 443, SECONDS)
    assert (watched.connected, watched.looked_up) == ([], [])


async def test_of_several_addresses_only_the_local_one_is_connected_to(echo: int, watched: Watched) -> None:
    line = await Gate(lambda: True, lookup=names(box_lan=["8.8.8.8", "127.0.0.1"])).open("box.lan", echo, SECONDS)
    assert watched.connected == [("127.0.0.1", echo)]
    assert await line.read()
    line.abort()


async def test_the_checked_address_itself_is_connected_to_without_a_second_lookup(echo: int, watched: Watched) -> None:
    calls: list[str] = []

    async def once(host: str, port: int) -> Sequence[str]:
        calls.append(host)
        await asyncio.sleep(0)
        return ["127.0.0.1"] if len(calls) == 1 else ["8.8.8.8"]

    line = await Gate(lambda: True, lookup=once).open("rebind.example", echo, SECONDS)
    line.abort()
    assert calls == ["rebind.example"]
    assert watched.connected == [("127.0.0.1", echo)]
    assert watched.looked_up == []


async def test_a_proxy_s_own_address_says_nothing_about_the_target(watched: Watched) -> None:
    with pytest.raises(ProviderError, match="through a proxy"):
        await Gate(lambda: True, proxied=True).open("127.0.0.1", 3128, SECONDS)
    assert watched.connected == []


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::ffff:127.0.0.1", "localhost"])
async def test_this_machine_is_reached_under_local_only(host: str, echo: int) -> None:
    line = await Gate(lambda: True).open(host, echo, SECONDS)
    assert await line.read() == b"HTTP/1.1 200 OK\r\n\r\n"
    line.abort()


async def test_switching_local_only_on_makes_open_outside_connections_unusable(echo: int) -> None:
    only_local = False
    outside = Gate(lambda: only_local, proxied=True)
    inside = Gate(lambda: only_local)
    out, here = await outside.open("127.0.0.1", echo, SECONDS), await inside.open("127.0.0.1", echo, SECONDS)
    await out.read(), await here.read()
    assert (out.usable, here.usable) == (True, True)
    only_local = True
    assert (out.usable, here.usable) == (False, True)
    inside.drop()
    assert not here.usable
    out.abort()
    here.abort()


async def test_one_dead_address_does_not_cost_the_other(echo: int) -> None:
    """``localhost`` is often ::1 first, where nobody listens."""
    line = await Gate(lambda: False, lookup=names(box=["::1", "127.0.0.1"])).open("box", echo, SECONDS)
    assert await line.read()
    line.abort()


async def test_a_silent_address_gets_a_head_start_only(echo: int) -> None:
    """A full backlog swallows connections without a word, as a firewall does."""
    with _silent(echo) as (address, port):
        lookup = names(box=[address, "127.0.0.1"])
        began = asyncio.get_running_loop().time()
        line = await Gate(lambda: False, lookup=lookup).open("box", port, SECONDS)
        assert connect.HEAD_START <= asyncio.get_running_loop().time() - began < SECONDS
        assert await line.read()
        line.abort()


async def test_a_connection_that_does_not_come_ends_with_the_timer() -> None:
    with _silent() as (address, port), pytest.raises(TimeoutError):
        await Gate(lambda: False).open(address, port, 0.05)


async def test_the_lookup_counts_as_connecting() -> None:
    never = asyncio.Event()

    async def slow(host: str, port: int) -> Sequence[str]:
        await never.wait()
        return []

    with pytest.raises(TimeoutError):
        await Gate(lambda: False, lookup=slow).open("slow.example", 80, 0.02)


async def test_refused_everywhere_is_refused() -> None:
    port = _free_port()
    with pytest.raises(ConnectionRefusedError):
        await Gate(lambda: False, lookup=names(box=["127.0.0.1", "127.0.0.2", "127.0.0.3"])).open("box", port, SECONDS)


async def test_a_name_without_an_address_is_no_name() -> None:
    with pytest.raises(socket.gaierror):
        await Gate(lambda: False, lookup=names(box=[])).open("box", 80, SECONDS)


async def test_another_protocol_is_told_at_its_first_bytes() -> None:
    async def ssh(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-Server\r\n")
        await reader.read()

    async with serving(ssh) as port:
        line = await Gate(lambda: False).open("127.0.0.1", port, SECONDS)
        with pytest.raises(NotHTTP):
            await line.read()
        line.abort()


async def test_the_system_s_lookup_knows_this_machine() -> None:
    assert set(await look_up("localhost", 80)) & {"127.0.0.1", "::1"}


def test_addresses_are_tried_by_turns_the_first_choice_first() -> None:
    turns = connect._interleaved(["2001::1", "2001::2", "2001::3", "1.1.1.1", "1.1.1.2"])
    assert turns == ["2001::1", "1.1.1.1", "2001::2", "1.1.1.2", "2001::3"]
    assert connect._interleaved(["1.1.1.1", "2001::1", "1.1.1.2"]) == ["1.1.1.1", "2001::1", "1.1.1.2"]


async def test_a_slow_reader_stops_the_socket_not_the_memory() -> None:
    sent = 0

    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 ")
        while sent < 64 * 1_048_576:
            writer.write(b"x" * 65_536)
            sent += 65_536
            await writer.drain()

    async with serving(flood) as port:
        line = await Gate(lambda: False).open("127.0.0.1", port, SECONDS)
        previous = -1
        while sent != previous:
            previous = sent
            for _ in range(200):
                await asyncio.sleep(0)
        assert sent < 32 * 1_048_576
        assert len(line.pipe._pieces) * 65_536 < 4 * connect.HIGH_WATER
        assert len(await line.read()) <= 2 * connect.HIGH_WATER
        assert await line.read()
        line.abort()


class _silent:  # noqa: N801 - reads as a phrase where it is used
    """An address of this machine that never completes a connection: a listener whose backlog is full."""

    def __init__(self, port: int = 0) -> None:
        self._port = port

    def __enter__(self) -> tuple[str, int]:
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.9", self._port))
        self._listener.listen(0)
        self._port = self._listener.getsockname()[1]
        self._fillers = []
        for _ in range(4):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.9", self._port))
            self._fillers.append(filler)
        return "127.0.0.9", self._port

    def __exit__(self, *exception: object) -> None:
        for filler in self._fillers:
            filler.close()
        self._listener.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
