"""Proxies, local only and reuse over real sockets: what the transports and the gate make of them together."""

import asyncio
import base64

import pytest
from tests.faults.certificates import Authority
from tests.faults.serving import read_request, serving
from tests.providers.http.asking import OK, ask, hello, transport

from traybridge.core.errors import ProviderError, StreamBroken, Unreachable
from traybridge.providers.http.body import body_of
from traybridge.providers.http.request import build


class Proxy:
    """A forward proxy that notes what it was asked."""

    def __init__(self, refuse: bytes = b"") -> None:
        self.lines: list[str] = []
        self.authorizations: list[str] = []
        self.forwarded: list[dict[str, str]] = []
        self._refuse = refuse

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line, headers, _ = await read_request(reader)
        self.lines.append(line)
        self.authorizations.append(headers.get("proxy-authorization", ""))
        if self._refuse:
            writer.write(self._refuse)
            await writer.drain()
            return
        method, target, _ = line.split(" ")
        if method != "CONNECT":
            self.forwarded.append(headers)
            writer.write(OK)
            await reader.read()
            return
        host, _, port = target.rpartition(":")
        far_reader, far_writer = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        async with asyncio.TaskGroup() as group:
            group.create_task(_pump(reader, far_writer))
            group.create_task(_pump(far_reader, writer))


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65_536):
            sink.write(data)
            await sink.drain()
    finally:
        sink.close()


async def test_https_goes_through_the_proxy_in_a_tunnel_that_it_cannot_read(authority: Authority) -> None:
    proxy = Proxy()
    async with serving(hello, authority.server()) as port, serving(proxy) as proxy_port:
        way = transport(ca_file=authority.file, proxy=f"http://user:p%40ss@127.0.0.1:{proxy_port}")
        assert await ask(way, f"https://127.0.0.1:{port}/v1/x") == (200, b"hello")
        await way.aclose()
    assert proxy.lines == [f"CONNECT 127.0.0.1:{port} HTTP/1.1"]
    assert proxy.authorizations == [f"Basic {base64.b64encode(b'user:p@ss').decode()}"]


async def test_plain_http_to_a_cloud_host_is_asked_of_the_proxy_which_looks_the_name_up() -> None:
    proxy = Proxy()
    async with serving(proxy) as proxy_port:
        way = transport(proxy=f"http://127.0.0.1:{proxy_port}")
        assert await ask(way, "http://cloud.example/v1/x") == (200, b"hello")
        await way.aclose()
    assert proxy.lines == ["POST http://cloud.example/v1/x HTTP/1.1"]
    assert proxy.forwarded[0]["host"] == "cloud.example"


async def test_a_proxy_that_refuses_is_named() -> None:
    proxy = Proxy(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
    async with serving(proxy) as proxy_port:
        way = transport(proxy=f"http://user:hidden@127.0.0.1:{proxy_port}")
        with pytest.raises(Unreachable, match=r"proxy refuses to connect to cloud\.example") as refused:
            await ask(way, "https://cloud.example/v1/x")
        await way.aclose()
    assert "proxy settings" in refused.value.hint
    assert "hidden" not in str(refused.value)


async def test_a_proxy_that_is_not_there_is_named() -> None:
    way = transport(proxy="http://127.0.0.1:1")
    with pytest.raises(Unreachable, match=r"Nothing answers at the proxy for cloud\.example"):
        await ask(way, "https://cloud.example/v1/x")
    await way.aclose()


async def test_any_letter_may_stand_in_a_proxy_s_password(authority: Authority) -> None:
    proxy = Proxy()
    async with serving(hello, authority.server()) as port, serving(proxy) as proxy_port:
        way = transport(ca_file=authority.file, proxy=f"http://%C3%BCser:p%23%E2%82%AC@127.0.0.1:{proxy_port}")
        assert await ask(way, f"https://127.0.0.1:{port}/v1/x") == (200, b"hello")
        await way.aclose()
    assert proxy.authorizations == [f"Basic {base64.b64encode('üser:p#€'.encode()).decode()}"]


async def test_under_local_only_nothing_goes_through_a_proxy() -> None:
    proxy = Proxy()
    async with serving(proxy) as proxy_port:
        way = transport(proxy=f"http://127.0.0.1:{proxy_port}", local_only=lambda: True)
        for url in ("http://cloud.example/", "https://cloud.example/", f"http://127.0.0.1:{proxy_port}/"):
            with pytest.raises(ProviderError, match="Local only is on"):
                await ask(way, url)
        await way.aclose()
    assert proxy.lines == []


async def test_an_open_outside_connection_is_not_used_once_local_only_is_on() -> None:
    only_local = False
    proxy = Proxy()
    async with serving(proxy) as proxy_port:
        way = transport(proxy=f"http://127.0.0.1:{proxy_port}", local_only=lambda: only_local)
        assert await ask(way, "http://cloud.example/") == (200, b"hello")
        only_local = True
        with pytest.raises(ProviderError, match="Local only is on"):
            await ask(way, "http://cloud.example/")
        await way.aclose()
    assert len(proxy.lines) == 1


@pytest.mark.parametrize("pooled", [False, True])
async def test_after_drop_no_old_connection_is_used_and_a_running_answer_goes_on(pooled: bool) -> None:
    connections: list[int] = []
    go_on = asyncio.Event()

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(len(connections))
        while True:
            line, _, _ = await read_request(reader)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe")
            if "slow" in line:
                await go_on.wait()
            writer.write(b"llo")

    way = transport(pooled=pooled)
    async with serving(slow) as port:
        url = f"http://127.0.0.1:{port}"
        response = await way.handle_async_request(build("GET", f"{url}/slow", [], None))
        assert await ask(way, f"{url}/a") == (200, b"hello")
        assert await ask(way, f"{url}/b") == (200, b"hello")
        assert len(connections) == 2
        await way.drop()
        assert await ask(way, f"{url}/c") == (200, b"hello")
        assert len(connections) == 3
        go_on.set()
        assert await response.aread() == b"hello"
        await response.aclose()
        await way.aclose()


async def test_a_name_that_is_none_is_told() -> None:
    with pytest.raises(Unreachable, match="was not found"):
        await ask(transport(), f"http://{'a' * 300}.example/")


@pytest.mark.parametrize("pooled", [False, True])
@pytest.mark.parametrize("encoding", ["", "gzip"])
async def test_closing_a_body_ends_the_wait_of_whoever_reads_it(pooled: bool, encoding: str) -> None:
    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        kind = f"Content-Encoding: {encoding}\r\n" if encoding else ""
        writer.write(f"HTTP/1.1 200 OK\r\n{kind}Content-Length: 99\r\n\r\n".encode())
        await reader.read()

    way = transport(pooled=pooled)
    async with serving(hang) as port:
        response = await way.handle_async_request(build("GET", f"http://127.0.0.1:{port}/", [], None))
        body = body_of(response)
        reading = asyncio.get_running_loop().create_task(body.read(), name="reading")
        for _ in range(5):
            await asyncio.sleep(0)
        await body.aclose()
        with pytest.raises(StreamBroken):
            async with asyncio.timeout(30):
                await reading
        await response.aclose()
        await way.aclose()
