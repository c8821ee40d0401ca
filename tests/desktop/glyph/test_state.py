"""What the icon shows and says follows from the bridge's state alone."""

import pytest

from traybridge.core.cluster import Cluster as ExoCluster
from traybridge.core.cluster import ClusterState, LoadedModel, ModelState, Node
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.desktop.glyph.composition import ClusterPier, TrayState
from traybridge.desktop.glyph.state import tray_state

NODES = (Node("1", "Studio"), Node("2", "Book"))


def exo(state: ClusterState, *models: LoadedModel, usable: bool = False, reason: str = "") -> ProviderStatus:
    cluster = ExoCluster(state, "1.x", NODES, models)
    return ProviderStatus("exo", "Exo", "exo", True, "ok", reason, usable, local=True, cluster=cluster)


def cloud(*, usable: bool = True, reason: str = "", attention: bool = False) -> ProviderStatus:
    health = "ok" if usable else "open"
    return ProviderStatus("or", "OpenRouter", "openai", True, health, reason, usable, attention)


EMBEDDED = ProviderStatus("embedded", "Starter model", "embedded", True, "ok", "", True, local=True)
READY = LoadedModel("mlx/Llama-3.2-3B", ModelState.READY)
BUSY = LoadedModel("mlx/Llama-3.2-3B", ModelState.BUSY)
LOADING = LoadedModel("mlx/Llama-3.2-3B", ModelState.LOADING, progress=0.4)


@pytest.mark.parametrize(
    ("snapshot", "expected"),
    [
        (Snapshot("starting", ()), TrayState(ClusterPier("none"), deck="starting")),
        (
            Snapshot("exo", (exo(ClusterState.READY, READY, usable=True), cloud(), EMBEDDED)),
            TrayState(ClusterPier("ready"), "reachable", embedded=True),
        ),
        # who is not asked stands nowhere
        (
            Snapshot("cloud", (exo(ClusterState.READY, READY, usable=True), cloud(), EMBEDDED), only="or"),
            TrayState(ClusterPier("none"), "reachable"),
        ),
        (
            Snapshot("offline", (exo(ClusterState.READY, READY, usable=True), cloud(usable=False)), only="or"),
            TrayState(ClusterPier("none"), "none", "struck"),
        ),
        (
            Snapshot("loading", (exo(ClusterState.LOADING, LOADING), cloud())),
            TrayState(ClusterPier("loading", 40), "reachable"),
        ),
        (
            Snapshot("exo", (exo(ClusterState.DEGRADED, READY, usable=True),)),
            TrayState(ClusterPier("ready"), "none"),
        ),
        (
            Snapshot("offline", (exo(ClusterState.DEGRADED, LoadedModel("m", ModelState.FAILED)),)),
            TrayState(ClusterPier("none"), "none", "struck"),
        ),
        (
            Snapshot("exo", (exo(ClusterState.BUSY, BUSY, usable=True),)),
            TrayState(ClusterPier("ready"), "none", "occupied"),
        ),
        (
            Snapshot("exo", (exo(ClusterState.BUSY, BUSY, usable=True),), busy=1),
            TrayState(ClusterPier("ready"), "none", "busy"),
        ),
        (
            Snapshot("cloud", (exo(ClusterState.OFFLINE), cloud()), busy=1),
            TrayState(ClusterPier("none"), "reachable", "busy"),
        ),
        (
            Snapshot("offline", (exo(ClusterState.OFFLINE), cloud(usable=False, attention=True))),
            TrayState(ClusterPier("none"), "none", "struck", "attention"),
        ),
        (
            Snapshot("exo", (exo(ClusterState.READY, READY, usable=True), cloud()), local_only=True),
            TrayState(ClusterPier("ready"), "locked"),
        ),
        (
            Snapshot("embedded", (EMBEDDED,), keyring="The keyring is locked"),
            TrayState(ClusterPier("none"), badge="attention", embedded=True),
        ),
    ],
)
def test_the_icon_is_composed_from_the_snapshot(snapshot: Snapshot, expected: TrayState):
    assert tray_state(snapshot) == expected


def test_a_click_made_busy_never_hides_that_nobody_can_answer():
    """The deck is broken only when nothing can answer, and then always."""
    assert tray_state(Snapshot("offline", (cloud(usable=False),), busy=1)).deck == "struck"
