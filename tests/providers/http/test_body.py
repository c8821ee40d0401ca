import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import httpx
import pytest

from traybridge.core.errors import ProviderFailed, StreamBroken
from traybridge.providers.http.body import DECOMPRESSED_LIMIT, Body, body_of, decompressed


class Pieces(httpx.AsyncByteStream):
    """A stream of some other transport; ``closed`` counts."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self._pieces = pieces
        self.closed = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def aclose(self) -> None:
        self.closed += 1


class Endless(httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        await asyncio.Event().wait()
        yield b""


def response(*pieces: bytes | Exception, encoding: str = "", status: int = 200) -> httpx.Response:
    headers = {"Content-Encoding": encoding} if encoding else {}
    return decompressed(httpx.Response(status, headers=headers, stream=Pieces(*pieces)))


async def read(body: Body) -> bytes:
    found = []
    while piece := await body.read():
        found.append(piece)
    assert await body.read() == b""
    return b"".join(found)


GZIPPED = gzip.compress(b"hello", mtime=0)
"""Without the time of day: the tests' names must not change."""


@pytest.mark.parametrize(
    ("encoding", "data"),
    [("gzip", GZIPPED), ("x-gzip", GZIPPED), ("deflate", zlib.compress(b"hello")),
     ("identity", b"hello"), ("", b"hello"), (" GZIP ", GZIPPED)],
)  # fmt: skip
async def test_compression_that_nobody_asked_for_is_taken_off_in_the_response(encoding: str, data: bytes) -> None:
    for cut in range(len(data) + 1):
        assert await read(body_of(response(data[:cut], data[cut:], encoding=encoding))) == b"hello"
    assert await response(data, encoding=encoding).aread() == b"hello"


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "nonsense"])
async def test_an_unknown_encoding_is_refused_when_it_is_read(encoding: str) -> None:
    answer = response(b"....", encoding=encoding, status=502)
    with pytest.raises(ProviderFailed, match="nobody asked for") as refused:
        await body_of(answer).read()
    assert refused.value.status == 502


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08garbage!", b"hello", GZIPPED[:-9] + b"\xff" * 9])
async def test_broken_compression_is_refused(data: bytes) -> None:
    with pytest.raises(ProviderFailed, match="broken compressed data"):
        await read(body_of(response(data, encoding="gzip")))


async def test_a_bomb_is_put_out_before_it_fills_the_memory() -> None:
    """128 MiB of zeroes in 128 KiB."""
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_048_576)) for _ in range(128)) + packer.flush()
    body = body_of(response(bomb, encoding="gzip"))
    largest = total = 0
    with pytest.raises(ProviderFailed, match="far too much"):
        while piece := await body.read():
            largest, total = max(largest, len(piece)), total + len(piece)
    assert largest <= 65_536
    assert total <= DECOMPRESSED_LIMIT


async def test_a_break_under_the_compression_is_a_break() -> None:
    broken = StreamBroken("The connection broke", "Ask again.")
    body = body_of(response(gzip.compress(b"hello" * 100)[:20], broken, encoding="gzip"))
    with pytest.raises(StreamBroken):
        await read(body)


async def test_closing_ends_somebody_elses_wait_that_has_a_limit() -> None:
    body = body_of(httpx.Response(200, stream=Endless()))
    loop = asyncio.get_running_loop()
    with pytest.raises(TimeoutError):
        await body.read_until(loop.time() + 0.01)
    reading = loop.create_task(body.read_until(loop.time() + 60), name="read")
    await asyncio.sleep(0)
    await body.aclose()
    with pytest.raises(StreamBroken):
        await reading


async def test_any_transport_s_response_is_read_and_closed_the_same_way() -> None:
    stream = Pieces(b"", b"a", b"", b"b")
    answer = httpx.Response(200, stream=stream)
    assert await body_of(answer).read() == b"a"
    assert body_of(answer) is body_of(answer)
    assert await body_of(answer).read() == b"b"
    await answer.aclose()
    assert stream.closed == 1
    assert await read(body_of(httpx.Response(200, content=b"whole"))) == b"whole"


class Stubborn(httpx.AsyncByteStream):
    """Whoever reads it takes time to leave; ``closed`` is set when it was closed."""

    def __init__(self) -> None:
        self.closed = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.05)
        yield b""

    async def aclose(self) -> None:
        self.closed.set()


async def test_who_is_cancelled_while_he_closes_a_body_is_cancelled_and_the_stream_is_closed() -> None:
    stream = Stubborn()
    body = body_of(httpx.Response(200, stream=stream))
    with pytest.raises(TimeoutError):
        await body.read_until(asyncio.get_running_loop().time())
    closing = asyncio.get_running_loop().create_task(body.aclose(), name="close")
    await asyncio.sleep(0)
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    assert stream.closed.is_set()
