"""Reads what Exo 1.x tells about itself, whole or in parts, into a few plain values: no I/O, no prompts kept.

What others wrote (ids, names, reasons) is made fit to be shown here, at the border: one line, nothing that a screen
obeys. Source: Exo's own types (src/exo/shared/types/state.py and below) from v1.0.62 to b5375f8, and the recordings in
tests/fixtures/exo. Enums are objects with one key: `{"RunnerReady": {...}}`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec import Raw, Struct

from traybridge.core.foreign_text import one_line
from traybridge.providers.model_list import LONGEST_ID

LONGEST_NAME = 100
LONGEST_REASON = 300

T = TypeVar("T")


class UnreadableState(ValueError):
    """The answer is of no form that any known Exo gives; `part` says where."""

    def __init__(self, part: str, why: str) -> None:
        super().__init__(f"{part}: {why}")
        self.part = part


@dataclass(frozen=True, slots=True)
class Runner:
    """One runner: `status` without the word Runner in front ("Ready", "Loading"); layers while it loads."""

    status: str
    error: str = ""
    loaded: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Shard:
    """A node's part of an instance: which runner has it, and how many layers it is."""

    node: str
    runner: str
    layers: int = 0


@dataclass(frozen=True, slots=True)
class ModelInstance:
    """A model placed on nodes; `size` of the whole model in bytes."""

    id: str
    model: str
    size: int = 0
    shards: tuple[Shard, ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """A download on one node. `status`: Ongoing, Completed or Failed (a Pending row is every model Exo knows)."""

    node: str
    model: str
    status: str
    done: int = 0
    total: int = 0
    error: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class NodeIdentity:
    name: str = ""
    chip: str = ""


@dataclass(frozen=True, slots=True)
class NodeMemory:
    """Bytes."""

    used: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class ExoState:
    """What we keep of `/state`: about a kilobyte of 136 a node, and nothing that anybody wrote.

    `seen`: each node's last sign of life in seconds of the cluster's own clock; `identities` may hold dead nodes.
    """

    nodes: tuple[str, ...] = ()
    seen: Mapping[str, float] = field(default_factory=dict)
    instances: tuple[ModelInstance, ...] = ()
    runners: Mapping[str, Runner] = field(default_factory=dict)
    downloads: tuple[Download, ...] = ()
    identities: Mapping[str, NodeIdentity] = field(default_factory=dict)
    memory: Mapping[str, NodeMemory] = field(default_factory=dict)


def read_state(body: bytes) -> ExoState:
    """Read the answer to `GET /state`.

    Raises:
        UnreadableState: it has no topology, instances or runners, or they cannot be understood. The other parts may
            be missing or new in form: then there is just less to show.
    """
    try:
        parts = _ENVELOPE.decode(body)
    except _UNDECODABLE as problem:
        raise UnreadableState("state", str(problem)) from None
    state = ExoState()
    for part in PARTS:
        if part in parts:
            state = with_part(state, part, parts[part])
        elif part in NEEDED:
            raise UnreadableState("state", f"there is no {part} in it")
    return state


def with_part(state: ExoState, part: str, body: bytes | Raw) -> ExoState:
    """Replace one part by the answer to `GET /state/{part}`.

    Raises:
        UnreadableState: a part that we need cannot be understood.
    """
    try:
        return _READERS[part](state, body)
    except _UNDECODABLE as problem:
        if part in NEEDED:
            raise UnreadableState(part, str(problem)) from None
        return state


# What is read of the wire. Every field has a default: Exo's versions differ, and the decoder passes over the rest.


class _Bytes(Struct, rename="camel", frozen=True):
    in_bytes: int = 0


_NOTHING = _Bytes()


class _Card(Struct, rename="camel", frozen=True):
    model_id: str = ""
    storage_size: _Bytes = _NOTHING


class _WireShard(Struct, rename="camel", frozen=True):
    """`modelMeta` was the card's name up to v1.0.62."""

    model_card: _Card | None = None
    model_meta: _Card | None = None
    device_rank: int = 0
    start_layer: int = 0
    end_layer: int = 0

    @property
    def card(self) -> _Card:
        return self.model_card or self.model_meta or _Card()

    @property
    def layers(self) -> int:
        return max(0, self.end_layer - self.start_layer)


class _Assignments(Struct, rename="camel", frozen=True):
    model_id: str
    node_to_runner: dict[str, str]
    runner_to_shard: dict[str, dict[str, _WireShard]] = {}


class _WireInstance(Struct, rename="camel", frozen=True):
    shard_assignments: _Assignments


class _WireRunner(Struct, rename="camel", frozen=True):
    error_message: str | None = None
    layers_loaded: int = 0
    total_layers: int = 0


class _Data(Struct, rename="camel", frozen=True):
    """`totalBytes` and `downloadedBytes` were the names up to v1.0.65."""

    total: _Bytes | None = None
    downloaded: _Bytes | None = None
    total_bytes: _Bytes | None = None
    downloaded_bytes: _Bytes | None = None


class _WireDownload(Struct, rename="camel", frozen=True):
    shard_metadata: dict[str, _WireShard] = {}
    download_progress: _Data | None = None
    total: _Bytes | None = None
    total_bytes: _Bytes | None = None
    error_message: str | None = None


class _WireMemory(Struct, rename="camel", frozen=True):
    ram_total: _Bytes | None = None
    ram_available: _Bytes | None = None


class _WireIdentity(Struct, rename="camel", frozen=True):
    chip_id: str = ""
    friendly_name: str = ""


class _Profile(_WireIdentity, rename="camel", frozen=True):
    memory: _WireMemory | None = None


class _WireNode(Struct, rename="camel", frozen=True):
    """A node of the topology up to v1.0.62, with its identity and memory inside; later just an id."""

    node_id: str
    node_profile: _Profile | None = None


class _Topology(Struct, rename="camel", frozen=True):
    nodes: list[str | _WireNode]


_ENVELOPE = msgspec.json.Decoder(dict[str, Raw])
"""Slices of the answer: what nobody reads (`tasks`, with the prompts) is never decoded and goes with the answer."""
_DOWNLOAD = msgspec.json.Decoder(_WireDownload)
_UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def _reader(kind: type[T], keep: Callable[[ExoState, T], ExoState]) -> Callable[[ExoState, bytes | Raw], ExoState]:
    decoder = msgspec.json.Decoder(kind)
    return lambda state, body: keep(state, decoder.decode(body))


def _keep_topology(state: ExoState, topology: _Topology) -> ExoState:
    nodes = tuple(node.node_id if isinstance(node, _WireNode) else node for node in topology.nodes)
    state = replace(state, nodes=nodes)
    profiles = {
        node.node_id: node.node_profile for node in topology.nodes if isinstance(node, _WireNode) and node.node_profile
    }
    if not profiles:
        return state
    return replace(
        state,
        identities={node: _identity(profile) for node, profile in profiles.items()},
        memory={node: _memory(profile.memory) for node, profile in profiles.items() if profile.memory},
    )


def _keep_seen(state: ExoState, seen: dict[str, datetime]) -> ExoState:
    return replace(state, seen={node: moment.timestamp() for node, moment in seen.items()})


def _keep_instances(state: ExoState, instances: dict[str, dict[str, _WireInstance]]) -> ExoState:
    rows = ((key, body.shard_assignments) for key, kinds in instances.items() for body in kinds.values())
    return replace(state, instances=tuple(_instance(key, assignments) for key, assignments in rows))


def _instance(key: str, assignments: _Assignments) -> ModelInstance:
    parts = {runner: shard for runner, kinds in assignments.runner_to_shard.items() for shard in kinds.values()}
    order = sorted(
        assignments.node_to_runner.items(), key=lambda item: parts[item[1]].device_rank if item[1] in parts else 0
    )
    shards = tuple(Shard(node, runner, parts[runner].layers if runner in parts else 0) for node, runner in order)
    size = max((shard.card.storage_size.in_bytes for shard in parts.values()), default=0)
    return ModelInstance(key, one_line(assignments.model_id, LONGEST_ID), size, shards)


def _keep_runners(state: ExoState, runners: dict[str, dict[str, _WireRunner]]) -> ExoState:
    return replace(
        state,
        runners={
            key: Runner(kind.removeprefix("Runner"), reason(body.error_message), body.layers_loaded, body.total_layers)
            for key, kinds in runners.items()
            for kind, body in kinds.items()
        },
    )


def _keep_downloads(state: ExoState, downloads: dict[str, list[dict[str, Raw]]]) -> ExoState:
    rows = (
        (node, kind.removeprefix("Download"), body)
        for node, listed in downloads.items()
        for row in listed
        for kind, body in row.items()
        if kind != "DownloadPending"  # every model that Exo knows, 1.1 kB each: 99 % of the answer
    )
    return replace(state, downloads=tuple(_download(*row) for row in rows))


def _download(node: str, status: str, raw: Raw) -> Download:
    body = _DOWNLOAD.decode(raw)
    card = next((shard.card for shard in body.shard_metadata.values()), _Card())
    data = body.download_progress or _Data()
    total = body.total or body.total_bytes or data.total or data.total_bytes or _NOTHING
    done = total if status == "Completed" else data.downloaded or data.downloaded_bytes or _NOTHING
    return Download(
        node,
        one_line(card.model_id, LONGEST_ID),
        status,
        done=done.in_bytes,
        total=total.in_bytes,
        error=reason(body.error_message),
        size=card.storage_size.in_bytes,
    )


def _keep_identities(state: ExoState, identities: dict[str, _WireIdentity]) -> ExoState:
    return replace(state, identities={key: _identity(row) for key, row in identities.items()})


def _identity(row: _WireIdentity) -> NodeIdentity:
    return NodeIdentity(_unless_unknown(row.friendly_name), _unless_unknown(row.chip_id))


def _unless_unknown(word: str) -> str:
    """Exo writes "Unknown" and "Unknown Chip" for what it has not found out."""
    return "" if word.lower().startswith("unknown") else one_line(word, LONGEST_NAME)


def reason(text: str | None) -> str:
    """What Exo says before its traceback begins."""
    message, _, _ = (text or "").partition("\nTraceback (most recent call last)")
    return one_line(message, LONGEST_REASON)


def _keep_memory(state: ExoState, memory: dict[str, _WireMemory]) -> ExoState:
    return replace(state, memory={key: _memory(row) for key, row in memory.items()})


def _memory(row: _WireMemory) -> NodeMemory:
    if row.ram_total is None:
        return NodeMemory()
    total = row.ram_total.in_bytes
    return NodeMemory(total - row.ram_available.in_bytes if row.ram_available else None, total)


_READERS: Mapping[str, Callable[[ExoState, bytes | Raw], ExoState]] = {
    "topology": _reader(_Topology, _keep_topology),
    "instances": _reader(dict[str, dict[str, _WireInstance]], _keep_instances),
    "runners": _reader(dict[str, dict[str, _WireRunner]], _keep_runners),
    "lastSeen": _reader(dict[str, datetime], _keep_seen),
    "downloads": _reader(dict[str, list[dict[str, Raw]]], _keep_downloads),
    "nodeIdentities": _reader(dict[str, _WireIdentity], _keep_identities),
    "nodeMemory": _reader(dict[str, _WireMemory], _keep_memory),
}
PARTS: tuple[str, ...] = tuple(_READERS)
NEEDED = frozenset({"topology", "instances", "runners"})
