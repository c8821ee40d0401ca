"""What will never end by itself is noticed: answers without their node, loads that stand still."""

from dataclasses import replace

import pytest

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.providers.exo.losses import LATE_SECONDS, STUCK_SECONDS, StuckLoads, loss_of

STUDIO, BOOK = Node("1", "studio"), Node("2", "book")
READY = LoadedModel("m", ModelState.READY, instance="i", nodes=("studio", "book"))
FAILED = replace(READY, state=ModelState.FAILED)


def cluster(*models: LoadedModel, nodes: tuple[Node, ...] = (STUDIO, BOOK)) -> Cluster:
    return Cluster(ClusterState.READY, "1.x", nodes, models)


LATE = replace(BOOK, last_seen=LATE_SECONDS + 0.5, stale=True)


@pytest.mark.parametrize(
    ("seen", "certain"),
    [
        (cluster(READY), None),
        (cluster(FAILED, nodes=(STUDIO,)), True),
        (cluster(FAILED, nodes=(STUDIO, LATE)), False),
        (cluster(FAILED, nodes=(STUDIO, replace(LATE, last_seen=LATE_SECONDS))), None),
        (cluster(), False),
        (cluster(FAILED), False),
        (cluster(replace(READY, state=ModelState.LOADING)), False),
        (cluster(replace(READY, state=ModelState.LOADING), nodes=(STUDIO, replace(LATE, last_seen=5.5))), None),
        (cluster(FAILED, READY), None),
        (replace(cluster(), state=ClusterState.ELECTING), None),
        (replace(cluster(), dialect="0.x"), None),
    ],
)
def test_an_answer_is_lost_with_its_node_or_its_instance(seen: Cluster, certain: bool | None) -> None:
    loss = loss_of("m", seen)
    assert (None if loss is None else loss.certain) == certain


LOADING = LoadedModel("x/m", ModelState.LOADING, 0.5, instance="i")


def test_a_load_that_stands_still_for_three_minutes_is_stuck() -> None:
    stuck = StuckLoads()
    seen = cluster(LOADING)
    assert stuck.marked(seen, 0.0) is seen
    assert stuck.marked(seen, STUCK_SECONDS - 1) is seen
    moved = cluster(replace(LOADING, progress=0.6))
    assert stuck.marked(moved, STUCK_SECONDS) is moved
    assert stuck.marked(moved, 2 * STUCK_SECONDS - 1) is moved
    marked = stuck.marked(moved, 2 * STUCK_SECONDS)
    assert (marked.state, marked.models[0].state) == (ClusterState.FAILED, ModelState.FAILED)
    assert "unload it and load it again" in (marked.models[0].error or "")
    assert stuck.marked(cluster(), 2 * STUCK_SECONDS + 1).models == ()
    assert stuck.marked(moved, 2 * STUCK_SECONDS + 2) is moved  # another load


def test_the_reason_is_what_became_of_the_model() -> None:
    crashed = replace(FAILED, error="Terminated (signal=9 (Killed))")
    for seen, reason in (
        (cluster(crashed), "m failed: Terminated (signal=9 (Killed))"),
        (cluster(replace(READY, state=ModelState.LOADING)), "Exo had to load m anew"),
        (cluster(), "Exo no longer has m loaded"),
    ):
        loss = loss_of("m", seen)
        assert loss is not None
        assert loss.reason == reason
