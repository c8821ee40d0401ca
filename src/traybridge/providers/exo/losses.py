"""What never ends by itself on an Exo cluster: answers whose node or runner is gone, loads that stand still (pure)."""

from dataclasses import dataclass, replace

from traybridge.core.cluster import Cluster, ClusterState, ModelState
from traybridge.core.i18n import Text, msg

LATE_SECONDS = 6.0
"""How late a node must be to count as lost. Signs of life, and looks, come once a second, and two looks are needed:
that is 7 to 9 s after the loss."""
STUCK_SECONDS = 180.0
"""How long a load may stand still (400)."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Why an answer will not go on; ``certain``: one look is enough to know."""

    reason: Text
    certain: bool = False


def loss_of(model: str, cluster: Cluster) -> Loss | None:
    """Say what has become of a model that is answering, None while all is well or nobody can tell."""
    if cluster.state is ClusterState.ELECTING or cluster.dialect == "0.x":
        return None
    placed = [one for one in cluster.models if one.id == model]
    if not placed:
        return Loss(msg("Exo no longer has {model} loaded", model=model))
    if any(one.answers for one in placed):
        return None
    there = {node.name for node in cluster.nodes}
    for name in placed[0].nodes:
        if name not in there:
            return Loss(msg("node {name} has left the cluster", name=name), certain=True)
    slow = [node for node in cluster.nodes if node.name in placed[0].nodes and node.stale]
    if late := [node for node in slow if (node.last_seen or 0) > LATE_SECONDS]:
        return Loss(msg("node {name} not seen for {seconds:.0f} s", name=late[0].name, seconds=late[0].last_seen))
    if slow:
        return None
    if placed[0].state is ModelState.FAILED:
        return Loss(msg("{model} failed: {reason}", model=model.rsplit("/", 1)[-1], reason=placed[0].error))
    return Loss(msg("Exo had to load {model} anew", model=model.rsplit("/", 1)[-1]))


class StuckLoads:
    """Which loads have not moved for three minutes; ``marked`` is told each look."""

    def __init__(self) -> None:
        self._since: dict[str, tuple[float | None, float]] = {}

    def marked(self, cluster: Cluster, now: float) -> Cluster:
        """The cluster with such loads as failed, in words that say what helps. ``now`` in monotonic seconds."""
        since = {
            one.instance: self._since.get(one.instance, (one.progress, now))
            for one in cluster.models
            if one.state is ModelState.LOADING and one.instance
        }
        for one in cluster.models:
            if one.instance in since and since[one.instance][0] != one.progress:
                since[one.instance] = one.progress, now
        self._since = since
        stuck = {instance for instance, (_, at) in since.items() if now - at >= STUCK_SECONDS}
        if not stuck:
            return cluster
        reason = msg("it has not moved for {minutes:.0f} min: unload it and load it again", minutes=STUCK_SECONDS / 60)
        models = tuple(
            replace(one, state=ModelState.FAILED, error=reason) if one.instance in stuck else one
            for one in cluster.models
        )
        failed = next(one for one in models if one.instance in stuck)
        answers = any(one.answers for one in models)
        return replace(
            cluster,
            models=models,
            state=ClusterState.DEGRADED if answers else ClusterState.FAILED,
            detail=msg("{model} failed: {reason}", model=failed.id.rsplit("/", 1)[-1], reason=reason),
        )
