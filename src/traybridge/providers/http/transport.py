"""The way of one provider's requests: its gate, and behind it the plain wire or the pool."""

import asyncio
import importlib
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, urlsplit

from traybridge.core.errors import Unreachable
from traybridge.providers.http.connect import Gate, Lookup, look_up
from traybridge.providers.http.errors import bad_ca_file
from traybridge.providers.http.plain import Plain, Request
from traybridge.providers.http.urls import place_of

if TYPE_CHECKING:
    from traybridge.providers.http.tls import Pool

_SAFE = "/:@!$&'()*+,;=%~-._"


class Response(Protocol):
    """An answer whose headers are there: ``headers`` in lower case; the body is read once, in pieces.

    ``pieces`` raises StreamBroken when the connection breaks before the body is whole. Closing early drops the
    connection at once.
    """

    @property
    def status(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    def pieces(self) -> AsyncGenerator[bytes, None]: ...

    async def aclose(self) -> None: ...


class Transport:
    """Requests of one provider. ``proxy`` is the URL of the system's proxy, "" for none.

    ``pooled`` sends plain HTTP through the pool too.
    """

    def __init__(
        self,
        *,
        local_only: Callable[[], bool],
        connect_seconds: float,
        ca_file: str = "",
        proxy: str = "",
        lookup: Lookup = look_up,
        pooled: bool = False,
    ) -> None:
        self._seconds = connect_seconds
        self._ca_file = ca_file
        self._proxy = proxy
        self._always_pooled = pooled or bool(proxy)
        self._gate = Gate(local_only, lookup=lookup, proxied=bool(proxy))
        self._plain = Plain(self._gate, seconds=connect_seconds)
        self._pools: dict[bool, Pool] = {}

    async def send(
        self, method: str, url: str, headers: Sequence[tuple[bytes, bytes]], content: bytes | None
    ) -> Response:
        """Send one request and wait for the headers. Redirects are not followed.

        A reused connection that dies before any byte of the answer is replaced by a new one, once: it had been
        dead before. That is the one repetition that a provider makes.

        Raises:
            ProviderError: nobody answered, or not in HTTP.
        """
        try:
            request = request_of(method, url, headers, content)
        except ValueError:
            raise Unreachable("This address cannot be used", "Correct the provider's base_url.") from None
        if request.scheme == "http" and not self._always_pooled:
            return await self._plain.send(request)
        return await (await self._pool(secure=request.scheme == "https")).send(request)

    async def _pool(self, *, secure: bool) -> "Pool":
        """Importing httpcore takes 80 ms, reading the certificates 25 to 60: in a thread, and only for who needs it."""
        if secure not in self._pools:
            await asyncio.to_thread(importlib.import_module, "traybridge.providers.http.tls")
            from traybridge.providers.http.tls import Pool
            from traybridge.providers.http.tls_context import trusted

            needed = secure or self._proxy.startswith("https:")
            try:
                context = await asyncio.to_thread(trusted, self._ca_file) if needed else None
            except OSError as error:
                raise bad_ca_file(error) from None
            pool = Pool(self._gate, seconds=self._seconds, context=context, proxy=self._proxy)
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


def request_of(method: str, url: str, headers: Sequence[tuple[bytes, bytes]], content: bytes | None) -> Request:
    """Write a request for the wire: the host as it was named, path and query quoted, the length of the body."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    name = host if host.isascii() else host.encode("idna").decode("ascii")
    shown = f"[{name}]" if ":" in name else name
    target = quote(parts.path or "/", safe=_SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=_SAFE + "?[]")
    return Request(
        method=method,
        scheme=parts.scheme,
        host=name,
        port=parts.port or (443 if parts.scheme == "https" else 80),
        host_header=(f"{shown}:{parts.port}" if parts.port else shown).encode("ascii"),
        target=target.encode("ascii"),
        headers=[*headers, (b"Content-Length", b"%d" % len(content))] if content is not None else headers,
        content=content,
        place=place_of(url),
    )
