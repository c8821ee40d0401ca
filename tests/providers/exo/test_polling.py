"""What is asked of Exo, and how often: enough to show each change in time, little enough to cost it nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.providers.exo.polling import NODE_ID, PARTS, SEEN, WHOLE, Known, again_in, membership_changed, wanted
from traybridge.providers.exo.wire import ExoState, Runner, read_state, with_part

FIXTURES = Path(__file__).parents[2] / "fixtures" / "exo"


def recorded(name: str) -> ExoState:
    (path,) = FIXTURES.glob(f"{name}_*.http")
    return read_state(path.read_bytes().partition(b"\r\n\r\n")[2])


def paths(state: ExoState, *, whole: float, parts: float, has_parts: bool = True) -> tuple[str, ...]:
    """What is wanted so many seconds after the last whole state and the last parts."""
    return wanted(Known(state, 100.0 - whole, 100.0 - parts), 100.0, has_parts=has_parts)


def test_who_knows_nothing_asks_for_everything():
    assert wanted(None, 0.0, has_parts=True) == WHOLE


@pytest.mark.parametrize("name", ["002", "067", "301", "307", "153"])
def test_one_quiet_node_is_only_asked_whether_it_lives(name: str):
    state = recorded(name)
    assert paths(state, whole=4.9, parts=4.9) == NODE_ID
    assert paths(state, whole=5.0, parts=5.0) == PARTS
    assert paths(state, whole=24.9, parts=1.0) == NODE_ID
    assert paths(state, whole=25.0, parts=1.0) == WHOLE


@pytest.mark.parametrize("name", ["101", "122"])
def test_of_several_nodes_the_last_signs_of_life_are_read_each_time(name: str):
    state = recorded(name)
    assert paths(state, whole=4.9, parts=4.9) == SEEN
    assert paths(state, whole=5.0, parts=5.0) == PARTS


def test_a_download_is_followed_in_the_whole_state():
    state = recorded("143")
    assert paths(state, whole=1.9, parts=1.9) == NODE_ID
    assert paths(state, whole=2.0, parts=2.0) == WHOLE


def test_loading_from_disk_is_followed_in_the_parts():
    state = with_part(recorded("067"), "runners", b"{}")
    assert paths(state, whole=1.9, parts=1.9) == NODE_ID
    assert paths(state, whole=9.0, parts=2.0) == PARTS


def test_a_placed_model_that_is_not_on_disk_may_be_downloading():
    state = replace(with_part(recorded("067"), "runners", b"{}"), downloads=())
    assert paths(state, whole=2.0, parts=2.0) == WHOLE


def test_a_crashed_runner_is_watched_while_it_comes_back():
    state = recorded("067")
    crashed = replace(state, runners=dict.fromkeys(state.runners, Runner("Failed", "killed")))
    assert paths(crashed, whole=9.0, parts=2.0) == PARTS


def test_an_election_is_watched_closely():
    state = replace(recorded("101"), nodes=(), seen={})
    assert paths(state, whole=9.0, parts=2.0) == PARTS


def test_a_release_without_parts_gives_the_whole_state_and_no_more_often_than_needed():
    alone, two = recorded("301"), recorded("101")
    assert paths(alone, whole=4.9, parts=4.9, has_parts=False) == NODE_ID
    assert paths(alone, whole=5.0, parts=5.0, has_parts=False) == WHOLE
    assert paths(two, whole=1.0, parts=1.0, has_parts=False) == WHOLE


def test_a_node_that_came_or_went_shows_in_the_last_signs_of_life():
    state = recorded("101")
    assert not membership_changed(state)
    assert membership_changed(with_part(state, "lastSeen", b'{"somebody":"2026-11-22T19:00:00Z"}'))
    assert membership_changed(with_part(state, "lastSeen", b"{}"))


def cluster(*seen: float, state: ClusterState = ClusterState.READY, model: ModelState = ModelState.READY) -> Cluster:
    nodes = tuple(Node(str(at), str(at), last_seen=one, stale=one > 5) for at, one in enumerate(seen))
    return Cluster(state, "1.x", nodes, (LoadedModel("m", model),))


@pytest.mark.parametrize(
    ("one", "seconds"),
    [
        (cluster(0.0, 1.2), None),
        (cluster(0.0, 2.6), 2.5),
        (cluster(0.0, 4.9, 3.0), 0.2),
        (cluster(0.0, 8.0), None),
        (Cluster(ClusterState.ELECTING, "1.x"), 2.0),
        (cluster(0.0, model=ModelState.LOADING, state=ClusterState.LOADING), 5.0),
        (cluster(0.0, model=ModelState.DOWNLOADING, state=ClusterState.DOWNLOADING), 5.0),
        (cluster(0.0, 4.0, model=ModelState.LOADING, state=ClusterState.LOADING), 1.1),
        (cluster(0.0, model=ModelState.FAILED, state=ClusterState.FAILED), None),
    ],
)
def test_what_is_about_to_change_is_looked_at_again_in_time(one: Cluster, seconds: float | None):
    assert again_in(one) == (None if seconds is None else pytest.approx(seconds))


def test_after_loading_or_unloading_everything_is_read_often_for_a_while():
    known = Known(recorded("067"), 98.0, 98.0)
    assert wanted(known, 100.0, has_parts=True, watching=True) == WHOLE
    assert wanted(known, 99.9, has_parts=True, watching=True) == NODE_ID
