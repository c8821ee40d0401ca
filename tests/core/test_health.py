"""One provider's health: what each result does to it, and what holds whatever happens in whatever order."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.core.fakes import STEADY, exo_reading

from traybridge.core import errors
from traybridge.core.cluster import ClusterState, ModelState
from traybridge.core.health import (
    OPEN_SECONDS,
    OPEN_SECONDS_MAX,
    RETRY_SECONDS_MAX,
    Health,
    HealthBoard,
    HealthState,
    admits,
    after_failure,
    after_key_change,
    after_probe_failure,
    after_reading,
    after_success,
    after_wake,
    begun,
    cluster_state,
    released,
)
from traybridge.core.probe import Reading

NOW = 1000.0
S = HealthState
FAILED = errors.ProviderFailed("HTTP 503")
REFUSED = errors.Unreachable("Nothing answers", refused=True)
NO_NAME = errors.Unreachable("The name was not found")
HUNG_UP = errors.Unreachable("Closed the connection", connected=True)
SILENT = errors.TimedOut("No response", phase="headers")
NO_CONNECTION = errors.TimedOut("No connection", phase="connect")


def only_this() -> errors.QuotaExceeded:
    return errors.QuotaExceeded("Ask for fewer tokens", handling=errors.Handling(only_this=True))


def opened(**values: Any) -> Health:
    usual: dict[str, Any] = {"openings": 1, "failures": 3, "retry_at": NOW + 30, "error": FAILED, "barrier": 5}
    return Health(S.OPEN, **usual | values)


@dataclass(frozen=True)
class Failure:
    """A health, a failure of attempt 10 of 10, and what comes of it; ``wait`` = seconds until it may be asked."""

    before: Health
    error: errors.ProviderError
    state: HealthState
    failures: int = 0
    wait: float | None = None
    openings: int = 0


FAILURES = {
    "the first failure is only counted": Failure(Health(), FAILED, S.FAILING, 1),
    "the second too": Failure(Health(S.FAILING, failures=1), FAILED, S.FAILING, 2),
    "the third opens": Failure(Health(S.FAILING, failures=2), FAILED, S.OPEN, 3, 30, 1),
    "broken streams count": Failure(Health(S.FAILING, failures=2), errors.StreamBroken("cut"), S.OPEN, 3, 30, 1),
    "connection refused opens at once": Failure(Health(S.OK), REFUSED, S.OPEN, 1, 30, 1),
    "an expired timer opens at once": Failure(Health(S.OK), SILENT, S.OPEN, 1, 30, 1),
    "a name that is not found is counted": Failure(Health(S.OK), NO_NAME, S.FAILING, 1),
    "a test that fails opens twice as long": Failure(opened(retry_at=NOW, half_open=10), FAILED, S.OPEN, 4, 60, 2),
    "and so on": Failure(opened(retry_at=NOW, openings=3, half_open=10), FAILED, S.OPEN, 4, 240, 4),
    "up to five minutes": Failure(opened(retry_at=NOW, openings=4, half_open=10), FAILED, S.OPEN, 4, 300, 5),
    "for ever": Failure(opened(retry_at=NOW, openings=400, half_open=10), FAILED, S.OPEN, 4, 300, 401),
    "asked before its time it was no test": Failure(opened(half_open=10), FAILED, S.OPEN, 4, 30, 1),
    "429 without a time": Failure(Health(S.OK), errors.RateLimited("slow down"), S.COOLING, 0, 30),
    "429 with a time": Failure(Health(S.OK), errors.RateLimited("slow down", retry_after=7.5), S.COOLING, 0, 7.5),
    "429 with a time of years": Failure(
        Health(S.OK), errors.RateLimited("slow down", retry_after=1e9), S.COOLING, 0, RETRY_SECONDS_MAX
    ),
    "429 now": Failure(Health(S.OK), errors.RateLimited("slow down", retry_after=0), S.COOLING, 0, 0),
    "a time that lies behind us": Failure(
        Health(S.OK), errors.RateLimited("slow down", retry_after=-5), S.COOLING, 0, 0
    ),
    "quota without a time": Failure(Health(S.OK), errors.QuotaExceeded("no money"), S.QUOTA, 0, 600),
    "quota until a time": Failure(Health(S.OK), errors.QuotaExceeded("no money", retry_after=3600), S.QUOTA, 0, 3600),
    "too little for this request only": Failure(Health(S.OK), only_this(), S.OK),
    "a refused key": Failure(Health(S.OK), errors.AuthenticationFailed("no"), S.AUTH),
    "the request itself was at fault": Failure(Health(S.OK), errors.RequestRejected("bad"), S.OK),
    "the conversation was too long": Failure(Health(S.OK), errors.ContextTooLong("long"), S.OK),
    "the model is not there": Failure(Health(S.OK), errors.ModelUnavailable("no"), S.OK),
    "something that no rule names": Failure(Health(S.OK), errors.OddAnswer("418"), S.OK),
    "a test that says nothing about it leaves it half-open": Failure(
        opened(retry_at=NOW, half_open=10), errors.RequestRejected("bad"), S.OPEN, 3, 0, 1
    ),
    "a late failure of before it opened": Failure(opened(barrier=10), REFUSED, S.OPEN, 3, 30, 1),
    "the test's own failure is never late": Failure(
        opened(retry_at=NOW, barrier=10, half_open=10), FAILED, S.OPEN, 4, 60, 2
    ),
}


@pytest.mark.parametrize("case", FAILURES.values(), ids=FAILURES)
def test_a_failure(case: Failure):
    """Routing.md, section 3 (the column "health") and section 5."""
    after = after_failure(case.before, case.error, attempt=10, now=NOW, model="m", newest=10)
    assert (after.state, after.failures, after.openings) == (case.state, case.failures, case.openings)
    assert after.half_open is None
    if case.wait is not None:
        assert after.retry_at == NOW + case.wait
        assert admits(after, NOW) is (case.wait == 0)
        assert admits(after, NOW + case.wait)


def test_a_model_that_is_not_there_is_marked_and_never_the_provider():
    health = after_failure(Health(S.OK), errors.ModelUnavailable("no"), 1, NOW, "m", 1)
    assert health.lacks("m", NOW)
    assert not health.lacks("m", NOW + 30)
    assert not health.lacks("n", NOW)
    again = after_failure(health, errors.ModelUnavailable("no"), 2, NOW + 40, "n", 2)
    assert dict(again.unloaded) == {"n": NOW + 70}


@pytest.mark.parametrize("state", S)
def test_one_success_closes(state):
    health = Health(state, failures=2, openings=3, retry_at=NOW + 9, half_open=4, error=FAILED, barrier=3)
    if state is S.OK:
        health = Health(S.OK)
    assert after_success(health, 4) == replace(Health(S.OK), barrier=health.barrier)


def test_a_late_success_of_before_it_opened_closes_nothing():
    """Late results of older attempts are ignored."""
    assert after_success(opened(barrier=5), 5) == opened(barrier=5)
    assert after_success(opened(barrier=5), 6).state is S.OK


def test_the_half_open_slot_is_taken_by_one_and_given_back_by_the_same():
    health = opened(retry_at=NOW)
    taken = begun(health, 7)
    assert taken.half_open == 7
    assert begun(taken, 8).half_open == 7
    assert not admits(taken, NOW)
    assert released(taken, 8) == taken
    assert released(taken, 7) == health
    assert admits(health, NOW)
    assert begun(Health(S.FAILING, failures=2), 7).half_open is None


READY = exo_reading(("m", ModelState.READY))


@dataclass(frozen=True)
class Look:
    """A health, what a look brought (a reading or an error), and what comes of it."""

    before: Health
    brought: Reading | errors.ProviderError
    state: HealthState
    wait: float | None = None


LOOKS = {
    "the first look": Look(Health(), Reading(0.1), S.OK),
    "a dead connection lives again": Look(opened(by_connection=True), Reading(0.1), S.OK),
    "a list of models does not close what 5xx opened": Look(opened(), Reading(0.1), S.OPEN, 30),
    "nor failures that are counted": Look(Health(S.FAILING, failures=2), Reading(0.1), S.FAILING),
    "nor a rate limit": Look(Health(S.COOLING, retry_at=NOW + 9), Reading(0.1), S.COOLING, 9),
    "nor spent money": Look(Health(S.QUOTA, retry_at=NOW + 9), Reading(0.1, key_ok=True), S.QUOTA, 9),
    "a public list says nothing about the key": Look(Health(S.AUTH), Reading(0.1), S.AUTH),
    "a check of the key does": Look(Health(S.AUTH), Reading(0.1, key_ok=True), S.OK),
    "and finds a refused one": Look(Health(S.OK), Reading(0.1, key_ok=False), S.AUTH),
    "refused": Look(Health(S.OK), REFUSED, S.OPEN, 30),
    "the connect timer expired": Look(Health(), NO_CONNECTION, S.OPEN, 30),
    "still refused, before its time": Look(opened(by_connection=True), REFUSED, S.OPEN, 30),
    "still refused when its time is up": Look(opened(by_connection=True, retry_at=NOW), REFUSED, S.OPEN, 60),
    "refused while an attempt is out to test it": Look(opened(retry_at=NOW, half_open=7), REFUSED, S.OPEN, 0),
    "no name": Look(Health(S.OK), NO_NAME, S.FAILING),
    "it hung up": Look(Health(S.OK), HUNG_UP, S.OK),
    "a page where JSON was due": Look(Health(S.OK), FAILED, S.OK),
    "no answer in time": Look(Health(), SILENT, S.OK),
    "a key that is refused with an error": Look(Health(S.OK), errors.AuthenticationFailed("no"), S.AUTH),
}


@pytest.mark.parametrize("case", LOOKS.values(), ids=LOOKS)
def test_a_look(case: Look):
    """Health has two sources, one door: what looks may close and open, and what only attempts may."""
    if isinstance(case.brought, Reading):
        after = after_reading(case.before, case.brought, NOW)
        assert after.probe_error is None
        assert after.reading is case.brought
    else:
        after = after_probe_failure(case.before, case.brought, NOW, newest=10)
        assert after.probe_error is case.brought
    assert after.state is case.state
    assert after.read_at == NOW
    assert case.before.half_open == after.half_open
    if case.wait is not None:
        assert after.retry_at == NOW + case.wait


def test_a_dead_connection_takes_the_last_reading_with_it_and_another_failure_does_not():
    health = Health(S.OK, reading=READY)
    assert after_probe_failure(health, REFUSED, NOW, 1).reading is None
    assert after_probe_failure(health, SILENT, NOW, 1).reading is READY


@pytest.mark.parametrize(
    ("error", "closes"), [(REFUSED, True), (NO_CONNECTION, True), (NO_NAME, True), (HUNG_UP, False)]
)
def test_only_a_connection_that_did_not_come_about_is_mended_by_a_look(error, closes):
    """A probe's success must not close what only requests meet: a host that hangs up on questions lists its models."""
    health = Health(S.FAILING, failures=2)
    broken = after_failure(health, error, 1, NOW, "m", 1)
    assert broken.state is S.OPEN
    assert (after_reading(broken, Reading(0.1), NOW).state is S.OK) is closes


def test_a_look_at_exo_takes_back_what_was_said_of_models_that_answer_now():
    health = Health(S.OK, unloaded={"m": NOW + 9, "n": NOW + 9, "old": NOW - 1})
    assert dict(after_reading(health, READY, NOW).unloaded) == {"n": NOW + 9}
    assert dict(after_reading(health, Reading(0.1), NOW).unloaded) == dict(health.unloaded)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (opened(openings=4, half_open=7), {"state": S.OPEN, "retry_at": 0.0, "openings": 0}),
        (Health(S.FAILING, failures=2, error=FAILED), {"state": S.UNKNOWN, "failures": 0, "error": None}),
        (Health(S.COOLING, retry_at=NOW + 50), {"state": S.COOLING, "retry_at": NOW + 10}),
        (Health(S.QUOTA, retry_at=NOW + 600), {"state": S.QUOTA, "retry_at": NOW + 560}),
        (Health(S.AUTH), {"state": S.AUTH}),
        (Health(S.OK, unloaded={"m": NOW + 9}, read_at=NOW, probe_error=FAILED), {"state": S.OK}),
    ],
)
def test_after_waking_up_every_breaker_is_half_open_and_nothing_of_before_counts(
    before: Health, expected: dict[str, Any]
):
    after = after_wake(before, newest=9, slept=40.0)
    assert {name: getattr(after, name) for name in expected} == expected
    assert (after.barrier, after.half_open, after.read_at, after.probe_error) == (9, None, None, None)
    assert not after.unloaded
    assert not after.probed


@pytest.mark.parametrize(
    ("before", "state"),
    [
        (Health(S.AUTH, error=errors.AuthenticationFailed("no")), S.UNKNOWN),
        (Health(S.QUOTA, retry_at=NOW + 9), S.UNKNOWN),
        (Health(S.COOLING, retry_at=NOW + 9), S.UNKNOWN),
        (opened(), S.OPEN),
        (Health(S.FAILING, failures=1), S.FAILING),
        (Health(S.OK), S.OK),
    ],
)
def test_a_new_key_forgives_what_the_old_one_met(before, state):
    """Auth: skip this provider until its key changes."""
    after = after_key_change(before, newest=9)
    assert (after.state, after.barrier) == (state, 9)
    if state is S.UNKNOWN:
        assert admits(after, NOW)
        assert after.error is None


class Board:
    """A board and what it told."""

    def __init__(self) -> None:
        self.board = HealthBoard()
        self.told: list[str] = []
        self.board.changed.connect(self.told.append)


def test_the_board_tells_each_change_once_and_nothing_else():
    house = Board()
    attempt = house.board.begin("a")
    house.board.succeeded("a", attempt)
    house.told.clear()
    for _ in range(3):
        house.board.succeeded("a", house.board.begin("a"))
        house.board.release("a", 99)
    assert house.told == []
    house.board.failed("a", house.board.begin("a"), REFUSED, "m", NOW)
    assert house.told == ["a"]
    assert list(house.board) == ["a"]
    assert house.board["nobody"] == Health()


def test_a_look_that_shows_nothing_new_is_kept_and_not_told():
    """Looks come every second; whoever draws need not know."""
    house = Board()
    for latency, at in ((0.1, NOW), (0.2, NOW + 1), (0.3, NOW + 2)):
        house.board.read("a", Reading(latency), at, house.board.begin_look("a"))
    assert house.told == ["a"]
    health = house.board["a"]
    assert health.read_at == NOW + 2
    assert health.reading is not None
    assert health.reading.latency == 0.3
    house.board.read("a", READY, NOW + 3, house.board.begin_look("a"))
    assert house.told == ["a", "a"]


@pytest.mark.parametrize("between", ["woke", "key_changed", "forget", "opened"])
def test_a_look_that_began_before_is_thrown_away(between):
    """Results of before are discarded: after a wake-up, a new key, another address, and after the breaker opened."""
    board = HealthBoard()
    looks = [board.begin_look("a"), board.begin_look("a")]
    match between:
        case "woke":
            board.woke()
        case "opened":
            board.failed("a", board.begin("a"), REFUSED, "m", NOW)
        case _:
            getattr(board, between)("a")
    before = board["a"]
    board.read("a", Reading(0.1, key_ok=False), NOW, looks[0])
    board.probe_failed("a", REFUSED, NOW, looks[1])
    assert board["a"] == before
    board.read("a", Reading(0.1), NOW, board.begin_look("a"))
    assert board["a"].read_at == NOW


def test_an_attempt_of_before_the_machine_slept_says_nothing():
    board = HealthBoard()
    attempt = board.begin("a")
    board.woke()
    board.failed("a", attempt, REFUSED, "m", NOW)
    assert board["a"].state is S.UNKNOWN


def test_another_network_does_not_shorten_what_a_provider_asked_for():
    board = HealthBoard()
    board.failed("a", board.begin("a"), errors.RateLimited("slow", retry_after=60), "m", NOW)
    board.woke()
    assert board["a"].retry_at == NOW + 60


def test_a_retry_after_is_believed_up_to_a_day():
    """Cool down Retry-After (<= 24 h)."""
    assert RETRY_SECONDS_MAX == 24 * 60 * 60


def test_what_is_forgotten_is_as_new_and_told():
    house = Board()
    attempt = house.board.begin("a")
    house.board.failed("a", attempt, REFUSED, "m", NOW)
    house.told.clear()
    house.board.forget("a")
    house.board.forget("nobody")
    assert house.told == ["a"]
    assert admits(house.board["a"], NOW)
    assert house.board["a"].error is None


def test_exos_word_follows_from_the_last_reading():
    assert cluster_state(Health(reading=READY)) is ClusterState.READY
    assert cluster_state(Health()) is ClusterState.OFFLINE
    assert cluster_state(Health(reading=Reading(0.1))) is ClusterState.OFFLINE


ERRORS = st.sampled_from(
    [
        FAILED,
        REFUSED,
        NO_NAME,
        HUNG_UP,
        SILENT,
        NO_CONNECTION,
        errors.StreamBroken("cut"),
        errors.RateLimited("slow"),
        errors.RateLimited("slow", retry_after=120.0),
        errors.QuotaExceeded("no money"),
        errors.QuotaExceeded("no money", retry_after=1e12),
        errors.AuthenticationFailed("no"),
        errors.ModelUnavailable("no"),
        errors.ContextTooLong("long"),
        errors.RequestRejected("bad"),
        errors.OddAnswer("odd"),
        only_this(),
    ]
)


class Weather(RuleBasedStateMachine):
    """Everything that can happen to one provider, in any order, with attempts and looks that overlap."""

    @initialize()
    def begin(self) -> None:
        self.board = HealthBoard()
        self.now = NOW
        self.attempts: list[int] = []
        self.looks: list[int] = []
        self.openings = 0

    @property
    def health(self) -> Health:
        return self.board["a"]

    @rule(seconds=st.sampled_from([0.5, 10.0, 31.0, 301.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule(bypass=st.booleans())
    def somebody_asks(self, bypass: bool) -> None:
        if admits(self.health, self.now) or bypass:
            self.attempts.append(self.board.begin("a"))

    @rule(pick=st.integers(0, 5), error=st.none() | ERRORS)
    def an_attempt_ends(self, pick: int, error: errors.ProviderError | None) -> None:
        if not self.attempts:
            return
        attempt = self.attempts.pop(pick % len(self.attempts))
        before = self.health
        if error is None:
            self.board.succeeded("a", attempt)
        else:
            self.board.failed("a", attempt, error, "m", self.now)
        self.board.release("a", attempt)
        if attempt <= before.barrier and attempt != before.half_open:
            assert self.health == before
        elif error is None:
            assert self.health.state is S.OK

    @rule(pick=st.integers(0, 5))
    def somebody_leaves(self, pick: int) -> None:
        if self.attempts:
            attempt = self.attempts.pop(pick % len(self.attempts))
            before = self.health
            self.board.release("a", attempt)
            assert replace(self.health, half_open=None) == replace(before, half_open=None)

    @rule()
    def somebody_looks(self) -> None:
        self.looks.append(self.board.begin_look("a"))

    @rule(
        pick=st.integers(0, 5),
        brought=ERRORS | st.builds(Reading, st.just(0.1), key_ok=st.sampled_from([None, True, False])),
    )
    def a_look_ends(self, pick: int, brought: Reading | errors.ProviderError) -> None:
        if not self.looks:
            return
        look = self.looks.pop(pick % len(self.looks))
        before = self.health
        if isinstance(brought, Reading):
            self.board.read("a", brought, self.now, look)
        else:
            self.board.probe_failed("a", brought, self.now, look)
        if before.state is S.OPEN and not before.by_connection:
            assert self.health.state is not S.OK

    @rule(slept=st.sampled_from([0.0, 100.0]))
    def the_machine_wakes(self, slept: float) -> None:
        self.board.woke(slept)
        assert self.health.state is not S.OPEN or admits(self.health, self.now)

    @rule()
    def a_new_key(self) -> None:
        self.board.key_changed("a")
        assert self.health.state is not S.AUTH

    @invariant()
    def the_slot_is_never_stuck(self) -> None:
        """Half-open: held by an attempt that is still out, and only while the breaker is open."""
        if self.health.half_open is not None:
            assert self.health.half_open in self.attempts

    @invariant()
    def nobody_is_asked_before_the_time(self) -> None:
        if self.health.state in {S.OPEN, S.COOLING, S.QUOTA} and self.now < self.health.retry_at:
            assert not admits(self.health, self.now)

    @invariant()
    def the_wait_is_bounded(self) -> None:
        wait = self.health.retry_at - self.now
        longest = {S.OPEN: OPEN_SECONDS_MAX, S.COOLING: RETRY_SECONDS_MAX, S.QUOTA: RETRY_SECONDS_MAX}
        assert wait <= longest.get(self.health.state, RETRY_SECONDS_MAX)

    @invariant()
    def time_heals_everything_but_a_refused_key(self) -> None:
        much_later = max(self.now, self.health.retry_at) + OPEN_SECONDS
        free = replace(self.health, half_open=None)
        assert admits(free, much_later) is (self.health.state is not S.AUTH)

    @invariant()
    def a_healthy_one_has_no_past(self) -> None:
        if self.health.state is S.OK:
            assert (self.health.failures, self.health.openings, self.health.half_open) == (0, 0, None)


TestWeather = Weather.TestCase
TestWeather.settings = settings(STEADY, max_examples=40, stateful_step_count=30)
