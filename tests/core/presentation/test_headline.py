"""Who answers now, in one line for every surface: it follows from who would be asked first."""

from typing import Any

import pytest
from tests.core.loud import loud

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.config import EMBEDDED
from traybridge.core.errors import NotFound
from traybridge.core.i18n import msg
from traybridge.core.planning import Route
from traybridge.core.presentation.headline import headline, tooltip
from traybridge.core.presentation.status import ProviderStatus, Snapshot

NODES = (Node("1", "Mac Studio"), Node("2", "Book"))
READY = LoadedModel("mlx-community/Llama-3.3-70B-Instruct-4bit", ModelState.READY)
LOADING = LoadedModel("mlx/Qwen3-30B-A3B-4bit", ModelState.LOADING, progress=0.62)
BROKEN = LoadedModel("mlx/m", ModelState.FAILED, error="full")


def exo(state: ClusterState, *models: LoadedModel, nodes: tuple[Node, ...] = NODES, **values: Any) -> ProviderStatus:
    usual: dict[str, Any] = {"enabled": True, "health": "ok", "reason": "", "local": True}
    usual |= {"usable": any(one.answers for one in models), "cluster": Cluster(state, "1.x", nodes, models)}
    return ProviderStatus("exo", "Exo", "exo", **usual | values)


CLOUD = ProviderStatus("or", "OpenRouter", "openai", enabled=True, health="ok", reason="", usable=True)
TINY = ProviderStatus("embedded", EMBEDDED.label, "embedded", True, "ok", "", True, local=True)
WORKS = exo(ClusterState.READY, READY)
GONE = exo(ClusterState.OFFLINE, cluster=None, reason="connection refused", models=("mlx/Llama",))
STALE = exo(ClusterState.DEGRADED, BROKEN, nodes=(Node("1", "Mac Studio", stale=True),))
NEVER_THERE = exo(ClusterState.OFFLINE, cluster=None, reason="connection refused")


@pytest.mark.parametrize(
    ("snapshot", "words"),
    [
        (Snapshot("starting", (TINY,)), "Starting…"),
        (Snapshot("offline", ()), "Nobody can answer"),
        (Snapshot("offline", (exo(ClusterState.UP),)), "Nobody can answer"),
        (Snapshot("exo", (WORKS, CLOUD, TINY)), "Exo answers, Llama 3.3 70B"),
        (Snapshot("exo", (WORKS, CLOUD, TINY), local_only=True), "Exo answers, local only"),
        (Snapshot("cloud", (CLOUD, TINY)), "OpenRouter answers"),
        (Snapshot("cloud", (CLOUD,), first=Route("or", "openrouter/auto")), "OpenRouter answers"),
        (Snapshot("cloud", (CLOUD,), first=Route("or", "x/gpt-4o-mini")), "OpenRouter answers, gpt-4o-mini"),
        (Snapshot("embedded", (TINY,)), "Starter model answers, tiny"),
        (Snapshot("cloud", (NEVER_THERE, CLOUD)), "OpenRouter answers"),
        (Snapshot("cloud", (GONE, CLOUD)), "OpenRouter answers: Exo does not answer"),
        (Snapshot("cloud", (exo(ClusterState.UP), CLOUD)), "OpenRouter answers: Exo has no model loaded"),
        (
            Snapshot("loading", (exo(ClusterState.LOADING, LOADING), CLOUD)),
            "OpenRouter answers: Exo is loading Qwen3 30B A3B 62%",
        ),
        (Snapshot("loading", (exo(ClusterState.LOADING, LOADING),)), "Exo is loading Qwen3 30B A3B 62%"),
        (Snapshot("cloud", (exo(ClusterState.FAILED, BROKEN), CLOUD)), "OpenRouter answers: m failed"),
        (
            Snapshot("cloud", (STALE, CLOUD)),
            "OpenRouter answers: Mac Studio left",
        ),
        (
            Snapshot("exo", (WORKS, CLOUD), first=Route("or", "gpt")),
            "OpenRouter answers, gpt",
        ),
    ],
)  # fmt: skip
def test_one_line_says_who_answers(snapshot: Snapshot, words: str):
    assert headline(snapshot) == words


def test_a_long_name_does_not_make_it_longer_than_a_line():
    long = ProviderStatus("or", "Host " * 40, "openai", True, "ok", "", True)
    assert len(headline(Snapshot("cloud", (long,)))) <= 100


def test_every_part_of_it_can_be_said_in_another_language():
    shown = Snapshot("loading", (exo(ClusterState.LOADING, LOADING), CLOUD))
    assert loud(headline(shown)) == "OpenRouter ANSWERS: Exo IS LOADING Qwen3 30B A3B 62%"


def test_the_tooltip_has_one_phrase_for_each_provider_that_is_switched_on():
    """StatusNotifier tooltip: one phrase per enabled provider, by its name."""
    off = ProviderStatus("hf", "Hugging Face", "openai", False, "off", "switched off", False)
    shown = Snapshot("exo", (WORKS, off), keyring="The keyring is locked")
    assert tooltip(shown) == "Exo answers, Llama 3.3 70B\nExo: 2 nodes, Llama 3.3 70B ready\nThe keyring is locked"


def test_a_whole_tooltip_can_be_said_in_another_language():
    """Every window translates by pattern: nothing of a composed line may be plain English."""
    many = [LoadedModel(f"mlx/{name}", ModelState.READY) for name in ("alpha", "beta", "gamma", "delta")]
    broken = LoadedModel("mlx/epsilon", ModelState.FAILED, error=msg("not enough memory on {node}", node="studio"))
    coming = LoadedModel("mlx/zeta", ModelState.LOADING, progress=0.4)
    waiting = LoadedModel("mlx/eta", ModelState.DOWNLOADING)
    nodes = (Node("1", "studio"), Node("2", "book", stale=True))
    cluster = exo(ClusterState.DEGRADED, *many, broken, coming, waiting, nodes=nodes, reason=msg("slow"), health="open")
    shown = Snapshot("exo", (cluster, TINY), local_only=True, keyring=NotFound("The keyring is locked").title)
    assert tooltip(shown) == (
        "Exo answers, local only\n"
        "Exo: 2 nodes, book not seen lately, alpha, beta, gamma and 1 more ready, "
        "epsilon failed: not enough memory on studio, loading zeta 40%, downloading eta, slow\n"
        "Starter model: ready (tiny)\n"
        "The keyring is locked"
    )
    assert loud(tooltip(shown)) == (
        "Exo ANSWERS, LOCAL ONLY\n"
        "Exo: 2 NODES, book NOT SEEN LATELY, alpha, beta, gamma AND 1 MORE READY, "
        "epsilon FAILED: NOT ENOUGH MEMORY ON studio, LOADING zeta 40%, DOWNLOADING eta, SLOW\n"
        "STARTER MODEL: READY (TINY)\n"
        "THE KEYRING IS LOCKED"
    )
