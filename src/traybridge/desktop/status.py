"""From the bridge's snapshot to what the tray shows: the icon's state and its words (pure, no Qt)."""

from traybridge.core.readings import ClusterState
from traybridge.core.status import ProviderStatus, Snapshot, words_of_cluster
from traybridge.desktop.glyph import Badge, Cloud, Cluster, Deck, TrayState


def tray_state(snapshot: Snapshot) -> TrayState:
    """Compose the icon. The deck is broken only when nobody can answer (desktop.md)."""
    usable = [one for one in snapshot.providers if one.usable]
    deck: Deck = "whole"
    if snapshot.state == "starting":
        deck = "starting"
    elif not usable:
        deck = "broken"
    elif snapshot.busy:
        deck = "busy"
    badge: Badge = "attention" if snapshot.attention else "none"
    return TrayState(
        cluster=_cluster(snapshot),
        cloud=_cloud(snapshot),
        deck=deck,
        badge=badge,
        embedded=any(one.kind == "embedded" for one in usable),
    )


def _cluster(snapshot: Snapshot) -> Cluster:
    """The left pier shows the best of the clusters and local servers that are switched on."""
    near = [one for one in snapshot.providers if one.enabled and one.local and one.kind != "embedded"]
    if not near:
        return Cluster("none")
    looks = [_one_cluster(one) for one in near]
    order = ("ready", "stale", "loading", "outlined", "none")
    return min(looks, key=lambda look: (order.index(look.kind), -look.percent))


def _one_cluster(one: ProviderStatus) -> Cluster:
    cluster = one.cluster
    if cluster is None:
        return Cluster("ready" if one.usable else "outlined")
    if one.usable:
        return Cluster("stale" if cluster.state is ClusterState.DEGRADED else "ready")
    if cluster.state in {ClusterState.DOWNLOADING, ClusterState.LOADING}:
        shares = [model.progress or 0.0 for model in cluster.models if model.progress is not None]
        return Cluster("loading", round(max(shares, default=0.0) * 100))
    return Cluster("outlined")


def _cloud(snapshot: Snapshot) -> Cloud:
    if snapshot.local_only:
        return "locked"
    return "reachable" if any(one.usable and not one.local for one in snapshot.providers) else "none"


def headline(snapshot: Snapshot) -> str:
    """One phrase for the whole: the first line of the menu."""
    words = {
        "starting": "Starting…",
        "offline": "Nobody can answer",
        "exo": "Exo answers",
        "loading": "Exo is loading a model",
        "local": "A local server answers",
        "cloud": "The cloud answers",
        "embedded": "The starter model answers",
    }
    text = words.get(snapshot.state, snapshot.state)
    return f"{text} · local only" if snapshot.local_only else text


def phrase(one: ProviderStatus) -> str:
    """One phrase for one provider: "Exo: 2 nodes, Llama-3.2-3B ready"."""
    return f"{one.label}: {detail(one)}"


def detail(one: ProviderStatus) -> str:
    """The same without the name."""
    if one.reason and one.cluster is None:
        return one.reason
    if one.cluster is not None:
        return cluster_words(one)
    if one.kind == "embedded":
        return "ready (tiny)"
    return "ok"


def cluster_words(one: ProviderStatus) -> str:
    """Nodes and what they hold."""
    cluster = one.cluster
    if cluster is None or cluster.state is ClusterState.OFFLINE:
        return one.reason or "not running"
    nodes = f"{len(cluster.nodes)} node{'' if len(cluster.nodes) == 1 else 's'}"
    answering = [short(model.id) for model in cluster.models if model.answers]
    if cluster.state is ClusterState.DEGRADED:
        stale = [node.name for node in cluster.nodes if node.stale]
        lost = f", {', '.join(stale)} not seen lately" if stale else ""
        return f"{nodes}{lost}, {', '.join(answering)} ready" if answering else f"{nodes}{lost}"
    if answering:
        busy = cluster.state is ClusterState.BUSY
        return f"{nodes}, {', '.join(answering)} {'busy' if busy else 'ready'}"
    return f"{nodes}, {one.reason or words_of_cluster(cluster)}"


def short(model: str) -> str:
    """A model's name without its owner."""
    return model.rsplit("/", 1)[-1]


def tooltip(snapshot: Snapshot) -> str:
    """What the icon says in words: the state, then one phrase for each provider that is switched on, by its name."""
    lines = [headline(snapshot)]
    lines += [phrase(one) for one in snapshot.providers if one.enabled]
    if snapshot.keyring:
        lines.append(snapshot.keyring)
    return "\n".join(lines)
