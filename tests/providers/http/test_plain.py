import asyncio
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.faults.serving import read_request, serving

from traybridge.core.errors import ProviderError, ProviderFailed, RequestRejected, StreamBroken
from traybridge.providers.http.connect import Gate, NotHTTP
from traybridge.providers.http.plain import KEEP_ALIVE, Body, Cut, Plain, PlainResponse, read_head
from traybridge.providers.http.transport import request_of

CHUNKED = {"transfer-encoding": "chunked"}


def read(body: Body, pieces: Sequence[bytes]) -> bytes:
    return b"".join(body.feed(piece) for piece in pieces)


FRAMED = [
    (CHUNKED, b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", b"hello world"),
    (CHUNKED, b"5;name=value\r\nhello\r\n0\r\nTrailer: x\r\nOther: y\r\n\r\n", b"hello"),
    (CHUNKED, b"0005\nhello\n0\n\n", b"hello"),
    (CHUNKED, b"A\r\n0123456789\r\n0\r\n\r\n", b"0123456789"),
    (CHUNKED, b"a\r\n\r\n\r\n\r\n\r\n\r\n\r\n0\r\n\r\n", b"\r\n" * 5),
    (CHUNKED, b"0\r\n\r\n", b""),
    ({"transfer-encoding": "gzip, chunked"}, b"1\r\nx\r\n0\r\n\r\n", b"x"),
    ({"content-length": "5"}, b"hello", b"hello"),
    ({"content-length": "5, 5"}, b"hello", b"hello"),
]


@pytest.mark.parametrize(("headers", "data", "content"), FRAMED)
def test_a_body_reads_the_same_cut_anywhere(headers: dict[str, str], data: bytes, content: bytes) -> None:
    for first in range(len(data) + 1):
        body = Body(headers, 200)
        assert read(body, [data[:first], data[first:]]) == content
        assert (body.ended, body.reusable, body.rest, body.broken) == (True, True, b"", False)
    body = Body(headers, 200)
    assert read(body, [data[at : at + 1] for at in range(len(data))]) == content
    assert body.ended


@given(parts=st.lists(st.binary(min_size=1, max_size=40), max_size=8), cuts=st.lists(st.integers(0, 500), max_size=8))
def test_any_chunks_cut_anywhere_are_what_was_sent(parts: list[bytes], cuts: list[int]) -> None:
    data = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    body = Body(CHUNKED, 200)
    assert read(body, [data[start:end] for start, end in pairwise(places)]) == b"".join(parts)
    assert body.ended
    assert not body.rest


@pytest.mark.parametrize(
    "data",
    [b"zz\r\n", b"-1\r\n", b"+5\r\nhello\r\n", b"0x5\r\nhello\r\n", b"5_0\r\n", b"\r\n", b"5 5\r\n", b"1\r\nxy\r\n",
     b"f" * 16 + b"\r\n", b"5" * 20_000],
)  # fmt: skip
def test_a_wrong_frame_breaks_the_body_and_ends_nothing(data: bytes) -> None:
    body = Body(CHUNKED, 200)
    body.feed(data)
    assert body.broken
    with pytest.raises(Cut):
        body.eof()


def test_what_came_before_a_wrong_frame_is_kept() -> None:
    body = Body(CHUNKED, 200)
    assert body.feed(b"5\r\nhello\r\nzz\r\n") == b"hello"
    assert body.broken


@pytest.mark.parametrize(("headers", "data"), [(CHUNKED, b"5\r\nhel"), (CHUNKED, b"5\r\nhello\r\n"), (CHUNKED, b""),
                                               ({"content-length": "9"}, b"hello")])  # fmt: skip
def test_an_end_before_the_end_is_told(headers: dict[str, str], data: bytes) -> None:
    body = Body(headers, 200)
    body.feed(data)
    with pytest.raises(Cut):
        body.eof()


def test_without_a_frame_the_end_is_the_end() -> None:
    body = Body({}, 200)
    assert body.feed(b"hello") == b"hello"
    assert not body.ended
    body.eof()
    assert (body.ended, body.reusable) == (True, False)


@pytest.mark.parametrize(
    ("headers", "status", "old", "reusable"),
    [
        ({"content-length": "0"}, 200, False, True),
        ({"content-length": "0", "connection": "close"}, 200, False, False),
        ({"content-length": "0", "connection": "Keep-Alive, Close"}, 200, False, False),
        ({"content-length": "0"}, 200, True, False),
        ({}, 204, False, True),
        ({**CHUNKED, "content-length": "0"}, 200, False, False),
    ],
)
def test_which_connections_may_be_used_again(headers: dict[str, str], status: int, old: bool, reusable: bool) -> None:
    assert Body(headers, status, old=old).reusable is reusable


@pytest.mark.parametrize("length", ["-1", "x", "5, 6", "", "1e3", "٣", "9" * 30, "5,"])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    with pytest.raises(Cut):
        Body({"content-length": length}, 200)


def test_an_unknown_coding_is_refused() -> None:
    with pytest.raises(Cut):
        Body({"transfer-encoding": "gzip"}, 200)


def test_bytes_after_the_end_are_not_the_body_s() -> None:
    body = Body({"content-length": "2"}, 200)
    assert body.feed(b"okHTTP/1.1 200") == b"ok"
    assert body.feed(b" OK") == b""
    assert body.rest == b"HTTP/1.1 200 OK"


@pytest.mark.parametrize(
    ("block", "status", "headers"),
    [
        (b"HTTP/1.1 200 OK\r\nA: b", 200, {"a": "b"}),
        (b"HTTP/1.1 200", 200, {}),
        (b"HTTP/1.1 200 \r\nA:b", 200, {"a": "b"}),
        (b"HTTP/1.0 404 Not Found\nX-Y:  z  ", 404, {"x-y": "z"}),
        (b"HTTP/1.1 200 OK\r\nA: 1\r\na: 2", 200, {"a": "1, 2"}),
        (b"HTTP/1.1 200 OK\r\nA: 1\r\n\tmore", 200, {"a": "1 more"}),
        (b"HTTP/1.1 200 OK\r\nA: \xe9", 200, {"a": "é"}),
        (b"HTTP/2 200 OK", None, {}),
        (b"HTTP/1.1 2000 OK", None, {}),
        (b"HTTP/1.1 000 OK", None, {}),
        (b"ICY 200 OK", None, {}),
        (b"HTTP/1.1 200 OK\r\nno colon", None, {}),
        (b"HTTP/1.1 200 OK\r\n: empty", None, {}),
        (b"HTTP/1.1 200 OK\r\nA : b", None, {}),
        (b"HTTP/1.1 200 OK\r\n folded first", None, {}),
    ],
)
def test_a_head_is_read_or_refused(block: bytes, status: int | None, headers: dict[str, str]) -> None:
    if status is None:
        with pytest.raises(NotHTTP):
            read_head(block)
        return
    found = read_head(block)
    assert (found.status, found.headers) == (status, headers)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_head_or_are_refused(block: bytes) -> None:
    with suppress(NotHTTP):
        assert 100 <= read_head(b"HTTP/1.1 " + block).status <= 999


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def plain(clock: Clock | None = None) -> Plain:
    return Plain(Gate(lambda: False), seconds=2.0, monotonic=clock or Clock())


async def ask(wire: Plain, port: int, content: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    response = await wire.send(request_of("POST", f"http://127.0.0.1:{port}/v1/x?a=b c", pairs, content))
    try:
        return response.status, await body_of(response)
    finally:
        await response.aclose()


async def body_of(response: PlainResponse) -> bytes:
    return b"".join([piece async for piece in response.pieces()])


async def test_a_request_is_written_once_with_its_host_and_length() -> None:
    seen: list[bytes] = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.readuntil(b"\r\n\r\n"))
        seen.append(await reader.readexactly(2))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        await reader.read()

    async with serving(handler) as port:
        assert await ask(plain(), port, b"{}", X="y") == (200, b"ok")
        assert seen == [
            b"POST /v1/x?a=b%%20c HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX: y\r\nContent-Length: 2\r\n\r\n" % port,
            b"{}",
        ]


async def counting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer with the number of the request on this connection."""
    count = 0
    while True:
        await read_request(reader)
        count += 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n%d" % count)


async def test_a_connection_is_kept_for_a_while() -> None:
    clock = Clock()
    wire = plain(clock)
    async with serving(counting) as port:
        assert [await ask(wire, port) for _ in range(3)] == [(200, b"1"), (200, b"2"), (200, b"3")]
        clock.now += KEEP_ALIVE + 1
        assert await ask(wire, port) == (200, b"1")
        wire.close_idle()
        assert await ask(wire, port) == (200, b"1")
        wire.close_idle()


async def test_requests_at_the_same_time_have_connections_of_their_own() -> None:
    wire = plain()
    async with serving(counting) as port:
        assert await asyncio.gather(*[ask(wire, port) for _ in range(5)]) == [(200, b"1")] * 5
        again = await asyncio.gather(*[ask(wire, port) for _ in range(5)])
        assert again == [(200, b"2")] * 5
        wire.close_idle()


async def test_a_body_left_half_read_drops_its_connection() -> None:
    left = asyncio.Event()

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
        assert await reader.read() == b""
        left.set()

    async with serving(handler) as port:
        response = await plain().send(request_of("GET", f"http://127.0.0.1:{port}/", [], None))
        async for piece in response.pieces():
            assert piece == b"half"
            break
        await response.aclose()
        await response.aclose()
        async with asyncio.timeout(1):
            await left.wait()


async def test_unasked_bytes_after_a_body_drop_the_connection() -> None:
    served = 0

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        served += 1
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
        await reader.read()

    wire = plain()
    async with serving(handler) as port:
        assert await ask(wire, port) == (200, b"ok")
        assert await ask(wire, port) == (200, b"ok")
        assert served == 2


async def test_an_early_refusal_is_read_although_the_body_was_not() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nno!!")
        await writer.drain()
        while await reader.read(65_536):
            pass

    async with serving(handler) as port:
        assert await ask(plain(), port, b"x" * 20_000_000) == (413, b"no!!")


@pytest.mark.parametrize("header", [("X", "a\r\nEvil: 1"), ("X\n", "a"), ("X", "a\0"), ("X", "a\rb")])
async def test_a_header_cannot_break_out_of_its_line(header: tuple[str, str]) -> None:
    pair = (header[0].encode(), header[1].encode())
    with pytest.raises(RequestRejected) as refused:
        await plain().send(request_of("GET", "http://127.0.0.1:1/", [pair], None))
    assert "Evil" not in str(refused.value)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"HTTP/1.1 101 Switching\r\n\r\n", ProviderFailed),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", ProviderFailed),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 4, 5\r\n\r\n", ProviderFailed),
        (b"HTTP/9.9 200 OK\r\n\r\n", ProviderFailed),
    ],
)
async def test_an_answer_that_is_no_http_1_is_refused(answer: bytes, error: type[ProviderError]) -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(answer)
        await reader.read()

    async with serving(handler) as port:
        with pytest.raises(error, match="does not speak HTTP"):
            await ask(plain(), port)


async def test_http_1_0_ends_with_its_connection() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.0 200 OK\r\n\r\nall of it")
        await writer.drain()
        writer.close()

    async with serving(handler) as port:
        assert await ask(plain(), port) == (200, b"all of it")


async def test_a_broken_body_is_told_with_its_status() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
        await writer.drain()
        writer.close()

    async with serving(handler) as port:
        with pytest.raises(StreamBroken) as broken:
            await ask(plain(), port)
        assert broken.value.status == 200
