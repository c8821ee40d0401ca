"""A response's body: read piece by piece, cut off with words, decompressed within bounds."""

import asyncio
import zlib
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from types import AsyncGeneratorType
from typing import cast

import httpx

from traybridge.core.errors import ProviderFailed, StreamBroken
from traybridge.core.i18n import msg

DECOMPRESSED_LIMIT = 64 * 1024 * 1024
"""Bytes that a compressed body may become: nobody asked for compression."""
_PIECE = 64 * 1024
_ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"})


Response = httpx.Response


class Body(httpx.AsyncByteStream, ABC):
    """What the responses of our transports have as their stream.

    Closing it while somebody waits in ``read``, in another task, ends that wait with StreamBroken.
    """

    @abstractmethod
    async def read(self) -> bytes:
        """Give what has come, all of it, waiting for something; empty at the end.

        Raises:
            StreamBroken: the connection broke before the body was whole.
            ProviderFailed: compressed in a way that nobody asked for, broken, or a bomb.
        """

    async def read_until(self, deadline: float) -> bytes:
        """The same, but no longer than until ``deadline`` (in the loop's seconds); what comes later is not lost.

        Raises:
            TimeoutError: nothing came by then; read on whenever you like.
        """
        async with asyncio.timeout_at(deadline):
            return await self.read()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := await self.read():
            yield piece


class StreamBody(Body):
    """The body of a response from any other transport, whose reads cannot be cancelled: one that lasts goes on."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream
        self._pieces = aiter(stream)
        self._reading: asyncio.Task[bytes] | None = None

    async def read(self) -> bytes:
        if (reading := self._reading) is not None:
            self._reading = None
            return await reading
        return await self._next()

    async def _next(self) -> bytes:
        async for piece in self._pieces:
            if piece:
                return piece
        return b""

    async def read_until(self, deadline: float) -> bytes:
        loop = asyncio.get_running_loop()
        reading = self._reading or loop.create_task(self._next(), name="read the rest of an answer")
        self._reading = reading
        done, _ = await asyncio.wait({reading}, timeout=max(0.0, deadline - loop.time()))
        if not done:
            raise TimeoutError
        self._reading = None
        if reading.cancelled():
            raise interrupted(200)  # closed meanwhile, by somebody else
        return reading.result()

    async def aclose(self) -> None:
        try:
            if (reading := self._reading) is not None:
                reading.cancel()
                await asyncio.wait({reading})  # unlike the task itself it raises only when we are cancelled
                if not reading.cancelled():
                    reading.exception()  # whatever it came to, nobody reads on
        finally:
            # A generator that somebody waits in cannot be closed; closing what it reads ends that wait.
            if isinstance(self._pieces, AsyncGeneratorType) and not self._pieces.ag_running:
                await self._pieces.aclose()
            await self._stream.aclose()


def body_of(response: httpx.Response) -> Body:
    """The body of a response, to be read with ``read``; whatever transport it came through."""
    if not isinstance(response.stream, Body):
        response.stream = StreamBody(cast("httpx.AsyncByteStream", response.stream))
    return response.stream


def interrupted(status: int) -> StreamBroken:
    return StreamBroken(
        "The connection broke in the middle of the answer",
        "Continue with another provider, or ask again.",
        status=status,
    )


def decompressed(response: httpx.Response) -> httpx.Response:
    """The same response, its body no longer compressed and no longer called so: httpx would unpack without a bound."""
    if not any(name.lower() == b"content-encoding" for name, _ in response.headers.raw):
        return response
    encoding = response.headers["content-encoding"].strip().lower()
    if encoding not in {"", "identity"}:
        response.stream = _Decompressed(body_of(response), encoding, response.status_code)
        del response.headers["content-encoding"]
    return response


class _Decompressed(Body):
    def __init__(self, packed: Body, encoding: str, status: int) -> None:
        self._packed = packed
        self._encoding = encoding
        self._status = status
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._tail = b""
        self._left = DECOMPRESSED_LIMIT

    async def read(self) -> bytes:
        return await self._read(self._packed.read)

    async def read_until(self, deadline: float) -> bytes:
        return await self._read(lambda: self._packed.read_until(deadline))

    async def _read(self, more: Callable[[], Awaitable[bytes]]) -> bytes:
        if self._encoding not in _ENCODINGS:
            raise ProviderFailed(
                msg("Answered in an encoding that nobody asked for ({encoding})", encoding=self._encoding[:20]),
                "Is this the right address?",
                status=self._status,
            )
        while packed := self._tail or await more():
            self._tail = packed
            # Unpacking a bomb must not stop everybody else's streams.
            await asyncio.sleep(0)
            if piece := self._decompress(packed):
                return piece
        return b""

    def _decompress(self, packed: bytes) -> bytes:
        try:
            piece = self._zlib.decompress(packed, _PIECE)
        except zlib.error:
            raise ProviderFailed(
                "Answered with broken compressed data", "Ask again in a moment.", status=self._status
            ) from None
        self._tail = self._zlib.unconsumed_tail
        self._left -= len(piece)
        if self._left < 0:
            raise ProviderFailed(
                "Answered with far too much compressed data", "Is this the right address?", status=self._status
            )
        return piece

    async def aclose(self) -> None:
        await self._packed.aclose()
