"""A pretend cluster in the words of Exo's API: the shapes are those of the recorded answers.

Recordings: `/state` 067, 101, 122, 143, 153; previews 025, 032, 105; models 005, 006.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from traybridge.demo.catalogue import Model, ModelFiles
from traybridge.demo.simulated_cluster import (
    NewId,
    Phase,
    Placement,
    SimulatedNode,
    SimulatedShard,
    World,
    fitting,
    shards,
    share_of,
)
from traybridge.demo.timeline import stamp

RING_PORT = 52400


def state(
    world: World, catalogue: ModelFiles, *, t: float, now: datetime, busy: Collection[str] = ()
) -> dict[str, Any]:
    """Write the whole `/state`; `busy` are the ids of instances that answer just now."""
    return {
        "instances": {one.instance_id: instance(one.instance_id, one.model, one.shards) for one in world.placements},
        "runners": _runners(world, t, busy),
        "downloads": {node.id: list(_downloads(world, catalogue, node, t)) for node in world.nodes},
        "tasks": {},
        "lastSeen": {node.id: stamp(now - timedelta(seconds=t - world.silent.get(node.id, t))) for node in world.nodes},
        "topology": {"nodes": [node.id for node in world.nodes], "connections": _connections(world.nodes)},
        "lastEventAppliedIdx": int(t * 10),
        "nodeIdentities": {node.id: _identity(node) for node in world.known},
        "nodeMemory": {node.id: _memory(world, node, t) for node in world.nodes},
        "nodeDisk": {node.id: _disk(node) for node in world.nodes},
        "nodeSystem": {},
        "nodeNetwork": {node.id: _network(node) for node in world.nodes},
        "nodeThunderbolt": {},
        "nodeThunderboltBridge": {},
        "nodeRdmaCtl": {},
        "nodeBackends": {node.id: ["MlxCpu"] for node in world.known},
        "thunderboltBridgeCycles": [],
        "instanceLinks": {},
        "prefillServerPorts": {},
        "customModelCards": {},
    }


def instance(instance_id: str, model: Model, parts: tuple[SimulatedShard, ...]) -> dict[str, Any]:
    """Write an instance (112, 156)."""
    assignments = {
        "modelId": model.id,
        "runnerToShard": {part.runner_id: _shard(model, part, rank, len(parts)) for rank, part in enumerate(parts)},
        "nodeToRunner": {part.node.id: part.runner_id for part in parts},
    }
    hosts = {part.node.id: [_host(part, other) for other in parts] for part in parts}
    body = {
        "instanceId": instance_id,
        "shardAssignments": assignments,
        "hostsByNode": hosts,
        "ephemeralPort": RING_PORT,
    }
    return {"MlxRingInstance": body}


def _host(part: SimulatedShard, other: SimulatedShard) -> dict[str, Any]:
    return {"ip": "0.0.0.0" if part == other else other.node.machine.address, "port": RING_PORT}


def _shard(model: Model, part: SimulatedShard, rank: int, of: int) -> dict[str, Any]:
    metadata = {
        "modelCard": model.card,
        "deviceRank": rank,
        "worldSize": of,
        "immediateException": False,
        "shouldTimeout": None,
        "startLayer": part.start,
        "endLayer": part.end,
        "nLayers": model.layers,
    }
    return {"PipelineShardMetadata": metadata}


def _runners(world: World, t: float, busy: Collection[str]) -> dict[str, Any]:
    rows: dict[str, Any] = {runner: {"RunnerRunning": {}} for runner in world.left_over}
    for one in world.placements:
        for shard in one.shards:
            rows[shard.runner_id] = _runner(one, shard, t, running=one.instance_id in busy)
    return rows


def _runner(one: Placement, shard: SimulatedShard, t: float, *, running: bool) -> dict[str, Any]:
    match one.phase(t):
        case Phase.CONNECTING:
            return {"RunnerConnecting": {}}
        case Phase.DOWNLOADING | Phase.FAILED:
            return {"RunnerIdle": {}}
        case Phase.LOADING:
            done = int(one.loaded(t) * shard.layers)
            return {"RunnerLoading": {"layersLoaded": done, "totalLayers": shard.layers}}
        case Phase.WARMING_UP:
            return {"RunnerWarmingUp": {}}
        case Phase.READY:
            return {"RunnerRunning": {}} if running else {"RunnerReady": {"prefillServerPort": None}}


def _downloads(world: World, catalogue: ModelFiles, node: SimulatedNode, t: float) -> Iterator[dict[str, Any]]:
    """Write a row for each model of the catalogue, as a node does."""
    for model in catalogue.values():
        placed = next((one for one in world.placements if one.model == model and one.uses(node.id)), None)
        row = _download_row(node, model, placed)
        if placed is not None and placed.error is not None:
            yield {"DownloadFailed": {**row, "errorMessage": placed.error}}
        elif world.has_on_disk(node, model.id, t):
            yield {"DownloadCompleted": {**row, "total": _bytes(model.size), "readOnly": False}}
        elif placed is not None:
            yield {"DownloadOngoing": {**row, "downloadProgress": _progress(placed, t)}}
        else:
            yield {"DownloadPending": {**row, "downloaded": _bytes(0), "total": _bytes(0)}}


def _download_row(node: SimulatedNode, model: Model, placed: Placement | None) -> dict[str, Any]:
    parts = placed.shards if placed else (SimulatedShard(node, "", 0, model.layers),)
    (rank,) = [number for number, part in enumerate(parts) if part.node == node]
    return {
        "nodeId": node.id,
        "shardMetadata": _shard(model, parts[rank], rank, len(parts)),
        "modelDirectory": f"/Users/demo/.exo/models/{model.id.replace('/', '--')}",
    }


def _progress(one: Placement, t: float) -> dict[str, Any]:
    done = int(one.model.size * one.downloaded(t))
    weights = {
        "total": _bytes(one.model.size),
        "downloaded": _bytes(done),
        "downloadedThisSession": _bytes(done),
        "completedFiles": 0,
        "totalFiles": 1,
        "speed": one.model.size / one.download,
        "etaMs": int((one.loads_at - t) * 1000),
        "files": {},
    }
    return {**weights, "files": {"model.safetensors": weights}}


def _bytes(number: int) -> dict[str, int]:
    return {"inBytes": number}


def _connections(nodes: tuple[SimulatedNode, ...]) -> dict[str, Any]:
    return {
        node.id: {other.id: [_connection(other)] for other in nodes if other != node}
        for node in nodes
        if len(nodes) > 1
    }


def _connection(node: SimulatedNode) -> dict[str, Any]:
    address = node.machine.address
    sink = {
        "address": f"/ip4/{address}/tcp/52415",
        "address_type": "ip4",
        "ip_address": address,
        "port": 52415,
    }
    return {"sinkMultiaddr": sink}


def _identity(node: SimulatedNode) -> dict[str, str]:
    machine = node.machine
    return {
        "modelId": machine.model,
        "chipId": machine.chip,
        "friendlyName": machine.name,
        "osVersion": "15.5",
        "osBuildVersion": "24F74",
    }


def _memory(world: World, node: SimulatedNode, t: float) -> dict[str, Any]:
    return {
        "ramTotal": _bytes(node.machine.memory_total),
        "ramAvailable": _bytes(world.free_memory(node, t)),
        "swapTotal": _bytes(0),
        "swapAvailable": _bytes(0),
    }


def _disk(node: SimulatedNode) -> dict[str, Any]:
    return {"total": _bytes(node.machine.disk_total), "available": _bytes(node.machine.disk_free)}


def _network(node: SimulatedNode) -> dict[str, Any]:
    address = node.machine.address
    return {"interfaces": [{"name": "en0", "ipAddress": address, "interfaceType": "ethernet"}]}


def model_list(models: Iterable[Model]) -> dict[str, Any]:
    return {"object": "list", "data": [model.row for model in models]}


def previews(world: World, model: Model, t: float, new_id: NewId) -> list[dict[str, Any]]:
    """Say for each way of placing a model whether it fits.

    Only what was recorded is offered: a ring of one node or more; tensor sharding over several nodes is left out.
    """
    if not world.nodes or fitting(world, model, t) is None:
        too_big = "No cycles found with sufficient memory"
        return [
            _preview(model, sharding, meta, error=too_big)
            for sharding in ("Pipeline", "Tensor")
            for meta in ("MlxRing", "MlxJaccl")
        ]
    rows = []
    for count in range(1, len(world.nodes) + 1):
        nodes = fitting(world, model, t, count)
        if nodes is not None and len(nodes) == count:
            parts = shards(world, model, nodes, t, new_id)
            rows += [_preview(model, "Pipeline", "MlxRing", new_id(), parts)]
            rows += [_preview(model, "Tensor", "MlxRing", new_id(), parts)] if count == 1 else []
    no_metal = f"No cycle where every node supports a backend in ['MlxMetal'] for {model.id}"
    return rows + [_preview(model, sharding, "MlxJaccl", error=no_metal) for sharding in ("Pipeline", "Tensor")]


def _preview(
    model: Model,
    sharding: str,
    meta: str,
    instance_id: str = "",
    parts: tuple[SimulatedShard, ...] = (),
    error: str | None = None,
) -> dict[str, Any]:
    return {
        "model_id": model.id,
        "sharding": sharding,
        "instance_meta": meta,
        "instance": instance(instance_id, model, parts) if parts else None,
        "memory_delta_by_node": {part.node.id: share_of(model, part) for part in parts} if parts else None,
        "error": error,
    }
