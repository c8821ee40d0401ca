"""The providers as stops on a line, and who answers now."""

from typing import Any

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.presentation.route_stops import LONGEST_FACT, answering, route_stops
from traybridge.core.presentation.status import ProviderStatus, Snapshot

STUDIO, BOOK = Node("1", "Mac Studio", "M3", 1, 2, 0.1), Node("2", "MacBook", "M4", 1, 2, 0.1)
KINDS = {"exo": "exo", "starter": "embedded"}


def status(provider: str, **values: Any) -> ProviderStatus:
    usual: dict[str, Any] = {"enabled": True, "health": "ok", "reason": "", "usable": True, "local": provider == "exo"}
    return ProviderStatus(provider, provider.title(), KINDS.get(provider, "openai"), **usual | values)


def cluster(state: ClusterState, *models: LoadedModel) -> Cluster:
    return Cluster(state, "1.x", (STUDIO, BOOK), models)


def facts(*providers: ProviderStatus) -> dict[str, str]:
    return {one.provider: one.fact for one in route_stops(Snapshot("exo", providers))}


def test_the_first_that_can_answer_is_the_one_who_answers() -> None:
    gone = status("exo", usable=False, reason="not running")
    snapshot = Snapshot("cloud", (gone, status("cloud"), status("starter")))
    stops = route_stops(snapshot)
    assert [(one.name, one.ready, one.answers) for one in stops] == [
        ("Exo", False, False),
        ("Cloud", True, True),
        ("Starter", True, False),
    ]
    assert [one.owner for one in stops] == ["local", "cloud", "starter"]
    assert answering(snapshot) == snapshot.providers[1]
    assert answering(Snapshot("offline", (gone,))) is None


def test_who_is_asked_alone_stands_alone_on_the_line() -> None:
    snapshot = Snapshot("cloud", (status("exo"), status("cloud")))
    assert [one.provider for one in route_stops(snapshot, only="cloud")] == ["cloud"]
    assert route_stops(snapshot, only="cloud")[0].answers


def test_who_is_switched_off_is_not_on_the_line() -> None:
    assert list(facts(status("exo", enabled=False, usable=False), status("cloud"))) == ["cloud"]


def test_each_stop_has_one_fact() -> None:
    ready = cluster(ClusterState.READY, LoadedModel("m", ModelState.READY))
    loading = cluster(ClusterState.LOADING, LoadedModel("m", ModelState.LOADING, 0.62))
    assert facts(status("exo", cluster=ready)) == {"exo": "2 machines"}
    assert facts(status("exo", cluster=loading, usable=False, reason="loading")) == {"exo": "loading m 62%"}
    assert facts(status("starter"), status("cloud", models=("a", "b")), status("bare")) == {
        "starter": "tiny",
        "cloud": "2 models",
        "bare": "ready",
    }
    assert facts(status("cloud", usable=False)) == {"cloud": "cannot answer now"}


def test_a_long_reason_is_cut() -> None:
    (fact,) = facts(status("cloud", usable=False, reason="x" * 300)).values()
    assert len(fact) == LONGEST_FACT
