"""An Exo cluster at one moment: its nodes, the models that it holds, and their states."""

from dataclasses import dataclass
from enum import StrEnum

from traybridge.core.i18n import msg


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
COMING = frozenset({ModelState.DOWNLOADING, ModelState.LOADING})
"""It will answer by itself, if nothing goes wrong."""


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

    @property
    def is_mac(self) -> bool:
        """True where its chip or its name says so."""
        return self.chip.startswith("Apple") or "mac" in self.name.lower()


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model that a cluster or a local server holds or is getting.

    ``progress`` 0..1 or None; ``error`` in the provider's own words; ``instance`` is Exo's id for unloading;
    ``size`` in bytes; ``nodes`` are the names of the machines it runs on; ``warming_up``: it is loading, all of it is
    in memory, and it is being tried out before it answers.
    """

    id: str
    state: ModelState
    progress: float | None = None
    error: str | None = None
    instance: str = ""
    nodes: tuple[str, ...] = ()
    size: int = 0
    warming_up: bool = False

    @property
    def answers(self) -> bool:
        return self.state in ANSWERING


def in_words(state: ModelState, share: float | None = None) -> str:
    """What a model does: "loading 40%", "ready". ``share`` 0..1 is its progress."""
    match state, share:
        case ModelState.DOWNLOADING, None:
            return msg("downloading")
        case ModelState.DOWNLOADING, _:
            return msg("downloading {share:.0%}", share=share)
        case ModelState.LOADING, None:
            return msg("loading")
        case ModelState.LOADING, _:
            return msg("loading {share:.0%}", share=share)
        case ModelState.READY, _:
            return msg("ready")
        case ModelState.BUSY, _:
            return msg("busy")
        case _:
            return msg("failed")


def activity(model: LoadedModel) -> str:
    """What a model does, in words: "warming up" is the end of its loading, and may take longer than the rest."""
    return msg("warming up") if model.warming_up else in_words(model.state, None if model.answers else model.progress)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A whole Exo cluster at one moment. ``dialect`` is "1.x" or "0.x", None when nobody answered."""

    state: ClusterState = ClusterState.OFFLINE
    dialect: str | None = None
    nodes: tuple[Node, ...] = ()
    models: tuple[LoadedModel, ...] = ()
    detail: str = ""
