"""The one place where sockets open: names are looked up here, addresses judged, and only those connected to."""

import asyncio
import errno
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from ipaddress import IPv6Address
from typing import Any

from traybridge.core.addresses import is_local_address
from traybridge.core.errors import ProviderError
from traybridge.core.i18n import msg
from traybridge.core.time_limit import TimeLimit
from traybridge.providers.http.urls import PUBLIC_HOSTS, literal

HEAD_START = 0.25
"""Seconds that one address gets before the next is tried beside it (RFC 8305)."""
HIGH_WATER = 256 * 1024
"""Bytes that wait for a slow reader before the socket is not read any more."""

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]


class NotHTTP(Exception):
    """Whoever answers does not speak HTTP. Carries nothing of what was said."""


class Closed(Exception):
    """The other side closed before the head of an answer was whole; ``silent``: not one byte of it came."""

    def __init__(self, *, silent: bool) -> None:
        super().__init__()
        self.silent = silent


class SocketProtocol(asyncio.Protocol):
    """A socket's bytes on their way to one waiting reader."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.ended = False
        self.error: Exception | None = None
        self._pieces: list[bytes] = []
        self._size = 0
        self._paused = False
        self._reader: asyncio.Future[None] | None = None
        self._writable: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]  # asyncio hands stream protocols a Transport

    def data_received(self, data: bytes) -> None:
        self._pieces.append(data)
        self._size += len(data)
        if self._size > HIGH_WATER and not self._paused and self.transport is not None:
            self._paused = True
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        self.ended = True
        self._wake()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self.error = exc
        self._wake()
        self.resume_writing()

    def pause_writing(self) -> None:
        self._writable = asyncio.get_running_loop().create_future()

    def resume_writing(self) -> None:
        waiter, self._writable = self._writable, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    @property
    def readable(self) -> bool:
        return bool(self._pieces) or self.ended

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    async def read(self) -> bytes:
        """All that is there, waiting for something; empty at the end. Raises the error that cut the connection."""
        while not self._pieces:
            if self.ended:
                if self.error is not None:
                    raise self.error
                return b""
            self._reader = asyncio.get_running_loop().create_future()
            try:
                await self._reader
            finally:
                self._reader = None
        data = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        self._pieces.clear()
        self._size = 0
        if self._paused and self.transport is not None and not self.ended:
            self._paused = False
            self.transport.resume_reading()
        return data

    async def write(self, data: bytes) -> None:
        if self.transport is None or self.transport.is_closing():
            raise self.error or ConnectionResetError(errno.ECONNRESET, "closed")
        self.transport.write(data)
        if self._writable is not None:
            await self._writable
            if self.ended:
                raise self.error or ConnectionResetError(errno.ECONNRESET, "closed")


class Connection:
    """An open connection: its pipe, until when it may shake hands, and whether later requests may have it."""

    def __init__(self, pipe: SocketProtocol, *, deadline: float, stale: Callable[[], bool]) -> None:
        self.pipe = pipe
        self._deadline = deadline
        self._stale = stale
        self._first = True

    @property
    def usable(self) -> bool:
        """False once the other side has closed, spoken unasked, or the gate has dropped it."""
        return not (self.pipe.readable or self._stale())

    async def read(self) -> bytes:
        """All bytes that are there, waiting for some; empty at the end.

        Raises:
            OSError: the connection was cut.
            NotHTTP: its first bytes are another protocol's. A mail or SSH server greets and then waits for ever.
        """
        data = await self.pipe.read()
        if self._first and data:
            self._first = False
            if not data.startswith(b"HTTP/"[: len(data)]):
                raise NotHTTP
        return data

    async def secure(self, context: ssl.SSLContext, host: str | None) -> None:
        """Shake hands within what the connect timer has left.

        Raises:
            OSError: ssl.SSLError among them, and TimeoutError.
        """
        if self.pipe.transport is None:
            raise ConnectionResetError(errno.ECONNRESET, "closed")
        try:
            async with TimeLimit(self._deadline - time.monotonic()):
                transport = await asyncio.get_running_loop().start_tls(
                    self.pipe.transport, self.pipe, context, server_hostname=host
                )
        except BaseException:
            self.abort()
            raise
        if transport is None:
            raise ConnectionResetError(errno.ECONNRESET, "closed while shaking hands")
        self.pipe.transport = transport
        self._first = True

    def abort(self) -> None:
        """Close at once; idempotent. Nobody waits for a polite goodbye."""
        if self.pipe.transport is not None:
            self.pipe.transport.abort()


async def look_up(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a name, in its order of preference."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(_with_scope(sockaddr) for *_, sockaddr in found))


def _with_scope(sockaddr: tuple[Any, ...]) -> str:
    address = str(sockaddr[0])
    scope = sockaddr[3] if len(sockaddr) == 4 else 0
    return f"{address}%{scope}" if scope and "%" not in address else address


class Gate:
    """It looks names up itself, judges the addresses, and connects to those.

    ``local_only`` is asked at each connection, and again before an open one carries another request. ``proxied``:
    connections go to a proxy, whose address says nothing about where the request ends, so under local only none is
    opened. ``own``: it is a server of one's own that is connected to (core/addresses.py).
    """

    def __init__(
        self,
        local_only: Callable[[], bool],
        *,
        lookup: Lookup = look_up,
        proxied: bool = False,
        own: bool = False,
    ) -> None:
        self._local_only = local_only
        self._own = own
        self._lookup = lookup
        self._proxied = proxied
        self._generation = 0

    def drop(self) -> None:
        """Let no later request have a connection that is open now."""
        self._generation += 1

    async def open(self, host: str, port: int, seconds: float) -> Connection:
        """Connect within the connect timer, the name's lookup included.

        Raises:
            OSError: nobody could be connected to (gaierror: no such name, TimeoutError: not in time).
            ProviderError: local only is on and forbids it.
        """
        deadline = time.monotonic() + seconds
        async with TimeLimit(seconds):
            addresses = await self._allowed(host, port)
            address, pipe = await _first([partial(_connect, address, port) for address in _interleaved(addresses)])
        outside = self._proxied or not is_local_address(address, own=self._own)
        return Connection(pipe, deadline=deadline, stale=partial(self._stale, self._generation, outside=outside))

    def _stale(self, generation: int, *, outside: bool) -> bool:
        return generation != self._generation or (outside and self._local_only())

    async def _allowed(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host that may be connected to.

        Raises:
            ProviderError: local only is on and the host is elsewhere, or nobody can know.
        """
        only_local = self._local_only()
        if only_local and (self._proxied or host.lower() in PUBLIC_HOSTS):
            raise outside_of_local(host, proxied=self._proxied)
        known = literal(host)
        addresses = [str(known)] if known is not None else await self._lookup(host, port)
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "no address")
        if not only_local:
            return addresses
        here = [address for address in addresses if is_local_address(address, own=self._own)]
        if not here:
            raise outside_of_local(host)
        return here


def outside_of_local(host: str, *, proxied: bool = False) -> ProviderError:
    if proxied:
        return ProviderError(
            "Local only is on, and this provider is reached through a proxy",
            "Switch local only off to use it.",
        )
    return ProviderError(
        msg("Local only is on, and {host} is not on this machine or network", host=host),
        "Switch local only off to use it.",
    )


def _interleaved(addresses: Sequence[str]) -> Sequence[str]:
    """IPv6 and IPv4 by turns, the system's first choice first (RFC 8305, 4): one dead family costs one head start."""
    if len(addresses) < 3:
        return addresses
    six = [address for address in addresses if isinstance(literal(address), IPv6Address)]
    four = [address for address in addresses if address not in six]
    first, second = (six, four) if addresses[0] in six else (four, six)
    shared = min(len(first), len(second))
    return [
        *(address for pair in zip(first, second, strict=False) for address in pair),
        *first[shared:],
        *second[shared:],
    ]


async def _connect(address: str, port: int) -> tuple[str, SocketProtocol]:
    """Connect to one checked address; AI_NUMERICHOST forbids a second lookup."""
    _, pipe = await asyncio.get_running_loop().create_connection(
        SocketProtocol, address, port, family=socket.AF_UNSPEC, flags=socket.AI_NUMERICHOST
    )
    return address, pipe


Attempts = Sequence[Callable[[], Awaitable[tuple[str, SocketProtocol]]]]


async def _first(attempts: Attempts) -> tuple[str, SocketProtocol]:
    """The first connection that stands; each attempt has a head start over the next.

    Raises:
        OSError: the last failure, a refusal rather than anything vaguer.
    """
    if len(attempts) == 1:
        return await attempts[0]()
    waiting = list(attempts)
    failures: list[OSError] = []
    running: set[asyncio.Task[tuple[str, SocketProtocol] | OSError]] = set()
    async with asyncio.TaskGroup() as group:
        try:
            while waiting or running:
                if waiting:
                    running.add(group.create_task(_outcome(waiting.pop(0)), name="connect"))
                done, running = await asyncio.wait(
                    running, timeout=HEAD_START if waiting else None, return_when=asyncio.FIRST_COMPLETED
                )
                results = [task.result() for task in done]
                failures += [result for result in results if isinstance(result, OSError)]
                if standing := [result for result in results if not isinstance(result, OSError)]:
                    _abort(standing[1:])
                    return standing[0]
        finally:
            for task in running:
                task.cancel()
                task.add_done_callback(_abort_late)
    raise next((error for error in failures if isinstance(error, ConnectionRefusedError)), failures[-1])


async def _outcome(
    attempt: Callable[[], Awaitable[tuple[str, SocketProtocol]]],
) -> tuple[str, SocketProtocol] | OSError:
    try:
        return await attempt()
    except OSError as error:
        return error


def _abort(standing: Iterable[tuple[str, SocketProtocol]]) -> None:
    for _, pipe in standing:
        if pipe.transport is not None:
            pipe.transport.abort()


def _abort_late(task: asyncio.Task[tuple[str, SocketProtocol] | OSError]) -> None:
    """A connection that stood in the very turn in which another had won."""
    if not task.cancelled() and task.exception() is None:
        result = task.result()
        if not isinstance(result, OSError):
            _abort([result])
