"""What is read of Exo's answers: tolerant where less can be shown, strict where nothing could be."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from traybridge.providers.exo.wire import (
    LONGEST_REASON,
    Download,
    ExoState,
    NodeIdentity,
    NodeMemory,
    UnreadableState,
    read_state,
    reason,
    with_part,
)

FIXTURES = Path(__file__).parents[2] / "fixtures" / "exo"


def recorded(name: str) -> dict[str, Any]:
    (path,) = FIXTURES.glob(f"{name}_*.http")
    state = msgspec.json.decode(path.read_bytes().partition(b"\r\n\r\n")[2])
    assert isinstance(state, dict)
    return state


def read(state: dict[str, Any]) -> ExoState:
    return read_state(msgspec.json.encode(state))


@pytest.mark.parametrize("part", ["topology", "instances", "runners"])
def test_a_state_without_what_we_need_is_refused(part: str):
    state = recorded("067")
    del state[part]
    with pytest.raises(UnreadableState, match=part):
        read(state)


@pytest.mark.parametrize("part", ["topology", "instances", "runners"])
def test_a_needed_part_of_another_form_is_refused(part: str):
    state = recorded("067")
    state[part] = [1, 2]
    with pytest.raises(UnreadableState, match=part):
        read(state)


@pytest.mark.parametrize("part", ["lastSeen", "downloads", "nodeIdentities", "nodeMemory"])
@pytest.mark.parametrize("value", [[1, 2], None, {"x": 7}])
def test_another_part_of_another_form_just_shows_less(part: str, value: object):
    state = recorded("067")
    whole = read(state)
    state[part] = value
    less = read(state)
    assert less.instances == whole.instances
    assert less != whole


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"<html>", b"\xff\xfe", b"[" * 100_000, b'{"instances":'])
def test_what_is_no_state_is_refused(body: bytes):
    with pytest.raises(UnreadableState):
        read_state(body)


def test_new_keys_change_nothing():
    state = recorded("067")
    whole = read(state)
    state["tomorrow"] = {"a": 1}
    state["nodeMemory"][whole.nodes[0]]["vram"] = {"inBytes": 5}
    assert read(state) == whole


FORGED = "a\nready \u202egood\u009b31m"


def test_what_others_wrote_cannot_forge_a_row_or_move_a_cursor():
    state = recorded("143")
    (ring,) = next(iter(state["instances"].values())).values()
    ring["shardAssignments"]["modelId"] = FORGED
    node = state["topology"]["nodes"][0]
    state["nodeIdentities"][node] |= {"friendlyName": FORGED, "chipId": FORGED}
    for runner in state["runners"]:
        state["runners"][runner] = {
            "RunnerFailed": {"errorMessage": FORGED + "\nTraceback (most recent call last)\n x"}
        }
    (row,) = [row for row in state["downloads"][node] if "DownloadOngoing" in row]
    next(iter(row["DownloadOngoing"]["shardMetadata"].values()))["modelCard"]["modelId"] = FORGED
    found = read(state)
    words = [
        found.instances[0].model,
        found.downloads[0].model,
        found.identities[node].name,
        found.identities[node].chip,
    ]
    words += [runner.error for runner in found.runners.values()]
    assert set(words) == {"a ready good31m"}


def test_a_reason_without_end_is_cut():
    assert reason("x" * 100_000) == "x" * (LONGEST_REASON - 1) + "…"
    assert reason(None) == ""


def test_a_part_replaces_only_itself():
    state = read(recorded("101"))
    changed = with_part(state, "lastSeen", b'{"n1":"2026-11-22T19:00:00Z"}')
    assert changed.seen == {"n1": 1_795_374_000.0}
    assert changed.nodes == state.nodes


def test_pending_downloads_are_not_kept():
    state = read(recorded("143"))
    assert [row.status for row in state.downloads] == ["Ongoing"]
    assert len(recorded("002")["downloads"][read(recorded("002")).nodes[0]]) > 100
    assert [row.status for row in read(recorded("002")).downloads] == ["Completed"]


def test_the_topology_of_v1_0_62_brings_identity_and_memory_along():
    """SYNTHETIC, after the types of v1.0.62: no recording of that version exists."""
    profile = {
        "modelId": "Mac15,14",
        "chipId": "Apple M3 Ultra",
        "friendlyName": "Studio",
        "memory": {"ramTotal": {"inBytes": 100}, "ramAvailable": {"inBytes": 30}},
    }
    state = read(
        {
            "topology": {
                "nodes": [{"nodeId": "n1", "nodeProfile": profile}, {"nodeId": "n2", "nodeProfile": None}],
                "connections": [],
            },
            "instances": {},
            "runners": {},
        }
    )
    assert state.nodes == ("n1", "n2")
    assert state.identities == {"n1": NodeIdentity("Studio", "Apple M3 Ultra")}
    assert state.memory == {"n1": NodeMemory(70, 100)}


def test_downloads_of_v1_0_65_name_their_sizes_otherwise():
    """SYNTHETIC, after the types of v1.0.65: no recording of that version exists."""
    shard = {"PipelineShardMetadata": {"modelMeta": {"modelId": "m", "storageSize": {"inBytes": 9}}}}
    data = {"totalBytes": {"inBytes": 8}, "downloadedBytes": {"inBytes": 2}}
    state = recorded("002")
    state["downloads"] = {
        "n1": [
            {"DownloadOngoing": {"nodeId": "n1", "shardMetadata": shard, "downloadProgress": data}},
            {"DownloadCompleted": {"nodeId": "n1", "shardMetadata": shard, "totalBytes": {"inBytes": 8}}},
        ]
    }
    assert read(state).downloads == (
        Download("n1", "m", "Ongoing", done=2, total=8, size=9),
        Download("n1", "m", "Completed", done=8, total=8, size=9),
    )
