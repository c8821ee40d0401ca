from datetime import UTC, datetime, timedelta

import pytest

from traybridge.demo.recordings import Library, Recording
from traybridge.demo.requests import Received
from traybridge.demo.timeline import GROUPS, NOBODY, Silence, State, Timeline, merged, stamp

REQUEST = Received("GET", "/state", ())
MADE_UP = {"lastSeen", "lastEventAppliedIdx"}
MEASURED = {"nodeMemory", "nodeDisk"}
NODE1 = "f2b7d764ae4aaddf3960775e1d5bd35b"
NODE2 = "9614938a0653454733f426d0b52ea950"


def at(timeline: Timeline, t: float) -> State:
    state = timeline.at(t)
    assert state is not None
    return state


def without(state: State, keys: set[str]) -> State:
    return {key: value for key, value in state.items() if key not in keys}


def seen(state: State, node: str) -> datetime:
    return datetime.fromisoformat(state["lastSeen"][node])


def runners(state: State) -> list[str]:
    return [next(iter(runner)) for runner in state["runners"].values()]


@pytest.mark.parametrize(
    ("name", "t", "whole", "differs"),
    [
        ("120", 9.0, "122", MADE_UP),
        ("120", 60.0, "124", MADE_UP | MEASURED),
        ("100", 16.0, "101", MADE_UP),
        ("100b", 17.0, "103", MADE_UP),
        ("131", 12.0, "135", MADE_UP),
        ("141", 4.7, "143", MADE_UP),
    ],
)
def test_where_a_whole_state_was_recorded_too_the_synthetic_one_equals_it(
    library: Library, name: str, t: float, whole: str, differs: set[str]
):
    synthetic = at(Timeline.load(library, name), t)
    assert without(synthetic, differs) == without(library[whole].json(), differs)
    assert list(synthetic) == list(library[whole].json())
    assert synthetic["lastSeen"].keys() == library[whole].json()["lastSeen"].keys()


@pytest.mark.parametrize("name", GROUPS)
def test_every_state_is_whole(library: Library, name: str):
    timeline = Timeline.load(library, name)
    states = [state for _, state in timeline.states() if state is not None]
    assert len(states) >= len(timeline.steps) - 1
    for state in states:
        assert list(state) == list(library["101"].json())
        nodes = set(state["topology"]["nodes"])
        for key in ("lastSeen", "nodeMemory", "nodeDisk", "nodeNetwork"):
            assert state[key].keys() == nodes
        assert state["nodeIdentities"].keys() >= nodes
        assert "downloads(non-pending)" not in state


def test_two_readings_of_a_moment_are_the_same_and_share_nothing_that_changes(library: Library):
    timeline = Timeline.load(library, "120")
    first = at(timeline, 1.0)
    first["topology"] = None
    assert at(timeline, 1.0)["topology"]["nodes"] == [NODE1, NODE2]


def test_last_seen_has_exos_form(library: Library):
    recorded = library["101"].json()["lastSeen"][NODE1]
    assert stamp(datetime.fromisoformat(recorded)) == recorded
    assert stamp(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)) == "2026-01-02T03:04:05.000000Z"


def test_091_a_killed_runner_fails_loads_again_and_is_ready(library: Library):
    timeline = Timeline.load(library, "091")
    (instance,) = at(timeline, 0)["instances"]
    story = [runners(state)[-1] for _, state in timeline.states() if state is not None]
    assert list(dict.fromkeys(story)) == [
        "RunnerRunning", "RunnerFailed", "RunnerLoading", "RunnerLoaded", "RunnerWarmingUp", "RunnerReady"
    ]  # fmt: skip
    assert list(at(timeline, timeline.seconds)["instances"]) == [instance]


def test_100b_refused_alone_wiped_then_two(library: Library):
    timeline = Timeline.load(library, "100b")
    assert timeline.at(0) is None
    nodes = [state and state["topology"]["nodes"] for _, state in timeline.states()]
    assert [*dict.fromkeys(tuple(row) if row is not None else None for row in nodes)] == [
        None, (NODE2,), (), (NODE1,), (NODE1, NODE2)
    ]  # fmt: skip
    wiped = at(timeline, 6.0)
    assert not any(wiped[key] for key in ("nodeIdentities", "nodeMemory", "downloads", "lastSeen"))


def test_120_a_killed_node_grows_stale_leaves_and_takes_the_instance_along(library: Library):
    timeline = Timeline.load(library, "120")
    before, stale, gone, end = (at(timeline, t) for t in (6.0, 40.0, 46.0, 56.0))
    assert seen(before, NODE1) == seen(before, NODE2)
    assert seen(stale, NODE1) - seen(stale, NODE2) > timedelta(seconds=30)
    assert NODE2 in stale["topology"]["nodes"]
    assert (gone["topology"]["nodes"], list(gone["lastSeen"])) == ([NODE1], [NODE1])
    assert gone["instances"]
    assert end["instances"] == {}
    assert runners(end) == ["RunnerRunning", "RunnerRunning"]  # failed rows are never removed
    assert NODE2 in end["nodeIdentities"]


def test_131_without_a_master_nothing_moves_then_all_instances_are_gone(library: Library):
    timeline = Timeline.load(library, "131")
    before, leaderless, later, end = (at(timeline, t) for t in (7.0, 8.0, 11.0, 11.06))
    assert before["lastSeen"] != leaderless["lastSeen"] == later["lastSeen"]
    assert later["instances"]
    assert (end["instances"], end["runners"], len(end["topology"]["nodes"])) == ({}, {}, 1)


def test_141_a_download_grows_then_the_model_loads_and_is_ready(library: Library):
    timeline = Timeline.load(library, "141")
    progress = []
    for _, state in timeline.states():
        assert state is not None
        rows = [
            row["DownloadOngoing"] for rows in state["downloads"].values() for row in rows if "DownloadOngoing" in row
        ]
        progress += [row["downloadProgress"]["downloaded"]["inBytes"] for row in rows]
    assert progress == sorted(progress)
    assert (progress[0], progress[-1]) == (0, 531237889)
    assert runners(at(timeline, timeline.seconds)) == ["RunnerReady"]


def test_pending_downloads_return_but_not_for_a_model_under_way(library: Library):
    rows = at(Timeline.load(library, "120"), 0)["downloads"][NODE1]
    kinds = [next(iter(row)) for row in rows]
    assert kinds.count("DownloadPending") == 123
    assert kinds.count("DownloadCompleted") == 1


def test_a_node_without_rows_in_any_whole_state_has_none(library: Library):
    whole = library["101"].json()
    slim = {key: whole[key] for key in ("instances", "runners", "tasks", "nodeIdentities")}
    slim |= {"topology": {"nodes": ["new"], "connections": {}}, "downloads(non-pending)": {"new": []}}
    state = merged(slim, [whole])
    assert (state["nodeMemory"], state["downloads"]) == ({}, {"new": []})


def test_between_changes_last_seen_moves_on_when_asked_for(library: Library):
    timeline = Timeline.load(library, "120")
    times = list(timeline.times(every=5.0))
    assert [t for t in times if t < 19.02] == [0.0, 0.21, 5.21, 10.21, 15.21]
    assert {step.t for step in timeline.steps} <= set(times)
    assert list(timeline.times()) == [step.t for step in timeline.steps]


def test_silence_holds_until_it_ends_and_for_the_killed_for_ever():
    silence = Silence(killed={"dead": 3.0}, leaderless=(5.0, 8.0))
    assert [silence.last_heard("alive", t) for t in (2, 5, 7.9, 8)] == [2, 5, 5, 8]
    assert [silence.last_heard("dead", t) for t in (2, 5, 7.9, 8)] == [2, 3, 3, 3]


def test_played_by_the_clock_from_the_first_request_on(library: Library):
    now = 1000.0
    answer = Timeline.load(library, "120").played(lambda: now, speed=2.0)
    assert len(answer(REQUEST).json()["topology"]["nodes"]) == 2
    now += 46 / 2
    assert len(answer(REQUEST).json()["topology"]["nodes"]) == 1


def test_played_at_speed_0_each_request_sees_the_next_change_and_then_the_last(library: Library):
    timeline = Timeline.load(library, "100b")
    answer = timeline.played(lambda: 0.0, speed=0)
    assert answer(REQUEST) is NOBODY
    sizes = [len(answer(REQUEST).json()["topology"]["nodes"]) for _ in range(len(timeline.steps) + 3)]
    assert sizes == [1, 1, 1, 0, 1, 1, 2, 2, 2, 2, 2, 2, 2]


def test_played_answers_have_exos_head(library: Library):
    answer = Timeline.load(library, "141").played(lambda: 0.0)(REQUEST)
    assert isinstance(answer, Recording)
    assert answer.status_line == library["143"].status_line
    assert answer.header("content-type") == library["143"].header("content-type")
