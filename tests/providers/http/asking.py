"""How the tests of the transports ask a server."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from tests.faults.serving import read_request

from traybridge.providers.http.provider_transport import ProviderTransport
from traybridge.providers.http.proxy import read_proxy
from traybridge.providers.http.request import build

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


def transport(
    *,
    ca_file: Path | str = "",
    proxy: str = "",
    local_only: Callable[[], bool] = lambda: False,
    seconds: float = 2.0,
    pooled: bool = False,
) -> ProviderTransport:
    return ProviderTransport(
        local_only=local_only,
        connect_seconds=seconds,
        ca_file=str(ca_file),
        proxy=read_proxy(proxy) if proxy else None,
        pooled=pooled,
    )


async def ask(way: ProviderTransport, url: str, content: bytes | None = None) -> tuple[int, bytes]:
    response = await way.handle_async_request(build("POST", url, [(b"X-Api-Key", b"made-up")], content))
    try:
        return response.status_code, await response.aread()
    finally:
        await response.aclose()


async def hello(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        await read_request(reader)
        writer.write(OK)
