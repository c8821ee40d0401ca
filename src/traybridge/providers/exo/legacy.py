"""Reads Exo 0.x, as it was until March 2025: its answers become nodes and models (pure).

It loads a model when it is asked for one, so what is on its disk can be asked for now. Source: exo/api/chatgpt_api.py
and exo/topology of v0.0.15, recordings 200-218.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import msgspec
from msgspec import Struct

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.foreign_text import one_line
from traybridge.core.i18n import msg
from traybridge.core.model_index import normalise
from traybridge.providers.exo.wire import LONGEST_NAME, UnreadableState
from traybridge.providers.model_list import LONGEST_ID

ZERO = "0.x"
MEBIBYTE = 1024 * 1024


class _Capabilities(Struct, frozen=True):
    """`memory` in MiB."""

    model: str = ""
    chip: str = ""
    memory: int = 0


class _Topology(Struct, frozen=True):
    nodes: dict[str, _Capabilities]


class Stored(Struct, frozen=True):
    """What `/modelpool` says of one model; `download_percentage` 0..100, sizes in bytes."""

    downloaded: bool | None = None
    download_percentage: float | None = None
    total_size: float | None = None
    total_downloaded: float | None = None


_TOPOLOGY = msgspec.json.Decoder(_Topology)
_POOL = msgspec.json.Decoder(dict[str, Stored])
_UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def read_topology(body: bytes) -> tuple[Node, ...]:
    """Read the answer to `GET /topology`. Raises UnreadableState."""
    try:
        nodes = _TOPOLOGY.decode(body).nodes
    except _UNDECODABLE as problem:
        raise UnreadableState("topology", str(problem)) from None
    return tuple(
        Node(
            id=node,
            name=_name(node, row),
            chip="" if row.chip.lower().startswith("unknown") else one_line(row.chip, LONGEST_NAME),
            memory_total=row.memory * MEBIBYTE or None,
        )
        for node, row in nodes.items()
    )


def _name(node: str, row: _Capabilities) -> str:
    """The node's id if a person chose it (`--node-id`), else the machine's model."""
    try:
        UUID(node)
    except ValueError:
        return one_line(node, LONGEST_NAME)
    return one_line(row.model, LONGEST_NAME) or node[:8]


def read_pool(events: Iterable[bytes]) -> dict[str, Stored]:
    """Read the data of `/modelpool` events; `[DONE]` and what is no JSON are passed over."""
    pool: dict[str, Stored] = {}
    for event in events:
        try:
            pool.update(_POOL.decode(event))
        except _UNDECODABLE:
            continue
    return pool


def read_initial_models(body: bytes) -> tuple[str, ...]:
    """Read `GET /initial_models`: the ids that the cluster's engine supports. Raises UnreadableState."""
    try:
        return tuple(_POOL.decode(body))
    except _UNDECODABLE as problem:
        raise UnreadableState("initial_models", str(problem)) from None


def cluster_of(nodes: Sequence[Node], supported: Sequence[str], pool: Mapping[str, Stored]) -> Cluster:
    """Say how an old cluster is: ready with a node, electing without.

    ``supported`` models of which the pool knows nothing need no download (the `dummy` engine of 200-218).
    """
    if not nodes:
        return Cluster(ClusterState.ELECTING, ZERO, detail=msg("the nodes are looking for each other"))
    names = tuple(node.name for node in nodes)
    stored = {**dict.fromkeys(supported, Stored(downloaded=True)), **pool}
    models = (_model(one_line(model, LONGEST_ID), row, names) for model, row in stored.items())
    return Cluster(ClusterState.READY, ZERO, tuple(nodes), tuple(model for model in models if model is not None))


def _model(model: str, row: Stored, names: tuple[str, ...]) -> LoadedModel | None:
    size = int(row.total_size or 0)
    if row.downloaded:
        return LoadedModel(model, ModelState.READY, nodes=names, size=size)
    if row.download_percentage:
        progress = min(1.0, row.download_percentage / 100)
        return LoadedModel(model, ModelState.DOWNLOADING, progress, nodes=names, size=size)
    return None


def replaced(asked: str, answered: str | None) -> bool:
    """True when another model answered: 0.x puts its default in place of every model it does not know (212)."""
    return bool(answered) and answered != asked and normalise(answered or "") != normalise(asked)
