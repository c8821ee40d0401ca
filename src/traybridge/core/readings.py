"""What a look at a provider shows: nodes, models and their states, and how the provider is."""

from dataclasses import dataclass, field
from enum import StrEnum

from traybridge.core.text import say


class ClusterState(StrEnum):
    """Exo's states, in the words of ``status --json`` (cli.md)."""

    OFFLINE = "offline"
    ELECTING = "electing"
    UP = "up"
    DOWNLOADING = "downloading"
    LOADING = "loading"
    READY = "ready"
    BUSY = "busy"
    DEGRADED = "degraded"
    FAILED = "failed"


class ModelState(StrEnum):
    DOWNLOADING = "downloading"
    LOADING = "loading"
    READY = "ready"
    BUSY = "busy"
    FAILED = "failed"


ANSWERING = frozenset({ModelState.READY, ModelState.BUSY})


@dataclass(frozen=True, slots=True)
class Node:
    """One machine of a cluster. Memory in bytes; ``last_seen`` seconds behind the newest node, None = not told."""

    id: str
    name: str
    chip: str = ""
    memory_used: int | None = None
    memory_total: int | None = None
    last_seen: float | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model that a cluster or a local server holds or is getting.

    ``progress`` 0..1 or None; ``error`` in the provider's own words; ``instance`` is Exo's id for unloading;
    ``size`` in bytes; ``nodes`` are the names of the machines it runs on.
    """

    id: str
    state: ModelState
    progress: float | None = None
    error: str | None = None
    instance: str = ""
    nodes: tuple[str, ...] = ()
    size: int = 0

    @property
    def answers(self) -> bool:
        return self.state in ANSWERING


def in_words(state: ModelState, share: float | None = None) -> str:
    """What a model does: "loading 40%", "ready". ``share`` 0..1 is its progress."""
    match state, share:
        case ModelState.DOWNLOADING, None:
            return say("downloading")
        case ModelState.DOWNLOADING, _:
            return say("downloading {share:.0%}", share=share)
        case ModelState.LOADING, None:
            return say("loading")
        case ModelState.LOADING, _:
            return say("loading {share:.0%}", share=share)
        case ModelState.READY, _:
            return say("ready")
        case ModelState.BUSY, _:
            return say("busy")
        case _:
            return say("failed")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A whole Exo cluster at one moment. ``dialect`` is "1.x" or "0.x", None when nobody answered."""

    state: ClusterState = ClusterState.OFFLINE
    dialect: str | None = None
    nodes: tuple[Node, ...] = ()
    models: tuple[LoadedModel, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one probe of a provider showed. ``latency`` in seconds; a reading that differs in nothing else is no news.

    ``key_ok`` is None where the probe says nothing about the key; ``detail`` adds words for people; ``installed`` is
    False for the starter model where it was left out; ``again_in``: something is on its way, so look again after so
    many seconds, whatever the pace.
    """

    latency: float = field(compare=False)
    cluster: Cluster | None = None
    key_ok: bool | None = None
    detail: str = ""
    installed: bool = True
    again_in: float | None = None
