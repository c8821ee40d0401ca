"""What to ask a 1.x node for, and when: as little as shows every change in time (pure).

Exo writes its whole state for each question about a part of it, and 99 % of that state is `downloads`. CPU of its own
code (`State.model_dump` and FastAPI's encoder, b5375f8, Python 3.13) for one node and two:

    /state            36 ms   76 ms
    /state/downloads  36 ms   71 ms
    any other part     6 ms   13 ms
    /node_id          < 1 ms

Its own Mac app asks for /state twice a second, its dashboard once. So: a sign of life at every look; the parts that
change, every 5 s, or 2 s while something is on its way; downloads only with the whole state, and that every 25 s or
while a placed model may be waiting for its download.
"""

from dataclasses import dataclass

from traybridge.core.cluster import Cluster, ClusterState, ModelState
from traybridge.providers.exo.state import STALE_SECONDS
from traybridge.providers.exo.wire import ExoState, ModelInstance

SETTLED_SECONDS = 5.0
MOVING_SECONDS = 2.0
WHOLE_SECONDS = 25.0
QUIET_SECONDS = 2.5
"""Signs of life come once a second: a node that has been quiet for longer may be dead."""

WHOLE = ("state",)
PARTS = ("state/instances", "state/runners", "state/nodeMemory", "state/lastSeen", "state/topology")
"""The topology comes last: it is empty while a master is elected, and so tells that what was read before is void."""
SEEN = ("state/lastSeen",)
NODE_ID = ("node_id",)
IDENTITIES = "state/nodeIdentities"
"""Read when somebody is in the topology whose name is not known yet."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was read last, and when, in monotonic seconds."""

    state: ExoState
    whole_at: float
    parts_at: float


def wanted(known: Known | None, now: float, *, has_parts: bool, watching: bool = False) -> tuple[str, ...]:
    """Say which paths to get now, in this order.

    ``has_parts``: releases before v1.0.70 give only the whole state. ``watching``: somebody has just loaded or
    unloaded something, and it will show in a moment.
    """
    if known is None or now - known.whole_at >= WHOLE_SECONDS:
        return WHOLE
    state = known.state
    several = len(state.nodes) > 1
    moving = (
        watching or not state.nodes or any(_moves(instance, state) for instance in state.instances) or _downloads(state)
    )
    due = now - known.parts_at >= (MOVING_SECONDS if moving else SETTLED_SECONDS)
    if not has_parts:
        return WHOLE if due or several else NODE_ID
    if not due:
        # Alone a node is always the newest, so its lastSeen says no more than that it answers.
        return SEEN if several else NODE_ID
    return WHOLE if watching or needs_downloads(state) else PARTS


def again_in(cluster: Cluster) -> float | None:
    """Seconds until this cluster will look different, as far as can be told; None when nothing is on its way.

    An election ends within seconds, a model that is coming moves on, and a node that has gone quiet is stale at a
    moment that is known.
    """
    if cluster.state is ClusterState.ELECTING:
        return MOVING_SECONDS
    quiet = [
        STALE_SECONDS + 0.1 - node.last_seen
        for node in cluster.nodes
        if node.last_seen is not None and not node.stale and node.last_seen > QUIET_SECONDS
    ]
    coming = any(model.state in {ModelState.DOWNLOADING, ModelState.LOADING} for model in cluster.models)
    return min([*quiet, *([SETTLED_SECONDS] if coming else [])], default=None)


def membership_changed(state: ExoState) -> bool:
    """True when lastSeen names other nodes than the topology: somebody came or went, look at once."""
    return set(state.seen) != set(state.nodes)


def has_unnamed_nodes(state: ExoState) -> bool:
    """True when a node has no name yet: it joined since the last look at the whole state."""
    return any(node not in state.identities for node in state.nodes)


def needs_downloads(state: ExoState) -> bool:
    """True while something is being downloaded, or a placed model may be waiting for it."""
    return _downloads(state) or any(_may_wait(instance, state) for instance in state.instances)


def _moves(instance: ModelInstance, state: ExoState) -> bool:
    """It does not answer, and nothing says that this will stay so."""
    return not _answers(instance, state) and not _download_states(instance, state) & {"Failed"}


def _answers(instance: ModelInstance, state: ExoState) -> bool:
    runners = [state.runners.get(shard.runner) for shard in instance.shards]
    return bool(runners) and all(runner is not None and runner.status in {"Ready", "Running"} for runner in runners)


def _may_wait(instance: ModelInstance, state: ExoState) -> bool:
    return _moves(instance, state) and _download_states(instance, state) != {"Completed"}


def _download_states(instance: ModelInstance, state: ExoState) -> set[str]:
    """How far the model's download is on each of its nodes; "Pending" where no row says more."""
    rows = {row.node: row.status for row in state.downloads if row.model == instance.model}
    return {rows.get(shard.node, "Pending") for shard in instance.shards}


def _downloads(state: ExoState) -> bool:
    return any(row.status == "Ongoing" for row in state.downloads)
