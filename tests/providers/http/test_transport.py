"""TLS, proxies and local only over real sockets: what the pool and the gate make of them together."""

import asyncio
import base64
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.faults.certificates import Authority
from tests.faults.serving import read_request, serving

from traybridge.core.errors import ProviderError, ProviderFailed, TimedOut, Unreachable
from traybridge.providers.http.transport import Transport, request_of

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


def transport(
    *,
    ca_file: Path | str = "",
    proxy: str = "",
    local_only: Callable[[], bool] = lambda: False,
    seconds: float = 2.0,
    pooled: bool = False,
) -> Transport:
    return Transport(local_only=local_only, connect_seconds=seconds, ca_file=str(ca_file), proxy=proxy, pooled=pooled)


async def ask(way: Transport, url: str, content: bytes | None = None) -> tuple[int, bytes]:
    response = await way.send("POST", url, [(b"X-Api-Key", b"made-up")], content)
    try:
        return response.status, b"".join([piece async for piece in response.pieces()])
    finally:
        await response.aclose()


async def hello(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        await read_request(reader)
        writer.write(OK)


async def test_a_company_s_certificates_are_trusted_when_they_are_named(authority: Authority) -> None:
    way = transport(ca_file=authority.file)
    async with serving(hello, authority.server()) as port:
        url = f"https://127.0.0.1:{port}/v1/x"
        assert await ask(way, url, b"x" * 1_000_000) == (200, b"hello")
        assert await ask(way, url) == (200, b"hello")
        await way.aclose()


async def test_an_unknown_authority_is_not_trusted_and_the_hint_names_ca_file(authority: Authority) -> None:
    way = transport()
    async with serving(hello, authority.server()) as port:
        with pytest.raises(Unreachable, match="certificate of 127") as refused:
            await ask(way, f"https://127.0.0.1:{port}/?key=secret")
    await way.aclose()
    assert "ca_file" in refused.value.hint
    assert "secret" not in str(refused.value)
    assert (refused.value.counted, refused.value.opens) == (True, False)


async def test_a_certificate_for_another_host_asks_whether_the_address_is_right(authority: Authority) -> None:
    way = transport(ca_file=authority.file)
    async with serving(hello, authority.server("other.example")) as port:
        with pytest.raises(Unreachable, match="not trusted") as refused:
            await ask(way, f"https://127.0.0.1:{port}/")
    await way.aclose()
    assert refused.value.hint == "Is this the right address?"


async def test_an_expired_certificate_asks_for_the_clock(authority: Authority) -> None:
    way = transport(ca_file=authority.file)
    async with serving(hello, authority.server(days_left=-2)) as port:
        with pytest.raises(Unreachable, match="expired") as refused:
            await ask(way, f"https://127.0.0.1:{port}/")
    await way.aclose()
    assert "clock" in refused.value.hint


async def test_https_to_a_plain_server_says_so() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        await reader.read()

    way = transport()
    async with serving(plain) as port:
        with pytest.raises(Unreachable, match="does not speak TLS") as refused:
            await ask(way, f"https://127.0.0.1:{port}/")
    await way.aclose()
    assert "http://" in refused.value.hint


@pytest.mark.parametrize("pooled", [False, True])
async def test_plain_http_to_a_tls_server_is_no_http(authority: Authority, pooled: bool) -> None:
    way = transport(pooled=pooled)
    async with serving(hello, authority.server()) as port:
        with pytest.raises((ProviderFailed, Unreachable)):
            await ask(way, f"http://127.0.0.1:{port}/")
    await way.aclose()


async def test_a_handshake_that_does_not_come_ends_with_the_connect_timer() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    way = transport(seconds=0.1)
    async with serving(silent) as port:
        with pytest.raises(TimedOut) as late:
            await ask(way, f"https://127.0.0.1:{port}/")
    await way.aclose()
    assert late.value.phase == "connect"
    assert late.value.opens


@pytest.mark.parametrize(
    ("content", "words"), [(None, "cannot be read"), (b"not a certificate", "holds no certificate")]
)
async def test_a_ca_file_that_is_none_is_told(content: bytes | None, words: str, tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Unreachable, match=words) as refused:
        await ask(transport(ca_file=file), "https://127.0.0.1:1/")
    assert str(tmp_path) not in str(refused.value)


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_nobody_there_is_refused_at_once(scheme: str) -> None:
    way = transport()
    with pytest.raises(Unreachable, match=r"Nothing answers at 127\.0\.0\.1:1") as refused:
        await ask(way, f"{scheme}://127.0.0.1:1/path?key=secret")
    assert refused.value.opens
    assert "secret" not in str(refused.value)
    await way.aclose()


async def test_a_tls_connection_that_is_cancelled_is_gone_at_once(authority: Authority) -> None:
    started, left = asyncio.Event(), asyncio.Event()

    async def stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
        started.set()
        try:
            await reader.read()
        finally:
            left.set()

    way = transport(ca_file=authority.file)
    async with serving(stream, authority.server()) as port:
        asking = asyncio.get_running_loop().create_task(ask(way, f"https://127.0.0.1:{port}/"), name="asking")
        await started.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        async with asyncio.timeout(1):
            await left.wait()
    await way.aclose()


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


async def test_a_proxy_of_another_kind_is_told() -> None:
    with pytest.raises(Unreachable, match="socks5 proxy"):
        await ask(transport(proxy="socks5://127.0.0.1:1080"), "https://cloud.example/")


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
        response = await way.send("GET", f"{url}/slow", [], None)
        assert await ask(way, f"{url}/a") == (200, b"hello")
        assert await ask(way, f"{url}/b") == (200, b"hello")
        assert len(connections) == 2
        await way.drop()
        assert await ask(way, f"{url}/c") == (200, b"hello")
        assert len(connections) == 3
        go_on.set()
        assert b"".join([piece async for piece in response.pieces()]) == b"hello"
        await response.aclose()
        await way.aclose()


@pytest.mark.parametrize(
    ("url", "host", "target"),
    [
        ("http://127.0.0.1:8080/v1?a=b", b"127.0.0.1:8080", b"/v1?a=b"),
        ("https://a.example/", b"a.example", b"/"),
        ("https://a.example", b"a.example", b"/"),
        ("http://[::1]:8080/x", b"[::1]:8080", b"/x"),
        ("https://bücher.example/ü?q=ü ä", b"xn--bcher-kva.example", b"/%C3%BC?q=%C3%BC%20%C3%A4"),
        ("https://a.example/a%20b", b"a.example", b"/a%20b"),
    ],
)
def test_a_request_names_its_host_and_quotes_its_path(url: str, host: bytes, target: bytes) -> None:
    request = request_of("GET", url, [], None)
    assert (request.host_header, request.target) == (host, target)


@pytest.mark.parametrize("url", [f"http://{'ü' * 80}.example/", "http://a.example:99999/", "http://a.example:x/"])
async def test_an_address_that_cannot_be_one_is_told(url: str) -> None:
    with pytest.raises(Unreachable, match="cannot be used"):
        await ask(transport(), url)


async def test_a_name_that_is_none_is_told() -> None:
    with pytest.raises(Unreachable, match="was not found"):
        await ask(transport(), f"http://{'a' * 300}.example/")


def test_certificates_are_read_once_for_each_file(authority: Authority) -> None:
    from traybridge.providers.http.tls_context import trusted

    assert trusted("") is trusted("")
    assert trusted(str(authority.file)) is not trusted("")
    assert trusted("").verify_mode is ssl.CERT_REQUIRED
    assert trusted("").check_hostname
