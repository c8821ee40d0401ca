import asyncio

import pytest

from traybridge.demo.recordings import Recording
from traybridge.demo.replay import ReplayServer
from traybridge.demo.requests import Received

OK = Recording.of_json("ok")


async def send(raw: bytes) -> tuple[Received, bytes]:
    """Send bytes as they are; returns what the server understood and what it said."""
    async with ReplayServer(fallback=OK, speed=0) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(raw)
        request = await server.nth(0)
        await request.over.wait()
        said = await reader.readuntil(b'"ok"')
        writer.close()
        await writer.wait_closed()
    return request, said


async def test_method_path_query_headers_and_body_are_kept():
    request, _ = await send(
        b"POST /v1/models?status=downloaded&q=a%20b HTTP/1.1\r\nX-Key: 1\r\nContent-Length: 7\r\n\r\n" + b'{"a":1}'
    )
    assert (request.method, request.path) == ("POST", "/v1/models")
    assert request.query == {"status": "downloaded", "q": "a b"}
    assert request.headers == (("X-Key", "1"), ("Content-Length", "7"))
    assert request.header("x-key") == "1"
    assert request.header("authorization") is None
    assert request.json() == {"a": 1}


async def test_a_chunked_body_is_put_together():
    request, _ = await send(
        b'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\n{"a\r\n4\r\n":1}\r\n0\r\nT: 1\r\n\r\n'
    )
    assert request.body == b'{"a":1}'


async def test_a_client_that_expects_100_is_told_to_go_on():
    _, said = await send(b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi")
    assert said.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 \r\n")


@pytest.mark.parametrize("partial", [b"", b"GET /st", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n1234"])
async def test_a_client_that_goes_away_before_asking_is_no_request_and_no_failure(partial: bytes):
    async with ReplayServer(fallback=OK, speed=0) as server:
        _, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(partial)
        writer.close()
        await writer.wait_closed()
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"GET /node_id HTTP/1.1\r\n\r\n")
        await reader.readuntil(b'"ok"')
        writer.close()
        await writer.wait_closed()
        assert [request.path for request in server.received] == ["/node_id"]


def test_a_hang_up_after_the_whole_answer_is_none():
    request = Received("GET", "/", ())
    request.note_finished()
    request.note_hang_up(3.0)
    assert not request.hung_up.is_set()
    assert request.hung_up_at is None
