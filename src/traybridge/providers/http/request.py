"""httpx's requests as our transports write them: what may stand in a header, the host as it was named."""

import re
from collections.abc import Sequence
from functools import lru_cache

import httpx

from traybridge.core.errors import RequestRejected, Unreachable

_BREAKS = re.compile(rb"[\r\n\0]")


def build(method: str, url: str, headers: Sequence[tuple[bytes, bytes]], content: bytes | None) -> httpx.Request:
    """Make a request that carries these headers, Host and Content-Length, and no other.

    Raises:
        Unreachable: the URL is none.
    """
    target = _parsed(url)
    framing = [] if content is None else [(b"Content-Length", b"%d" % len(content))]
    return httpx.Request(
        method, target, headers=[(b"Host", target.netloc), *headers, *framing], stream=httpx.ByteStream(content or b"")
    )


@lru_cache(maxsize=128)
def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
        host = parsed.host  # reads the xn-- in a name, and may raise too
    except (httpx.InvalidURL, ValueError):
        parsed, host = httpx.URL(), ""
    if parsed.scheme not in {"http", "https"} or not host or (parsed.port or 0) > 65_535:
        raise Unreachable("This address cannot be used", "Correct the provider's base_url.")
    return parsed


def headers_of(request: httpx.Request) -> list[tuple[bytes, bytes]]:
    """The headers as they go out.

    Raises:
        RequestRejected: one would break out of its line; the message does not repeat it.
    """
    headers = request.headers.raw
    if _BREAKS.search(b"".join([part for header in headers for part in header])):
        raise not_sendable()
    return headers


def not_sendable() -> RequestRejected:
    return RequestRejected(
        "The request cannot be sent: a header is not valid", "Check the provider's headers and its key."
    )


def head_of(request: httpx.Request) -> bytes:
    """The request line and the headers. Raises RequestRejected."""
    lines = [
        b"%b %b HTTP/1.1" % (request.method.encode("ascii"), request.url.raw_path),
        *[b"%b: %b" % header for header in headers_of(request)],
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def place_of(request: httpx.Request) -> str:
    """``host:port`` as people read it; see urls.place_of."""
    url = request.url
    host = f"[{url.host}]" if ":" in url.host else url.host
    return host if url.port is None else f"{host}:{url.port}"
