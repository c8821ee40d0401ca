"""Derives nodes, models and their states from the `/state` of an Exo 1.x cluster (pure).

A model's state; the first row that holds, for each current instance:

    failed       one of its nodes left the topology
    failed       one of its runners failed, in Exo's words
    failed       one of its nodes was not seen for more than 5 s, and every runner is Ready or Running
    failed       one of its nodes was not seen for more than 8 s, at two looks in a row
    busy, ready  every runner is Ready or Running; busy when one is Running
    failed       its download failed on one of its nodes, in Exo's words
    downloading  it is being downloaded on one of its nodes
    loading      everything else, missing runner rows included

A download that belongs to no instance is a model that is downloading. Runner rows of no current instance and failed
downloads of no current instance are ignored: Exo never removes them.

The cluster's state; the first row that holds:

    electing     no node is in the topology
    degraded     a model answers, and a node is stale or another model failed
    busy, ready  a model answers; busy when one is
    degraded     none answers, one would if its node were not stale
    failed       none answers and one failed
    loading      none answers, one is being loaded
    downloading  none answers, one is being downloaded
    up           nothing is loaded

"offline" is not here: it is what nobody answering looks like.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.foreign_text import one_line
from traybridge.core.i18n import Text, msg
from traybridge.providers.exo.wire import Download, ExoState, ModelInstance, Runner

STALE_SECONDS = 5.0
"""A node is stale when its last sign of life lies further than this behind the newest; they come once a second."""
LOADING_STALE_SECONDS = 8.0
"""The same for a node that is getting a model ready: loading makes a healthy one 5 to 8 s late (exo.md)."""
HOLD_SECONDS = 5.0
"""How long the look of before stays while the nodes elect a master; recorded elections take up to 3.5 s."""
ONE = "1.x"

_ANSWERING = frozenset({"Ready", "Running"})
_LOADED = frozenset({"Loaded", "WarmingUp", "Ready", "Running"})


def cluster_of(state: ExoState, late_before: Collection[str] = ()) -> Cluster:
    """Say how a cluster is (see the tables above). ``late_before``: ``late_loads`` of the look before."""
    nodes = nodes_of(state)
    if not nodes:
        return Cluster(ClusterState.ELECTING, ONE, detail=msg("the nodes are electing a master"))
    judged = [_judge(instance, state, nodes, late_before) for instance in state.instances]
    models = (*(one.model for one in judged), *_lone_downloads(state))
    word = _word(nodes, models, only_stale=any(one.only_stale for one in judged))
    return Cluster(word, ONE, nodes, models, _detail(word, nodes, models))


def late_loads(state: ExoState) -> frozenset[str]:
    """The instances that do not answer yet, and of which a node is so late that it would be called lost."""
    nodes = nodes_of(state)
    return frozenset(
        one.id
        for one in state.instances
        if not _is_up(_runners(one, state)) and _late(one, nodes, LOADING_STALE_SECONDS)
    )


def nodes_of(state: ExoState) -> tuple[Node, ...]:
    """The nodes of the topology; identities of dead ones stay in Exo's state and are not among them."""
    newest = max((state.seen[node] for node in state.nodes if node in state.seen), default=0.0)
    return tuple(_node(node, state, newest) for node in state.nodes)


def _node(node: str, state: ExoState, newest: float) -> Node:
    memory = state.memory.get(node)
    behind = newest - state.seen[node] if node in state.seen else None
    identity = state.identities.get(node)
    return Node(
        id=node,
        name=_name(node, state),
        chip=identity.chip if identity else "",
        memory_used=memory.used if memory else None,
        memory_total=memory.total if memory else None,
        last_seen=behind,
        stale=behind is not None and behind > STALE_SECONDS,
    )


def _name(node: str, state: ExoState) -> str:
    """The name its owner gave the machine, also of a node that is gone; a node id is new at every start."""
    identity = state.identities.get(node)
    return identity.name if identity and identity.name else one_line(node[:8])


@dataclass(frozen=True, slots=True)
class _Judged:
    """`only_stale`: it would answer if all its nodes had been seen lately."""

    model: LoadedModel
    only_stale: bool = False


def _judge(instance: ModelInstance, state: ExoState, nodes: Sequence[Node], late_before: Collection[str]) -> _Judged:
    runners = _runners(instance, state)
    if (reason := _lost(instance, state) or _crashed(runners)) is not None:
        return _Judged(_model(instance, state, ModelState.FAILED, error=reason))
    up = _is_up(runners)
    late = _late(instance, nodes, STALE_SECONDS if up else LOADING_STALE_SECONDS)
    if late is not None and (up or instance.id in late_before):
        return _Judged(_model(instance, state, ModelState.FAILED, error=_not_seen(late)), only_stale=up)
    if up:
        busy = any(runner is not None and runner.status == "Running" for runner in runners)
        return _Judged(_model(instance, state, ModelState.BUSY if busy else ModelState.READY))
    return _Judged(_coming(instance, state, runners))


def _runners(instance: ModelInstance, state: ExoState) -> Sequence[Runner | None]:
    return [state.runners.get(shard.runner) for shard in instance.shards]


def _is_up(runners: Sequence[Runner | None]) -> bool:
    return bool(runners) and all(runner is not None and runner.status in _ANSWERING for runner in runners)


def _model(
    instance: ModelInstance,
    state: ExoState,
    word: ModelState,
    *,
    progress: float | None = None,
    error: str | None = None,
    warming_up: bool = False,
) -> LoadedModel:
    names = tuple(_name(shard.node, state) for shard in instance.shards)
    return LoadedModel(instance.model, word, progress, error, instance.id, names, instance.size, warming_up)


def _lost(instance: ModelInstance, state: ExoState) -> str | None:
    gone = [_name(shard.node, state) for shard in instance.shards if shard.node not in state.nodes]
    return msg("node {name} has left the cluster", name=gone[0]) if gone else None


def _crashed(runners: Iterable[Runner | None]) -> str | None:
    failed = [runner for runner in runners if runner is not None and runner.status == "Failed"]
    return failed[0].error or msg("the runner failed") if failed else None


def _late(instance: ModelInstance, nodes: Sequence[Node], seconds: float) -> Node | None:
    """The first of its nodes that was not seen for longer than so many seconds."""
    mine = {shard.node for shard in instance.shards}
    return next((node for node in nodes if node.id in mine and (node.last_seen or 0.0) > seconds), None)


def _not_seen(node: Node) -> Text:
    return msg("node {name} not seen for {seconds:.0f} s", name=node.name, seconds=node.last_seen)


def _coming(instance: ModelInstance, state: ExoState, runners: Sequence[Runner | None]) -> LoadedModel:
    """An instance that does not answer yet."""
    mine = {shard.node for shard in instance.shards}
    rows = [row for row in state.downloads if row.model == instance.model and row.node in mine]
    failed = [row for row in rows if row.status == "Failed"]
    if failed:
        reason = failed[0].error or msg("the download failed")
        return _model(instance, state, ModelState.FAILED, error=reason)
    if any(row.status == "Ongoing" for row in rows):
        return _model(instance, state, ModelState.DOWNLOADING, progress=_downloaded(rows))
    warming_up = bool(runners) and all(runner is not None and runner.status in _LOADED for runner in runners)
    progress = _loaded(instance, runners)
    return _model(instance, state, ModelState.LOADING, progress=progress, warming_up=warming_up)


def _downloaded(rows: Sequence[Download]) -> float | None:
    """How much of it is there, over all the nodes that need it: 0..1, None when no size is known."""
    total = sum(row.total for row in rows)
    return min(1.0, sum(row.done for row in rows) / total) if total > 0 else None


def _loaded(instance: ModelInstance, runners: Sequence[Runner | None]) -> float | None:
    """How many of its layers are in memory, over all its nodes: 0..1, None before the first runner begins."""
    done = total = 0
    begun = False
    for shard, runner in zip(instance.shards, runners, strict=True):
        layers = (runner.total if runner else 0) or shard.layers
        total += layers
        if runner is None:
            continue
        if runner.status in _LOADED:
            done += layers
        elif runner.status == "Loading":
            done += min(runner.loaded, layers)
        begun = begun or runner.status == "Loading" or runner.status in _LOADED
    return done / total if begun and total else None


def _lone_downloads(state: ExoState) -> Iterable[LoadedModel]:
    """Downloads that somebody started without placing the model, or before."""
    placed = {instance.model for instance in state.instances}
    by_model: dict[str, list[Download]] = {}
    for row in state.downloads:
        if row.status == "Ongoing" and row.node in state.nodes and row.model not in placed:
            by_model.setdefault(row.model, []).append(row)
    for model, rows in by_model.items():
        names = tuple(_name(row.node, state) for row in rows)
        yield LoadedModel(
            model, ModelState.DOWNLOADING, _downloaded(rows), nodes=names, size=max(row.size for row in rows)
        )


def _word(nodes: Sequence[Node], models: Sequence[LoadedModel], *, only_stale: bool) -> ClusterState:
    states = {model.state for model in models}
    if any(model.answers for model in models):
        if ModelState.FAILED in states or any(node.stale for node in nodes):
            return ClusterState.DEGRADED
        return ClusterState.BUSY if ModelState.BUSY in states else ClusterState.READY
    if only_stale:
        return ClusterState.DEGRADED
    for word, shown in (
        (ModelState.FAILED, ClusterState.FAILED),
        (ModelState.LOADING, ClusterState.LOADING),
        (ModelState.DOWNLOADING, ClusterState.DOWNLOADING),
    ):
        if word in states:
            return shown
    return ClusterState.UP


def _detail(word: ClusterState, nodes: Sequence[Node], models: Sequence[LoadedModel]) -> str:
    """The reason in one phrase, where the state asks for one."""
    if word not in {ClusterState.DEGRADED, ClusterState.FAILED}:
        return ""
    failed = next((model for model in models if model.state is ModelState.FAILED), None)
    if failed is not None:
        return msg("{model} failed: {reason}", model=failed.id.rsplit("/", 1)[-1], reason=failed.error)
    return next(_not_seen(node) for node in nodes if node.stale)


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown, and when it was last true (monotonic seconds)."""

    shown: Cluster
    at: float


def held(previous: Look | None, current: Cluster, now: float) -> Look:
    """Keep the previous look while the nodes elect a master, up to HOLD_SECONDS after it was last true."""
    if current.state is not ClusterState.ELECTING or previous is None:
        return Look(current, now)
    was_electing = previous.shown.state is ClusterState.ELECTING
    return Look(current, now) if was_electing or now - previous.at > HOLD_SECONDS else previous
