"""The head of a window says who would answer now, or what happens instead."""

from typing import Any

import pytest

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.planning import Plan, Route
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.core.presentation.who_answers import WhoAnswers, is_answering, who_answers

NODES = (Node("1", "Mac Studio"), Node("2", "MacBook Pro"))
LLAMA = "mlx-community/Llama-3.3-70B"


def exo(state: ClusterState = ClusterState.READY, *models: LoadedModel, **values: Any) -> ProviderStatus:
    usual: dict[str, Any] = {"usable": True, "reason": "", "cluster": Cluster(state, "1.x", NODES, models)}
    return ProviderStatus("exo", "Exo", "exo", True, "ok", local=True, **(usual | values))


def ready(*nodes: str) -> ProviderStatus:
    return exo(ClusterState.READY, LoadedModel(LLAMA, ModelState.READY, nodes=nodes))


GONE = exo(ClusterState.OFFLINE, usable=False, reason="not running", cluster=None, models=(LLAMA,))
NEVER_THERE = exo(ClusterState.OFFLINE, usable=False, reason="not running", cluster=None)
CLOUD = ProviderStatus("cloud", "OpenRouter", "openai", True, "ok", "", True)
STARTER = ProviderStatus("embedded", "Starter model", "embedded", True, "ok", "", True, local=True)


def said(
    *routes: tuple[ProviderStatus, str], state: str = "exo", local_only: bool = False, first: Any = ()
) -> WhoAnswers:
    providers = (*first, *(one for one, _model in routes))
    plan = Plan(tuple(Route(one.id, model) for one, model in routes))
    return who_answers(Snapshot(state, providers, local_only=local_only), plan)


def test_exo_answers_and_the_cloud_stands_behind():
    it = said((ready("Mac Studio", "MacBook Pro"), LLAMA), (CLOUD, "openrouter/auto"))
    assert it.line == "Exo · Llama 3.3 70B"
    assert it.sentence == "Exo answers with Llama 3.3 70B"
    assert it.title == "Exo answers."
    assert it.lines == (
        "Llama 3.3 70B is ready on Mac Studio and MacBook Pro.",
        "The cloud is asked only if Exo cannot.",
    )


@pytest.mark.parametrize(
    ("nodes", "line"),
    [
        ((), "Llama 3.3 70B is ready."),
        (("A",), "Llama 3.3 70B is ready on A."),
        (("A", "B", "C"), "Llama 3.3 70B is ready on 3 machines."),
    ],
)
def test_more_machines_than_a_sentence_has_room_for_are_counted(nodes: tuple[str, ...], line: str):
    assert said((ready(*nodes), LLAMA)).lines == (line,), "nobody stands behind: nothing is said of the cloud"


def test_local_only_says_that_nothing_leaves():
    it = said((ready(), LLAMA), (CLOUD, "m"), local_only=True)
    assert it.lines[1] == "Nothing leaves your network."


def test_the_cloud_says_for_whom_it_stands_in():
    it = said((CLOUD, "openrouter/auto"), first=(GONE,))
    assert it.line == "OpenRouter · until Exo is back"
    assert it.title == "OpenRouter answers."
    assert it.lines == ("Exo: not running.", "Questions leave your network and may cost money.")
    assert said((CLOUD, "m/big")).line == "OpenRouter · big", "nobody stands before it"
    assert said((CLOUD, "m/big"), first=(NEVER_THERE,)).line == "OpenRouter · big", "nobody misses what never was"


def test_a_model_that_is_on_its_way_is_told_with_its_share():
    loading = exo(ClusterState.LOADING, LoadedModel(LLAMA, ModelState.LOADING, 0.62), usable=False, reason="loading")
    assert said((CLOUD, "m"), first=(loading,)).line == "OpenRouter · until Exo has loaded, 62%"
    alone = said(first=(loading,))
    assert (alone.line, alone.title, alone.lines) == ("Exo · loading, 62%", "Exo is loading.", ("Llama 3.3 70B",))
    unknown = exo(ClusterState.DOWNLOADING, LoadedModel(LLAMA, ModelState.DOWNLOADING), usable=False, reason="x")
    assert said(first=(unknown,)).line == "Exo · downloading"
    assert said((CLOUD, "m"), first=(unknown,)).line == "OpenRouter · until Exo has loaded"


def test_the_starter_model_is_called_tiny():
    it = said((STARTER, "smol"), first=(GONE,))
    assert it.line == "Starter model · until Exo is back"
    assert it.sentence == "The starter model answers, tiny"
    assert said((STARTER, "smol")).line == "Starter model · tiny"
    assert said((STARTER, "smol")).title == "The starter model answers."


def test_nobody_is_said_only_when_that_is_known():
    assert said(state="starting").line == "Starting…"
    assert who_answers(Snapshot("exo", (GONE,)), Plan(pending=("exo",))).line == "Starting…"
    nobody = said(state="offline", first=(GONE,))
    assert (nobody.line, nobody.title) == ("Nobody can answer", "Nobody can answer yet.")
    assert nobody.lines == ()
    assert "nothing on your network" in said(state="offline", local_only=True).lines[0]


def test_an_answer_that_runs_is_named():
    assert is_answering("Exo") == "Exo is answering"


def test_a_model_that_nobody_has_is_no_fault_of_the_others():
    it = who_answers(Snapshot("cloud", (CLOUD,)), Plan(), "some/model")
    assert (it.line, it.lines) == ("Nobody can answer with this model", ("Choose Auto or another model.",))
