"""Handshakes and certificates over real sockets."""

import asyncio
from pathlib import Path

import pytest
from tests.faults.certificates import Authority
from tests.faults.serving import read_request, serving
from tests.providers.http.asking import ask, hello, transport

from traybridge.core.errors import ProviderFailed, TimedOut, Unreachable


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
    assert (refused.value.handling.counted, refused.value.handling.opens) == (True, False)


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
    assert late.value.handling.opens


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
    assert refused.value.handling.opens
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
        async with asyncio.timeout(30):
            await left.wait()
    await way.aclose()
