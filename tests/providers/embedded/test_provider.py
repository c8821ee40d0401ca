"""The starter model as a provider, over a stand-in: a real process with a real server that fails in real ways."""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, asynccontextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.providers.asking import answer, ask, collect, text_of

from traybridge.core.chat import Chunk, Progress
from traybridge.core.config import EMBEDDED, TimeoutsConfig, timers_for
from traybridge.core.ending import Ending
from traybridge.core.errors import ModelUnavailable, ProviderFailed, StreamBroken
from traybridge.core.outcome import Outcome
from traybridge.core.ports import ProviderContext
from traybridge.core.provenance import TRAYBRIDGE
from traybridge.core.secret import Secret
from traybridge.providers.embedded.greeting import REPLY
from traybridge.providers.embedded.model_file import MODEL_ID
from traybridge.providers.embedded.provider import CONTEXT, EmbeddedProvider
from traybridge.providers.embedded.server import Child
from traybridge.providers.embedded.supervisor import Supervisor

STAND_IN = Path(__file__).with_name("embedded_stand_in.py")
MODEL_FILE = Path("model.gguf")


def make_context(timeouts: TimeoutsConfig | None = None) -> ProviderContext:
    return ProviderContext(
        provider=EMBEDDED,
        timers=timers_for(EMBEDDED, timeouts or TimeoutsConfig(), local=True),
        key=lambda: None,
        local_only=lambda: True,
    )


class Nursery:
    """Makes children that behave as told, one manner after the other, and keeps them to be looked at."""

    def __init__(self, *manners: str, **settings: Any) -> None:
        self._manners = iter((*manners[:-1], *[manners[-1]] * 9))
        self._settings = settings
        self.children: list[Child] = []

    def __call__(self, order: Any, connect: Any) -> Child:
        command = (sys.executable, "-P", str(STAND_IN), next(self._manners))
        self.children.append(Child(order, connect, command=command, **self._settings))
        return self.children[-1]


@asynccontextmanager
async def provider(nursery: Nursery, **settings: Any) -> AsyncGenerator[EmbeddedProvider, None]:
    context = settings.pop("context", make_context())
    made = EmbeddedProvider(context, find=lambda: MODEL_FILE, make=nursery, **settings)
    try:
        yield made
    finally:
        await made.aclose()


async def said(provider: EmbeddedProvider, text: str = "Hello?", **params: Any) -> str:
    return text_of(await answer(provider, ask(text, **params), MODEL_ID))


async def test_the_first_question_starts_the_child_and_shows_it_loading() -> None:
    async with provider(Nursery("good")) as starter, aclosing(collect(starter, None, MODEL_ID)) as events:
        seen = [event async for event in events]
    moved = [(one.kind, one.done, one.total) for one in seen if isinstance(one, Progress)]
    assert moved[0] == ("loading", 0, 1)
    assert ("loading", 1, 2) in moved
    assert moved[-2:] == [("accepted", 0, 0), ("prefill", 4, 8)]
    chunks = [one for one in seen if isinstance(one, Chunk)]
    assert text_of(chunks).startswith("pid ")
    assert (chunks[-2].finish_reason, chunks[-1].ended) == ("stop", Ending.COMPLETE)
    assert all(one.provider == "embedded" for one in seen if isinstance(one, Progress))


async def test_two_first_questions_start_one_child() -> None:
    nursery = Nursery("good")
    async with provider(nursery) as starter:
        first, second = await asyncio.gather(said(starter), said(starter))
    assert len(nursery.children) == 1
    assert first.split()[1] == second.split()[1]


async def test_neither_argv_nor_environment_show_the_key_or_anybody_elses() -> None:
    nursery = Nursery("good", environ={"PATH": "/usr/bin", "OPENROUTER_API_KEY": "sk-made-up", "HOME": "/nowhere"})
    async with provider(nursery) as starter:
        told = json.loads((await said(starter)).partition(" {")[2].join("{}")[:-1])
    assert "key" in told["order"]
    assert told["argv"] == [str(STAND_IN), "good"]
    assert set(told["environ"]) <= {"PATH", "HOME", "LC_CTYPE"}  # Python itself sets LC_CTYPE


async def test_a_crash_in_the_middle_keeps_what_was_said_and_the_next_question_is_answered() -> None:
    async with provider(Nursery("crash", "good")) as starter:
        with pytest.raises(StreamBroken) as caught:
            await said(starter)
        assert caught.value.partial.startswith("pid ")
        assert caught.value.title == "The starter model crashed (signal 11)"
        assert caught.value.hint == "Ask again; it starts anew."
        assert (await said(starter)).startswith("pid ")


async def test_a_start_that_fails_says_why_in_the_childs_last_words() -> None:
    async with provider(Nursery("broken", "good")) as starter:
        with pytest.raises(ModelUnavailable) as caught:
            await said(starter)
        assert "libgomp.so.1: cannot open shared object file" in caught.value.title
        assert "libgomp1" in caught.value.hint
        assert caught.value.outcome is Outcome.NOT_LOADED
        assert (await said(starter)).startswith("pid ")


async def test_a_child_that_is_killed_while_it_starts_may_be_tried_again() -> None:
    async with provider(Nursery("killed")) as starter:
        with pytest.raises(ProviderFailed, match=r"signal 9") as caught:
            await said(starter)
    assert caught.value.handling.retryable


async def test_a_start_that_never_ends_is_ended() -> None:
    nursery = Nursery("stuck", start_seconds=0.5)
    async with provider(nursery) as starter:
        with pytest.raises(ProviderFailed, match=r"did not start within 0.5 s"):
            await said(starter)
    assert nursery.children[0].ended.is_set()


async def test_a_command_that_does_not_exist_is_an_error_in_words() -> None:
    def make(order: Any, connect: Any) -> Child:
        return Child(order, connect, command=("/nowhere/python",))

    starter = EmbeddedProvider(make_context(), find=lambda: MODEL_FILE, make=make)
    with pytest.raises(ProviderFailed, match=r"could not be launched: No such file"):
        await said(starter)
    await starter.aclose()


def missing() -> Path:
    raise ModelUnavailable("The starter model is not installed (xllamacpp is missing)", "Install it.")


async def test_what_is_not_installed_is_said_and_nothing_is_started() -> None:
    nursery = Nursery("good")
    starter = EmbeddedProvider(make_context(), find=missing, make=nursery)
    reading = await starter.probe()
    assert (reading.installed, reading.detail) == (False, "The starter model is not installed (xllamacpp is missing)")
    with pytest.raises(ModelUnavailable, match=r"not installed"):
        await said(starter)
    with pytest.raises(ModelUnavailable, match=r"not installed"):
        await starter.models()
    assert not nursery.children


async def test_a_look_starts_nothing_and_says_whether_it_runs() -> None:
    nursery = Nursery("good")
    async with provider(nursery) as starter:
        before = await starter.probe()
        assert (before.installed, before.detail, nursery.children) == (True, "starts with the first question", [])
        await said(starter)
        assert (await starter.probe()).detail == "running"


async def test_the_catalogue_has_the_one_model_for_nothing() -> None:
    async with provider(Nursery("good"), wall=lambda: 7.0) as starter:
        catalogue = await starter.models()
    (info,) = catalogue.models
    assert (info.id, info.context, info.free, catalogue.fetched_at) == (MODEL_ID, CONTEXT, True, 7.0)


async def test_another_model_is_refused_before_anything_starts() -> None:
    nursery = Nursery("good")
    async with provider(nursery) as starter:
        with pytest.raises(ModelUnavailable, match=r"not llama-3"):
            await answer(starter, ask(), "llama-3")
    assert not nursery.children


async def test_it_needs_no_key() -> None:
    async with provider(Nursery("good")) as starter:
        assert (await starter.check_key(Secret("sk-made-up"))).ok is None


async def test_nobody_asks_for_a_while_and_the_child_goes() -> None:
    nursery = Nursery("good")
    async with provider(nursery, host=Supervisor(idle_seconds=0.05)) as starter:
        first = await said(starter)
        await nursery.children[0].ended.wait()
        second = await said(starter)
    assert first.split()[1] != second.split()[1]


class TickingClock:
    """A clock that runs a day with every look at it."""

    def __init__(self) -> None:
        self._days = count()
        self.looks = 0

    def __call__(self) -> float:
        self.looks += 1
        return 86_400.0 * next(self._days)


async def test_a_child_that_answers_is_not_idle_however_long_it_takes() -> None:
    nursery, clock = Nursery("endless"), TickingClock()
    async with (
        provider(nursery, host=Supervisor(idle_seconds=0.01, monotonic=clock)) as starter,
        aclosing(collect(starter, None, MODEL_ID)) as events,
    ):
        looks = clock.looks
        async for event in events:
            if isinstance(event, Chunk) and clock.looks > looks + 5:
                break
        assert not nursery.children[0].ended.is_set()


async def reach_text(events: AsyncGenerator[Chunk | Progress, None]) -> list[str]:
    """Read until the first text; the kinds of progress on the way."""
    kinds: list[str] = []
    async for event in events:
        if isinstance(event, Chunk):
            if event.text:
                return kinds
        else:
            kinds.append(event.kind)
    raise AssertionError("no text came")


async def test_the_third_waits_until_one_of_two_has_ended() -> None:
    async with provider(Nursery("endless")) as starter:
        asked = [collect(starter, None, MODEL_ID) for _ in range(3)]
        async with aclosing(asked[0]) as first, aclosing(asked[1]) as second, aclosing(asked[2]) as third:
            await reach_text(first)
            await reach_text(second)
            waiting = await anext(third)
            assert isinstance(waiting, Progress)
            assert (waiting.kind, waiting.text) == ("trying", "other answers are being written")
            await first.aclose()
            assert await reach_text(third) == ["accepted", "prefill"]


def hours() -> Iterator[float]:
    return (3600.0 * hour for hour in count())


async def test_a_child_that_hangs_is_replaced_when_somebody_loses_patience() -> None:
    nursery, reading = Nursery("mute", "good"), asyncio.Event()
    passing: Callable[[], float] = partial(next, hours())

    async def listen(starter: EmbeddedProvider) -> None:
        async with aclosing(collect(starter, None, MODEL_ID)) as events:
            async for event in events:
                if isinstance(event, Progress) and event.kind == "prefill":
                    reading.set()

    async with provider(nursery, monotonic=passing, host=Supervisor()) as starter:
        waiting = asyncio.get_running_loop().create_task(listen(starter))
        await reading.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        async with asyncio.timeout(30):
            await nursery.children[0].ended.wait()
        assert (await said(starter)).startswith("pid ")


async def test_a_patient_cancel_leaves_the_child_alone() -> None:
    nursery = Nursery("endless")
    async with provider(nursery) as starter:
        async with aclosing(collect(starter, None, MODEL_ID)) as events:
            await reach_text(events)
        assert nursery.children[0].is_ready


async def test_the_defaults_go_with_the_question_and_the_callers_words_win() -> None:
    async with provider(Nursery("good")) as starter:
        told = json.loads((await said(starter, temperature=1.5)).partition(" ")[2].partition(" ")[2])
    assert told["body"]["temperature"] == 1.5
    assert told["body"]["messages"][0]["role"] == "system"
    assert told["body"]["model"] == MODEL_ID


async def test_a_reset_leaves_an_answer_alone() -> None:
    async with provider(Nursery("good")) as starter:
        first = await said(starter)
        await starter.reset()
        assert (await said(starter)).split()[1] == first.split()[1]


async def test_an_answer_that_goes_round_in_circles_is_stopped_and_said_to_be() -> None:
    async with provider(Nursery("circles")) as starter:
        chunks = await answer(starter, ask("Name two rivers."), MODEL_ID)
        assert text_of(chunks).count("I am here to help.") < 20
        assert (chunks[-1].finish_reason, chunks[-1].ended) == ("length", Ending.REPETITION)


async def test_a_greeting_is_answered_without_the_model() -> None:
    nursery = Nursery("good")
    async with provider(nursery) as starter:
        chunks = await answer(starter, ask("Hi!"), MODEL_ID)
    assert text_of(chunks) == REPLY
    assert {one.model for one in chunks if one.text} == {TRAYBRIDGE}
    assert chunks[-1].ended is Ending.COMPLETE
    assert nursery.children == []
