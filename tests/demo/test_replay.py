import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from traybridge.demo.answers import Answer
from traybridge.demo.recordings import Library, Recording, RecordingEnd
from traybridge.demo.replay import ReplayServer
from traybridge.demo.requests import Received
from traybridge.demo.timeline import NOBODY, Timeline

PATIENCE = 5


@asynccontextmanager
async def connection(server: ReplayServer) -> AsyncGenerator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        async with asyncio.timeout(PATIENCE):
            yield reader, writer
    finally:
        writer.close()
        await writer.wait_closed()


def get(path: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", "host: 127.0.0.1", *headers, "", ""]).encode()


def only(answer: Answer) -> ReplayServer:
    return ReplayServer({("GET", "/"): answer}, speed=0)


async def test_a_client_that_hangs_up_is_noticed_while_nothing_is_written(library: Library):
    async with only(library["152"]) as server:
        async with connection(server) as (reader, writer):
            writer.write(get("/"))
            await reader.readuntil(b": keep-alive\n\n\r\n" + b"e\r\n: keep-alive\n\n\r\n")
            request = await server.nth(0)
            assert not request.hung_up.is_set()
        async with asyncio.timeout(PATIENCE):
            await request.hung_up.wait()
    assert request.hung_up_at is not None
    assert not request.finished.is_set()


async def test_a_hang_up_stops_a_slow_answer_long_before_its_next_piece(library: Library):
    async with only(library["042"]) as server:
        server.speed = 1.0  # the second piece is ten seconds away
        async with connection(server) as (reader, writer):
            writer.write(get("/"))
            await reader.readuntil(b": keep-alive\n\n")
        request = await server.nth(0)
        async with asyncio.timeout(PATIENCE):
            await request.hung_up.wait()


async def test_an_answer_read_to_its_end_is_no_hang_up(library: Library):
    async with only(library["001"]) as server:
        async with connection(server) as (reader, writer):
            writer.write(get("/"))
            await reader.readuntil(library["001"].body)
            request = await server.nth(0)
            await request.finished.wait()
        async with connection(server):
            pass
        assert not request.hung_up.is_set()


async def test_time_is_divided_by_the_speed(library: Library):
    speed = 100
    recording = library["042"]
    loop = asyncio.get_running_loop()
    async with only(recording) as server, connection(server) as (reader, writer):
        server.speed = speed
        asked = loop.time()
        writer.write(get("/"))
        await reader.readuntil(b"\n\n")
        first = loop.time() - asked
        await reader.readuntil(b"0\r\n\r\n")
        last = loop.time() - asked
    assert last >= recording.ended_at / speed
    assert first < recording.pieces[1].at / speed


async def test_recorded_headers_decide_whether_a_connection_is_used_again(library: Library):
    async with ReplayServer({("GET", "/state"): library["003"], ("GET", "/chat"): library["050"]}, speed=0) as server:
        async with connection(server) as (reader, writer):
            for _ in range(2):
                writer.write(get("/state"))
                await reader.readuntil(library["003"].body)
            writer.write(get("/chat"))
            assert (await reader.read()).endswith(b"0\r\n\r\n")  # "connection: close"
        async with connection(server) as (reader, writer):
            writer.write(get("/state", "Connection: close"))
            assert (await reader.read()).endswith(library["003"].body)
        assert [request.connection for request in server.received] == [1, 1, 1, 2]


async def test_many_connections_are_answered_side_by_side(library: Library):
    async with ReplayServer({("GET", "/held"): library["152"], ("GET", "/"): library["001"]}, speed=0) as server:
        async with connection(server) as (_, held), connection(server) as (reader, writer):
            held.write(get("/held"))
            await server.nth(0, "/held")
            writer.write(get("/"))
            await reader.readuntil(library["001"].body)
        assert [request.path for request in server.received] == ["/held", "/"]


async def test_routes_may_change_while_running(library: Library):
    async with only(library["001"]) as server, connection(server) as (reader, writer):
        writer.write(get("/"))
        await reader.readuntil(library["001"].body)
        server.routes["GET", "/"] = library["102"]
        writer.write(get("/"))
        await reader.readuntil(library["102"].body)


async def test_what_no_route_knows_gets_exos_404(library: Library):
    async with ReplayServer(speed=0) as server, connection(server) as (reader, writer):
        writer.write(get("/health"))
        assert await reader.readuntil(b"\r\n") == library["009"].status_line + b"\r\n"
        await reader.readuntil(library["009"].body)


async def test_an_answer_can_be_ended_cleanly_in_the_middle(library: Library):
    async with only(library["050"].ending_in(RecordingEnd.HELD, pieces=5)) as server:
        async with connection(server) as (reader, writer):
            writer.write(get("/"))
            await reader.readuntil(b'"The"}}]}\n\n\r\n')
            request = await server.nth(0)
            request.end_answer()
            assert await reader.read() == b"0\r\n\r\n"
        assert request.finished.is_set()
        assert not request.hung_up.is_set()


async def test_hanging_up_on_everybody_breaks_their_answers(library: Library):
    async with only(library["152"]) as server, connection(server) as (reader, writer):
        writer.write(get("/"))
        await reader.readuntil(b": keep-alive\n\n\r\n")
        server.hang_up()
        assert not (await reader.read()).endswith(b"0\r\n\r\n")


async def test_leaving_the_server_ends_held_answers_and_waiting_routes(library: Library):
    async def never(request: Received) -> Recording:
        await asyncio.Event().wait()
        raise AssertionError

    async with only(library["152"]) as server:
        server.routes["GET", "/never"] = never
        async with asyncio.timeout(PATIENCE):
            _, first = await asyncio.open_connection("127.0.0.1", server.port)
            first.write(get("/"))
            _, second = await asyncio.open_connection("127.0.0.1", server.port)
            second.write(get("/never"))
            await server.nth(1)
    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("replay.")]
    first.close()
    second.close()


async def test_what_a_route_raises_comes_out_of_the_server():
    def broken(_: Received) -> Recording:
        raise LookupError("no such answer")

    async def ask() -> None:
        async with only(broken) as server, connection(server) as (reader, writer):
            writer.write(get("/"))
            assert await reader.read() == b""

    with pytest.raises(LookupError, match="no such answer"):
        await ask()


async def test_a_refused_connection_cannot_be_played_as_an_answer(library: Library):
    async def ask() -> None:
        async with only(library["134"]) as server, connection(server) as (reader, writer):
            writer.write(get("/"))
            await reader.read()

    with pytest.raises(ValueError, match="refuse"):
        await ask()


async def test_a_server_that_need_not_remember_keeps_no_requests(library: Library):
    async with ReplayServer(fallback=library["001"], speed=0, remember=False) as server:
        async with connection(server) as (reader, writer):
            writer.write(get("/"))
            await reader.readuntil(library["001"].body)
        assert server.received == []


async def test_a_taken_port_is_an_error():
    async with ReplayServer() as first:
        with pytest.raises(OSError, match="address already in use"):
            await ReplayServer(port=first.port).listen()


async def test_a_timeline_may_stand_in_a_route_with_its_parts_below(library: Library):
    async with ReplayServer({}, speed=0) as server:
        server.routes["GET", "/state"] = Timeline.load(library, "141").played(asyncio.get_running_loop().time)
        async with connection(server) as (reader, writer):
            writer.write(get("/state/topology"))
            await reader.readuntil(b'{"nodes":["fea9e2456fa7371571119fc6e490579f"],"connections":{}}')


async def test_nobody_is_a_connection_that_closes_without_a_word():
    async with only(NOBODY) as server, connection(server) as (reader, writer):
        writer.write(get("/"))
        assert await reader.read() == b""
