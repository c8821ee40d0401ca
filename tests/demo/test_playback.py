import asyncio
from contextlib import aclosing
from itertools import count

import pytest

from traybridge.core.tasks import TaskOwner
from traybridge.demo.catalogue import ModelFiles
from traybridge.demo.playback import Telling
from traybridge.demo.requests import Received
from traybridge.demo.simulated_cluster import World

PATIENCE = 5


def telling(catalogue: ModelFiles, *, speed: float = 0, loop: bool = True) -> Telling:
    numbers = count()
    return Telling(catalogue, speed=speed, loop=loop, new_id=lambda: f"id-{next(numbers)}")


def owner(errors: list[BaseException]) -> TaskOwner:
    return TaskOwner("test", lambda _, error: errors.append(error))


def asked() -> Received:
    return Received("POST", "/v1/chat/completions", ())


def passed(story: Telling, seconds: float) -> str:
    story.advance(seconds)
    return story.stage


def test_time_turns_the_pages_and_the_story_begins_again(catalogue: ModelFiles):
    story = telling(catalogue)
    assert [story.stage, *(passed(story, seconds) for seconds in (2.9, 0.1, 5, 5, 12, 7, 60, 14, 12, 54))] == [
        "electing", "electing", "one_node", "joined", "downloading", "loading", "ready", "stale", "lost",
        "recovered", "electing",
    ]  # fmt: skip
    assert story.world.nodes == ()


def test_without_loop_the_story_stays_at_its_end(catalogue: ModelFiles):
    story = telling(catalogue, loop=False)
    assert passed(story, 1e6) == "recovered"
    story.goto("failed")
    assert passed(story, 1e6) == "failed"


def test_a_long_leap_goes_through_every_stage_at_its_hour(catalogue: ModelFiles):
    """A model that was placed in passing is as far as it would be."""
    story = telling(catalogue)
    story.advance(3 + 5 + 5 + 6)
    assert story.stage == "downloading"
    assert story.world.placements[0].downloaded(story.t) == pytest.approx(0.5, abs=0.01)


def test_a_jump_drops_what_was_placed_by_hand(catalogue: ModelFiles):
    story = telling(catalogue)
    story.goto("ready")
    story.change(World())
    story.goto("ready")
    assert len(story.world.placements) == 1


async def test_a_chat_makes_it_busy_and_holds_the_story_until_it_is_over(catalogue: ModelFiles):
    errors: list[BaseException] = []
    async with owner(errors) as tasks:
        story = telling(catalogue)
        story.goto("ready")
        request = asked()
        story.answer("c", request, story.world.placements[0], tasks)
        assert (story.stage, set(story.busy)) == ("busy", {story.world.placements[0].instance_id})
        assert passed(story, 500) == "busy"
        async with aclosing(story.stages()) as names:
            assert await anext(names) == "busy"
            request.note_finished()
            assert await anext(names) == "ready"
        assert (dict(story.chats), set(story.busy)) == ({}, set())
        story.advance(0)
        assert story.stage == "stale"  # begins now, not five hundred seconds ago
        assert passed(story, 13) == "stale"
    assert errors == []


async def test_a_chat_whose_instance_goes_is_ended_cleanly_and_others_go_on(catalogue: ModelFiles):
    async with owner([]) as tasks:
        story = telling(catalogue)
        story.goto("ready")
        request = asked()
        story.answer("c", request, story.world.placements[0], tasks)
        story.change(story.world)
        assert not request.interrupted.is_set()
        story.goto("lost")
        assert request.interrupted.is_set()


def test_the_stage_busy_shows_an_answering_instance_with_nobody_asking(catalogue: ModelFiles):
    story = telling(catalogue)
    story.goto("busy")
    assert story.busy == {story.world.placements[0].instance_id}
    assert passed(story, 10) == "ready"


async def test_who_waits_for_a_stage_is_told_and_an_unknown_one_is_an_error(catalogue: ModelFiles):
    story = telling(catalogue, speed=200)
    story.begin()
    async with owner([]) as tasks, asyncio.timeout(PATIENCE):
        tasks.start(story.tell(), name="story")
        await story.until("joined")
        await story.until("loading")
        assert story.world.placements
        with pytest.raises(KeyError):
            await story.until("intermission")


async def test_everybody_waits_for_the_election_and_not_longer(catalogue: ModelFiles):
    story = telling(catalogue)
    async with owner([]) as tasks, asyncio.timeout(PATIENCE):
        waiting = tasks.start(story.elected(), name="waiting")
        await asyncio.wait([waiting], timeout=0)
        assert not waiting.done()
        story.advance(3)
        await waiting
        await story.elected()
