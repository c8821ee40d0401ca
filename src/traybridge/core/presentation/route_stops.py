"""The route of a question as stops on a line: the providers in their order, each with one fact, and who answers now
(pure).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from traybridge.core.cluster import ClusterState
from traybridge.core.i18n import clipped, counted, msg
from traybridge.core.presentation.status import ProviderStatus, Snapshot, words_of_cluster

Owner = Literal["local", "cloud", "starter"]
"""Whose machine it is: the person's own, somebody else's, or the model that comes along."""
LONGEST_FACT = 40


@dataclass(frozen=True, slots=True)
class RouteStop:
    """One provider on the line. ``ready``: it could answer; ``answers``: it is the first that could."""

    provider: str
    name: str
    fact: str
    owner: Owner
    ready: bool
    answers: bool
    attention: bool = False


def owner_of(status: ProviderStatus) -> Owner:
    """Whose machine a provider runs on."""
    if status.traits.is_starter:
        return "starter"
    return "local" if status.local else "cloud"


def answering(snapshot: Snapshot, only: str = "") -> ProviderStatus | None:
    """Who would be asked first now: the first in order that could answer; ``only`` is the one that is asked alone."""
    only = only or snapshot.only
    if snapshot.first is not None and only in {"", snapshot.first.provider}:
        return snapshot.provider(snapshot.first.provider)
    usable = (one for one in snapshot.providers if one.usable and (not only or one.id == only))
    return next(usable, None)


def route_stops(snapshot: Snapshot, only: str = "") -> tuple[RouteStop, ...]:
    """Everyone who is switched on, in the order of priority; with ``only`` nobody else is on the way."""
    first = answering(snapshot, only)
    return tuple(
        RouteStop(
            one.id,
            one.label,
            clipped(_fact(one), LONGEST_FACT),
            owner_of(one),
            one.usable,
            first is not None and one.id == first.id,
            one.attention,
        )
        for one in snapshot.providers
        if one.enabled and (not only or one.id == only)
    )


def _fact(one: ProviderStatus) -> str:
    """What is wrong where something is, else one thing that is good to know."""
    cluster = one.cluster
    if cluster is not None and cluster.state in {ClusterState.DOWNLOADING, ClusterState.LOADING} and not one.usable:
        return words_of_cluster(cluster)
    if not one.usable:
        return one.reason or msg("cannot answer now")
    if cluster is not None and cluster.nodes:
        return machines(cluster.nodes)
    if one.traits.is_starter:
        return msg("tiny")
    if one.models:
        return counted("{count} model", "{count} models", len(one.models))
    return msg("ready")


def machines(nodes: Sequence[object]) -> str:
    """How many machines a cluster has."""
    return counted("{count} machine", "{count} machines", len(nodes))
