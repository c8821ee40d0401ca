"""What is kept of a request while it is under way: what may be passed on, and who was passed over."""

import pytest
from tests.core.fakes import say

from traybridge.core.chat import Chunk, Progress, StreamBatch
from traybridge.core.ending import Ending
from traybridge.core.errors import ContextTooLong, ProviderFailed, RequestRejected, StreamBroken
from traybridge.core.failover import Decision, Step
from traybridge.core.planning import Plan, Route
from traybridge.core.provenance import Skip, Usage
from traybridge.core.request_state import HELD_CHUNKS, RequestState

ROUTES = (Route("a", "m", 8), Route("b", "m"), Route("c", "m"))
ROLE, BLANK, WORD = Chunk(model="m"), Chunk(raw=b"x"), Chunk(text="Pa")
ACCEPTED = Progress("accepted", "a", status=200)
STOP = Chunk(finish_reason="stop")
END = Chunk(ended=Ending.COMPLETE)


def begun(*routes: Route, later: tuple[str, ...] = ()) -> RequestState:
    """A request whose first route is asked."""
    state = RequestState(say(), Plan(routes or ROUTES, later=later), 0.0)
    state.ask(Decision(Step.NEXT))
    return state


@pytest.mark.parametrize(
    ("batches", "passed_on"),
    [
        ([[ACCEPTED], [ROLE], [BLANK, WORD], [WORD]], [[ACCEPTED], [], [ROLE, BLANK, WORD], [WORD]]),
        ([[ACCEPTED, ROLE, WORD, BLANK]], [[ACCEPTED, ROLE, WORD, BLANK]]),
        ([[ROLE, ACCEPTED], [END]], [[ACCEPTED], [ROLE, END]]),
        ([[ROLE, STOP], [END]], [[], [ROLE, STOP, END]]),
        ([[BLANK] * 1000, [WORD]], [[], [*[BLANK] * HELD_CHUNKS, WORD]]),
        ([[*[BLANK] * 1000, STOP], [WORD]], [[], [*[BLANK] * HELD_CHUNKS, STOP, WORD]]),
    ],
)
def test_what_opens_an_answer_waits_for_its_first_word(batches: list[StreamBatch], passed_on: list[StreamBatch]):
    state = begun()
    assert [list(state.take(batch, 1.0)) for batch in batches] == passed_on


def test_the_opening_of_a_route_that_failed_is_forgotten():
    state = begun()
    state.take([ROLE, STOP, Chunk(usage=Usage(1, 2, 3))], 1.0)
    state.ask(Decision(Step.NEXT, 1))
    assert (state.model, state.finish_reason, state.usage) == (None, None, None)
    assert state.take([WORD], 2.0) == [WORD]


def test_times_count_from_the_first_word_to_the_last():
    state = begun()
    batches: list[StreamBatch] = [[ACCEPTED], [ROLE], [WORD], [WORD, BLANK], [BLANK], [END]]
    for at, batch in enumerate(batches):
        state.take(batch, float(at))
    assert (state.first_content, state.text_seconds) == (2.0, 1.0)
    assert begun().text_seconds is None


def test_text_after_an_end_goes_on():
    state = begun()
    state.take([WORD, END, WORD], 1.0)
    with pytest.raises(StreamBroken):
        state.check_whole()
    state.take([END], 1.0)
    state.check_whole()


def test_who_was_never_asked_has_a_reason():
    state = begun()
    state.pass_over(("smaller", "context"), before=2)
    assert state.skipped == [Skip("b", "smaller", "context")]
    state.pass_over(("stopped", "stopped"))
    state.pass_over(("again", "again"))
    assert [(skip.provider, skip.code) for skip in state.skipped] == [("b", "context"), ("c", "stopped")]


def test_a_retry_counts_and_another_route_counts_anew():
    state = begun()
    counts = []
    for decision in (Decision(Step.RETRY, 0), Decision(Step.RETRY, 0), Decision(Step.NEXT, 1)):
        state.ask(decision)
        counts.append((state.position, state.retries))
    assert counts == [(0, 1), (0, 2), (1, 0)]


def test_the_last_one_is_the_last_only_if_nobody_is_left_to_look_at():
    assert begun(ROUTES[0]).is_last
    assert not begun(ROUTES[0], later=("b",)).is_last
    assert not begun(*ROUTES).is_last


def test_only_a_failure_that_somebody_else_could_mend_is_worth_a_look():
    state = begun(ROUTES[0], later=("b",))
    assert state.could_learn(ProviderFailed("503"))
    assert not state.could_learn(RequestRejected("odd"))
    assert not begun(*ROUTES, later=("d",)).could_learn(ProviderFailed("503"))
    state.take([WORD], 1.0)
    assert not state.could_learn(ProviderFailed("503"))


@pytest.mark.parametrize(
    ("tokens", "status", "first", "is_full"),
    [(8, 200, [], True), (7, 200, [], False), (8, None, [], False), (8, 200, [WORD], False)],
)
def test_a_host_that_ends_without_a_word_in_a_full_window_had_no_room(tokens, status, first, is_full):
    state = begun()
    state.take([*first, Chunk(finish_reason="stop", usage=Usage(tokens, 0, tokens))], 1.0)
    error = ProviderFailed("Ended without a word", status=status)
    judged = state.judged(error)
    assert isinstance(judged, ContextTooLong) is is_full
    assert is_full or judged is error
