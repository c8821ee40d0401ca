"""One watchdog for one stream: it ends waits that last too long, and nothing else."""

import asyncio

import pytest

from traybridge.core.stream_timeout import Watchdog


def now() -> float:
    return asyncio.get_running_loop().time()


async def wait(dog: Watchdog, seconds: float, until: float) -> str:
    """Wait under the dog: "came", or "caught" when it ended the wait."""
    dog.start(until)
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        if dog.caught():
            return "caught"
        raise
    dog.pause()
    return "came"


@pytest.mark.parametrize(("seconds", "expected"), [(1, "came"), (4.9, "came"), (5.1, "caught"), (1000, "caught")])
async def test_a_wait_that_lasts_too_long_is_ended_on_time(seconds, expected):
    dog, began = Watchdog(now), now()
    assert await wait(dog, seconds, began + 5) == expected
    assert now() == pytest.approx(began + min(seconds, 5))
    dog.close()


async def test_a_wait_that_was_ended_leaves_the_task_as_it_was():
    """The way asyncio.timeout does it: afterwards the task is not being cancelled."""
    dog = Watchdog(now)
    assert await wait(dog, 9, now() + 5) == "caught"
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0
    await asyncio.sleep(1)
    assert await wait(dog, 1, now() + 5) == "came"
    dog.close()


async def test_between_two_waits_nobody_is_ended():
    dog = Watchdog(now)
    assert await wait(dog, 1, now() + 5) == "came"
    await asyncio.sleep(1000)
    assert await wait(dog, 1, now() + 5) == "came"
    dog.close()
    await asyncio.sleep(1000)


async def test_the_limit_can_come_nearer_and_move_away_from_wait_to_wait():
    dog, began = Watchdog(now), now()
    for limit, seconds, expected in ((100, 1, "came"), (2, 1, "came"), (1, 3, "caught"), (50, 20, "came")):
        assert await wait(dog, seconds, now() + limit) == expected
    assert now() == pytest.approx(began + 1 + 1 + 1 + 20)
    dog.close()


async def test_without_a_limit_it_sleeps():
    dog, began = Watchdog(now), now()
    assert await wait(dog, 1e6, float("inf")) == "came"
    assert now() == pytest.approx(began + 1e6)
    dog.close()


async def test_a_limit_that_has_passed_ends_the_next_wait_and_no_other():
    dog = Watchdog(now)
    assert await wait(dog, 0, now() - 1) == "came"
    began = now()
    assert await wait(dog, 100, began - 1) == "caught"
    assert now() == began
    dog.close()


async def test_a_thousand_waits_leave_one_timer():
    """Cancelled timers pile up in qasync: while things move the one timer is only moved, not made anew."""
    loop = asyncio.get_running_loop()
    dog = Watchdog(now)
    for _ in range(1000):
        dog.start(now() + 60)
        await asyncio.sleep(0)
        dog.pause()
    timers = [timer for timer in loop._scheduled if not timer.cancelled()]  # type: ignore[attr-defined]
    assert len(timers) == 1
    assert len(loop._scheduled) == 1  # type: ignore[attr-defined]
    dog.close()
    dog.close()


@pytest.mark.parametrize("offset", [-1.0, 0.0, 1e-10])
async def test_a_person_who_leaves_is_never_taken_for_the_watchdog(offset):
    """A cancel from outside stays one, also when it comes in the same turn of the loop as our own."""
    dog, loop = Watchdog(now), asyncio.get_running_loop()
    told: list[str] = []

    async def waiting() -> None:
        told.append(await wait(dog, 100, now() + 5))

    task = loop.create_task(waiting())
    loop.call_at(now() + 5 + offset, task.cancel)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert task.cancelled()
    assert told == []
    dog.close()


async def test_inside_a_timeout_of_somebody_else_both_keep_their_word():
    dog = Watchdog(now)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(3):
            await wait(dog, 100, now() + 5)
    async with asyncio.timeout(10):
        assert await wait(dog, 100, now() + 5) == "caught"
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(5):
            await wait(dog, 100, now() + 5)
    dog.close()


async def test_the_wait_may_move_from_one_task_to_another():
    """Whoever takes the next event may be another task than the one before."""
    dog, loop = Watchdog(now), asyncio.get_running_loop()
    assert await wait(dog, 1, now() + 5) == "came"
    other = loop.create_task(wait(dog, 100, now() + 5))
    assert await other == "caught"
    assert await loop.create_task(wait(dog, 1, now() + 5)) == "came"
    dog.close()


def timers() -> int:
    """How many timers still run."""
    loop = asyncio.get_running_loop()
    return sum(not timer.cancelled() for timer in loop._scheduled)  # type: ignore[attr-defined]


async def test_no_timer_outlives_what_it_was_made_for():
    dog = Watchdog(now)
    for limit in (100, 50, 200, 10):
        dog.start(now() + limit)
        assert timers() == 1
    dog.close()
    assert timers() == 0


async def test_a_wait_in_the_cleanup_of_a_task_that_is_being_cancelled_ends_too():
    """Only our own cancel is taken back, not the one that came before."""
    dog, loop = Watchdog(now), asyncio.get_running_loop()
    told: list[str | int] = []

    async def cleaning_up() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            told.append(await wait(dog, 100, now() + 5))
            task = asyncio.current_task()
            told.append(task.cancelling() if task else -1)

    task = loop.create_task(cleaning_up())
    await asyncio.sleep(1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert told == ["caught", 1]
    dog.close()


class StandingClock:
    """A clock that does not move with the loop."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_the_clock_decides_not_the_loops_timer():
    """A timer that fires early, as after a change of the limit, asks the clock again."""
    clock = StandingClock()
    dog, loop = Watchdog(clock), asyncio.get_running_loop()
    waiting = loop.create_task(wait(dog, 100, 5))
    await asyncio.sleep(50)
    assert not waiting.done()
    clock.now = 5.0
    assert await waiting == "caught"
    dog.close()


async def test_after_a_pause_of_the_program_itself_the_socket_is_read_first():
    """The clock ran on for a minute while nothing ran: what came meanwhile is there in the next turns."""
    clock = StandingClock()
    dog, loop = Watchdog(clock), asyncio.get_running_loop()
    waiting = loop.create_task(wait(dog, 15, 10))
    await asyncio.sleep(9)
    clock.now = 70.0  # by the loop's time the timer fires at 10
    await asyncio.sleep(6.1)
    assert waiting.done()
    assert await waiting == "came"
    dog.close()


async def test_where_nothing_came_during_a_pause_the_wait_ends_after_it():
    clock = StandingClock()
    dog, loop = Watchdog(clock), asyncio.get_running_loop()
    waiting = loop.create_task(wait(dog, 100, 10))
    await asyncio.sleep(9)
    clock.now = 70.0
    await asyncio.sleep(2)
    assert not waiting.done()
    clock.now = 71.0
    assert await waiting == "caught"
    dog.close()
