"""The story that the demo tells: two Macs meet, get a model, answer, lose each other and recover.

Pure: a stage turns a world into the next one; `told_until` gives the world as it is in the middle of any stage.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from traybridge.demo.catalogue import ModelFiles
from traybridge.demo.simulated_cluster import (
    CONNECT_SECONDS,
    LOAD_SECONDS,
    WARM_UP_SECONDS,
    NewId,
    SimulatedMachine,
    SimulatedNode,
    World,
    download_seconds,
    fall_silent,
    join,
    lose,
    place,
)

GIB = 1024**3

STUDIO = SimulatedMachine(
    name="Demo Mac Studio",
    model="Mac Studio",
    chip="Apple M4 Max",
    address="192.0.2.10",
    memory_total=128 * GIB,
    memory_free=118 * GIB,
    disk_total=2000 * 10**9,
    disk_free=1400 * 10**9,
)
MACBOOK = SimulatedMachine(
    name="Demo MacBook Pro",
    model="MacBook Pro",
    chip="Apple M3 Pro",
    address="192.0.2.11",
    memory_total=36 * GIB,
    memory_free=26 * GIB,
    disk_total=1000 * 10**9,
    disk_free=300 * 10**9,
)

TOLD_MODEL = "mlx-community/SmolLM2-135M-Instruct"
FAILING_MODEL = "mlx-community/Llama-3.2-1B-Instruct-4bit"
FAILURE = f"Model files not found locally in offline mode: {FAILING_MODEL}"
"""Exo's own words (150, 153)."""

Enter: TypeAlias = Callable[[World, float, ModelFiles, NewId], World]


@dataclass(frozen=True)
class Stage:
    """A step of the story: `seconds` is its length, `shown_at` how far into it a jump lands."""

    name: str
    seconds: float
    shown_at: float
    enter: Enter
    before: str | None = None
    after: str | None = None


def _electing(_world: World, _t: float, _models: ModelFiles, _new_id: NewId) -> World:
    return World()


def _studio_starts(world: World, _t: float, _models: ModelFiles, new_id: NewId) -> World:
    return join(world, _node(STUDIO, new_id))


def _macbook_joins(world: World, _t: float, _models: ModelFiles, new_id: NewId) -> World:
    return join(world, _node(MACBOOK, new_id))


def _node(machine: SimulatedMachine, new_id: NewId) -> SimulatedNode:
    return SimulatedNode(new_id().replace("-", ""), machine)


def _placed(world: World, t: float, models: ModelFiles, new_id: NewId) -> World:
    if world.best_placement(TOLD_MODEL, t) is not None:
        return world  # somebody loaded it by hand
    return place(world, models[TOLD_MODEL], t, new_id, min_nodes=2)


def _placed_in_vain(world: World, t: float, models: ModelFiles, new_id: NewId) -> World:
    return place(world, models[FAILING_MODEL], t, new_id, error=FAILURE)


def _macbook_silent(world: World, t: float, _models: ModelFiles, _new_id: NewId) -> World:
    return fall_silent(world, _macbook(world), t)


def _macbook_lost(world: World, t: float, _models: ModelFiles, _new_id: NewId) -> World:
    return lose(world, _macbook(world), t)


def _recovered(world: World, t: float, models: ModelFiles, new_id: NewId) -> World:
    return _placed(_macbook_joins(world, t, models, new_id), t, models, new_id)


def _unchanged(world: World, _t: float, _models: ModelFiles, _new_id: NewId) -> World:
    return world


def _macbook(world: World) -> SimulatedNode:
    return next(node for node in world.nodes if node.machine == MACBOOK)


def stages(catalogue: ModelFiles) -> dict[str, Stage]:
    """Give the stages by name; the model's size tells how long the download lasts."""
    download = download_seconds(catalogue[TOLD_MODEL])
    loading = LOAD_SECONDS + WARM_UP_SECONDS
    back = CONNECT_SECONDS + loading + 45.0
    told = [
        Stage("electing", 3.0, 0.0, _electing),
        Stage("one_node", 5.0, 0.0, _studio_starts),
        Stage("joined", 5.0, 0.0, _macbook_joins),
        Stage("downloading", download, 0.4 * download, _placed),
        Stage("loading", loading, 0.5 * LOAD_SECONDS, _unchanged),
        Stage("ready", 60.0, 0.0, _unchanged),
        Stage("stale", 14.0, 8.0, _macbook_silent),
        Stage("lost", 12.0, 0.0, _macbook_lost),
        Stage("recovered", back, CONNECT_SECONDS + loading, _recovered),
    ]
    names = [stage.name for stage in told]
    linked = [
        replace(stage, before=before, after=after)
        for stage, before, after in zip(told, [None, *names[:-1]], [*names[1:], None], strict=True)
    ]
    aside = [
        Stage("busy", 10.0, 0.0, _unchanged, before="loading", after="ready"),
        Stage("failed", 30.0, 5.0, _placed_in_vain, before="joined"),
    ]
    return {stage.name: stage for stage in [*linked, *aside]}


def told_until(
    name: str, t: float, plot: dict[str, Stage], catalogue: ModelFiles, new_id: NewId
) -> tuple[World, float]:
    """Tell the story until a stage is well begun at `t`; returns the world and when that stage began.

    Raises KeyError for an unknown stage.
    """
    path = [plot[name]]
    while (before := path[0].before) is not None:
        path.insert(0, plot[before])
    began = t - path[-1].shown_at - sum(stage.seconds for stage in path[:-1])
    world = World()
    for stage in path:
        world = stage.enter(world, began, catalogue, new_id)
        began += stage.seconds
    return world, t - path[-1].shown_at
