"""The purpose of the demo: our own reader of Exo's state sees each stage as what it is meant to show."""

import httpx
import pytest

from traybridge.core.cluster import Cluster
from traybridge.demo.cluster import DemoCluster
from traybridge.demo.story import FAILING_MODEL, FAILURE, TOLD_MODEL
from traybridge.providers.exo.state import cluster_of
from traybridge.providers.exo.wire import read_state


async def seen(stage: str) -> Cluster:
    async with (
        DemoCluster(port=0, speed=0) as demo,
        httpx.AsyncClient(base_url=demo.url, trust_env=False) as client,
    ):
        demo.goto(stage)
        return cluster_of(read_state((await client.get("/state")).content))


@pytest.mark.parametrize(
    ("stage", "word"),
    [
        ("electing", "electing"),
        ("one_node", "up"),
        ("joined", "up"),
        ("downloading", "downloading"),
        ("loading", "loading"),
        ("ready", "ready"),
        ("busy", "busy"),
        ("stale", "degraded"),
        ("lost", "up"),
        ("recovered", "ready"),
        ("failed", "failed"),
    ],
)
async def test_each_stage_has_its_word(stage: str, word: str):
    assert (await seen(stage)).state == word


async def test_a_download_and_a_loading_model_have_a_progress():
    (downloading,) = (await seen("downloading")).models
    (loading,) = (await seen("loading")).models
    assert downloading.progress == pytest.approx(0.4, abs=0.01)
    assert loading.progress is not None
    assert 0 < loading.progress < 1


async def test_a_ready_model_runs_on_two_named_macs_with_their_memory():
    cluster = await seen("ready")
    (model,) = cluster.models
    assert (model.id, model.nodes) == (TOLD_MODEL, ("Demo Mac Studio", "Demo MacBook Pro"))
    assert [(node.name, node.chip) for node in cluster.nodes] == [
        ("Demo Mac Studio", "Apple M4 Max"),
        ("Demo MacBook Pro", "Apple M3 Pro"),
    ]
    for node in cluster.nodes:
        assert node.memory_used is not None
        assert node.memory_total is not None
        assert 0 < node.memory_used < node.memory_total


async def test_the_silent_node_is_the_stale_one():
    assert [(node.name, node.stale) for node in (await seen("stale")).nodes] == [
        ("Demo Mac Studio", False),
        ("Demo MacBook Pro", True),
    ]


async def test_a_failed_download_is_told_in_exos_words():
    (model,) = (await seen("failed")).models
    assert model.id == FAILING_MODEL
    assert FAILURE in (model.error or "")
