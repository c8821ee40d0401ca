"""Requests over TLS or through a proxy: an httpx transport on httpcore's pool, its sockets from the gate."""

import ssl
from collections.abc import Iterable
from typing import Any, cast

import httpcore
import httpx

from traybridge.core.errors import ProviderError, Unreachable
from traybridge.core.i18n import msg
from traybridge.providers.http.body import StreamBody, interrupted
from traybridge.providers.http.connect import Closed, Connection, Gate, NotHTTP
from traybridge.providers.http.errors import failure
from traybridge.providers.http.proxy import Proxy
from traybridge.providers.http.request import headers_of, not_sendable, place_of

KEEP_ALIVE = 30.0
"""Seconds that an idle connection is kept; most clouds drop theirs after 60 or more."""
MAX_IDLE = 16
"""httpcore compares every idle connection with all others at each request: 64 of them cost 7 ms of CPU a request."""
_FOREIGN = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError)


class _Dead(httpcore.ReadError):
    """A reused connection broke before the first byte of the answer."""


class Stream(httpcore.AsyncNetworkStream):
    """One connection of the gate as httpcore wants it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._answered = self._reused = False

    # httpcore's port has timeouts; the router's watchdog and the connect timer are ours.
    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109
        broken = _Dead if self._reused and not self._answered else httpcore.ReadError
        try:
            data = await self._connection.read()
        except OSError as error:
            raise broken from error
        if not data and broken is _Dead:
            raise _Dead
        self._answered = True
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109
        if not buffer:
            return
        if self._answered:
            self._answered, self._reused = False, True
        try:
            await self._connection.pipe.write(buffer)
        except OSError as error:
            raise httpcore.WriteError from error

    async def aclose(self) -> None:
        self._connection.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        await self._connection.secure(ssl_context, server_hostname)
        return Stream(self._connection)

    def get_extra_info(self, info: str) -> Any:
        """``is_readable`` of an idle connection tells httpcore's pool not to use it again."""
        if info == "is_readable":
            return not self._connection.usable
        transport = self._connection.pipe.transport
        name = {"client_addr": "sockname", "server_addr": "peername"}.get(info, info)
        return transport.get_extra_info(name) if transport is not None else None


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
        return Stream(await self._gate.open(host, port, self._seconds))


class _PooledBody(StreamBody):
    def __init__(self, inner: httpcore.Response) -> None:
        super().__init__(cast("httpx.AsyncByteStream", inner.stream))
        self._status = inner.status

    async def _next(self) -> bytes:
        try:
            return await super()._next()
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            raise interrupted(self._status) from None


class PooledTransport(httpx.AsyncBaseTransport):
    """Requests over one pool."""

    def __init__(
        self, gate: Gate, *, seconds: float, context: ssl.SSLContext | None, proxy: Proxy | None = None
    ) -> None:
        self._gate = gate
        self._seconds = seconds
        self._proxied = proxy is not None
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            proxy=_wire_proxy(proxy, context) if proxy else None,
            max_connections=None,
            max_keepalive_connections=MAX_IDLE,
            keepalive_expiry=KEEP_ALIVE,
            network_backend=Backend(gate, seconds),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and wait for the headers; a dead reused connection is replaced once, as transport.py does.

        Raises:
            ProviderError: nobody answered, or not in HTTP.
        """
        try:
            inner = await self._send(_wire(request))
        except (OSError, UnicodeError, NotHTTP, *_FOREIGN) as error:
            raise self._told(error, place_of(request)) from None
        return httpx.Response(inner.status, headers=inner.headers, stream=_PooledBody(inner), request=request)

    async def _send(self, wire: httpcore.Request) -> httpcore.Response:
        try:
            return await self._pool.handle_async_request(wire)
        except _Dead:
            # It had died before, and so may have the others.
            self._gate.drop()
            return await self._pool.handle_async_request(wire)

    def _told(self, error: Exception, there: str) -> ProviderError:
        """h11 quotes headers and the other side; only which of these things happened is taken from its words."""
        match error:
            case httpcore.ProxyError():
                title = msg("The proxy refuses to connect to {there}", there=there)
                return Unreachable(title, "Check the system's proxy settings.")
            case httpcore.LocalProtocolError():
                return not_sendable()
            case httpcore.RemoteProtocolError() if "without sending a response" not in str(error):
                error = NotHTTP()
            case httpcore.RemoteProtocolError() | httpcore.NetworkError():
                error = Closed(silent=True)
            case _:
                pass
        return failure(error, there, seconds=self._seconds, proxied=self._proxied)

    async def close_idle(self) -> None:
        for connection in self._pool.connections:
            if connection.is_idle():
                await connection.aclose()

    async def aclose(self) -> None:
        await self._pool.aclose()


def _wire(request: httpx.Request) -> httpcore.Request:
    url = request.url
    return httpcore.Request(
        request.method,
        httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=headers_of(request),
        content=request.stream,
    )


def _wire_proxy(proxy: Proxy, context: ssl.SSLContext | None) -> httpcore.Proxy:
    user, password = proxy.user.encode(), proxy.password.encode()
    return httpcore.Proxy(
        proxy.url,
        auth=(user, password) if user or password else None,
        ssl_context=context if proxy.url.startswith("https:") else None,
    )
