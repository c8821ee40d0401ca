"""A provider's HTTP: addresses, keys, sizes and patience around the transport, which loads at the first request."""

import asyncio
import importlib
import re
import sys
import time
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from traybridge.core.errors import AuthenticationFailed, ProviderError, ProviderFailed, StreamBroken, TimedOut
from traybridge.core.i18n import msg
from traybridge.core.ports import ProviderContext
from traybridge.core.presets import origin
from traybridge.core.secret import Secret
from traybridge.providers.http.urls import host_of, is_near, join_url

if TYPE_CHECKING:
    from traybridge.providers.http.transport import Response, Transport

ERROR_BODY_LIMIT = 64 * 1024
BODY_LIMIT = 32 * 1024 * 1024
UNPACKED_LIMIT = 64 * 1024 * 1024
"""Bytes that a compressed stream may unpack to: nobody asked for compression."""
ERROR_BODY_SECONDS = 2.0
"""An error's status is known; its words are worth two seconds."""

_TRANSPORT = "traybridge.providers.http.transport"
_SENDABLE = re.compile(r"[\x21-\x7e]+")
_OURS = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "authorization"})

__all__ = ["Answer", "Client", "Opening", "join_url", "key_for"]


class Opening(Protocol):
    """How a transport is made; tests and the embedded model bring their own."""

    def __call__(self, context: ProviderContext) -> "Transport": ...


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response: ``headers`` in lower case, ``seconds`` from the request to the end of the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


def key_for(context: ProviderContext) -> Secret | None:
    """The key that may be sent to the provider's address: only if it was given for that origin, never to Exo."""
    row = context.provider
    if not row.takes_key or (row.key_origin and row.key_origin != origin(row.base_url)):
        return None
    return context.key()


def sendable(key: Secret) -> str:
    """The key as a header may carry it.

    Raises:
        AuthenticationFailed: a character that no header carries; the message does not repeat it.
    """
    text = key.reveal()
    if not _SENDABLE.fullmatch(text):
        raise AuthenticationFailed("The stored key has a character that no key has", "Enter the key again.")
    return text


def open_transport(context: ProviderContext) -> "Transport":
    """Make the transport of a provider: a cloud host goes through the system's proxy, this network never."""
    from traybridge.providers.http.tls_context import proxy_of_system
    from traybridge.providers.http.transport import Transport

    url = context.provider.base_url
    near = is_near(host_of(url))
    return Transport(
        local_only=context.local_only,
        connect_seconds=context.timers.connect,
        ca_file=context.provider.ca_file,
        proxy="" if near else proxy_of_system(url),
    )


class Client:
    """Requests of one provider. Nothing is loaded, resolved or opened before the first one."""

    def __init__(
        self,
        context: ProviderContext,
        *,
        opening: Opening = open_transport,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._context = context
        self._opening = opening
        self._monotonic = monotonic
        self._transport: Transport | None = None
        self._custom = tuple(
            (name.encode("ascii"), value.encode("latin-1"))
            for name, value in context.provider.headers.items()
            if name.lower() not in _OURS
        )

    @asynccontextmanager
    async def send(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, content: bytes | None = None
    ) -> AsyncIterator["Response"]:
        """Send a request; inside the block its headers are there. Leaving the block early closes the socket.

        Raises:
            ProviderError: nobody answered.
        """
        response = await (await self._ready()).send(method, url, self._headers(url, headers or {}), content)
        try:
            yield response
        finally:
            await response.aclose()

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        limit: int = BODY_LIMIT,
        seconds: float | None = None,
    ) -> Answer:
        """Fetch a whole body, at most ``limit`` bytes (an error's: 64 KiB) and ``seconds`` (None: the headers timer
        until the headers, then the idle timer for the body).

        Raises:
            ProviderError: nobody answered, not in time, or too much.
        """
        return await self._whole("GET", url, headers, None, limit, seconds)

    async def post(
        self, url: str, content: bytes, *, headers: Mapping[str, str] | None = None, limit: int = BODY_LIMIT,
        seconds: float | None = None, method: str = "POST",
    ) -> Answer:  # fmt: skip
        """Send a body (or ``method`` DELETE with an empty one) and fetch the whole answer, as ``get`` does."""
        return await self._whole(method, url, headers, content, limit, seconds)

    async def _whole(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        content: bytes | None,
        limit: int,
        seconds: float | None,
    ) -> Answer:
        began = self._monotonic()
        patience = seconds or self._context.timers.headers
        try:
            async with (
                asyncio.timeout(patience) as timer,
                self.send(method, url, headers=headers, content=content) as response,
            ):
                if seconds is None:
                    patience = self._context.timers.idle
                    timer.reschedule(asyncio.get_running_loop().time() + patience)
                body = await read_body(response, limit=limit if response.status < 300 else ERROR_BODY_LIMIT)
                return Answer(response.status, response.headers, body, self._monotonic() - began)
        except TimeoutError:
            raise TimedOut(
                msg("No whole answer within {seconds:g} s", seconds=patience), "Ask again in a moment.", phase="headers"
            ) from None

    async def reset(self) -> None:
        """Forget what is open, and the proxy: the machine slept or the network changed."""
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.drop()

    async def aclose(self) -> None:
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.aclose()

    async def _ready(self) -> "Transport":
        """Make the transport once. What takes long, the first import and a cloud host's proxy, is done in a thread."""
        if self._transport is None:
            if _TRANSPORT not in sys.modules:
                await asyncio.to_thread(importlib.import_module, _TRANSPORT)
            if is_near(host_of(self._context.provider.base_url)):
                made = self._opening(self._context)
            else:
                made = await asyncio.to_thread(self._opening, self._context)
            if self._transport is None:
                self._transport = made
        return self._transport

    def _headers(self, url: str, extra: Mapping[str, str]) -> Sequence[tuple[bytes, bytes]]:
        custom = self._custom if origin(url) == origin(self._context.provider.base_url) else ()
        taken = {name.lower() for name, _ in custom}
        own = {"User-Agent": "TrayBridge", "Accept": "*/*", "Accept-Encoding": "identity", **extra}
        kept = [
            (name.encode("ascii"), value.encode("latin-1"))
            for name, value in own.items()
            if name.lower().encode() not in taken
        ]
        return [*kept, *custom]


async def read_body(response: "Response", *, limit: int) -> bytes:
    """Read a body to its end, or an error's up to the limit.

    Raises:
        ProviderFailed: an answer longer than the limit.
        StreamBroken: the connection broke before the end of an answer.
    """
    error = response.status >= 300
    pieces: list[bytes] = []
    size = 0
    try:
        async with aclosing(unpacked(response)) as body:
            async for piece in body:
                pieces.append(piece)
                size += len(piece)
                if size > limit:
                    break
    except StreamBroken:
        if not error:
            raise
    if size > limit and not error:
        raise ProviderFailed(
            msg("Answered with more than {limit} MiB", limit=limit // (1024 * 1024)),
            "Is this the right address?",
            status=response.status,
        )
    return b"".join(pieces)[:limit]


async def read_error(response: "Response") -> bytes:
    """Read what an error says: at most 64 KiB and two seconds; less is better than nothing."""
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(ERROR_BODY_SECONDS), aclosing(unpacked(response)) as body:
            async for piece in body:
                pieces.append(piece)
                size += len(piece)
                if size >= ERROR_BODY_LIMIT:
                    break
    except (TimeoutError, ProviderError):
        return b"".join(pieces)[:ERROR_BODY_LIMIT]
    return b"".join(pieces)[:ERROR_BODY_LIMIT]


async def unpacked(response: "Response") -> AsyncGenerator[bytes, None]:
    """The body's bytes; gzip and deflate, which we asked not to get, are unpacked up to 64 MiB.

    Raises:
        ProviderFailed: another encoding, broken data, or a bomb.
        StreamBroken: the connection broke.
    """
    encoding = response.headers.get("content-encoding", "").strip().lower()
    async with aclosing(response.pieces()) as body:
        if encoding in {"", "identity"}:
            async for piece in body:
                yield piece
            return
        unpack = _unpacker(encoding, response.status)
        async for piece in body:
            async with aclosing(unpack(piece)) as parts:
                async for part in parts:
                    yield part


def _unpacker(encoding: str, status: int) -> Callable[[bytes], AsyncGenerator[bytes, None]]:
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise ProviderFailed(
            msg("Answered in an encoding that nobody asked for ({encoding})", encoding=encoding[:20]),
            "Is this the right address?",
            status=status,
        )
    engine = zlib.decompressobj(zlib.MAX_WBITS | 32)
    left = UNPACKED_LIMIT

    async def unpack(piece: bytes) -> AsyncGenerator[bytes, None]:
        nonlocal left
        while piece:
            try:
                part = engine.decompress(piece, 65_536)
            except zlib.error:
                raise ProviderFailed(
                    "Answered with broken compressed data", "Ask again in a moment.", status=status
                ) from None
            piece = engine.unconsumed_tail
            left -= len(part)
            if left < 0:
                raise ProviderFailed(
                    "Answered with far too much compressed data", "Is this the right address?", status=status
                )
            if part:
                yield part
            # Unpacking a bomb must not stop everybody else's streams.
            await asyncio.sleep(0)

    return unpack
