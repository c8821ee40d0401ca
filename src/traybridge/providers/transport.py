"""The wire itself: httpcore's pool behind the gate.

httpcore is the engine inside httpx. It is used without httpx, which imports its own command line (click, rich,
pygments: four times the start, seven times the memory) and builds request and response objects that nobody needs here.
"""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from urllib.parse import unquote, urlsplit

import httpcore

from traybridge.core.errors import StreamBroken, Unreachable
from traybridge.providers.addresses import place_of
from traybridge.providers.failures import FOREIGN, failure
from traybridge.providers.gate import JOURNEY, Gate, Journey, Lookup, look_up
from traybridge.providers.trust import trust

KEEP_ALIVE = 30.0
"""Seconds that an idle connection is kept; most servers drop theirs after 60 or 75, Exo and uvicorn after 5."""
MAX_IDLE = 100


class Response:
    """An answer whose headers are there: ``headers`` in lower case; the body is read once, in pieces."""

    def __init__(self, inner: httpcore.Response, place: str) -> None:
        self.status = inner.status
        self.place = place
        self._inner = inner
        self._headers: dict[str, str] | None = None

    @property
    def headers(self) -> Mapping[str, str]:
        if self._headers is None:
            self._headers = {
                name.decode("latin-1").lower(): value.decode("latin-1") for name, value in self._inner.headers
            }
        return self._headers

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes.

        Raises:
            StreamBroken: the connection broke before the body was whole.
        """
        try:
            async for piece in self._inner.stream:  # type: ignore[union-attr]  # an async response has an async body
                yield piece
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            raise StreamBroken(
                "The connection broke in the middle of the answer",
                "Continue with another provider, or ask again.",
                status=self.status,
            ) from None

    async def aclose(self) -> None:
        await self._inner.aclose()


class Transport:
    """Requests over one pool to one provider. Made once; ``drop`` makes what is open now unusable for later."""

    def __init__(
        self,
        *,
        local_only: Callable[[], bool],
        connect_seconds: float,
        ca_file: str = "",
        proxy: str = "",
        lookup: Lookup = look_up,
    ) -> None:
        self._proxy = proxy
        self._connect_seconds = connect_seconds
        self._ca_file = ca_file
        self._gate = Gate(local_only, lookup=lookup, proxied=bool(proxy))
        self._pools: dict[bool, httpcore.AsyncConnectionPool] = {}

    async def send(
        self, method: str, url: str, headers: Sequence[tuple[bytes, bytes]], content: bytes | None
    ) -> Response:
        """Send one request and wait for the headers.

        A reused connection that dies before any byte of the answer is replaced by a new one, once: it had been
        dead before. That is the one repetition that a provider makes.

        Raises:
            ProviderError: nobody answered, or not in HTTP.
        """
        place = place_of(url)
        try:
            request = _request(method, url, headers, content, self._connect_seconds)
            pool = await self._pool(secure=url.startswith("https:"))
            try:
                inner = await _send(pool, request)
            except _Dead:
                self._gate.drop()
                inner = await _send(pool, request)
        except (*FOREIGN, _Dead) as error:
            raise failure(error, place, seconds=self._connect_seconds, proxied=bool(self._proxy)) from None
        return Response(inner, place)

    async def _pool(self, *, secure: bool) -> httpcore.AsyncConnectionPool:
        """Plain HTTP never pays for certificates."""
        pool = self._pools.get(secure)
        if pool is None:
            context = await asyncio.to_thread(trust, self._ca_file) if secure else None
            pool = self._pools.setdefault(secure, self._make_pool(context))
        return pool

    def _make_pool(self, context: ssl.SSLContext | None) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(
            ssl_context=context,
            proxy=_proxy(self._proxy) if self._proxy else None,
            max_connections=None,
            max_keepalive_connections=MAX_IDLE,
            keepalive_expiry=KEEP_ALIVE,
            network_backend=self._gate,
        )

    async def drop(self) -> None:
        """Close what is idle; what carries an answer now is closed when that has ended."""
        self._gate.drop()
        for pool in self._pools.values():
            for connection in pool.connections:
                if connection.is_idle():
                    await connection.aclose()

    async def aclose(self) -> None:
        pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            await pool.aclose()


class _Dead(Exception):
    """A reused connection broke before the first byte of the answer."""


async def _send(pool: httpcore.AsyncConnectionPool, request: httpcore.Request) -> httpcore.Response:
    journey = Journey()
    token = JOURNEY.set(journey)
    try:
        return await pool.handle_async_request(request)
    except (httpcore.ReadError, httpcore.WriteError, httpcore.RemoteProtocolError):
        if journey.fresh or journey.answered:
            raise
        raise _Dead from None
    finally:
        JOURNEY.reset(token)


def _request(
    method: str, url: str, headers: Sequence[tuple[bytes, bytes]], content: bytes | None, connect_seconds: float
) -> httpcore.Request:
    parts = urlsplit(url)
    host = parts.hostname or ""
    name = host.encode("ascii") if host.isascii() else host.encode("idna")
    shown = b"[%b]" % name if b":" in name else name
    own = [(b"Host", b"%b:%d" % (shown, parts.port) if parts.port else shown)]
    if content is not None:
        own.append((b"Content-Length", b"%d" % len(content)))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return httpcore.Request(
        method,
        httpcore.URL(scheme=parts.scheme, host=name, port=parts.port, target=target.encode("ascii")),
        headers=[*own, *headers],
        content=content,
        extensions={"timeout": {"connect": connect_seconds}},
    )


def _proxy(url: str) -> httpcore.Proxy:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        raise Unreachable(
            f"The system names a {parts.scheme} proxy, which cannot be used",
            "Set an HTTP proxy, or name this host in the proxy's exceptions.",
        )
    place = f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return httpcore.Proxy(place, auth=(user, password) if user or password else None)
