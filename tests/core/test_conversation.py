"""A conversation and the turn being answered, as a window or a terminal shows them."""

import asyncio
from collections.abc import AsyncGenerator, Sequence

import pytest

from traybridge.core.chat import ChatEvent, Chunk, Progress, RequestPolicy
from traybridge.core.conversation import Conversation, Turn, TurnState, answer
from traybridge.core.ending import Ending
from traybridge.core.errors import AllRoutesFailed, AnswerBroken, BadRequest
from traybridge.core.outcome import Outcome
from traybridge.core.provenance import Attempt, Provenance

TOLD = Provenance("1", "a", "m")
FAILED = Attempt("a", "m", Outcome.TRANSIENT, 0.1, reason="no")


class Events:
    """A stream of events that notes when it was closed; an Event in it is waited for, an exception raised."""

    def __init__(self, *events: ChatEvent | Exception | asyncio.Event) -> None:
        self.events = events
        self.closed = False

    async def stream(self) -> AsyncGenerator[ChatEvent, None]:
        try:
            for event in self.events:
                if isinstance(event, Exception):
                    raise event
                if isinstance(event, asyncio.Event):
                    await event.wait()
                else:
                    yield event
        finally:
            self.closed = True


async def answered(*events: ChatEvent | Exception) -> tuple[Turn, list[ChatEvent | None], Events]:
    turn, seen, source = Turn("Why?"), list[ChatEvent | None](), Events(*events)
    await answer(turn, source.stream(), seen.append)
    return turn, seen, source


async def test_a_turn_takes_in_what_comes_and_tells_each_step():
    waiting = Progress("trying", "a")
    chunks = (
        Chunk(reasoning="hm"),
        Chunk(text="Be"),
        Chunk(text="cause"),
        Chunk(finish_reason="stop", ended=Ending.COMPLETE),
    )
    turn, seen, source = await answered(waiting, FAILED, *chunks, TOLD)
    assert (turn.answer, turn.state, turn.provenance, turn.error) == ("Because", TurnState.DONE, TOLD, None)
    assert (turn.reasoning, turn.attempts, turn.progress) == (["hm"], [FAILED], None)
    assert turn.ended
    assert seen == [waiting, FAILED, *chunks, TOLD, None]
    assert source.closed


@pytest.mark.parametrize(
    ("events", "state", "text"),
    [
        ([AllRoutesFailed("all", "", provenance=TOLD)], TurnState.FAILED, ""),
        ([Chunk(text="Be"), AnswerBroken("cut", "", provenance=TOLD)], TurnState.INTERRUPTED, "Be"),
        ([BadRequest("empty")], TurnState.FAILED, ""),
    ],
)
async def test_an_error_that_people_can_read_ends_in_the_turn(events: Sequence[ChatEvent | Exception], state, text):
    """After the commit point the text is kept, marked as interrupted."""
    turn, seen, _ = await answered(*events)
    assert (turn.state, turn.answer) == (state, text)
    assert turn.error is events[-1]
    assert turn.provenance == (
        TOLD if state is not TurnState.FAILED or turn.error.__class__ is AllRoutesFailed else None
    )
    assert seen[-1] is None


async def test_a_defect_is_no_stop():
    turn, source = Turn("Why?"), Events(Chunk(text="Be"), ValueError("oops"))
    with pytest.raises(ValueError, match="oops"):
        await answer(turn, source.stream())
    assert turn.state is TurnState.FAILED
    assert source.closed


async def test_cancelling_stops_the_answer_and_closes_the_stream():
    turn, source, begun = Turn("Why?"), Events(Chunk(text="Be"), asyncio.Event()), asyncio.Event()
    task = asyncio.get_running_loop().create_task(answer(turn, source.stream(), lambda _event: begun.set()))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (turn.state, turn.answer, turn.error) == (TurnState.STOPPED, "Be", None)
    assert source.closed


def test_a_turn_waits_then_answers():
    turn = Turn("Why?")
    assert not turn.ended
    turn.take(Progress("loading", "a", done=1, total=2))
    turn.take(Chunk(model="m"))
    assert (turn.state, turn.progress) == (TurnState.WAITING, Progress("loading", "a", done=1, total=2))
    turn.take(Chunk(refusal="No."))
    assert (turn.state, turn.progress, turn.answer) == (TurnState.ANSWERING, None, "No.")
    turn.take(Chunk(text="a", refusal="b"))
    assert turn.answer == "No.ab"


def test_the_next_request_carries_every_answer_that_was_given():
    """Broken ones included as they stand; a question that nobody answered is left out."""
    first, broken, empty = Turn("1?"), Turn("2?"), Turn("3?")
    first.pieces, broken.pieces = ["one"], ["tw"]
    broken.state = TurnState.INTERRUPTED
    last, later = Turn("4?", model="openai/gpt-4o"), Turn("5?")
    talk = Conversation([first, broken, empty, last, later], system="Be terse.")
    request = talk.request(last, RequestPolicy(local_only=True))
    assert [(one.role, one.content) for one in request.messages] == [
        ("system", "Be terse."),
        ("user", "1?"),
        ("assistant", "one"),
        ("user", "2?"),
        ("assistant", "tw"),
        ("user", "4?"),
    ]
    assert (request.model, request.policy.local_only) == ("openai/gpt-4o", True)
    assert [one.role for one in Conversation([last]).request(last).messages] == ["user"]
