import asyncio
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.faults.serving import read_request, serving

from traybridge.core.errors import ProviderError, ProviderFailed, RequestRejected, StreamBroken
from traybridge.providers.http.body import body_of
from traybridge.providers.http.connect import Gate
from traybridge.providers.http.request import build
from traybridge.providers.http.transport import HEAD_LIMIT, KEEP_ALIVE, PlainTransport, ResponseParser

CHUNKED = {"transfer-encoding": "chunked"}


def head(headers: Mapping[str, str], status: int = 200, version: str = "1.1") -> bytes:
    lines = [f"HTTP/{version} {status} X", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def read(pieces: Sequence[bytes], *, bodiless: bool = False) -> tuple[ResponseParser, bytes]:
    """Feed pieces to a parser; give it and the content."""
    parser = ResponseParser(bodiless=bodiless)
    content = b""
    for piece in pieces:
        parser.feed(piece)
        content += parser.take()
    return parser, content


FRAMED = [
    (CHUNKED, b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", b"hello world"),
    (CHUNKED, b"5;name=value\r\nhello\r\n0\r\nTrailer: x\r\nOther: y\r\n\r\n", b"hello"),
    (CHUNKED, b"0005  \r\nhello\r\n0\r\n\r\n", b"hello"),
    (CHUNKED, b"A\r\n0123456789\r\n0\r\n\r\n", b"0123456789"),
    (CHUNKED, b"a\r\n\r\n\r\n\r\n\r\n\r\n\r\n0\r\n\r\n", b"\r\n" * 5),
    (CHUNKED, b"0\r\n\r\n", b""),
    ({"transfer-encoding": "gzip, chunked"}, b"1\r\nx\r\n0\r\n\r\n", b"x"),
    ({"transfer-encoding": "Chunked"}, b"1\r\nx\r\n0\r\n\r\n", b"x"),
    ({"content-length": "5"}, b"hello", b"hello"),
    ({"content-length": " 5 "}, b"hello", b"hello"),
    ({"content-length": "0"}, b"", b""),
    ({"content-length": "2", "upgrade": "h2c", "connection": "upgrade"}, b"ok", b"ok"),
]


@pytest.mark.parametrize(("headers", "data", "content"), FRAMED)
def test_a_response_reads_the_same_cut_anywhere(headers: dict[str, str], data: bytes, content: bytes) -> None:
    whole = head(headers) + data
    for first in range(len(whole) + 1):
        parser, found = read([whole[:first], whole[first:]])
        assert (parser.status, found) == (200, content)
        assert (parser.ended, parser.reusable, parser.broken) == (True, True, False)
        assert len(parser.headers) == len(headers)
    parser, found = read([whole[at : at + 1] for at in range(len(whole))])
    assert (parser.ended, found) == (True, content)


@given(parts=st.lists(st.binary(min_size=1, max_size=40), max_size=8), cuts=st.lists(st.integers(0, 500), max_size=8))
def test_any_chunks_cut_anywhere_are_what_was_sent(parts: list[bytes], cuts: list[int]) -> None:
    data = head(CHUNKED) + b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    parser, found = read([data[start:end] for start, end in pairwise(places)])
    assert found == b"".join(parts)
    assert (parser.ended, parser.reusable) == (True, True)


def test_what_came_together_is_taken_together() -> None:
    parser = ResponseParser()
    parser.feed(head(CHUNKED) + b"1\r\na\r\n" * 16)
    assert parser.take() == b"a" * 16
    assert parser.take() == b""


@pytest.mark.parametrize(
    "data",
    [b"zz\r\n", b"-1\r\n", b"+5\r\nhello\r\n", b"0x5\r\nhello\r\n", b"5_0\r\n", b"\r\n", b"5 5\r\n", b"1\r\nxy\r\n",
     b"5" * 20_000, b"5\nhello\n0\n\n", b"5;" + b"a" * HEAD_LIMIT, b"0\r\nX: " + b"a" * HEAD_LIMIT],
)  # fmt: skip
def test_a_wrong_frame_breaks_the_body_and_ends_nothing(data: bytes) -> None:
    parser, _ = read([head(CHUNKED), data])
    assert parser.broken
    parser.eof()
    assert not parser.ended


def test_a_chunk_larger_than_any_memory_ends_nothing() -> None:
    parser, found = read([head(CHUNKED), b"f" * 16 + b"\r\nhello"])
    parser.eof()
    assert (found, parser.ended) == (b"hello", False)


def test_what_came_before_a_wrong_frame_is_kept() -> None:
    parser, found = read([head(CHUNKED) + b"5\r\nhello\r\nzz\r\n"])
    assert (parser.status, found, parser.broken) == (200, b"hello", True)


@pytest.mark.parametrize(("headers", "data"), [(CHUNKED, b"5\r\nhel"), (CHUNKED, b"5\r\nhello\r\n"), (CHUNKED, b""),
                                               ({"content-length": "9"}, b"hello")])  # fmt: skip
def test_an_end_before_the_end_is_none(headers: dict[str, str], data: bytes) -> None:
    parser, _ = read([head(headers), data])
    parser.eof()
    assert not parser.ended


def test_without_a_frame_the_end_is_the_end() -> None:
    parser, found = read([head({}), b"hello"])
    assert (found, parser.ended) == (b"hello", False)
    parser.eof()
    assert (parser.ended, parser.reusable) == (True, False)


@pytest.mark.parametrize(
    ("headers", "status", "version", "data", "reusable"),
    [
        ({"content-length": "0"}, 200, "1.1", b"", True),
        ({"content-length": "0", "connection": "close"}, 200, "1.1", b"", False),
        ({"content-length": "0", "connection": "Keep-Alive, Close"}, 200, "1.1", b"", False),
        ({"content-length": "0"}, 200, "1.0", b"", False),
        ({"content-length": "0", "connection": "keep-alive"}, 200, "1.0", b"", False),
        ({}, 204, "1.1", b"", True),
        ({}, 304, "1.1", b"", True),
        ({"content-length": "9"}, 304, "1.1", b"", True),
        ({**CHUNKED, "content-length": "9"}, 200, "1.1", b"1\r\nx\r\n0\r\n\r\n", False),
        ({"content-length": "9", **CHUNKED}, 200, "1.1", b"1\r\nx\r\n0\r\n\r\n", False),
    ],
)
def test_which_connections_may_be_used_again(
    headers: dict[str, str], status: int, version: str, data: bytes, reusable: bool
) -> None:
    parser, _ = read([head(headers, status, version), data])
    assert (parser.status, parser.ended, parser.reusable) == (status, True, reusable)


@pytest.mark.parametrize(
    "length", ["-1", "x", "5, 6", "", "1e3", "٣", "9" * 30, "5,", "5, 5", "5\r\ncontent-length: 5"]
)
def test_a_length_that_is_none_is_refused(length: str) -> None:
    parser, _ = read([head({"content-length": length})])
    assert (parser.status, parser.broken) == (0, True)


@pytest.mark.parametrize("coding", ["gzip", "chunked, gzip", "identity", "x"])
def test_an_unknown_coding_is_refused(coding: str) -> None:
    parser, _ = read([head({"transfer-encoding": coding})])
    assert (parser.status, parser.broken) == (0, True)


@pytest.mark.parametrize("rest", [b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", b"garbage", b"\0", b"H"])
@pytest.mark.parametrize("cut", [0, 1])
def test_bytes_after_the_end_are_not_the_body_s(rest: bytes, cut: int) -> None:
    parser, found = read([head({"content-length": "2"}) + b"ok" + rest[:cut], rest[cut:]])
    assert (found, parser.ended, parser.broken, parser.reusable) == (b"ok", True, False, False)
    assert [name for name, _ in parser.headers] == [b"content-length"]


@pytest.mark.parametrize("headers", [{"content-length": "2"}, CHUNKED, {}])
def test_the_answer_to_a_head_has_no_body(headers: dict[str, str]) -> None:
    parser, found = read([head(headers), b"ok"], bodiless=True)
    assert (parser.status, found, parser.ended, parser.reusable) == (200, b"", True, False)


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
        (b"HTTP/1.1 200 OK\r\nA:", 200, {"a": ""}),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nA: b", 200, {"a": "b"}),
        (b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 404 No\r\nA: b", 404, {"a": "b"}),
        (b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade", 0, {}),
        (b"HTTP/1.1 101 Switching", 0, {}),
        (b"HTTP/2 200 OK", 0, {}),
        (b"HTTP/2.0 200 OK", 0, {}),
        (b"HTTP/0.9 200 OK", 0, {}),
        (b"HTTP/1.1 2000 OK", 0, {}),
        (b"HTTP/1.1 000 OK", 0, {}),
        (b"HTTP/1.1 20", 0, {}),
        (b"ICY 200 OK", 0, {}),
        (b"HTTP/1.1 200 OK\r\nno colon", 0, {}),
        (b"HTTP/1.1 200 OK\r\n: empty", 0, {}),
        (b"HTTP/1.1 200 OK\r\nA : b", 0, {}),
        (b"HTTP/1.1 200 OK\r\nA\0: b", 0, {}),
        (b"HTTP/1.1 200 OK\r\nA: b\rc", 0, {}),
        (b"HTTP/1.1 200 OK\r\n folded first", 0, {}),
    ],
)
def test_a_head_is_read_or_refused(block: bytes, status: int, headers: dict[str, str]) -> None:
    line_end = b"\r\n" if b"\r" in block or b"\n" not in block else b"\n"
    parser, _ = read([block + line_end * 2])
    assert (parser.status, parser.broken) == (status, not status)
    if status:
        assert dict(httpx.Headers(parser.headers)) == headers


@given(st.binary(max_size=200), st.integers(0, 200))
def test_any_bytes_are_a_response_or_are_refused(block: bytes, cut: int) -> None:
    data = b"HTTP/1.1 " + block
    parser, _ = read([data[:cut], data[cut:]])
    assert not parser.status or 200 <= parser.status <= 999


def test_a_head_without_an_end_is_refused() -> None:
    def endless() -> Iterator[bytes]:
        yield b"HTTP/1.1 100 Continue\r\n\r\n"
        while True:
            yield b"HTTP/1.1 100 Continue\r\n\r\n" * 100

    parser, size = ResponseParser(), 0
    for piece in endless():
        parser.feed(piece)
        size += len(piece)
        if parser.broken:
            break
    assert HEAD_LIMIT < size < 2 * HEAD_LIMIT
    assert not parser.status


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def plain(clock: Clock | None = None) -> PlainTransport:
    return PlainTransport(Gate(lambda: False), seconds=2.0, monotonic=clock or Clock())


async def ask(
    way: PlainTransport, port: int, content: bytes | None = None, method: str = "POST", **headers: str
) -> tuple[int, bytes]:
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    response = await way.handle_async_request(build(method, f"http://127.0.0.1:{port}/v1/x?a=b c", pairs, content))
    try:
        return response.status_code, await response.aread()
    finally:
        await response.aclose()


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
    way = plain(clock)
    async with serving(counting) as port:
        assert [await ask(way, port) for _ in range(3)] == [(200, b"1"), (200, b"2"), (200, b"3")]
        clock.now += KEEP_ALIVE + 1
        assert await ask(way, port) == (200, b"1")
        way.close_idle()
        assert await ask(way, port) == (200, b"1")
        way.close_idle()


async def test_requests_at_the_same_time_have_connections_of_their_own() -> None:
    way = plain()
    async with serving(counting) as port:
        assert await asyncio.gather(*[ask(way, port) for _ in range(5)]) == [(200, b"1")] * 5
        again = await asyncio.gather(*[ask(way, port) for _ in range(5)])
        assert again == [(200, b"2")] * 5
        way.close_idle()


async def test_a_body_left_half_read_drops_its_connection() -> None:
    left = asyncio.Event()

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
        assert await reader.read() == b""
        left.set()

    async with serving(handler) as port:
        response = await plain().handle_async_request(build("GET", f"http://127.0.0.1:{port}/", [], None))
        assert await body_of(response).read() == b"half"
        await response.aclose()
        await response.aclose()
        async with asyncio.timeout(30):
            await left.wait()


async def test_unasked_bytes_after_a_body_drop_the_connection() -> None:
    served = 0

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        served += 1
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
        await reader.read()

    way = plain()
    async with serving(handler) as port:
        assert await ask(way, port) == (200, b"ok")
        assert await ask(way, port) == (200, b"ok")
        assert served == 2


async def test_the_connection_of_a_head_is_not_used_again() -> None:
    served = 0

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        served += 1
        while True:
            await read_request(reader)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n")

    way = plain()
    async with serving(handler) as port:
        assert await ask(way, port, method="HEAD") == (200, b"")
        assert await ask(way, port, method="HEAD") == (200, b"")
        assert served == 2


async def test_a_read_that_a_timer_cancels_loses_nothing() -> None:
    go_on = asyncio.Event()

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(head({"content-length": "4"}) + b"ha")
        await go_on.wait()
        writer.write(b"lf")
        await reader.read()

    async with serving(handler) as port:
        response = await plain().handle_async_request(build("GET", f"http://127.0.0.1:{port}/", [], None))
        body = body_of(response)
        assert await body.read() == b"ha"
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await body.read()
        go_on.set()
        assert [await body.read(), await body.read()] == [b"lf", b""]
        await response.aclose()


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
        await plain().handle_async_request(build("GET", "http://127.0.0.1:1/", [pair], None))
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
