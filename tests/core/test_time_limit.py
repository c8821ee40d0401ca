"""A limit of time ends a wait on time, unless this program itself stood still: then it reads first."""

import asyncio
import socket
import time

import pytest

from traybridge.core.time_limit import READ_FIRST, STOOD_STILL, TimeLimit, stood_still


def now() -> float:
    return asyncio.get_running_loop().time()


@pytest.mark.parametrize("seconds", [0, -1, 0.1, 5, 1000])
async def test_a_wait_that_lasts_too_long_is_ended_on_time(seconds):
    began = now()
    with pytest.raises(TimeoutError):
        async with TimeLimit(seconds):
            await asyncio.sleep(2000)
    assert now() == pytest.approx(began + max(0, seconds))


async def test_what_is_done_in_time_is_left_alone():
    async with TimeLimit(5):
        await asyncio.sleep(4.9)
    await asyncio.sleep(100)


async def test_it_can_begin_anew():
    began = now()
    with pytest.raises(TimeoutError):
        async with TimeLimit(5) as limit:
            await asyncio.sleep(4)
            limit.restart(10)
            await asyncio.sleep(100)
    assert now() == pytest.approx(began + 14)


async def test_an_error_or_a_cancellation_of_somebody_else_goes_through():
    with pytest.raises(KeyError):
        async with TimeLimit(5):
            raise KeyError

    async def wait() -> None:
        async with TimeLimit(5):
            await asyncio.sleep(100)

    waiting = asyncio.get_running_loop().create_task(wait())
    await asyncio.sleep(1)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


@pytest.mark.parametrize(("late", "expected"), [(0.0, False), (STOOD_STILL, False), (STOOD_STILL + 0.01, True)])
def test_a_timer_that_fires_late_tells_that_the_program_stood_still(late, expected):
    assert stood_still(1000.0, 1000.0 + late) is expected


def test_what_came_while_the_program_stood_still_is_read_first():
    """In a loop of its own, whose clock really moves while nothing runs."""

    async def read(sender: socket.socket, receiver: socket.socket, *, pause: float) -> bytes:
        loop = asyncio.get_running_loop()
        async with TimeLimit(0.05):
            reading = loop.create_task(loop.sock_recv(receiver, 10))
            await asyncio.sleep(0)
            time.sleep(pause)  # noqa: ASYNC251  the whole program stands still
            sender.send(b"here")
            return await reading

    for _ in range(3):
        sender, receiver = socket.socketpair()
        with sender, receiver:
            receiver.setblocking(False)
            assert asyncio.run(read(sender, receiver, pause=0.05 + STOOD_STILL + 0.1)) == b"here"


async def test_a_pause_is_granted_once():
    """Nothing came: the wait ends a moment after the pause."""
    limit, began = TimeLimit(5), now()
    with pytest.raises(TimeoutError):
        async with limit:
            limit._fire(now() - 60)
            await asyncio.sleep(100)
    assert now() == pytest.approx(began + READ_FIRST)
