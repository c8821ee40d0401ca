"""Requests over TLS or through a proxy: httpcore's pool, whose every connection comes from the gate.

httpcore is the engine inside httpx. It is used without httpx, which imports its own command line (click, rich,
pygments: four times the start, seven times the memory) and builds request and response objects that nobody needs here.
"""

import ssl
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextvars import ContextVar
from typing import Any
from urllib.parse import unquote, urlsplit

import httpcore

from traybridge.core.errors import RequestRejected, StreamBroken, Unreachable
from traybridge.core.i18n import msg
from traybridge.providers.http.connect import Connection, Gate, NotHTTP
from traybridge.providers.http.errors import closed, failure, not_http
from traybridge.providers.http.plain import INTERRUPTED, Request

KEEP_ALIVE = 30.0
"""Seconds that an idle connection is kept; most clouds drop theirs after 60 or more."""
MAX_IDLE = 16
"""httpcore compares every idle connection with all others at each request: 64 of them cost 7 ms of CPU a request."""


class _Journey:
    """What one request met on its way: a connection of its own, and whether any byte came back."""

    __slots__ = ("answered", "fresh")

    def __init__(self) -> None:
        self.fresh = False
        self.answered = False


_JOURNEY: ContextVar[_Journey | None] = ContextVar("journey", default=None)


class _Dead(Exception):
    """A reused connection broke before the first byte of the answer."""


class Stream(httpcore.AsyncNetworkStream):
    """One connection of the gate as httpcore wants it."""

    def __init__(self, line: Connection) -> None:
        self._line = line

    # httpcore's port has timeouts; the router's watchdog and the connect timer are ours.
    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109
        try:
            data = await self._line.read()
        except OSError as error:
            raise httpcore.ReadError from error
        if data and (journey := _JOURNEY.get()) is not None:
            journey.answered = True
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109
        if not buffer:
            return
        try:
            await self._line.pipe.write(buffer)
        except OSError as error:
            raise httpcore.WriteError from error

    async def aclose(self) -> None:
        self._line.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        await self._line.secure(ssl_context, server_hostname)
        return self

    def get_extra_info(self, info: str) -> Any:
        """``is_readable`` of an idle connection tells httpcore's pool not to use it again."""
        transport = self._line.pipe.transport
        match info:
            case "is_readable":
                return not self._line.usable
            case "ssl_object" | "socket" if transport is not None:
                return transport.get_extra_info(info)
            case "client_addr" if transport is not None:
                return transport.get_extra_info("sockname")
            case "server_addr" if transport is not None:
                return transport.get_extra_info("peername")
            case _:
                return None


class Backend(httpcore.AsyncNetworkBackend):
    """The gate as httpcore wants it."""

    def __init__(self, gate: Gate, seconds: float) -> None:
        self._gate = gate
        self._seconds = seconds

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        if (journey := _JOURNEY.get()) is not None:
            journey.fresh = True
        return Stream(await self._gate.open(host, port, self._seconds))


class PooledResponse:
    """A response of the pool (transport.Response)."""

    def __init__(self, inner: httpcore.Response) -> None:
        self.status = inner.status
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
        try:
            async for piece in self._inner.stream:  # type: ignore[union-attr]  # an async response has an async body
                yield piece
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            raise StreamBroken(*INTERRUPTED, status=self.status) from None

    async def aclose(self) -> None:
        await self._inner.aclose()


class Pool:
    """Requests over one pool. ``proxy`` is the URL of the system's proxy, "" for none."""

    def __init__(self, gate: Gate, *, seconds: float, context: ssl.SSLContext | None, proxy: str = "") -> None:
        self._gate = gate
        self._seconds = seconds
        self._proxied = bool(proxy)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            proxy=_proxy(proxy, context) if proxy else None,
            max_connections=None,
            max_keepalive_connections=MAX_IDLE,
            keepalive_expiry=KEEP_ALIVE,
            network_backend=Backend(gate, seconds),
        )

    async def send(self, request: Request) -> PooledResponse:
        """Send one request and wait for the headers; see transport.Transport.send."""
        there, proxied = request.place, self._proxied
        request.head()
        try:
            return await self._send(_wire(request))
        except (OSError, UnicodeError) as error:
            raise failure(error, there, seconds=self._seconds, proxied=proxied) from None
        except httpcore.ProxyError:
            raise Unreachable(
                msg("The proxy refuses to connect to {there}", there=there), "Check the system's proxy settings."
            ) from None
        except httpcore.LocalProtocolError:
            # h11 quotes the header in its words.
            raise RequestRejected(
                "The request cannot be sent: a header is not valid", "Check the provider's headers and its key."
            ) from None
        except httpcore.RemoteProtocolError as error:
            # h11 quotes the other side; only which of two things happened is taken from its words.
            told = closed if "without sending a response" in str(error) else not_http
            raise told(there, proxied=proxied) from None
        except NotHTTP:
            raise not_http(there, proxied=proxied) from None
        except (httpcore.NetworkError, _Dead):
            raise closed(there, proxied=proxied) from None

    async def _send(self, wire: httpcore.Request) -> PooledResponse:
        try:
            return await self._once(wire)
        except _Dead:
            # It had died before, and so may have the others.
            self._gate.drop()
            return await self._once(wire)

    async def _once(self, wire: httpcore.Request) -> PooledResponse:
        journey = _Journey()
        token = _JOURNEY.set(journey)
        try:
            return PooledResponse(await self._pool.handle_async_request(wire))
        except (httpcore.ReadError, httpcore.WriteError, httpcore.RemoteProtocolError):
            if journey.fresh or journey.answered:
                raise
            raise _Dead from None
        finally:
            _JOURNEY.reset(token)

    async def close_idle(self) -> None:
        for connection in self._pool.connections:
            if connection.is_idle():
                await connection.aclose()

    async def aclose(self) -> None:
        await self._pool.aclose()


def _wire(request: Request) -> httpcore.Request:
    port = None if request.port == {"http": 80, "https": 443}[request.scheme] else request.port
    return httpcore.Request(
        request.method,
        httpcore.URL(scheme=request.scheme, host=request.host, port=port, target=request.target),
        headers=[(b"Host", request.host_header), *request.headers],
        content=request.content,
    )


def _proxy(url: str, context: ssl.SSLContext | None) -> httpcore.Proxy:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        raise Unreachable(
            msg("The system names a {scheme} proxy, which cannot be used", scheme=parts.scheme),
            "Set an HTTP proxy, or name this host in the proxy's exceptions.",
        )
    place = f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return httpcore.Proxy(
        place,
        auth=(user, password) if user or password else None,
        ssl_context=context if parts.scheme == "https" else None,
    )
