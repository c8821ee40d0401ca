"""What the glyph shows of the bridge's snapshot, in the tray and at the head of windows (pure, no Qt)."""

from traybridge.core.cluster import ClusterState
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.desktop.glyph.composition import Badge, Cloud, ClusterPier, Deck, TrayState


def tray_state(snapshot: Snapshot) -> TrayState:
    """Compose the icon: a pier stands if it can answer, and all is struck through only when nobody can (look.md)."""
    usable = [one for one in snapshot.asked if one.usable]
    deck: Deck = "whole"
    if snapshot.state == "starting":
        deck = "starting"
    elif not usable:
        deck = "struck"
    elif snapshot.busy:
        deck = "busy"
    elif any(one.cluster is not None and one.cluster.state is ClusterState.BUSY for one in usable):
        deck = "occupied"
    badge: Badge = "attention" if snapshot.attention else "none"
    return TrayState(
        cluster=_cluster(snapshot),
        cloud=_cloud(snapshot),
        deck=deck,
        badge=badge,
        embedded=any(one.traits.is_starter for one in usable),
    )


def _cluster(snapshot: Snapshot) -> ClusterPier:
    """The left pier shows the best of the clusters and local servers that are switched on; how bad it is, words say."""
    near = [one for one in snapshot.asked if one.enabled and one.local and not one.traits.is_starter]
    if not near:
        return ClusterPier("none")
    looks = [_one_cluster(one) for one in near]
    order = ("ready", "loading", "none")
    return min(looks, key=lambda look: (order.index(look.kind), -look.percent))


def _one_cluster(one: ProviderStatus) -> ClusterPier:
    cluster = one.cluster
    if one.usable:
        return ClusterPier("ready")
    if cluster is not None and cluster.state in {ClusterState.DOWNLOADING, ClusterState.LOADING}:
        shares = [model.progress or 0.0 for model in cluster.models if model.progress is not None]
        return ClusterPier("loading", round(max(shares, default=0.0) * 100))
    return ClusterPier("none")


def _cloud(snapshot: Snapshot) -> Cloud:
    if snapshot.local_only:
        return "locked"
    return "reachable" if any(one.usable and not one.local for one in snapshot.asked) else "none"
