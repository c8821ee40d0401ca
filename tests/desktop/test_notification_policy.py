"""Notifications: what matters is told once, with its switch; flapping, starts and our own doing are no news."""

from typing import Any

import pytest

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.config import NotificationsConfig
from traybridge.core.models import AUTO
from traybridge.core.outcome import Outcome
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.core.provenance import Attempt, Provenance, Skip
from traybridge.desktop.notification_policy import LOST_SECONDS, QUIET_SECONDS, Notice, NoticeHistory, decide

NODE = Node("1", "studio")
READY = Cluster(ClusterState.READY, "1.x", (NODE,), (LoadedModel("mlx/Llama", ModelState.READY),))
LOADING = Cluster(ClusterState.LOADING, "1.x", (NODE,), (LoadedModel("mlx/Llama", ModelState.LOADING, 0.4),))
EMPTY = Cluster(ClusterState.UP, "1.x", (NODE,))
ALL = NotificationsConfig()


def exo(cluster: Cluster | None = READY, *, usable: bool | None = None, **values: Any) -> ProviderStatus:
    works = cluster is READY if usable is None else usable
    settings: dict[str, Any] = {
        "health": "ok" if cluster else "open",
        "reason": "" if cluster else "connection refused",
    }
    return ProviderStatus(
        "exo", "Exo", "exo", enabled=True, usable=works, local=True, cluster=cluster, **(settings | values)
    )


def cloud(health: str = "ok", reason: str = "", **values: Any) -> ProviderStatus:
    return ProviderStatus("or", "OpenRouter", "openai", True, health, reason, health == "ok", **values)


def look(*providers: ProviderStatus) -> Snapshot:
    return Snapshot("exo", providers)


GONE = exo(None)
FROM_CLOUD = Provenance("1", "or", "m", skipped=(Skip("exo", "connection refused", "cooling"),))


class Day:
    """One run of the program: each step is a snapshot at a time."""

    def __init__(self, wanted: NotificationsConfig = ALL) -> None:
        self.memory = NoticeHistory()
        self.wanted = wanted
        self.before: Snapshot | None = None
        self.again: float | None = None

    def step(self, now: float, *providers: ProviderStatus, **values: Any) -> tuple[Notice, ...]:
        after = look(*providers)
        decision = decide(self.memory, self.before, after, wanted=self.wanted, now=now, **values)
        self.memory, self.before, self.again = decision.memory, after, decision.again_in
        return decision.notices


def test_a_lost_cluster_is_told_after_some_seconds_and_its_return_once():
    day = Day()
    assert day.step(0, exo()) == ()
    assert day.step(5, GONE) == ()
    assert day.again == LOST_SECONDS
    [lost] = day.step(5 + LOST_SECONDS, GONE)
    assert lost == Notice("exo_lost", "Exo cannot answer", "connection refused. Nobody else can answer.", "exo")
    assert day.again is None
    assert day.step(60, GONE) == ()
    [back] = day.step(90, exo())
    assert (back.kind, back.title, back.text) == ("exo_back", "Exo is back", "Llama is ready on 1 machine.")
    assert day.step(91, exo()) == ()


def test_an_election_is_no_news():
    day = Day()
    day.step(0, exo())
    day.step(1, GONE)
    assert day.step(5, exo()) == ()
    assert day.step(5 + LOST_SECONDS, exo()) == ()


def test_a_cluster_that_was_never_there_is_not_lost():
    day = Day()
    for second in range(0, 60, 5):
        assert day.step(second, GONE) == ()


def test_a_flapping_cluster_is_told_once_in_ten_minutes():
    day = Day()
    told: list[Notice] = []
    for minute in range(10):
        told += day.step(minute * 60, exo())
        day.step(minute * 60 + 20, GONE)
        told += day.step(minute * 60 + 40, GONE)
    assert [one.kind for one in told] == ["exo_lost", "exo_back"]
    day.step(QUIET_SECONDS + 60, exo())
    day.step(QUIET_SECONDS + 70, GONE)
    assert [one.kind for one in day.step(QUIET_SECONDS + 90, GONE)] == ["exo_lost"]


@pytest.mark.parametrize("after", [exo(LOADING), exo(EMPTY)])
def test_what_a_person_does_here_is_no_news(after: ProviderStatus):
    """Loading another model, and unloading one from our own menu."""
    day = Day()
    day.step(0, exo())
    day.step(1, after, excused=frozenset({"exo"}))
    assert day.step(30, after) == ()


def test_a_model_that_went_by_itself_is_news():
    """A killed master takes all instances along (exo.md)."""
    day = Day()
    day.step(0, exo())
    day.step(1, exo(EMPTY))
    [lost] = day.step(1 + LOST_SECONDS, exo(EMPTY))
    assert lost.text == "Exo has no model loaded. Nobody else can answer."


def test_a_cluster_that_somebody_switched_off_is_not_lost():
    day = Day()
    day.step(0, exo())
    off = ProviderStatus("exo", "Exo", "exo", False, "off", "switched off", False, local=True)
    day.step(1, off)
    assert day.step(30, off) == ()


def test_the_first_answer_from_the_cloud_says_why():
    day = Day()
    day.step(0, exo(), cloud())
    day.step(1, GONE, cloud())
    [told] = day.step(2, GONE, cloud(), answered=FROM_CLOUD)
    assert told == Notice(
        "failover", "OpenRouter answers now", "Exo: connection refused. Answers from here may cost money.", "or"
    )
    assert day.step(3, GONE, cloud(), answered=FROM_CLOUD) == ()
    day.step(4, exo(), cloud())
    day.step(QUIET_SECONDS + 4, GONE, cloud())
    assert len(day.step(QUIET_SECONDS + 5, GONE, cloud(), answered=FROM_CLOUD)) == 1, "another absence, another notice"


def test_loss_and_failover_are_one_story_and_whichever_comes_first_is_told():
    for first in ("exo_lost", "failover"):
        day = Day()
        told = [*day.step(0, exo(), cloud()), *day.step(1, GONE, cloud())]
        if first == "failover":
            told += day.step(2, GONE, cloud(), answered=FROM_CLOUD)
        told += day.step(1 + LOST_SECONDS, GONE, cloud())
        told += day.step(20, GONE, cloud(), answered=FROM_CLOUD)
        told += day.step(90, exo(), cloud())
        assert [one.kind for one in told] == [first, "exo_back"]


@pytest.mark.parametrize("off", ["exo_lost", "failover"])
def test_the_half_of_the_story_that_is_switched_off_does_not_hide_the_other(off: str):
    day = Day(NotificationsConfig(**{off: False}))
    told = [*day.step(0, exo(), cloud()), *day.step(1, GONE, cloud())]
    told += day.step(2, GONE, cloud(), answered=FROM_CLOUD) if off == "failover" else ()
    told += day.step(1 + LOST_SECONDS, GONE, cloud())
    told += day.step(20, GONE, cloud(), answered=FROM_CLOUD) if off == "exo_lost" else ()
    assert [one.kind for one in told] == ["failover" if off == "exo_lost" else "exo_lost"]


def test_a_loss_says_which_machine_left_and_who_answers_meanwhile():
    two = Cluster(ClusterState.READY, "1.x", (NODE, Node("2", "Mac Studio")), READY.models)
    day = Day()
    day.step(0, exo(two, usable=True), cloud())
    day.step(1, exo(EMPTY), cloud())
    [lost] = day.step(1 + LOST_SECONDS, exo(EMPTY), cloud())
    assert lost.text == "Mac Studio left the cluster. OpenRouter answers until it is back."


def test_a_failover_leads_to_the_cluster_that_could_be_loaded():
    day = Day()
    day.step(0, exo(), cloud())
    skipped = (Skip("exo", "model not loaded", "not_loaded"),)
    paid = Provenance("1", "or", "m", skipped=skipped, cost=0.001)
    [told] = day.step(1, exo(EMPTY), cloud(), answered=paid)
    assert (told.text, told.page) == ("Exo has no model loaded. Answers from here cost money.", "exo")


def test_a_free_answer_says_nothing_of_money():
    day = Day()
    day.step(0, exo(), cloud())
    free = Provenance("1", "or", "m", skipped=(Skip("exo", "model not loaded", "not_loaded"),), cost=0.0)
    [told] = day.step(1, exo(EMPTY), cloud(), answered=free)
    assert told.text == "Exo has no model loaded"


def test_a_failed_attempt_counts_as_a_reason():
    day = Day()
    day.step(0, exo(), cloud())
    attempt = Attempt("exo", "m", Outcome.TRANSIENT, 0.1, reason="connection reset")
    answered = Provenance("1", "or", "m", attempts=(attempt, Attempt("or", "m", Outcome.OK, 1.0)))
    [told] = day.step(1, exo(), cloud(), answered=answered)
    assert told.text == "Exo: connection reset. Answers from here may cost money."


@pytest.mark.parametrize(
    "answered",
    [
        Provenance("1", "or", "m", asked_model="or/m", skipped=FROM_CLOUD.skipped),
        Provenance("1", "exo", "m"),
        Provenance("1", None, None, asked_model=AUTO),
        Provenance("1", "or", "m", skipped=(Skip("exo", "switched off", "off"),)),
    ],
)
def test_a_chosen_provider_is_no_failover(answered: Provenance):
    day = Day()
    day.step(0, exo(), cloud())
    assert day.step(1, GONE, cloud(), answered=answered) == ()


def test_who_never_had_a_cluster_is_not_told_that_it_is_missing():
    day = Day()
    day.step(0, GONE, cloud())
    assert day.step(1, GONE, cloud(), answered=FROM_CLOUD) == ()


def test_who_had_one_on_another_day_is_told():
    """Its list of models is kept on disk: the cloud must not take over silently after a restart."""
    known = exo(None, models=("mlx/Llama",))
    day = Day()
    day.step(0, known, cloud())
    assert len(day.step(1, known, cloud(), answered=FROM_CLOUD)) == 1


def test_a_key_that_worked_and_does_not_any_more():
    day = Day()
    day.step(0, cloud())
    [told] = day.step(1, cloud("auth", "key rejected"))
    assert told == Notice(
        "key_rejected",
        "OpenRouter needs a new key",
        "Its key was rejected. Nobody else can answer.",
        "or",
        "providers/or",
    )
    assert day.step(2, cloud("auth", "key rejected")) == ()


@pytest.mark.parametrize("before", ["unknown", "no_key", "off"])
def test_a_key_that_never_worked_is_no_news(before: str):
    day = Day()
    day.step(0, cloud(before))
    assert day.step(1, cloud("auth", "key rejected")) == ()


def test_a_used_up_allowance_and_our_own_cap_are_told():
    day = Day()
    day.step(0, cloud())
    [told] = day.step(1, cloud("quota", "quota used up, again in 10 min", retry_in=600.0))
    assert (told.kind, told.title) == ("cap_reached", "OpenRouter: quota used up, again in 10 min")
    other = Day()
    other.step(0, cloud())
    [told] = other.step(1, cloud(), capped={"or": 5.0})
    assert (told.title, told.text) == ("OpenRouter has reached $5.00", "It is not asked any more this month.")
    assert other.step(2, cloud(), capped={"or": 5.0}) == ()


def test_a_cap_that_was_reached_before_the_start_is_no_news():
    day = Day()
    assert day.step(0, cloud(), capped={"or": 5.0}) == ()
    assert day.step(1, cloud(), capped={"or": 5.0}) == ()


@pytest.mark.parametrize("kind", ["exo_lost", "exo_back", "failover", "key_rejected", "cap_reached"])
def test_each_has_its_switch(kind: str):
    def told(wanted: NotificationsConfig) -> set[str]:
        day = Day(wanted)
        shown = [*day.step(0, exo(), cloud())]
        shown += day.step(1, GONE, cloud(), capped={"or": 5.0})
        shown += day.step(1 + LOST_SECONDS, GONE, cloud("auth"))
        shown += day.step(60, exo(), cloud("auth"))
        shown += day.step(QUIET_SECONDS, GONE, cloud(), answered=FROM_CLOUD)
        return {one.kind for one in shown}

    everything = {"exo_lost", "exo_back", "failover", "key_rejected", "cap_reached"}
    assert told(ALL) == everything
    assert told(NotificationsConfig(**{kind: False})) == everything - {kind}
