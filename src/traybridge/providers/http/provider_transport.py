"""The way of one provider's requests: its gate, and behind it the transport without TLS or the pool."""

import asyncio
import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx

from traybridge.providers.http.body import decompressed
from traybridge.providers.http.connect import Gate, Lookup, look_up
from traybridge.providers.http.errors import bad_ca_file
from traybridge.providers.http.proxy import Proxy
from traybridge.providers.http.transport import PlainTransport

if TYPE_CHECKING:
    from traybridge.providers.http.tls import PooledTransport


class ProviderTransport(httpx.AsyncBaseTransport):
    """Requests of one provider. ``own`` as in core/addresses.py.

    Redirects are not followed. The stream of its responses is a ``body.Body`` that is not compressed.
    ``pooled`` sends plain HTTP through the pool too.
    """

    def __init__(
        self,
        *,
        local_only: Callable[[], bool],
        connect_seconds: float,
        ca_file: str = "",
        proxy: Proxy | None = None,
        own: bool = False,
        lookup: Lookup = look_up,
        pooled: bool = False,
    ) -> None:
        self._seconds = connect_seconds
        self._ca_file = ca_file
        self._proxy = proxy
        self._always_pooled = pooled or proxy is not None
        self._gate = Gate(local_only, lookup=lookup, proxied=proxy is not None, own=own)
        self._plain = PlainTransport(self._gate, seconds=connect_seconds)
        self._pools: dict[bool, PooledTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and wait for the headers.

        Raises:
            ProviderError: nobody answered, or not in HTTP.
        """
        scheme = request.url.scheme
        if scheme == "http" and not self._always_pooled:
            return decompressed(await self._plain.handle_async_request(request))
        pool = await self._pool(secure=scheme == "https")
        return decompressed(await pool.handle_async_request(request))

    async def _pool(self, *, secure: bool) -> "PooledTransport":
        """Importing httpcore takes 40 ms, reading the certificates 25 to 60: in a thread, and only for who needs it."""
        if secure not in self._pools:
            await asyncio.to_thread(importlib.import_module, "traybridge.providers.http.tls")
            from traybridge.providers.http.tls import PooledTransport
            from traybridge.providers.http.tls_context import trusted

            needed = secure or (self._proxy is not None and self._proxy.url.startswith("https:"))
            try:
                context = await asyncio.to_thread(trusted, self._ca_file) if needed else None
            except OSError as error:
                raise bad_ca_file(error) from None
            pool = PooledTransport(self._gate, seconds=self._seconds, context=context, proxy=self._proxy)
            return self._pools.setdefault(secure, pool)
        return self._pools[secure]

    async def drop(self) -> None:
        """Close what is idle; what carries an answer now is closed when that has ended."""
        self._gate.drop()
        self._plain.close_idle()
        for pool in self._pools.values():
            await pool.close_idle()

    async def aclose(self) -> None:
        """Close all connections, those of the pool also under an answer."""
        await self.drop()
        for pool in self._pools.values():
            await pool.aclose()
