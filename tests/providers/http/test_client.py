import asyncio
import gzip
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import httpx
import msgspec
import pytest
from tests.faults.server import FaultServer
from tests.faults.serving import read_request, serving
from tests.providers.asking import KEY, make_context

from traybridge.core.config import TimeoutsConfig
from traybridge.core.errors import AuthenticationFailed, ProviderError, ProviderFailed, StreamBroken, TimedOut
from traybridge.core.secret import Secret
from traybridge.providers.http.client import (
    ERROR_BODY_LIMIT,
    Client,
    key_for,
    open_transport,
    read_error,
    sendable,
)


class Host:
    """Answers every request with the same bytes and remembers what it was asked."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer
        self.seen: list[tuple[str, dict[str, str], bytes]] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            self.seen.append(await read_request(reader))
            writer.write(self.answer)
            await writer.drain()


def answer(body: bytes, status: int = 200, **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@pytest.mark.parametrize(
    ("kind", "base_url", "key_origin", "sent"),
    [
        ("openai", "https://a.example/v1", "", True),
        ("openai", "https://a.example/v1", "https://a.example:443", True),
        ("openai", "https://A.example:443/other", "https://a.example:443", True),
        ("openai", "https://a.example:8443/v1", "https://a.example:443", False),
        ("openai", "http://a.example/v1", "https://a.example:443", False),
        ("openai", "https://b.example/v1", "https://a.example:443", False),
        ("anthropic", "https://a.example/v1", "", True),
        ("exo", "http://127.0.0.1:52415", "", False),
        ("embedded", "http://127.0.0.1:1", "", False),
    ],
)
def test_a_key_goes_only_to_the_origin_that_it_was_given_for(
    kind: str, base_url: str, key_origin: str, sent: bool
) -> None:
    context = make_context(base_url, kind=kind, key_origin=key_origin)
    assert (key_for(context) is not None) is sent


@pytest.mark.parametrize("text", ["with blank inside", "line\nbreak", "ünïcode", "", "tab\t"])
def test_a_key_that_no_header_carries_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(AuthenticationFailed) as refused:
        sendable(Secret(text))
    assert not text or text not in str(refused.value)
    assert sendable(Secret(KEY)) == KEY


async def test_a_request_carries_what_it_should_and_asks_for_no_compression() -> None:
    host = Host(answer(b"{}"))
    async with serving(host) as port:
        context = make_context(f"http://127.0.0.1:{port}/v1", headers={"X-Team": "blue", "Accept-Encoding": "gzip"})
        client = Client(context)
        await client.get(f"http://127.0.0.1:{port}/v1/models", headers={"Authorization": "Bearer x"})
        await client.aclose()
    (line, headers, body) = host.seen[0]
    assert (line, body) == ("GET /v1/models HTTP/1.1", b"")
    assert headers == {
        "host": f"127.0.0.1:{port}",
        "user-agent": "TrayBridge",
        "accept": "*/*",
        "accept-encoding": "identity",
        "authorization": "Bearer x",
        "x-team": "blue",
    }


async def test_the_row_s_own_headers_stay_at_its_own_origin() -> None:
    host = Host(answer(b"{}"))
    async with serving(host) as port:
        client = Client(make_context("http://127.0.0.1:1/v1", headers={"X-Team": "blue", "User-Agent": "mine"}))
        await client.get(f"http://127.0.0.1:{port}/whoami")
        await client.aclose()
    assert "x-team" not in host.seen[0][1]
    assert host.seen[0][1]["user-agent"] == "TrayBridge"


async def test_a_row_s_header_replaces_ours_but_never_the_frame() -> None:
    host = Host(answer(b"{}"))
    async with serving(host) as port:
        rude = {"User-Agent": "mine", "Content-Length": "999", "Host": "evil.example", "Transfer-Encoding": "chunked"}
        client = Client(make_context(f"http://127.0.0.1:{port}/v1", headers=rude))
        await client.post(f"http://127.0.0.1:{port}/v1/x", b"{}")
        await client.aclose()
    headers = host.seen[0][1]
    assert headers["user-agent"] == "mine"
    assert headers["content-length"] == "2"
    assert headers["host"] == f"127.0.0.1:{port}"
    assert "transfer-encoding" not in headers


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    made = Client(make_context("http://127.0.0.1:1/v1"))
    yield made
    await made.aclose()


async def test_an_error_s_body_is_read_to_64_kib(client: Client) -> None:
    async with serving(Host(answer(b"x" * 1_000_000, 500))) as port:
        found = await client.get(f"http://127.0.0.1:{port}/")
    assert (found.status, len(found.body)) == (500, ERROR_BODY_LIMIT)


async def test_an_answer_over_the_limit_is_refused(client: Client) -> None:
    async with serving(Host(answer(b"x" * 3_000_000))) as port:
        with pytest.raises(ProviderFailed, match="more than 2 MiB"):
            await client.get(f"http://127.0.0.1:{port}/", limit=2 * 1_048_576)
        assert len((await client.get(f"http://127.0.0.1:{port}/")).body) == 3_000_000


async def test_compression_that_nobody_asked_for_is_taken_off(client: Client) -> None:
    async with serving(Host(answer(gzip.compress(b"hello"), Content_Encoding="gzip"))) as port:
        assert (await client.get(f"http://127.0.0.1:{port}/")).body == b"hello"


async def test_a_bomb_is_put_out_before_it_fills_the_memory(client: Client) -> None:
    bomb = gzip.compress(bytes(10_000_000))
    async with serving(Host(answer(bomb, Content_Encoding="gzip"))) as port:
        with pytest.raises(ProviderFailed, match="more than 1 MiB"):
            await client.get(f"http://127.0.0.1:{port}/", limit=1_048_576)


async def test_a_bomb_in_an_error_is_read_to_64_kib(client: Client) -> None:
    bomb = gzip.compress(bytes(10_000_000))
    async with (
        serving(Host(answer(bomb, 502, Content_Encoding="gzip"))) as port,
        client.send("GET", f"http://127.0.0.1:{port}/") as response,
    ):
        assert len(await read_error(response)) == ERROR_BODY_LIMIT


async def test_a_whole_answer_that_does_not_come_ends_with_the_headers_timer(faults: FaultServer) -> None:
    context = make_context(faults.base_url("hang-at-once"), timeouts=TimeoutsConfig(headers=0.05))
    client = Client(context)
    with pytest.raises(TimedOut) as late:
        await client.get(faults.base_url("hang-at-once"))
    assert late.value.phase == "headers"
    with pytest.raises(TimedOut, match=r"0\.02 s"):
        await client.get(faults.base_url("hang-at-once"), seconds=0.02)
    await client.aclose()
    async with asyncio.timeout(30):
        await faults.traces["hang-at-once"].hung_up.wait()


async def test_a_body_that_stops_ends_with_the_idle_timer(faults: FaultServer) -> None:
    context = make_context(faults.base_url("mid-hang"), timeouts=TimeoutsConfig(headers=5, idle=0.05))
    client = Client(context)
    with pytest.raises(TimedOut, match=r"0\.05 s"):
        await client.get(faults.base_url("mid-hang"))
    await client.aclose()


async def test_a_body_that_breaks_is_a_broken_stream(faults: FaultServer, client: Client) -> None:
    with pytest.raises(StreamBroken):
        await client.get(faults.base_url("mid-close"))


async def test_leaving_the_block_early_closes_the_socket(faults: FaultServer, client: Client) -> None:
    async with client.send("GET", faults.base_url("mid-hang")) as response:
        assert response.status_code == 200
    async with asyncio.timeout(30):
        await faults.traces["mid-hang"].hung_up.wait()


async def test_after_reset_and_close_it_can_be_used_again(faults: FaultServer, client: Client) -> None:
    for _ in range(2):
        assert (await client.get(faults.base_url("401-json"))).status == 401
        await client.reset()
        assert (await client.get(faults.base_url("401-json"))).status == 401
        await client.aclose()
    assert faults.traces["401-json"].hits == 4
    assert faults.connections == 4


async def test_a_client_that_was_never_used_closes_without_a_word(client: Client) -> None:
    await client.reset()
    await client.aclose()


@pytest.mark.parametrize(
    ("base_url", "goes_to_the_proxy"),
    [("http://cloud.example/v1", True), ("http://{here}/v1", False), ("http://localhost:{port}/v1", False)],
)
async def test_this_network_never_goes_through_the_system_s_proxy(
    base_url: str, goes_to_the_proxy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, proxy = Host(answer(b"here")), Host(answer(b"proxy"))
    async with serving(host) as port, serving(proxy) as proxy_port:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy_port}")
        monkeypatch.delenv("no_proxy", raising=False)
        url = base_url.format(here=f"127.0.0.1:{port}", port=port)
        client = Client(make_context(url))
        assert (await client.get(url)).body == (b"proxy" if goes_to_the_proxy else b"here")
        await client.aclose()


async def test_a_proxy_that_cannot_be_read_is_this_provider_s_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("http://user:12#made-up@host", "http://[::1"):
        monkeypatch.setenv("http_proxy", text)
        client = Client(make_context("http://cloud.example/v1"))
        for _ in range(2):
            with pytest.raises(ProviderError, match="proxy address cannot be read") as refused:
                await client.get("http://cloud.example/v1/models")
            assert not refused.value.handling.retryable
        monkeypatch.setenv("http_proxy", " ")
        with pytest.raises(ProviderError, match="was not found"):
            await client.get("http://cloud.example/v1/models")
        await client.aclose()


async def test_under_local_only_an_environment_s_proxy_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = Host(answer(b"proxy"))
    async with serving(proxy) as proxy_port:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy_port}")
        client = Client(make_context("http://cloud.example/v1", local_only=lambda: True))
        with pytest.raises(ProviderError, match="Local only is on"):
            await client.get("http://cloud.example/v1/models")
        await client.aclose()
    assert proxy.seen == []


def test_the_transport_is_made_from_the_row() -> None:
    context = make_context("http://127.0.0.1:1/v1", ca_file="x.pem")
    quick = replace(context, timers=msgspec.structs.replace(context.timers, connect=0.5))
    made = open_transport(quick)
    assert (made._seconds, made._ca_file, made._proxy) == (0.5, "x.pem", None)


HEAVY = ("httpx", "httptools", "httpcore", "h11", "anyio", "truststore", "certifi", "cryptography")


def test_building_a_provider_loads_no_http() -> None:
    """The icon shows first; httpx loads with the first request, its engine only for TLS and proxies."""
    program = f"""
import sys
from tests.providers.asking import make_context
from traybridge.providers import build
for kind in ("openai", "anthropic"):
    build(make_context("https://openrouter.ai/api/v1", kind=kind))
print([name for name in {HEAVY!r} if name in sys.modules])
import traybridge.providers.http.provider_transport
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split("\n")[:2] == ["[]", "['httpx', 'httptools']"]


def fake(handler: Callable[[httpx.Request], httpx.Response], base_url: str = "http://127.0.0.1:1/v1") -> Client:
    return Client(make_context(base_url), opening=lambda _: httpx.MockTransport(handler))


async def test_a_host_may_be_faked_by_httpx_s_own_transport() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404, content=request.content + b"!", headers={"X-A": "b", "Set-Cookie": "a=b"})

    client = fake(handler)
    found = await client.post("http://127.0.0.1:1/v1/x", b"hello")
    assert (found.status, found.headers["x-a"], found.body) == (404, "b", b"hello!")
    async with client.send("POST", "http://127.0.0.1:1/v1/x", content=b"hello") as response:
        assert response.status_code == 404
        assert await read_error(response) == b"hello!"
    await client.reset()
    await client.aclose()


@pytest.mark.parametrize("location", ["http://127.0.0.1:1/other", "https://evil.example/"])
async def test_no_redirect_is_followed_and_no_cookie_kept(location: str) -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(307, headers={"Location": location, "Set-Cookie": "a=b; Path=/"})

    client = fake(handler)
    for _ in range(2):
        assert (await client.get("http://127.0.0.1:1/v1/x", headers={"Authorization": f"Bearer {KEY}"})).status == 307
    assert [str(request.url) for request in seen] == ["http://127.0.0.1:1/v1/x"] * 2
    assert all("cookie" not in request.headers for request in seen)


async def test_no_password_of_the_environment_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password made-up")
    monkeypatch.setenv("NETRC", str(netrc))
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200)

    await fake(handler).get("http://127.0.0.1:1/v1/x")
    assert "authorization" not in seen[0].headers
