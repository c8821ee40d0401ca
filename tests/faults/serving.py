"""The bare server of tests/support/http_server.py, with requests as a line, headers and a body."""

import asyncio

from tests.support.http_server import read_head, serving

__all__ = ["read_request", "serving"]


async def read_request(reader: asyncio.StreamReader) -> tuple[str, dict[str, str], bytes]:
    """The request line, the headers by lower-case name, and the body."""
    line, headers = await read_head(reader)
    return line, headers, await reader.readexactly(int(headers.get("content-length", "0")))
