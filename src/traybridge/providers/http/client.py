"""A provider's HTTP: addresses, keys, sizes and patience around httpx, which loads at the first request.

How a wire asks for an answer, and reads it:

    async with client.send("POST", url, headers={...}, content=body) as response:      # an httpx.Response
        response.status_code, response.headers.get("content-type", "")                 # the head is there
        if response.status_code != 200:
            words = await read_error(response)                                         # <= 64 KiB, <= 2 s
        body = body_of(response)
        while piece := await body.read():                                              # b"" is the end
            for event in reader.feed(piece):                                           # sse.Reader: pure, no await
                ...

``send`` calls the transport itself (``handle_async_request`` with a prepared ``httpx.URL`` and ``ByteStream``);
``get`` and ``post``, for probes, lists and key checks, go through an ``httpx.AsyncClient`` and give a whole ``Answer``.

``body.read()`` gives *all* content that has come since the last one, framing and compression taken off, and waits only
when there is none: 16 events that came in one read of the socket are one piece, ``Reader.feed`` gives them as one list,
and no async generator stands between the socket and that list. A ``read`` that a timer cancels loses nothing and may be
called again where there is no TLS; a pool's body has ended then. It raises StreamBroken when the connection breaks
before the end, ProviderFailed for a compression that is unknown, broken or a bomb. Leaving the block early closes the
socket at once; leaving it after the end keeps the connection for the next request.
"""

import asyncio
import importlib
import re
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from traybridge.core.errors import AuthenticationFailed, ProviderError, ProviderFailed, StreamBroken, TimedOut
from traybridge.core.i18n import msg
from traybridge.core.ports import ProviderContext
from traybridge.core.presets import origin
from traybridge.core.secret import Secret
from traybridge.core.time_limit import TimeLimit
from traybridge.providers.http.urls import host_of, is_near, join_url

if TYPE_CHECKING:
    import httpx

    from traybridge.providers.http.body import Body
    from traybridge.providers.http.provider_transport import ProviderTransport

ERROR_BODY_LIMIT = 64 * 1024
BODY_LIMIT = 32 * 1024 * 1024
ERROR_BODY_SECONDS = 2.0
"""An error's status is known; its words are worth two seconds."""

_TRANSPORT = "traybridge.providers.http.provider_transport"
_SENDABLE = re.compile(r"[\x21-\x7e]+")
_DEFAULTS: dict[str, str] = {"User-Agent": "TrayBridge", "Accept": "*/*", "Accept-Encoding": "identity"}
_OURS = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "authorization"})

__all__ = ["Answer", "Client", "Opening", "body_of", "join_url", "key_for", "read_error", "sendable"]


class Opening(Protocol):
    """How a transport is made; tests bring their own (``lambda context: httpx.MockTransport(...)``)."""

    def __call__(self, context: ProviderContext) -> "httpx.AsyncBaseTransport": ...


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


def open_transport(context: ProviderContext) -> "ProviderTransport":
    """Make the transport of a provider: a cloud host goes through the system's proxy, this network never.

    Raises:
        ProviderError: the system's proxy cannot be used.
    """
    from traybridge.providers.http.provider_transport import ProviderTransport
    from traybridge.providers.http.proxy import proxy_for

    return ProviderTransport(
        local_only=context.local_only,
        own=context.provider.is_local_server,
        connect_seconds=context.timers.connect,
        ca_file=context.provider.ca_file,
        proxy=proxy_for(context.provider),
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
        self._transport: httpx.AsyncBaseTransport | None = None
        self._custom = tuple(
            (name.encode("ascii"), value.encode("latin-1"))
            for name, value in context.provider.headers.items()
            if name.lower() not in _OURS
        )

    @asynccontextmanager
    async def send(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, content: bytes | None = None
    ) -> AsyncIterator["httpx.Response"]:
        """Send a request; inside the block its headers are there. Leaving the block early closes the socket.

        Raises:
            ProviderError: nobody answered.
        """
        transport = await self._ready()
        response = await transport.handle_async_request(self._request(method, url, headers, content))
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
            async with TimeLimit(patience) as timer:
                http = _http(await self._ready())
                response = await http.send(self._request(method, url, headers, content), stream=True)
                try:
                    if seconds is None:
                        patience = self._context.timers.idle
                        timer.restart(patience)
                    body = await read_body(response, limit=limit if response.status_code < 300 else ERROR_BODY_LIMIT)
                finally:
                    await response.aclose()
                return Answer(response.status_code, response.headers, body, self._monotonic() - began)
        except TimeoutError:
            raise TimedOut(
                msg("No whole answer within {seconds:g} s", seconds=patience), "Ask again in a moment.", phase="headers"
            ) from None

    async def reset(self) -> None:
        """Forget what is open, and the proxy: the machine slept or the network changed. A running answer goes on."""
        transport, self._transport = self._transport, None
        if transport is not None:
            from traybridge.providers.http.provider_transport import ProviderTransport

            if isinstance(transport, ProviderTransport):
                await transport.drop()

    async def aclose(self) -> None:
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.aclose()

    async def _ready(self) -> "httpx.AsyncBaseTransport":
        """Make the transport once. What takes long, the first import and a cloud host's proxy, is done in a thread."""
        if self._transport is None:
            if _TRANSPORT not in sys.modules:
                await asyncio.to_thread(importlib.import_module, _TRANSPORT)
            provider = self._context.provider
            if is_near(host_of(provider.base_url), own=provider.is_local_server):
                made = self._opening(self._context)
            else:
                made = await asyncio.to_thread(self._opening, self._context)
            if self._transport is None:
                self._transport = made
        return self._transport

    def _request(
        self, method: str, url: str, headers: Mapping[str, str] | None, content: bytes | None
    ) -> "httpx.Request":
        from traybridge.providers.http.request import build

        return build(method, url, self._headers(url, headers or {}), content)

    def _headers(self, url: str, extra: Mapping[str, str]) -> Sequence[tuple[bytes, bytes]]:
        own = [(name.encode("ascii"), value.encode("latin-1")) for name, value in (_DEFAULTS | dict(extra)).items()]
        if not self._custom or origin(url) != origin(self._context.provider.base_url):
            return own
        taken = {name.lower() for name, _ in self._custom}
        return [*(header for header in own if header[0].lower() not in taken), *self._custom]


def _http(transport: "httpx.AsyncBaseTransport") -> "httpx.AsyncClient":
    """A client for one request (30 us) that adds nothing to it: no proxy or password of the environment, no cookie.

    Its timers reach nobody: they are httpx's own transports', and ours has the gate's and the caller's.
    """
    import httpx

    return httpx.AsyncClient(transport=transport, trust_env=False, follow_redirects=False)


def body_of(response: "httpx.Response") -> "Body":
    """The body of a response, to be read with ``read`` (see above)."""
    from traybridge.providers.http.body import body_of

    return body_of(response)


async def read_body(response: "httpx.Response", *, limit: int) -> bytes:
    """Read a body to its end, or an error's up to the limit.

    Raises:
        ProviderFailed: an answer longer than the limit.
        StreamBroken: the connection broke before the end of an answer.
    """
    error = response.status_code >= 300
    pieces: list[bytes] = []
    size = 0
    body = body_of(response)
    try:
        while size <= limit and (piece := await body.read()):
            pieces.append(piece)
            size += len(piece)
    except StreamBroken:
        if not error:
            raise
    if size > limit and not error:
        raise ProviderFailed(
            msg("Answered with more than {limit} MiB", limit=limit // (1024 * 1024)),
            "Is this the right address?",
            status=response.status_code,
        )
    return b"".join(pieces)[:limit]


async def read_error(response: "httpx.Response") -> bytes:
    """Read what an error says: at most 64 KiB and two seconds; less is better than nothing."""
    body = body_of(response)
    pieces: list[bytes] = []
    left = ERROR_BODY_LIMIT
    with suppress(TimeoutError, ProviderError):
        async with asyncio.timeout(ERROR_BODY_SECONDS):
            while left > 0 and (piece := await body.read()):
                pieces.append(piece)
                left -= len(piece)
    return b"".join(pieces)[:ERROR_BODY_LIMIT]
