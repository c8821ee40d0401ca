"""Exo 0.x: recordings 200-212, and what its `/modelpool` says while models are on disk or coming."""

from pathlib import Path

import msgspec
import pytest

from traybridge.core.cluster import ClusterState, LoadedModel, ModelState, Node
from traybridge.providers.exo.legacy import (
    Stored,
    cluster_of,
    read_initial_models,
    read_pool,
    read_topology,
    replaced,
)
from traybridge.providers.exo.wire import UnreadableState

FIXTURES = Path(__file__).parents[2] / "fixtures" / "exo"
OLD_NODE = Node("old-node-1", "old-node-1", memory_total=24_105 * 1024 * 1024)


def body_of(name: str) -> bytes:
    (path,) = FIXTURES.glob(f"{name}_*.http")
    return path.read_bytes().partition(b"\r\n\r\n")[2]


def test_the_recorded_cluster_is_ready_with_its_node_and_its_one_model():
    cluster = cluster_of(read_topology(body_of("202")), read_initial_models(body_of("204")), read_pool([b"[DONE]"]))
    assert cluster.state is ClusterState.READY
    assert cluster.dialect == "0.x"
    assert cluster.nodes == (OLD_NODE,)
    assert cluster.models == (LoadedModel("dummy", ModelState.READY, nodes=("old-node-1",)),)


def test_a_cluster_without_nodes_is_not_ready():
    assert cluster_of(read_topology(b'{"nodes":{}}'), ("dummy",), {}).state is ClusterState.ELECTING


def test_models_on_disk_answer_and_half_ones_are_downloading():
    """SYNTHETIC events in the form of handle_model_support (v0.0.15): the recorded engine had nothing to download."""
    events = [
        {"llama-3.2-1b": {"downloaded": True, "download_percentage": 100, "total_size": 10, "total_downloaded": 10}},
        {"llama-3.2-3b": {"downloaded": False, "download_percentage": 25.0, "total_size": 40, "total_downloaded": 10}},
        {"llama-3.1-8b": {"downloaded": False, "download_percentage": 0.0, "total_size": 80, "total_downloaded": 0}},
    ]
    pool = read_pool([*(msgspec.json.encode(event) for event in events), b"not json", b"[DONE]"])
    cluster = cluster_of((OLD_NODE,), (), pool)
    assert [(model.id, model.state, model.progress, model.size) for model in cluster.models] == [
        ("llama-3.2-1b", ModelState.READY, None, 10),
        ("llama-3.2-3b", ModelState.DOWNLOADING, 0.25, 40),
    ]


def test_a_node_is_shown_by_the_id_that_a_person_chose_else_by_its_machine():
    nodes = read_topology(
        b'{"nodes": {"kitchen": {"model": "Linux Box", "chip": "RTX 4090", "memory": 1},'
        b'"7b0c1c1e-53b7-4e2c-9a3e-4a6a2f7d2a10": {"model": "MacBook Pro", "chip": "Apple M2", "memory": 2}}}'
    )
    assert [(node.name, node.chip) for node in nodes] == [("kitchen", "RTX 4090"), ("MacBook Pro", "Apple M2")]


def test_what_others_wrote_stays_on_one_line():
    forged = "a\nb \u202ec\u009b"
    body = msgspec.json.encode({"nodes": {forged: {"model": forged, "chip": forged, "memory": 1}}})
    (node,) = read_topology(body)
    assert (node.name, node.chip) == ("a b c", "a b c")
    (model,) = cluster_of((node,), (forged,), {}).models
    assert model.id == "a b c"


@pytest.mark.parametrize("body", [b"", b"null", b"<html>", b'{"nodes": 5}', b'{"status": "ok"}'])
def test_what_is_no_topology_is_refused(body: bytes):
    with pytest.raises(UnreadableState):
        read_topology(body)


@pytest.mark.parametrize(
    ("asked", "answered", "other"),
    [
        ("gpt-4o", "dummy", True),
        ("dummy", "dummy", False),
        ("dummy", None, False),
        ("dummy", "", False),
        ("llama-3.2-3b", "mlx-community/Llama-3.2-3B-Instruct-4bit", False),
        ("llama-3.2-3b", "llama-3.2-1b", True),
    ],
)
def test_a_silent_substitution_is_noticed(asked: str, answered: str | None, other: bool):
    assert replaced(asked, answered) is other


def test_the_pool_says_more_than_the_list_of_supported_models():
    cluster = cluster_of((OLD_NODE,), ("a", "b"), {"b": Stored(downloaded=False, download_percentage=0.0)})
    assert [model.id for model in cluster.models] == ["a"]
