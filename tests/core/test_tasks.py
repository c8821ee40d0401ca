"""Background tasks have a name, an owner and an end."""

import asyncio
from functools import partial

import pytest
from tests.support.growth import assert_linear, cpu

from traybridge.core.tasks import Once, TaskOwner


class Told:
    """What an owner reported."""

    def __init__(self) -> None:
        self.errors: list[tuple[str, str]] = []

    def __call__(self, name: str, error: BaseException) -> None:
        self.errors.append((name, str(error)))


async def fail(words: str) -> None:
    raise ValueError(words)


async def test_a_task_that_fails_is_told_by_name_and_ends_nobody_else():
    told, go = Told(), asyncio.Event()
    async with TaskOwner("house", told) as tasks:
        other = tasks.start(go.wait(), "other")
        with pytest.raises(ValueError, match="oops"):
            await tasks.start(fail("oops"), "probe")
        await asyncio.sleep(0)
        assert told.errors == [("house.probe", "oops")]
        assert not other.done()
        go.set()
        assert await other is True


async def test_at_the_end_everything_is_cancelled_and_waited_for():
    told, ended = Told(), list[str]()

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(5)
            ended.append("cleaned up")

    async with TaskOwner("house", told) as tasks:
        tasks.start(stubborn(), "stubborn")
        await asyncio.sleep(0)
    assert ended == ["cleaned up"]
    assert told.errors == []
    assert len(asyncio.all_tasks()) == 1


async def test_what_a_task_starts_while_it_ends_is_ended_too():
    told = Told()
    async with TaskOwner("house", told) as tasks:

        async def parent() -> None:
            try:
                await asyncio.Event().wait()
            finally:
                tasks.start(asyncio.Event().wait(), "child")

        tasks.start(parent(), "parent")
        await asyncio.sleep(0)
    assert len(asyncio.all_tasks()) == 1


async def test_what_goes_wrong_while_it_is_cancelled_is_told():
    told = Told()

    async def broken() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            raise ValueError("oops")

    async with TaskOwner("house", told) as tasks:
        tasks.start(broken(), "broken")
        await asyncio.sleep(0)
    assert told.errors == [("house.broken", "oops")]


async def test_work_that_is_under_way_is_joined():
    begun: list[int] = []

    async def work() -> int:
        begun.append(1)
        await asyncio.sleep(1)
        return len(begun)

    async with TaskOwner("house", Told()) as tasks:
        first, second = tasks.start_once(work, "look"), tasks.start_once(work, "look")
        assert first is second
        other = tasks.start_once(work, "another look")
        assert await first == await other == 2
        assert await tasks.start_once(work, "look") == 3


def test_joining_costs_the_same_however_many_are_under_way():
    """A list of models for each of 4,000 providers."""

    async def start(n: int) -> int:
        async with TaskOwner("house", Told()) as tasks:
            return cpu(lambda: [tasks.start_once(asyncio.Event().wait, f"models of {number}") for number in range(n)])

    assert_linear(lambda n: asyncio.run(start(n)), 1000)


async def test_ended_tasks_are_let_go():
    async with TaskOwner("house", Told()) as tasks:
        for number in range(100):
            tasks.start(asyncio.sleep(0), "nothing")
            tasks.start_once(partial(asyncio.sleep, 0), f"once {number}")
        await asyncio.sleep(1)
        assert len(tasks._tasks) == len(tasks._once) == 0


async def test_work_that_is_done_once_is_waited_for_by_all_who_want_it():
    done: list[float] = []

    async def work() -> None:
        await asyncio.sleep(1)
        done.append(asyncio.get_running_loop().time())

    once = Once(work)
    await asyncio.gather(*(once() for _ in range(5)))
    await once()
    assert len(done) == 1


async def test_work_that_was_cancelled_or_failed_is_done_by_the_next_who_wants_it():
    tries: list[str] = []

    async def work() -> None:
        tries.append("begun")
        if len(tries) == 1:
            await asyncio.Event().wait()
        if len(tries) == 2:
            raise ValueError("oops")

    once = Once(work)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1):
            await once()
    with pytest.raises(ValueError, match="oops"):
        await once()
    await once()
    await once()
    assert len(tries) == 3
