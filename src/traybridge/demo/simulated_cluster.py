"""A pretend cluster as a value: machines, nodes, what is placed on them, and how that changes with time.

Times are seconds of the story. Placing, loading and losing follow what the recordings show (041, 110, 120, 141,
150); how long they take is made up, so that a demo takes minutes.
"""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from traybridge.demo.catalogue import Model

NewId: TypeAlias = Callable[[], str]

CONNECT_SECONDS = 1.5
LOAD_SECONDS = 4.5
WARM_UP_SECONDS = 2.5
DOWNLOAD_BYTES_PER_SECOND = 45e6
SHORTEST_DOWNLOAD, LONGEST_DOWNLOAD = 6.0, 40.0


@dataclass(frozen=True)
class SimulatedMachine:
    """A computer that runs an Exo node. Memory and disk in bytes; `memory_free` with nothing loaded."""

    name: str
    model: str
    chip: str
    address: str
    memory_total: int
    memory_free: int
    disk_total: int
    disk_free: int


@dataclass(frozen=True)
class SimulatedNode:
    """A machine's part in the cluster; its id is new at every start, as Exo's are."""

    id: str
    machine: SimulatedMachine


@dataclass(frozen=True)
class SimulatedShard:
    """The layers [start, end) of a model that one node runs."""

    node: SimulatedNode
    runner_id: str
    start: int
    end: int

    @property
    def layers(self) -> int:
        return self.end - self.start


class Phase(enum.Enum):
    """How far a placement is; FAILED is a download that failed: its runner stays idle for ever (150)."""

    CONNECTING = enum.auto()
    DOWNLOADING = enum.auto()
    LOADING = enum.auto()
    WARMING_UP = enum.auto()
    READY = enum.auto()
    FAILED = enum.auto()


@dataclass(frozen=True)
class Placement:
    """An instance of a model: `download` in seconds (0 when it is on disk), `error` in Exo's words."""

    instance_id: str
    model: Model
    shards: tuple[SimulatedShard, ...]
    started: float
    download: float = 0.0
    error: str | None = None

    @property
    def loads_at(self) -> float:
        return self.started + (self.download or CONNECT_SECONDS)

    @property
    def ready_at(self) -> float:
        return self.loads_at + LOAD_SECONDS + WARM_UP_SECONDS

    def phase(self, t: float) -> Phase:
        if self.error is not None:
            return Phase.FAILED
        if t < self.loads_at:
            return Phase.DOWNLOADING if self.download else Phase.CONNECTING
        if t < self.loads_at + LOAD_SECONDS:
            return Phase.LOADING
        return Phase.WARMING_UP if t < self.ready_at else Phase.READY

    def downloaded(self, t: float) -> float:
        """Tell the part that is on disk, 0..1."""
        return min(1.0, (t - self.started) / self.download) if self.download else 1.0

    def loaded(self, t: float) -> float:
        """Tell the part that is in memory, 0..1."""
        if self.error is not None:
            return 0.0
        return min(1.0, max(0.0, (t - self.loads_at) / LOAD_SECONDS))

    def uses(self, node_id: str) -> bool:
        return any(shard.node.id == node_id for shard in self.shards)


@dataclass(frozen=True)
class World:
    """`nodes` are in the topology; `known` were seen once and keep their identity; `silent` since when.

    `left_over` are runner rows of instances that died with a node: Exo never removes them (120).
    """

    nodes: tuple[SimulatedNode, ...] = ()
    known: tuple[SimulatedNode, ...] = ()
    silent: Mapping[str, float] = field(default_factory=dict)
    placements: tuple[Placement, ...] = ()
    left_over: tuple[str, ...] = ()
    on_disk: frozenset[tuple[str, str]] = frozenset()

    def placement(self, instance_id: str) -> Placement | None:
        return next((one for one in self.placements if one.instance_id == instance_id), None)

    def best_placement(self, model_id: str, t: float) -> Placement | None:
        """Pick the instance that will answer soonest, as a chat for the model would find it."""
        candidates = [one for one in self.placements if one.model.id == model_id]
        return min(candidates, key=lambda one: (one.error is not None, max(t, one.ready_at)), default=None)

    def free_memory(self, node: SimulatedNode, t: float) -> int:
        """Bytes left beside what is loaded and what is being loaded."""
        used = sum(
            share_of(one.model, shard) * one.loaded(t)
            for one in self.placements
            for shard in one.shards
            if shard.node.id == node.id
        )
        return max(0, node.machine.memory_free - int(used))

    def has_on_disk(self, node: SimulatedNode, model_id: str, t: float) -> bool:
        if (node.machine.name, model_id) in self.on_disk:
            return True
        return any(
            one.error is None and one.downloaded(t) >= 1
            for one in self.placements
            if one.model.id == model_id and one.uses(node.id)
        )


def share_of(model: Model, shard: SimulatedShard) -> int:
    """Bytes of the model that a shard takes."""
    return model.size * shard.layers // model.layers


def join(world: World, node: SimulatedNode) -> World:
    return replace(world, nodes=(*world.nodes, node), known=(*world.known, node))


def fall_silent(world: World, node: SimulatedNode, t: float) -> World:
    """Let a node say nothing any more; it stays in the topology until it is lost."""
    return replace(world, silent={**world.silent, node.id: t})


def lose(world: World, node: SimulatedNode, t: float) -> World:
    """Take a node out of the topology, and the instances that ran on it too (120)."""
    world = _with_disks(world, t)
    dead = [one for one in world.placements if one.uses(node.id)]
    return replace(
        world,
        nodes=tuple(one for one in world.nodes if one != node),
        silent={node_id: since for node_id, since in world.silent.items() if node_id != node.id},
        placements=tuple(one for one in world.placements if one not in dead),
        left_over=(*world.left_over, *(shard.runner_id for one in dead for shard in one.shards)),
    )


def unload(world: World, instance_id: str, t: float) -> World:
    world = _with_disks(world, t)
    return replace(world, placements=tuple(one for one in world.placements if one.instance_id != instance_id))


def _with_disks(world: World, t: float) -> World:
    """Remember what was downloaded before the placement that tells so goes."""
    found = {
        (node.machine.name, one.model.id)
        for one in world.placements
        for node in world.nodes
        if world.has_on_disk(node, one.model.id, t)
    }
    return replace(world, on_disk=world.on_disk | found)


def place(
    world: World, model: Model, t: float, new_id: NewId, *, min_nodes: int = 1, error: str | None = None
) -> World:
    """Place a model where it fits; where it does not, nothing happens, as with Exo (031)."""
    nodes = fitting(world, model, t, min_nodes)
    if nodes is None:
        return world
    on_disk = all(world.has_on_disk(node, model.id, t) for node in nodes)
    placement = Placement(
        instance_id=new_id(),
        model=model,
        shards=shards(world, model, nodes, t, new_id),
        started=t,
        download=0.0 if on_disk else download_seconds(model),
        error=error,
    )
    return replace(world, placements=(*world.placements, placement))


def download_seconds(model: Model) -> float:
    return min(LONGEST_DOWNLOAD, max(SHORTEST_DOWNLOAD, model.size / DOWNLOAD_BYTES_PER_SECOND))


def fitting(world: World, model: Model, t: float, min_nodes: int = 1) -> tuple[SimulatedNode, ...] | None:
    """Choose the fewest nodes with room for the model, those with most free memory first."""
    nodes = sorted(world.nodes, key=lambda node: world.free_memory(node, t), reverse=True)
    for count in range(max(1, min_nodes), len(nodes) + 1):
        if sum(world.free_memory(node, t) for node in nodes[:count]) >= model.size:
            return tuple(nodes[:count])
    return None


def shards(
    world: World, model: Model, nodes: tuple[SimulatedNode, ...], t: float, new_id: NewId
) -> tuple[SimulatedShard, ...]:
    """Cut a model's layers in proportion to the free memory; each node gets one at least."""
    free = [world.free_memory(node, t) for node in nodes]
    cut: list[SimulatedShard] = []
    start = 0
    for number, node in enumerate(nodes):
        left = len(nodes) - number - 1
        wanted = round(model.layers * free[number] / max(1, sum(free)))
        layers = min(max(1, wanted), model.layers - start - left) if left else model.layers - start
        cut.append(SimulatedShard(node, new_id(), start, start + layers))
        start += layers
    return tuple(cut)
